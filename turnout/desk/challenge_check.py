"""Whether what is kept of challenges is what their gains and the standings say; for `check`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from turnout.model.challenges import Challenge, Measure
from turnout.rules import challenges as rules
from turnout.store import Reading, challenge_sums, challenges, cleaned, standings

Where = tuple[int, int, int]  # a challenge, an event and a lead
Numbers = tuple[int, ...]


def tallied(look: Reading) -> tuple[dict[Where, Numbers], dict[Where, Numbers]]:
    """Return what each lead gained in time as it is kept, and as the gains add up."""
    return challenge_sums.every_tally(look), challenge_sums.every_sum(look, in_time=True)


def gained(look: Reading, now: datetime) -> tuple[dict[Where, Numbers], dict[Where, Numbers]]:
    """Return what was booked for challenges that still count, and what stands with each lead
    beyond what stood when they were made."""
    booked, stood = challenge_sums.every_sum(look, in_time=False), challenge_sums.every_stood(look)
    counted: dict[Where, Numbers] = {}
    for challenge, event in _counting(look, now):
        clean = cleaned.by_lead(look, event) if challenge.measure is Measure.AREAS else None
        for where in [each for each in stood if each[0] == challenge.id]:
            now_ = _now(look, where) if clean is None else (0, 0, 0, clean.get(where[2], 0))
            gains = zip(now_, stood[where], strict=True)
            counted[where] = tuple(stands - was for stands, was in gains)
    nothing: dict[Where, Numbers] = defaultdict(lambda: (0, 0, 0, 0), booked)
    return {where: nothing[where] for where in counted}, counted


def _counting(look: Reading, now: datetime) -> Iterator[tuple[Challenge, int]]:
    for event in challenges.events(look):
        for challenge in challenges.of_event(look, event, now - rules.LATE):
            yield challenge, event


def _now(look: Reading, where: Where) -> Numbers:
    standing = standings.one(look, where[1], where[2])
    return standing.confirmed + standing.yes, standing.confirmed, standing.declared, 0
