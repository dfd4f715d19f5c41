"""How one record moves the running totals: used inside a write, by all that changes a count."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import NamedTuple

from turnout.desk import challenge_gains
from turnout.model import Count, Standing, Status
from turnout.model.attendance import Came
from turnout.rules import standings as sums
from turnout.store import Transaction, changes, commitments, log, standings
from turnout.store.commitments import Current

ON_THEIR_OWN = 0  # the lead of those who came without one
COMING = (Status.YES, Status.CONFIRMED)
_NOBODY = Came()


class Entry(NamedTuple):
    """A logged record that is about to move totals."""

    seq: int
    event: int
    kind: str
    door: str
    at: datetime
    said_at: datetime
    replayed: bool = False  # brought back by an import, as it once came


class Moved(NamedTuple):
    """What stands with a lead, before a record and after it."""

    lead: int
    before: Standing
    after: Standing


def enter(
    tx: Transaction, event: int, kind: str, door: str, key: str, by: str, at: datetime,
    said_at: datetime | None = None,
) -> Entry:  # fmt: skip
    """Move the clock, write the log row, and return the entry that stands there."""
    said_at = said_at or at
    seq = log.tick(tx, event=event, kind=kind, door=door, key=key, by=by, at=at, said_at=said_at)
    return Entry(seq, event, kind, door, at, said_at)


def change_party(
    tx: Transaction, entry: Entry, person: int, before: Current | None, after: Current | None
) -> int:
    """Let `after` count for `person` in place of `before`; return people coming to the event."""
    if before != after:
        commitments.set_current(tx, entry.event, person, after)
        _move_doors(tx, entry.event, before, after)
    leads = dict.fromkeys(each.lead for each in (after, before) if each)
    moved = [_moved(tx, entry, lead, before, after) for lead in leads]
    records = [each.seq for each in (before, after) if each and each.seq != entry.seq]
    change = _keep(tx, entry, [each for each in moved if each.before != each.after], records)
    return book(tx, entry, next(iter(leads), ON_THEIR_OWN), change)


def change_standing(tx: Transaction, entry: Entry, lead: int, now: Standing) -> int:
    """Let `now` stand for `lead`; return people coming to the event."""
    before = standings.one(tx, entry.event, lead)
    return book(tx, entry, lead, _keep(tx, entry, [Moved(lead, before, now)]))


def book(tx: Transaction, entry: Entry, lead: int, change: Count, came: Came = _NOBODY) -> int:
    """Add `change` to the totals and "just in", and who `came` more to the totals; return people
    coming to the event."""
    line = standings.upwards(tx, entry.event)
    if change.coming:
        changes.book_movement(
            tx, entry.seq, line, lead, entry.kind, entry.door, change.coming, entry.at
        )
    return standings.move(tx, line, change, entry.seq, entry.at, came)


def book_goal(tx: Transaction, entry: Entry, lead: int, change: int) -> None:
    """Let "just in" tell that a promise was raised, or honestly lowered, by `change` people."""
    if change:
        line = standings.upwards(tx, entry.event)
        changes.book_movement(tx, entry.seq, line, lead, entry.kind, entry.door, change, entry.at)


def _moved(
    tx: Transaction, entry: Entry, lead: int, before: Current | None, after: Current | None
) -> Moved:
    old = now = standings.one(tx, entry.event, lead)
    if before and before.lead == lead:
        now = sums.with_party(now, before.status, -before.party)
    if after and after.lead == lead:
        now = sums.with_party(now, after.status, after.party)
    return Moved(lead, old, now)


def _keep(
    tx: Transaction, entry: Entry, moved: Sequence[Moved], records: Sequence[int] = ()
) -> Count:
    """Let what moved stand, and book when it changed; return what it adds to the count. records:
    those that said of the same people before."""
    if not moved:
        return Count()
    for lead, before, after in moved:
        standings.keep(tx, entry.event, lead, after)
        changes.book_pace(tx, entry.event, lead, entry.said_at, before, after)
    change = reduce(sums.plus, (_more(each) for each in moved))
    for event in standings.challenged(tx, entry.event, entry.at):
        challenge_gains.book(tx, entry, event, moved, records)
    return change


def _more(moved: Moved) -> Count:
    return sums.minus(sums.count(moved.after), sums.count(moved.before))


def _move_doors(tx: Transaction, event: int, before: Current | None, after: Current | None) -> None:
    for current, sign in ((before, -1), (after, 1)):
        if current and current.status is not Status.CANCELLED:
            people = current.party if current.status in COMING else 0
            changes.book_door(tx, event, current.door, sign, sign * people)
