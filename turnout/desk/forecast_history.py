"""What past events teach: those of this store that took attendance, and those typed in.

Never a quiet event's to another, never what the demo made up. An event is seen as it stood so many
days before it began: who had promised by then, and what they had said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from turnout.desk.forecast_newest import Newest
from turnout.desk.pasts import standing as typed_in
from turnout.model import Event, EventState, end_of
from turnout.model.pasts import PastTable
from turnout.model.pledges import PastEvent, TypedIn
from turnout.rules.contact import handle_of
from turnout.rules.forecast.promises import (
    as_seen,
    coming_heads,
    declared,
    gathered,
    named,
    stood,
    with_showed,
    with_walk_ins,
)
from turnout.rules.forecast.rows import Past, Rows, joined
from turnout.rules.forecast.rows import past as as_past
from turnout.store import Reading, events, forecasts, standings
from turnout.store.forecasts import NEVER
from turnout.store.times import written

MOST_KEPT = 1_000  # events, as they stand
MOST_EVENTS = 20  # older ones were run by other people on other lists, and cost as much to read
# A door that looked at fewer was tried out, and not staffed: it says nothing of who stayed away.
LEAST_CHECKED, LEAST_SHARE = 3, 0.05
NEW_LEADS_FROM = 10**12  # leads of typed-in tables whom no event here knows; ids are far below


@dataclass(frozen=True)
class Known:
    """One past event, before it is read: of this store (`event`), or typed in (`table`)."""

    day: date
    event: Event | None = None
    table: PastTable | None = None

    @property
    def title(self) -> str:
        return self.event.title if self.event else self.table.title if self.table else ""

    @property
    def number(self) -> int:
        """Its number among all: an event's own, a table's below 0."""
        return self.event.id if self.event else -self.table.id if self.table else 0


@dataclass(frozen=True)
class History:
    """The past events that one event may learn from, oldest first; version names their state.

    until: the moment at which they are looked at, as it is written.
    """

    known: tuple[Known, ...]
    version: tuple[Any, ...]
    until: str = NEVER

    @property
    def titles(self) -> dict[int, Known]:
        """Return them by their numbers."""
        return {each.number: each for each in self.known}


def history(
    look: Reading, event: Event, now: datetime, until: str = NEVER,
    kept: Newest[bool] | None = None,
) -> History:  # fmt: skip
    """Return what `event` may learn from at `now`: the newest, oldest first.

    kept: where it is remembered of each event as it stands whether it took attendance.
    """
    kept = Newest(MOST_KEPT) if kept is None else kept
    family = _family(look, event)
    known = [
        Known(table.day, table=table)
        for table, only in typed_in(look, until)
        if only in (0, *family)
    ]
    known += [
        Known(each.starts_at.date(), event=each)
        for each in events.every(look)
        if _may_teach(each, event, family, now) and _took_attendance(look, each, until, kept)
    ]
    newest = sorted(known, key=lambda each: (each.day, each.number))[-MOST_EVENTS:]
    seqs = tuple((each.number, _seq(look, each)) for each in newest)
    return History(tuple(newest), (seqs, until), until)


def seen(look: Reading, past: History, days: float) -> Past:
    """Return past events as they stood so many days before each began, for a fit."""
    each = [
        _of_store(look, one.event, days, past.until) if one.event else _of_table(look, one)
        for one in past.known
    ]
    return gathered([one.number for one in past.known], each)


def _family(look: Reading, event: Event) -> set[int]:
    """Return the numbers of an event's campaign and all its sites."""
    top = standings.upwards(look, event.id)[-1]
    return set(events.family(look, top))


def _seq(look: Reading, known: Known) -> int:
    return standings.total(look, known.event.id)[0] if known.event else 0


def _may_teach(each: Event, event: Event, family: set[int], now: datetime) -> bool:
    return (
        each.id != event.id
        and each.state is EventState.ON
        and end_of(each.starts_at, each.ends_at) <= now
        and (not each.quiet or each.id in family)
    )


def _took_attendance(look: Reading, event: Event, until: str, kept: Newest[bool]) -> bool:
    stands = (event.id, standings.total(look, event.id)[0], until)
    return kept.get(stands, lambda: _has_attendance(look, event, until))


def _has_attendance(look: Reading, event: Event, until: str) -> bool:
    if forecasts.is_made_up(look, event.id):
        return False
    if forecasts.counted(look, event.id, until):
        return True
    promised = standings.total(look, event.id)[2].coming
    checked = sum(row["came"] for row in forecasts.came(look, event.id, until))
    return bool(checked >= max(LEAST_CHECKED, LEAST_SHARE * promised))


def _of_store(look: Reading, event: Event, days: float, until: str) -> tuple[Rows, int, bool]:
    """Return (promises with who showed, walk-ins, whether only sums are known)."""
    then, later = _snapshot(look, event, days, until)
    leads = forecasts.leads_of(look, event.id)
    names = as_seen(named([*then, *later], event.starts_at, leads), len(then), days)
    counts = forecasts.declared(look, event.id, _until(event.starts_at, days))
    beyond = declared(counts, event.starts_at, leads, stood(names, days))
    came, crowd = forecasts.came(look, event.id, until), forecasts.counted(look, event.id, until)
    checked = sum(row["came"] for row in came)
    if crowd and crowd[0] > checked:  # surely not everybody was checked in
        heads = coming_heads(names) + int(beyond.heads)
        return _sums(event.id, event.starts_at.date(), [TypedIn(heads, crowd[1])])
    names = with_showed(came, names, [row["person"] for row in (*then, *later)])
    both = joined([names, with_walk_ins(came, beyond, leads)])
    return both, max(0, checked - int(both.showed.sum())), False


def _snapshot(look: Reading, event: Event, days: float, until: str) -> tuple[list[Any], list[Any]]:
    """Return what each had said by then, with who withdrew since; and who promised later."""
    last = {row["person"]: dict(row) for row in forecasts.said(look, event.id, until)}
    then = [dict(row) for row in forecasts.said(look, event.id, _until(event.starts_at, days))]
    for row in then:
        since = last.pop(row["person"], row)
        row["withdrawn_at"] = row["withdrawn_at"] or since["withdrawn_at"]
    return then, list(last.values())


def _until(start: datetime, days: float) -> str:
    return written(start - timedelta(days=days))


def _of_table(look: Reading, known: Known) -> tuple[Rows, int, bool]:
    assert known.table is not None
    lines = [
        TypedIn(line.committed, line.came, _lead_of(look, line.lead)) for line in known.table.lines
    ]
    return _sums(known.number, known.day, lines)


def _sums(number: int, day: date, lines: Sequence[TypedIn]) -> tuple[Rows, int, bool]:
    told = PastEvent.typed_in(number, day, lines)
    whole = as_past([told])
    return whole.rows, told.walk_ins, True


def _lead_of(look: Reading, handle: str) -> int | None:
    if not handle:
        return None
    way = handle_of(handle)
    known = forecasts.lead_with(look, way.user, way.host)
    return known if known is not None else NEW_LEADS_FROM + _number_of(str(way))


def _number_of(text: str) -> int:
    """Return a number for a handle that stays: two rarely share one, and that only blurs them."""
    return int.from_bytes(text.encode()[:64], "big") % 10**9
