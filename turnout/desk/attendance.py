"""Who came: how a word of a door moves the running totals. Used inside a write.

Attendance is its own record and never a status: what was promised stays as it was said.
"""

from dataclasses import replace

from turnout.desk.ledger import ON_THEIR_OWN, Entry, book
from turnout.model import Count
from turnout.model.attendance import Came
from turnout.rules import standings as sums
from turnout.store import Transaction, attendance, standings
from turnout.store.attendance import Arrival, Present


def say(tx: Transaction, entry: Entry, said: Arrival) -> None:
    """Record what was said at a door, and let it stand if nobody has said anything later."""
    attendance.insert(tx, entry.seq, entry.event, said)
    settle(tx, entry, said.subject)


def settle(tx: Transaction, entry: Entry, subject: str) -> None:
    """Let the word that was said last on `subject` stand, and book what that changes."""
    before = attendance.standing(tx, entry.event, subject)
    after = attendance.newest(tx, entry.event, subject)
    if after and after != before:
        attendance.let_stand(tx, entry.event, after)
    _book(tx, entry, before, after)


def let_go(tx: Transaction, entry: Entry, person: int) -> None:
    """Let nothing stand for the party of `person`: they turned out to be somebody else."""
    subject = attendance.of_person(person)
    before = attendance.standing(tx, entry.event, subject)
    if before:
        attendance.drop(tx, entry.event, subject)
        _book(tx, entry, before, None)


def there(entry: Entry, event: int) -> Entry:
    """Return `entry` as it moves the totals of another event."""
    return replace(entry, event=event)


def _book(tx: Transaction, entry: Entry, before: Present | None, after: Present | None) -> None:
    for lead in dict.fromkeys(each.lead for each in (before, after) if each):
        more = sums.more_came(
            _came(after if after and after.lead == lead else None),
            _came(before if before and before.lead == lead else None),
        )
        now = sums.with_arrivals(standings.one(tx, entry.event, lead), more)
        standings.keep(tx, entry.event, lead, now)
    lead = after.lead if after else ON_THEIR_OWN
    book(tx, entry, lead, Count(), sums.more_came(_came(after), _came(before)))


def _came(word: Present | None) -> Came:
    if word is None:
        return Came()
    return Came(walk_ins=word.came) if word.walk_in else Came(checked=word.came)
