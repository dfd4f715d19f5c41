"""When and whether an event takes place: moved, postponed, cancelled, taken up again.

Each is a record of its own and is taken back by `corrections.undo`.
"""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from turnout.desk import area_dates
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import COMING, ON_THEIR_OWN, Entry, book, change_party, enter
from turnout.desk.rallies import check_shape, found, in_zone
from turnout.model import Count, Door, Event, EventState, Role, Status
from turnout.store import Transaction, commitments, events, schedules, standings
from turnout.store.commitments import Current


@dataclass(frozen=True)
class Effect:
    """Whom a change of schedule concerns: people promised, and in how many sign-ups by name."""

    coming: int
    by_name: int
    sign_ups: int


def effect(desk: Desk, slug: str) -> Effect:
    """Return whom moving, postponing or cancelling an event concerns. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        said = commitments.saying(look, event.id, [status.value for status in COMING])
        coming = standings.total(look, event.id)[2].coming
    return Effect(coming, sum(now.party for _, now in said), len(said))


def move(
    desk: Desk, slug: str, starts_at: datetime, ends_at: datetime | None, place: str,
    ask_again: bool, by: str = "desk",
) -> Future[Event]:  # fmt: skip
    """Give an event another time or place; a naive time is in its zone. It is on again.

    ask_again: all who said yes become maybe, by new records; else they keep their promise.
    Leads' own totals stay. Raises Refused, NotFound.
    """

    def changed(event: Event) -> Event:
        moved = replace(
            event,
            starts_at=in_zone(starts_at, event.zone),
            ends_at=in_zone(ends_at, event.zone) if ends_at else None,
            place=place.strip(),
            state=EventState.ON,
        )
        check_shape(moved)
        return moved

    return _change(desk, slug, "move", by, changed, ask_again)


def postpone(desk: Desk, slug: str, by: str = "desk") -> Future[Event]:
    """Put an event off, with no new date yet: no new promises, those made are kept."""
    return _change(desk, slug, "postpone", by, _to(EventState.POSTPONED))


def cancel(desk: Desk, slug: str, by: str = "desk") -> Future[Event]:
    """Call an event off: no new promises; what was promised stays in the ledger."""
    return _change(desk, slug, "cancel", by, _to(EventState.CANCELLED))


def resume(desk: Desk, slug: str, by: str = "desk") -> Future[Event]:
    """Let a postponed or cancelled event take place after all, when and where it was to."""
    return _change(desk, slug, "resume", by, _to(EventState.ON))


def newest(desk: Desk, slug: str) -> int | None:
    """Return the newest change of schedule, to be undone; None where there was none."""
    with desk.store.reading() as look:
        row = schedules.newest(look, found(look, slug).id)
    return row["seq"] if row else None


def _change(
    desk: Desk, slug: str, kind: str, by: str, changed: Callable[[Event], Event],
    ask_again: bool = False,
) -> Future[Event]:  # fmt: skip
    def work(tx: Transaction) -> Event:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        before = found(tx, slug)
        after = changed(before)
        if after == before and not ask_again:
            return before
        parent = found(tx, before.parent).id if before.parent else None
        now = desk.clock()
        entry = enter(tx, before.id, kind, Door.DESK, secrets.token_hex(20), by, now)
        events.change(tx, after, parent)
        book(tx, entry, ON_THEIR_OWN, Count())
        asked = _ask_again(tx, before.id, by, now) if ask_again else 0
        schedules.insert(tx, entry.seq, before, asked)
        area_dates.follow(tx, before, after, by, now)
        return after

    future = desk.store.write(work)
    future.add_done_callback(lambda _: desk.shapes.forget())
    return future


def _to(state: EventState) -> Callable[[Event], Event]:
    def changed(event: Event) -> Event:
        return replace(event, state=state)

    return changed


def _ask_again(tx: Transaction, event: int, by: str, now: datetime) -> int:
    """Let all who said yes be maybe, by a record each; return how many."""
    said = commitments.saying(tx, event, [status.value for status in COMING])
    for person, before in said:
        entry = enter(tx, event, "commitment", Door.DESK, secrets.token_hex(20), by, now)
        _become_maybe(tx, entry, person, before)
    return len(said)


def _become_maybe(tx: Transaction, entry: Entry, person: int, before: Current) -> None:
    after = before._replace(seq=entry.seq, status=Status.MAYBE)
    commitments.insert(
        tx, entry.seq, entry.event, person, before.lead, before.party, after.status, "", ""
    )
    # The door is the desk's in the log, and so in what counts: a rebuild reads it there.
    change_party(tx, entry, person, before, after._replace(door=Door.DESK))
