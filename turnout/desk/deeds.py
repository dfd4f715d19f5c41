"""What each lead did, for honours: on the night from what stands and who is there, afterwards from
the scores."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from turnout.model import Event, Standing
from turnout.model.scores import Went
from turnout.rules import standings as sums
from turnout.rules.honours import Deeds
from turnout.store import Reading, attendance, recognition
from turnout.store import scores as earlier

Rows = Mapping[int, Any]  # the leads of an event, as `leads.of_event` has them, by number


def deeds(look: Reading, event: Event, rows: Rows, went: Went | None) -> dict[int, Deeds]:
    """Return what each lead did, each without their branch. went: how it went, where it is over.

    Nobody did anything yet where nobody has come.
    """
    if not any(row["came"] for row in rows.values()):
        return {}
    led = recognition.led_before(look, event.id)
    if went:
        scores = {lead: went.lead(lead) for lead in rows}
        return {
            lead: Deeds(score.promised, score.came, score.first_timers or 0, score.before,
                        led.get(lead) is False)
            for lead, score in scores.items()
        }  # fmt: skip
    firsts, before = _first_timers(look, event), earlier.last_time(look, event.id)
    return {
        lead: Deeds(_promised(row), row["came"], firsts[lead], before.get(lead),
                    led.get(lead) is False)
        for lead, row in rows.items()
    }  # fmt: skip


def standing(row: Any) -> Standing:
    """Return what stands for a lead by their row."""
    parts = ("confirmed", "yes", "maybe", "declared", "came", "walk_ins")
    return Standing(**{part: row[part] for part in parts})


def _promised(row: Any) -> int:
    return sums.count(standing(row)).coming


def _first_timers(look: Reading, event: Event) -> Counter[int]:
    """Return how many persons came with each lead who had come to nothing before."""
    if event.quiet or not earlier.any_came_before(look, [event.id]):
        return Counter()
    firsts = earlier.first_timers(look, [event.id])
    there = attendance.present(look, event.id)
    return Counter(each["lead"] for each in there if each["came"] and each["person"] in firsts)
