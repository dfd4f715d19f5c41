"""Challenges as plain values, as `carrying` takes them away.

What was gained is not carried: the records that gained it are, and gain it again. Of areas it is,
since they stand as they did once all of their records are in.
"""

from typing import Any

from turnout.formats.when import stamp
from turnout.model.challenges import Challenge, Measure
from turnout.store import Reading, challenge_sums, challenges

Values = dict[str, Any]


def challenges_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of an event says of a challenge, by its seq."""
    said: dict[int, Values] = {
        each.id: {"challenge": _challenge(look, each)} for each in challenges.of_event(look, event)
    }
    for row in challenges.carried(look, event):
        said[row["seq"]] = {"says": [row["challenge"], row["lead"], row["said"]]}
    return said


def _challenge(look: Reading, made: Challenge) -> Values:
    of_areas = made.measure is Measure.AREAS
    return {
        "by": made.by,
        "measure": made.measure.value,
        "target": made.target,
        "deadline": stamp(made.deadline),
        "way": made.way.value,
        "whom": list(made.whom),
        "declared_most": made.declared_most,
        "text": made.text,
        "held": challenges.was_held(look, made.id),
        "areas": challenge_sums.areas_of(look, made.id) if of_areas else [],
    }
