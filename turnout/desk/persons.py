"""One human, once: whom a commitment is of, decided inside the write."""

from turnout.desk.ledger import Entry, change_party
from turnout.model import Door, Submission
from turnout.rules.intake import Draft
from turnout.store import Transaction, commitments, people
from turnout.store.commitments import Current


def resolve(
    tx: Transaction, entry: Entry, scope: int, came: Submission, made: Draft
) -> tuple[int, bool, int | None]:
    """Return the person that `made` is of, whether they were known before, and who else they
    may be.

    Same contact, or same handle on the same host, is the same person; names alone never match.
    Two known persons who share what was given turn out to be one, and are merged: but on a
    stranger's word only when an organizer has looked, since a form takes anybody's address and
    anybody's handle.
    """
    known = known_persons(tx, scope, came, made)
    other = None
    if came.door is Door.FORM:
        other = known[1] if len(known) > 1 else None
        known = known[:1]
    if not known:
        person = people.insert(tx, made.name, made.lang)
    else:
        person, *others = sorted(known)
        for each in others:
            merge(tx, entry, person, each)
        if made.name:
            people.rename(tx, person, made.name)
    _keep_what_is_new(tx, entry, scope, person, came, made)
    return person, bool(known), other


def says_the_same(stands: Current, made: Draft, lead: int) -> bool:
    """Return whether `made` says what already `stands`; a lead that is left out is no other."""
    same = (stands.party, stands.status) == (made.party, made.status)
    return same and (not made.lead or stands.lead == lead)


def merge(tx: Transaction, entry: Entry, kept: int, gone: int) -> None:
    """Make two persons one: their records are of `kept`, and only the newest counts."""
    touched = commitments.events_of(tx, gone)
    before = {event: commitments.current(tx, event, kept) for event in touched}
    for event in touched:
        there = Entry(entry.seq, event, entry.kind, entry.door, entry.at, entry.said_at)
        change_party(tx, there, gone, commitments.current(tx, event, gone), None)
    people.merge(tx, kept, gone)
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


def _keep_what_is_new(
    tx: Transaction, entry: Entry, scope: int, person: int, came: Submission, made: Draft
) -> None:
    if made.contact:
        people.add_contact(tx, scope, person, made.contact.kind, made.contact.value)
    if made.handle:
        people.add_handle(tx, scope, person, made.handle.host, made.handle.user)
    if made.needs:
        people.set_needs(tx, entry.event, person, made.needs)
    if made.consent:
        people.set_consent(tx, entry.event, person, made.consent, entry.at)
