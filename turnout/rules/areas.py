"""The life of an area: which step leads from which state to which, and what is refused."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from turnout.errors import Reason, Refused
from turnout.model.areas import SIZES, AreaState, Stand, Step
from turnout.model.trade import Event, EventState
from turnout.rules.intake import has_hidden_characters

MOST_TITLE = 120  # letters; a street corner and what lies there
MOST_TEXT = 2_000
MOST_WANTED = 500  # people; a park in spring
MOST_BAGS = 10_000
MOST_VOLUNTEERS = 5_000
# One photo and one sentence a minute is a brisk walk; a script is faster.
MOST_IN_A_WALK, PACE_WINDOW = 20, timedelta(minutes=10)
# A date without an end is over when a long morning is.
DATE_LASTS = timedelta(hours=6)
# Two phones tell of the same minute as this much apart.
SAME_TIME = timedelta(minutes=2)

FIRST = (Step.REPORT, Step.DRAW)  # what puts an area on the map
_OPEN = (AreaState.REPORTED, AreaState.CONFIRMED, AreaState.REOPENED)
LIFE: dict[Step, dict[AreaState | None, AreaState]] = {
    Step.REPORT: {None: AreaState.REPORTED},
    Step.DRAW: {None: AreaState.CONFIRMED},
    Step.CONFIRM: {
        AreaState.REPORTED: AreaState.CONFIRMED,
        AreaState.REOPENED: AreaState.CONFIRMED,
    },
    Step.SCHEDULE: dict.fromkeys((*_OPEN, AreaState.SCHEDULED), AreaState.SCHEDULED),
    Step.RELEASE: {AreaState.SCHEDULED: AreaState.REPORTED},
    Step.CLEAN: dict.fromkeys((*_OPEN, AreaState.SCHEDULED), AreaState.CLEANED),
    Step.REOPEN: {AreaState.CLEANED: AreaState.REOPENED},
    Step.CHANGE: {state: state for state in AreaState},
}


def after(now: Stand | None, step: Step, date: int | None = None) -> Stand:
    """Return where an area is after `step`; now None: it is not on the map yet.

    date: for SCHEDULE, the number of the event it is put on.
    Raises Refused("area", "cannot_" + step, state=...) for a step that does not lead on from there.
    """
    state = LIFE[step].get(now.state if now else None)
    if state is None:
        raise Refused("area", f"cannot_{step}", state=now.state.value if now else "")
    if now and step is Step.CHANGE:
        return now
    return Stand(state, date if state is AreaState.SCHEDULED else None)


def taken_back(before: Stand, date_is_active: bool) -> Stand:
    """Return where an area is when the step that led on from `before` is taken back: where it
    was, but on no date that is off or over."""
    if before.state is not AreaState.SCHEDULED or date_is_active:
        return before
    return Stand(AreaState.REPORTED)


def is_active(date: Event, now: datetime) -> bool:
    """Return whether areas may be put on `date`: it is on, and not over."""
    return date.state is EventState.ON and now < (date.ends_at or date.starts_at + DATE_LASTS)


def not_on_another(now: Stand, date: int, active: bool) -> None:
    """Raise Refused("area", "on_another_date") where an area is on another date than `date`, and
    that one is still active: an area belongs to one at a time."""
    if active and now.date not in (None, date):
        raise Refused("area", "on_another_date")


def in_time(said_at: datetime, newest_said_at: datetime | None) -> None:
    """Raise Refused("area", "overtaken") for what was done before the newest step was: a phone
    without signal tells of it late, and the newest word stands."""
    if newest_said_at is not None and said_at + SAME_TIME < newest_said_at:
        raise Refused("area", "overtaken")


def check_pace(before: Sequence[datetime], now: datetime) -> None:
    """Raise Refused("area", "too_many") where as much came from one address lately as no walk
    through a neighbourhood gives. before: when it came."""
    if sum(now - at < PACE_WINDOW for at in before) >= MOST_IN_A_WALK:
        raise Refused("area", "too_many")


def leads_on(before: Stand | None, step: Step, after_: Stand, taken_from: Stand | None) -> bool:
    """Return whether a step of a history leads from `before` to `after_`.

    taken_from: for UNDO, where the area was before the step that it takes back.
    """
    if step is Step.UNDO:
        ways = [taken_back(taken_from, each) for each in (True, False)] if taken_from else []
        return after_ in ways
    try:
        return after(before, step, after_.date) == after_
    except Refused:
        return False


def check_words(title: str, text: str, size: str, wanted: int) -> None:
    """Raise Refused with a reason for each of them that cannot stand."""
    found = [*_line("area_title", title, MOST_TITLE), *_lines("area_text", text)]
    if not title.strip():
        found.append(Reason("area_title", "missing"))
    if size and size not in SIZES:
        found.append(Reason("size", "unknown", {"given": size[:40]}))
    if not 0 <= wanted <= MOST_WANTED:
        found.append(Reason("wanted", "out_of_range", {"least": 0, "most": MOST_WANTED}))
    _raise(found)


def check_cleaned(note: str, bags: int, volunteers: int) -> None:
    """Raise Refused with a reason for each of them that cannot stand."""
    found = _lines("area_note", note)
    for field, given, most in (
        ("bags", bags, MOST_BAGS),
        ("volunteers", volunteers, MOST_VOLUNTEERS),
    ):
        if not 0 <= given <= most:
            found.append(Reason(field, "out_of_range", {"least": 0, "most": most}))
    _raise(found)


def _lines(field: str, text: str) -> list[Reason]:
    return _line(field, text.replace("\n", " ").replace("\r", " ").replace("\t", " "), MOST_TEXT)


def _line(field: str, text: str, most: int) -> list[Reason]:
    if len(text) > most:
        return [Reason(field, "too_long", {"most": most})]
    if has_hidden_characters(text):
        return [Reason(field, "bad_characters")]
    return []


def _raise(found: Sequence[Reason]) -> None:
    if found:
        raise Refused.of(list(found))
