"""Lead organizers: added, given goals, and heard when they say how many they bring."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, book, book_goal, change_standing, enter
from turnout.desk.rallies import MOST_GOAL, found
from turnout.desk.signups import named_lead
from turnout.errors import Refused
from turnout.model import Count, Door, Lead, Receipt, ReviewState
from turnout.rules import standings as sums
from turnout.rules.contact import Handle, handle_of
from turnout.rules.intake import MOST_NAME, has_hidden_characters
from turnout.store import Transaction, log, people, reviews, standings
from turnout.store import leads as rows


def add(
    desk: Desk, event: str, name: str, handle: str, goal: int = 0, recruited_by: str = ""
) -> Future[Lead]:
    """Add a lead to an event. Raises Refused (name, handle, goal, recruited_by), NotFound."""
    name = " ".join(name.split())
    if not name:
        raise Refused("name", "missing")
    if len(name) > MOST_NAME:
        raise Refused("name", "too_long", most=MOST_NAME)
    if has_hidden_characters(name):
        raise Refused("name", "bad_characters")
    return desk.store.write(
        _Add(event, name, handle_of(handle), _goal(goal), recruited_by, desk.clock())
    )


def leads(desk: Desk, event: str) -> list[Lead]:
    """Return the leads of an event, in the order they came. Raises NotFound."""
    with desk.store.reading() as look:
        return [
            Lead(
                id=row["id"],
                event=event,
                name=row["name"],
                handle=str(Handle(row["user"], row["host"])),
                goal=row["goal"],
                recruited_by=row["recruiter"],
                shown=row["state"] in (None, ReviewState.SHOWN),
            )
            for row in rows.of_event(look, found(look, event).id)
        ]


def set_goal(desk: Desk, event: str, handle: str, people: int) -> Future[Receipt]:
    """Set a lead's goal, higher or honestly lower. Raises Refused, NotFound."""
    _goal(people)

    def work(tx: Transaction) -> Receipt:
        number = found(tx, event).id
        lead = _named(tx, number, handle)
        return _set_goal(tx, number, lead, people, desk.clock())

    return desk.store.write(work)


def declare(
    desk: Desk, event: str, handle: str, *, total: int | None = None, more: int | None = None,
    key: str = "", by: str = "desk", door: Door = Door.LEAD, said_at: datetime | None = None,
) -> Future[Receipt]:  # fmt: skip
    """Take a lead's "my total is `total`", or "`more` more"; one of them is given.

    What stands is looked at inside the write. said_at: when the lead said so, if not now.
    Raises Refused("party"), NotFound.
    """
    said = total if total is not None else more
    if said is None or not -MOST_GOAL <= said <= MOST_GOAL or (total is not None and total < 0):
        raise Refused("party", "out_of_range", least=0, most=MOST_GOAL)
    key = key or secrets.token_hex(20)

    def work(tx: Transaction) -> Receipt:
        kept = log.digest(desk.pepper, f"report:{event}:{handle}", key)
        if first := log.receipt(tx, kept):
            return Receipt(first["seq"], key, first["coming"], again=True)
        number = found(tx, event).id
        lead = _named(tx, number, handle)
        entry = enter(tx, number, "report", door, kept, by, desk.clock(), said_at)
        coming = _declare(tx, entry, lead, total, more)
        log.keep_receipt(tx, kept, "", entry.seq, coming, False, None)
        return Receipt(entry.seq, key, coming)

    return desk.store.write(work)


def show(desk: Desk, event: str, handle: str, shown: bool, by: str = "desk") -> Future[Receipt]:
    """Show a lead's name and handle in public, or no longer. Raises Refused, NotFound."""

    def work(tx: Transaction) -> Receipt:
        number = found(tx, event).id
        lead = _named(tx, number, handle)
        entry = enter(tx, number, "review", Door.DESK, secrets.token_hex(20), by, desk.clock())
        state = ReviewState.SHOWN if shown else ReviewState.SET_ASIDE
        reviews.decide(tx, entry.seq, f"lead:{lead}", state, by, entry.at)
        return Receipt(entry.seq, "", book(tx, entry, lead, Count()))

    return desk.store.write(work)


@dataclass(frozen=True)
class _Add:
    event: str
    name: str
    handle: Handle
    goal: int
    recruited_by: str
    now: datetime

    def __call__(self, tx: Transaction) -> Lead:
        event = found(tx, self.event)
        if rows.named(tx, event.id, self.handle.user, self.handle.host):
            raise Refused("handle", "taken", given=str(self.handle))
        recruiter = self._recruiter(tx, event.id)
        person = self._person(tx, event.id if event.quiet else 0)
        lead = rows.insert(
            tx, event.id, self.name, self.handle.user, self.handle.host, person, recruiter
        )
        _set_goal(tx, event.id, lead, self.goal, self.now)
        return Lead(
            lead, self.event, self.name, str(self.handle), self.goal, self.recruited_by or None
        )

    def _recruiter(self, tx: Transaction, event: int) -> int | None:
        if not self.recruited_by:
            return None
        try:
            return named_lead(tx, event, self.recruited_by)
        except Refused as refused:
            raise Refused("recruited_by", refused.code, given=self.recruited_by) from refused

    def _person(self, tx: Transaction, scope: int) -> int:
        """Return the person behind the handle: a lead who signs up is no second human."""
        known = people.by_handle(tx, scope, self.handle.host, self.handle.user)
        if known is not None:
            return known
        person = people.insert(tx, self.name, "")
        people.add_handle(tx, scope, person, self.handle.host, self.handle.user)
        return person


def _named(tx: Transaction, event: int, handle: str) -> int:
    """Return the lead called `handle`; those on their own have no goal, total or name."""
    if not handle:
        raise Refused("lead", "unknown", given=handle)
    return named_lead(tx, event, handle)


def _goal(people: int) -> int:
    if not 0 <= people <= MOST_GOAL:
        raise Refused("goal", "out_of_range", least=0, most=MOST_GOAL)
    return people


def _set_goal(tx: Transaction, event: int, lead: int, people: int, now: datetime) -> Receipt:
    entry = enter(tx, event, "goal", Door.DESK, secrets.token_hex(20), "desk", now)
    rows.insert_goal(tx, entry.seq, event, lead, people)
    before = standings.one(tx, event, lead)
    coming = change_standing(tx, entry, lead, replace(before, goal=people))
    book_goal(tx, entry, lead, people - before.goal)
    return Receipt(entry.seq, "", coming)


def _declare(tx: Transaction, entry: Entry, lead: int, total: int | None, more: int | None) -> int:
    before = standings.one(tx, entry.event, lead)
    people_ = sums.declared_after(before, total=total, more=more)
    rows.insert_report(tx, entry.seq, entry.event, lead, people_)
    return change_standing(tx, entry, lead, replace(before, declared=people_))
