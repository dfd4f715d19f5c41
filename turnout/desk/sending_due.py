"""What there is to tell and to ask of an event, and when: worked out from the ledger each time.

An occasion has one name for good, so that nobody is told of it twice: "confirm:12:4:2026-12-05"
is the question of four days before that day, "off:37" what record 37 called off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk.scores import listed
from turnout.model import Event, EventState, end_of
from turnout.model.scores import Listed
from turnout.model.sending import Kind, Messaging
from turnout.rules.scores import missed
from turnout.store import Reading, attendance, budget, log, schedules, tellings
from turnout.store.times import read

HOUR = time(10)  # on the event's clock: after breakfast, and before anybody has made other plans
GRACE = timedelta(minutes=5)  # to take back a slip before everybody has heard of it
ANSWERING = timedelta(days=1)  # after a notice that asks, before they are asked again
REMINDED_DAYS = 1
STALE = timedelta(days=7)  # nobody needs to hear of it any more
THANKED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Occasion:
    """What a message is for. name: for good. It is due from `due_at` to `not_after`.

    days: how long before the event it asks. needed_by: until when a notice must be known.
    since: the change that it tells of; who spoke later knows.
    """

    name: str
    kind: Kind
    event: Event
    due_at: datetime
    not_after: datetime
    days: int = 0
    needed_by: datetime | None = None
    since: datetime | None = None

    @property
    def asks(self) -> bool:
        return self.kind in (Kind.CONFIRM, Kind.MISSED)


@dataclass(frozen=True)
class _State:
    """When, where and whether an event takes place."""

    starts_at: datetime
    place: str
    state: EventState


def occasions(look: Reading, event: Event, now: datetime) -> list[Occasion]:
    """Return every occasion of `event` that is due, or will be, the earliest first."""
    set_ = budget.messaging(look, event.id)
    found = [*_before(event, set_), *_changes(look, event), *_after(event)]
    moved = next((each for each in found if each.kind is Kind.MOVED), None)
    due = (one for one in found if now <= one.not_after and not _is_asked_by(moved, one))
    return sorted(due, key=lambda o: o.due_at)


def audience(look: Reading, occasion: Occasion, rows: list[Any]) -> list[Any]:
    """Return of `rows`, everybody whose word stands at its event (`budget.audience`), whom an
    occasion concerns: not who has withdrawn."""
    if occasion.kind in (Kind.CAME, Kind.MISSED):
        return _of_the_day(look, occasion, rows)
    return [row for row in rows if concerns(occasion, row)]


def came(look: Reading, event: int) -> set[int]:
    """Return who was checked in at `event` by name."""
    rows = attendance.present(look, event)
    return {row["person"] for row in rows if row["person"] and row["came"]}


def concerns(occasion: Occasion, row: Any) -> bool:
    """Return whether an occasion concerns the person in `row`."""
    if row["erased_at"] or row["status"] in (None, "cancelled"):
        return False
    if occasion.kind is Kind.REMIND:
        return bool(row["wants"])
    before = occasion.since or occasion.due_at
    return occasion.kind is Kind.OFF or read(row["said_at"]) < before


def _of_the_day(look: Reading, occasion: Occasion, rows: list[Any]) -> list[Any]:
    """Return who was there; or who had promised and was not, where the list can tell."""
    there = came(look, occasion.event.id)
    known = {row["person"]: row for row in rows if not row["erased_at"]}
    if occasion.kind is Kind.CAME:
        return [row for person, row in known.items() if person in there]
    if listed(look, occasion.event) is not Listed.FULL:
        return []
    promised = [person for person, row in known.items() if row["status"] in ("yes", "confirmed")]
    return [known[person] for person in missed(promised, there)]


def stands(look: Reading, event: Event, name: str, now: datetime) -> bool:
    """Return whether the occasion called `name` is one still: not where the date was moved."""
    if name.startswith(("date:", "area:")):
        return True
    return any(each.name == name for each in occasions(look, event, now))


def scope(event: Event) -> int:
    """Return whose contacts may be used: a quiet event's people are its own."""
    return event.id if event.quiet else 0


def _before(event: Event, set_: Messaging) -> Iterator[Occasion]:
    """Yield the questions and the reminder of the days before."""
    if event.state is not EventState.ON:
        return
    day = event.starts_at.astimezone(ZoneInfo(event.zone)).date()
    ends = [_at(event, day, days) for days in set_.days[1:]]
    for days, end in zip(set_.days, [*ends, event.starts_at], strict=False):
        name = f"confirm:{event.id}:{days}:{day}"
        yield Occasion(name, Kind.CONFIRM, event, _at(event, day, days), end, days)
    due_at = _at(event, day, REMINDED_DAYS)
    name = f"remind:{event.id}:{day}"
    yield Occasion(name, Kind.REMIND, event, due_at, event.starts_at, REMINDED_DAYS)


def _after(event: Event) -> Iterator[Occasion]:
    """Yield the thanks of the day after, and who was missed."""
    if event.state is not EventState.ON:
        return
    end = end_of(event.starts_at, event.ends_at)
    due_at = _at(event, end.astimezone(ZoneInfo(event.zone)).date(), -1)
    for kind in (Kind.CAME, Kind.MISSED):
        yield Occasion(f"{kind}:{event.id}", kind, event, due_at, due_at + THANKED_WITHIN)


def _at(event: Event, day: date, days: int) -> datetime:
    local = datetime.combine(day - timedelta(days=days), HOUR, ZoneInfo(event.zone))
    return local.astimezone(UTC)


def _is_asked_by(moved: Occasion | None, one: Occasion) -> bool:
    """Return whether the notice that an event is moved asks what `one` would: whether they can
    come. Who is asked twice in a day believes neither."""
    if moved is None or one.kind is not Kind.CONFIRM:
        return False
    return one.due_at <= moved.due_at + ANSWERING


def _changes(look: Reading, event: Event) -> Iterator[Occasion]:
    """Yield the notice of the newest change, where people know otherwise."""
    changes = schedules.every(look, event.id)
    if not changes:
        return
    now = _State(event.starts_at, event.place, event.state)
    states = [_state(row) for row in changes] + [now]
    known = states[0]
    for row, after in zip(changes, states[1:], strict=True):
        if tellings.any_told(look, _notice(row["seq"], after)):
            known = after
    seq = changes[-1]["seq"]
    name, since = _notice(seq, now), log.at(look, seq)
    if now == known and not tellings.any_told(look, name):
        return
    off = event.state is not EventState.ON
    first = min(event.starts_at, states[-2].starts_at)
    yield Occasion(
        name, Kind.OFF if off else Kind.MOVED, event, since + GRACE,
        event.starts_at + STALE if off else event.starts_at, needed_by=first, since=since,
    )  # fmt: skip


def _notice(seq: int, after: _State) -> str:
    return f"{'moved' if after.state is EventState.ON else 'off'}:{seq}"


def _state(row: Any) -> _State:
    return _State(read(row["starts_at"]), row["place"], EventState(row["state"]))
