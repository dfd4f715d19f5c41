"""What may be asked of leads, and until when."""

from dataclasses import replace
from datetime import datetime

from turnout.errors import Reason, Refused
from turnout.model.challenges import Measure, Wanted, Way
from turnout.model.trade import Event, end_of
from turnout.rules.challenges import LEAST_AHEAD, MOST_ASKED, MOST_TEXT
from turnout.rules.intake import has_hidden_characters
from turnout.rules.rallies import MOST_GOAL


def check(wanted: Wanted, event: Event, now: datetime) -> None:
    """Raise Refused with every reason why nobody can be challenged like this."""
    reasons = [
        Reason(f"challenge_{field}", code, values)
        for wrong, field, code, values in _rules(wanted, event, now)
        if wrong
    ]
    if reasons:
        raise Refused.of(reasons)


def _rules(
    wanted: Wanted, event: Event, now: datetime
) -> list[tuple[object, str, str, dict[str, object]]]:
    ends = end_of(event.starts_at, event.ends_at)
    range_: dict[str, object] = {"least": 1, "most": MOST_GOAL}
    return [
        (wanted.measure not in set(Measure), "measure", "unknown", {"given": wanted.measure}),
        (wanted.way not in set(Way), "way", "unknown", {"given": wanted.way}),
        (wanted.way == Way.EACH and not wanted.whom, "whom", "missing", {}),
        (len(wanted.whom) > MOST_ASKED, "whom", "too_many", {"most": MOST_ASKED}),
        (not 1 <= wanted.target <= MOST_GOAL, "target", "out_of_range", range_),
        (wanted.deadline < now + LEAST_AHEAD, "deadline", "past", {}),
        (wanted.deadline > ends, "deadline", "after_event", {}),
        (not 0 <= wanted.declared_most <= MOST_GOAL, "declared", "out_of_range", range_),
        (len(wanted.text) > MOST_TEXT, "text", "too_long", {"most": MOST_TEXT}),
        (has_hidden_characters(wanted.text), "text", "bad_characters", {}),
    ]


def plain(wanted: Wanted) -> Wanted:
    """Return what is wanted as it is kept: a text on one line, a deadline to the second, and
    declared heads only where they are counted, and no more of them than are asked for."""
    declared = min(wanted.declared_most, wanted.target) if wanted.measure == Measure.HEADS else 0
    deadline = wanted.deadline.replace(microsecond=0)
    text = " ".join(wanted.text.split())
    return replace(wanted, text=text, deadline=deadline, declared_most=declared)
