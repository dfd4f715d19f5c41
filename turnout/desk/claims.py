"""What others may have said of a person known before: theirs once an organizer has shown it.

Anybody can type anybody's address into the public form. So what comes by it without a personal
link moves the number of people, and of a person known before nothing else: not their name, though
it be empty; no further contact or handle; and not the needs and consent that they gave at this
event. It waits beside the sign-up, as all does that a held sign-up says, whatever its door.

Only with the first sign-up of a person at an event do its needs and consent stand at once: they
belong to it, and nothing was there before.
"""

from typing import Any

from turnout.desk.ledger import Entry
from turnout.desk.persons import Given, learn, merge
from turnout.model import ReviewState
from turnout.rules.contact import Contact, Handle
from turnout.store import Reading, Transaction, commitments, events, log, people, records
from turnout.store import claims as rows
from turnout.store.claims import APPLIED, WAITING, Claim
from turnout.store.times import read


def keep(tx: Transaction, seq: int, given: Given) -> None:
    """Keep what held sign-up `seq` says of a person known before, beside it."""
    contact = (given.contact.kind, given.contact.value) if given.contact else None
    handle = (given.handle.host, given.handle.user) if given.handle else None
    claim = Claim(seq, WAITING, given.name, contact, handle, given.needs, given.consent)
    if claim.says_something:
        rows.insert(tx, claim)


def keep_news(tx: Transaction, seq: int, scope: int, person: int, told: Given) -> None:
    """Keep what the counted sign-up `seq`, of a stranger, says of `person` that is not known of
    them; with their first sign-up at the event its needs and consent stand at once."""
    row = commitments.one(tx, seq)
    event = row["event"]
    if not commitments.said_before(tx, event, person, seq):
        with_it = Given("", None, None, told.needs, told.consent)
        learn(tx, event, scope, person, with_it, log.at(tx, seq))
        told = told._replace(needs=(), consent="")
    contacts = [tuple(each) for each in records.contacts_of(tx, person)]
    handles = [(each["host"], each["user"]) for each in records.handles_of(tx, person)]
    contact, handle = told.contact, told.handle
    news = Given(
        name=told.name if told.name != people.card(tx, person)["name"] else "",
        contact=None if contact and (contact.kind, contact.value) in contacts else contact,
        handle=None if handle and (handle.host, handle.user) in handles else handle,
        needs=told.needs if sorted(told.needs) != sorted(_needs(tx, event, person)) else (),
        consent=told.consent if told.consent != _agreed(tx, event, person) else "",
    )
    if news._replace(consent="") != _NOTHING:
        keep(tx, seq, news)


def decided(tx: Transaction, entry: Entry, seq: int, state: ReviewState) -> None:
    """Let the claim of sign-up `seq`, where it has one, follow what was decided of it.

    Shown, it is the person's, and who else it says they are is made one with them. Held again,
    the person is as before; set aside or blocked, nothing of it is kept.
    """
    claim = rows.one(tx, seq)
    if claim is None:
        return
    if state is ReviewState.SHOWN and claim.state == WAITING:
        _apply(tx, entry, claim)
        return
    if state is not ReviewState.SHOWN and claim.state == APPLIED:
        _withdraw(tx, claim)
    if state not in (ReviewState.SHOWN, ReviewState.HELD):
        rows.drop(tx, seq)


def made_one(look: Reading, seq: int) -> bool:
    """Return whether showing sign-up `seq` made two persons one."""
    claim = rows.one(look, seq)
    return claim is not None and "merged" in claim.was


def others(look: Reading, scope: int, claim: Claim, person: int) -> list[int]:
    """Return who else is known by what a claim says of `person`."""
    found = [people.by_contact(look, scope, *claim.contact)] if claim.contact else []
    if claim.handle:
        found.append(people.by_handle(look, scope, *claim.handle))
    return sorted({each for each in found if each is not None} - {person})


def adds(look: Reading, claim: Claim, person: int) -> tuple[str, ...]:
    """Return what a claim would make known of `person`: another name, contact or handle."""
    says = [claim.name] if claim.name != people.card(look, person)["name"] else []
    contacts = [tuple(each) for each in records.contacts_of(look, person)]
    if claim.contact and claim.contact not in contacts:
        says.append(claim.contact[1])
    handles = [(each["host"], each["user"]) for each in records.handles_of(look, person)]
    if claim.handle and claim.handle not in handles:
        host, user = claim.handle
        says.append(f"@{Handle(user, host)}")
    return tuple(filter(None, says))


_NOTHING = Given("", None, None, (), "")


def _needs(look: Reading, event: int, person: int) -> list[str]:
    return list(records.needs_of(look, event, person))


def _apply(tx: Transaction, entry: Entry, claim: Claim) -> None:
    person = commitments.one(tx, claim.seq)["person"]
    scope = _scope(tx, entry.event)
    was: dict[str, Any] = {}
    for other in others(tx, scope, claim, person):
        person, gone = sorted((person, other))
        merge(tx, entry, person, gone)
        was["merged"] = True
    given = _still_news(tx, entry.event, person, claim)
    was |= _replaced(tx, scope, entry.event, person, given)
    learn(tx, entry.event, scope, person, given, log.at(tx, claim.seq))
    rows.settle(tx, claim.seq, APPLIED, was)


def _still_news(tx: Transaction, event: int, person: int, claim: Claim) -> Given:
    """Return what a claim says, without what the person has said anew since."""
    contact = Contact(*claim.contact) if claim.contact else None
    host, user = claim.handle or ("", "")
    handle = Handle(user, host) if user else None
    newest = commitments.newest_counted(tx, event, person)
    here = newest is None or newest.seq <= claim.seq
    name = "" if commitments.spoken_since(tx, person, claim.seq) else claim.name
    return Given(name, contact, handle, claim.needs if here else (), claim.consent if here else "")


def _replaced(
    tx: Transaction, scope: int, event: int, person: int, given: Given
) -> dict[str, Any]:  # fmt: skip
    """Return what learning `given` will replace, so that it can be taken back."""
    was: dict[str, Any] = {}
    if given.name:
        was["name"] = people.card(tx, person)["name"]
    if given.needs:
        was["needs"] = records.needs_of(tx, event, person)
    if given.consent:
        was["consent"] = records.consent_of(tx, event, person)
    contact, handle = given.contact, given.handle
    if contact and people.by_contact(tx, scope, contact.kind, contact.value) is None:
        was["contact"] = True
    known = [tuple(each) for each in records.handles_of(tx, person)]
    if handle and (handle.user, handle.host) not in known:
        was["handle"] = True
    return was


def _withdraw(tx: Transaction, claim: Claim) -> None:
    """Let the person be as they were before the claim was shown, where it still stands."""
    row, was = commitments.one(tx, claim.seq), claim.was
    event, person = row["event"], row["person"]
    scope = _scope(tx, event)
    if "name" in was and people.card(tx, person)["name"] == claim.name:
        people.rename(tx, person, was["name"])
    if "needs" in was and tuple(records.needs_of(tx, event, person)) == tuple(sorted(claim.needs)):
        people.set_needs(tx, event, person, tuple(was["needs"]))
    if "consent" in was and _agreed(tx, event, person) == claim.consent:
        _agree_as_before(tx, event, person, was["consent"])
    if "contact" in was and claim.contact:
        people.take_contact(tx, scope, person, *claim.contact)
    if "handle" in was and claim.handle:
        people.take_handle(tx, scope, person, *claim.handle)
    rows.settle(tx, claim.seq, WAITING, {})


def _agreed(look: Reading, event: int, person: int) -> str:
    consent = records.consent_of(look, event, person)
    return consent[0] if consent else ""


def _agree_as_before(tx: Transaction, event: int, person: int, before: list[str] | None) -> None:
    if before is None:
        people.take_consent(tx, event, person)
    else:
        wording, at = before
        people.set_consent(tx, event, person, wording, read(at))


def _scope(look: Reading, event: int) -> int:
    return event if events.by_id(look, event).quiet else 0
