"""Who leads: the works that add a lead and change one, run by the writer."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, book, book_goal, change_standing, enter
from turnout.desk.persons import merge
from turnout.desk.rallies import MOST_GOAL, found
from turnout.desk.signups import named_lead
from turnout.errors import Reason, Refused
from turnout.model import Count, Door, Event, Lead, Receipt, Role
from turnout.rules.contact import Contact, Handle, contact_of, handle_of
from turnout.rules.intake import MOST_NAME, has_hidden_characters
from turnout.store import Reading, Transaction, goals, leads, people, standings

Way = TypeVar("Way")

MOST_HANDLES = 8  # networks one person is really found on


@dataclass(frozen=True)
class Told:
    """What an organizer said of a lead, in shape. name: who they are; shown: how the public
    reads them; handles: the first is the one that links carry."""

    name: str
    shown: str
    handles: tuple[Handle, ...]
    contact: Contact | None = None
    goal: int = 0
    recruited_by: str = ""
    lang: str = ""


def told(
    name: str, handles: Sequence[str], *, shown_name: str = "", contact: str = "", goal: int = 0,
    recruited_by: str = "", lang: str = "",
) -> Told:  # fmt: skip
    """Return what was said of a lead. Raises Refused with every reason found."""
    reasons: list[Reason] = []
    called, shown = _one_line(name), _one_line(shown_name)
    known = [_heard(reasons, handle_of, each) for each in handles if each.strip()]
    reached = _heard(reasons, contact_of, contact.strip()) if contact.strip() else None
    reasons.extend(_wrong_names(called, shown))
    if not known and not reasons:
        reasons.append(Reason("handle", "missing"))
    if len(known) > MOST_HANDLES:
        reasons.append(Reason("handle", "too_many", {"most": MOST_HANDLES}))
    if not 0 <= goal <= MOST_GOAL:
        reasons.append(Reason("goal", "out_of_range", {"least": 0, "most": MOST_GOAL}))
    if reasons:
        raise Refused.of(reasons)
    handles_ = tuple(dict.fromkeys(each for each in known if each))
    return Told(called, shown or called, handles_, reached, goal, recruited_by.strip(), lang)


@dataclass(frozen=True)
class Add:
    """Add a lead to an event: who is a person already becomes no second human."""

    desk: Desk
    event: str
    told: Told
    by: str = "desk"

    def __call__(self, tx: Transaction) -> Lead:
        must_hold(self.desk, tx, self.by, self.event, Role.ORGANIZER)
        event, said, now = found(tx, self.event), self.told, self.desk.clock()
        first, *others = said.handles
        must_be_free(tx, event.id, said.handles)
        recruiter = recruiter_of(tx, event.id, said.recruited_by)
        person, same = self._person(tx, event)
        lead = leads.insert(tx, event.id, said.shown, first.user, first.host, person, recruiter)
        leads.keep_handles(tx, lead, [(each.user, each.host) for each in others])
        goal = keep_goal(tx, event.id, lead, said.goal, now, self.by)
        entry = Entry(goal.seq, event.id, "goal", Door.DESK, now, now)
        for other in same:
            merge(tx, entry, person, other)
        return Lead(lead, self.event, said.shown, str(first), said.goal, said.recruited_by or None)

    def _person(self, tx: Transaction, event: Event) -> tuple[int, list[int]]:
        """Return the person behind the lead, and who else turns out to be the same."""
        scope = event.id if event.quiet else 0
        known = sorted(_known(tx, scope, self.told))
        person = known[0] if known else people.insert(tx, self.told.name, self.told.lang)
        _keep_ways(tx, scope, person, self.told)
        return person, known[1:]


@dataclass(frozen=True)
class Change:
    """Change what is known of a lead; what is None stays."""

    desk: Desk
    event: str
    handle: str
    by: str
    name: str | None = None
    shown: str | None = None
    handles: tuple[Handle, ...] | None = None
    contact: Contact | None = None
    recruited_by: str | None = None

    def __call__(self, tx: Transaction) -> Receipt:
        must_hold(self.desk, tx, self.by, self.event, Role.ORGANIZER)
        event, now = found(tx, self.event), self.desk.clock()
        row = leads.one(tx, named(tx, event.id, self.handle))
        if row["person"] is not None:
            self._change_person(tx, event.id if event.quiet else 0, row["person"])
        first, recruiter = self._first_handle(tx, event.id, row), row["recruited_by"]
        if self.recruited_by is not None:
            recruiter = recruiter_of(tx, event.id, self.recruited_by, row["id"])
        shown = self.shown or row["name"]
        leads.change(tx, row["id"], shown, first.user, first.host, recruiter)
        entry = enter(tx, event.id, "lead", Door.DESK, secrets.token_hex(20), self.by, now)
        return Receipt(entry.seq, "", book(tx, entry, row["id"], Count()))

    def _change_person(self, tx: Transaction, scope: int, person: int) -> None:
        if self.name:
            people.rename(tx, person, self.name)
        reached = self.contact
        if reached:
            if people.by_contact(tx, scope, reached.kind, reached.value) not in (None, person):
                raise Refused("contact", "taken")
            people.replace_contact(tx, scope, person, reached.kind, reached.value)
        for handle in self.handles or ():
            people.add_handle(tx, scope, person, handle.host, handle.user)

    def _first_handle(self, tx: Transaction, event: int, row: Any) -> Handle:
        if self.handles is None:
            return Handle(row["user"], row["host"])
        must_be_free(tx, event, self.handles, row["id"])
        first, *others = self.handles
        leads.keep_handles(tx, row["id"], [(each.user, each.host) for each in others])
        return first


def named(look: Reading, event: int, handle: str) -> int:
    """Return the lead called `handle`; those on their own have no goal, total or name."""
    if not handle:
        raise Refused("lead", "unknown", given=handle)
    return named_lead(look, event, handle)


def must_be_free(
    look: Reading, event: int, handles: Sequence[Handle], lead: int | None = None
) -> None:
    """Raise Refused when another lead of the event than `lead` has one of `handles`."""
    for handle in handles:
        if set(leads.named(look, event, handle.user, handle.host)) - {lead}:
            raise Refused("handle", "taken", given=str(handle))


def recruiter_of(tx: Transaction, event: int, handle: str, lead: int | None = None) -> int | None:
    """Return the lead called `handle`, None where none is given; nobody recruits who, over
    others, recruited them."""
    if not handle.strip():
        return None
    try:
        recruiter = named_lead(tx, event, handle)
    except Refused as refused:
        raise Refused("recruited_by", refused.code, given=handle) from refused
    above: int | None = recruiter
    while above is not None:
        if above == lead:
            raise Refused("recruited_by", "circle", given=handle)
        above = leads.one(tx, above)["recruited_by"]
    return recruiter


def keep_goal(
    tx: Transaction, event: int, lead: int, goal: int, now: datetime, by: str = "desk"
) -> Receipt:
    """Keep a lead's goal, dated."""
    entry = enter(tx, event, "goal", Door.DESK, secrets.token_hex(20), by, now)
    goals.insert_goal(tx, entry.seq, event, lead, goal)
    before = standings.one(tx, event, lead)
    coming = change_standing(tx, entry, lead, replace(before, goal=goal))
    book_goal(tx, entry, lead, goal - before.goal)
    return Receipt(entry.seq, "", coming)


def _known(look: Reading, scope: int, said: Told) -> set[int]:
    found = {people.by_handle(look, scope, each.host, each.user) for each in said.handles}
    if said.contact:
        found.add(people.by_contact(look, scope, said.contact.kind, said.contact.value))
    return {person for person in found if person is not None}


def _keep_ways(tx: Transaction, scope: int, person: int, said: Told) -> None:
    for handle in said.handles:
        people.add_handle(tx, scope, person, handle.host, handle.user)
    if said.contact:
        people.add_contact(tx, scope, person, said.contact.kind, said.contact.value)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrong_names(name: str, shown: str) -> Iterator[Reason]:
    if not name:
        yield Reason("name", "missing")
    elif max(len(name), len(shown)) > MOST_NAME:
        yield Reason("name", "too_long", {"most": MOST_NAME})
    elif has_hidden_characters(name + shown):
        yield Reason("name", "bad_characters")


def _heard(reasons: list[Reason], read: Callable[[str], Way], text: str) -> Way | None:
    """Return what `read` makes of `text`; what is wrong with it is added to `reasons`."""
    try:
        return read(text)
    except Refused as refused:
        reasons.extend(refused.reasons)
        return None
