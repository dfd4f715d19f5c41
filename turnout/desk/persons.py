"""One human, once: whom a commitment is of, decided inside the write."""

from dataclasses import dataclass
from datetime import datetime

from turnout.desk import attendance
from turnout.desk.ledger import ON_THEIR_OWN, Entry, change_party
from turnout.model import Door, Submission
from turnout.rules.contact import Contact, Handle
from turnout.rules.intake import Draft
from turnout.store import Reading, Transaction, commitments, people, pocket
from turnout.store import attendance as doors
from turnout.store.commitments import Current


@dataclass(frozen=True)
class Whom:
    """Whom a commitment is of. known: they were before; other: who else they may be."""

    person: int
    known: bool
    other: int | None


@dataclass(frozen=True)
class Given:
    """What a commitment says of a person; what is empty is not said."""

    name: str
    contact: Contact | None
    handle: Handle | None
    needs: tuple[str, ...]
    consent: str


def given(made: Draft) -> Given:
    """Return what a commitment says of its person."""
    return Given(made.name, made.contact, made.handle, made.needs, made.consent)


def resolve(
    tx: Transaction, entry: Entry, known: list[int], came: Submission, made: Draft, foreign: bool
) -> Whom:
    """Return the person that `made` is of: one of `known`, or a new one.

    Same contact, or same handle on the same host, is the same person; names alone never match.
    Two known persons who share what was given turn out to be one, and are merged: but on the word
    of a stranger, or of a lead about who is with another (`foreign`), only when an organizer has
    looked, since anybody can type anybody's address and handle.
    """
    if not known:
        return Whom(people.insert(tx, made.name, made.lang), known=False, other=None)
    if came.door is Door.FORM or foreign:
        return Whom(known[0], known=True, other=known[1] if len(known) > 1 else None)
    person, *others = sorted(known)
    for each in others:
        merge(tx, entry, person, each)
    return Whom(person, known=True, other=None)


def learn(
    tx: Transaction, event: int, scope: int, person: int, told: Given, at: datetime
) -> None:  # fmt: skip
    """Keep what was said of `person`: the name given last stands, a contact or handle is added."""
    if told.name:
        people.rename(tx, person, told.name)
    learn_ways(tx, event, scope, person, told, at)


def learn_ways(
    tx: Transaction, event: int, scope: int, person: int, told: Given, at: datetime
) -> None:  # fmt: skip
    """Keep what was said of `person` beside the name."""
    if told.contact:
        people.add_contact(tx, scope, person, told.contact.kind, told.contact.value)
    if told.handle:
        people.add_handle(tx, scope, person, told.handle.host, told.handle.user)
    if told.needs:
        people.set_needs(tx, event, person, told.needs)
    if told.consent:
        people.set_consent(tx, event, person, told.consent, at)


def lead_who_says(look: Reading, came: Submission, lead: int) -> int:
    """Return the lead by whose own link `came` was said (`lead` is the one it names), 0 where it
    was no lead: an organizer may type in a lead's sheet too."""
    if came.door not in (Door.LEAD, Door.PAPER):
        return ON_THEIR_OWN
    of_link = pocket.lead_of_grant(look, grant_of(came.by))
    return of_link or (lead if came.door is Door.LEAD else ON_THEIR_OWN)


def with_another(look: Reading, event: int, persons: list[int], lead: int) -> bool:
    """Return whether any of `persons` is with another lead than `lead`."""
    leads = {commitments.lead_of(look, event, person) for person in persons}
    return bool(leads - {lead, ON_THEIR_OWN})


def grant_of(by: str) -> int:
    """Return the number of the link that `by` names, 0 where it names none."""
    number = by.removeprefix("grant:")
    return int(number) if number != by and number.isdecimal() else 0


def says_the_same(stands: Current, made: Draft, lead: int) -> bool:
    """Return whether `made` says what already `stands`; a lead that is left out is no other."""
    same = (stands.party, stands.status) == (made.party, made.status)
    return same and (not made.lead or stands.lead == lead)


def merge(tx: Transaction, entry: Entry, kept: int, gone: int) -> None:
    """Make two persons one: their records are of `kept`, and only the newest counts."""
    touched = commitments.events_of(tx, gone)
    before = {event: commitments.current(tx, event, kept) for event in touched}
    met = doors.events_of(tx, gone)
    for event in touched:
        there = Entry(entry.seq, event, entry.kind, entry.door, entry.at, entry.said_at)
        change_party(tx, there, gone, commitments.current(tx, event, gone), None)
    for event in met:
        attendance.let_go(tx, attendance.there(entry, event), gone)
    people.merge(tx, kept, gone)
    for event in met:
        attendance.settle(tx, attendance.there(entry, event), doors.of_person(kept))
    for event in touched:
        there = Entry(entry.seq, event, entry.kind, entry.door, entry.at, entry.said_at)
        newest = commitments.newest_counted(tx, event, kept)
        change_party(tx, there, kept, before[event], newest)


def known_persons(tx: Transaction, scope: int, came: Submission, made: Draft) -> list[int]:
    """Return whom the link, the contact and the handle of a commitment are known to be of."""
    found: list[int | None] = [came.person]
    if made.contact:
        found.append(people.by_contact(tx, scope, made.contact.kind, made.contact.value))
    if made.handle and made.handle.host:
        found.append(people.by_handle(tx, scope, made.handle.host, made.handle.user))
    return list(dict.fromkeys(person for person in found if person is not None))
