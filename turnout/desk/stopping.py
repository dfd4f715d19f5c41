"""Who says stop gets nothing more: from no lead, of no event, by no channel, and for good."""

import hmac
import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property

from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.errors import NotAllowed
from turnout.model import Count, Door, Event
from turnout.rules.contact import Contact
from turnout.store import Reading, Transaction, budget, log, outbox, people, records


@dataclass(frozen=True)
class Stopper:
    """Whom a stop link is of: the person, and the event of the message it stood in."""

    event: Event
    person: int
    done: bool


@dataclass(frozen=True)
class Stops:
    """All stops there are, in one look."""

    desk: Desk
    look: Reading

    def hold(self, person: int, *contacts: str) -> bool:
        """Return whether this person, or whoever is reached at one of `contacts`, said stop."""
        if not self._all:
            return False
        return not self._all.isdisjoint(under(self.desk, person, *contacts))

    @cached_property
    def _all(self) -> set[str]:
        return budget.stops(self.look)


def under(desk: Desk, person: int, *contacts: str) -> list[str]:
    """Return under what a stop of this person and of these contacts stands."""
    return [
        budget.person_stop(person),
        *(f"contact:{log.digest(desk.pepper, 'stop', each)}" for each in contacts if each),
    ]


def link(base: str, desk: Desk, event: str, message: str) -> str:
    """Return the address that stops all messages to whom `message` went. It never expires."""
    return f"{base}/e/{event}/stop/{message}.{_seal(desk, message)}"


def whose(desk: Desk, token: str) -> Stopper:
    """Return whom the token of a stop link is of. Raises NotAllowed."""
    message, _, seal = token.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(desk, message).encode()):
        raise NotAllowed("stop")
    with desk.store.reading() as look:
        row = outbox.one(look, message)
        if row is None:
            raise NotAllowed("stop")
        done = budget.has_stopped(look, [budget.person_stop(row.person)])
        return Stopper(found(look, row.event), row.person, done)


def stop(desk: Desk, token: str) -> Future[None]:
    """Let nothing more go out to whom the token is of. Said twice it is said. Raises NotAllowed."""
    stopper = whose(desk, token)

    def work(tx: Transaction) -> None:
        contacts = [row["value"] for row in records.contacts_of(tx, stopper.person)]
        _stop(desk, tx, stopper.event, [stopper.person], contacts, Door.FORM)

    return desk.store.write(work)


def stop_contact(desk: Desk, slug: str, contact: Contact, door: Door) -> Future[None]:
    """Let nothing more go out to whoever is, or ever will be, reached at `contact`.

    Raises NotFound.
    """

    def work(tx: Transaction) -> None:
        _stop(desk, tx, found(tx, slug), [], [contact.value], door)

    return desk.store.write(work)


def _stop(
    desk: Desk, tx: Transaction, event: Event, persons: list[int], contacts: list[str], door: Door
) -> None:
    """Keep the stop, take back what has not left, and let the ledger say so once."""
    for value in contacts:
        for kind in ("email", "phone"):
            persons += people.everywhere_by_contact(tx, kind, value)
    who = {each for person in persons for each in under(desk, person, *contacts)}
    who |= set(under(desk, 0, *contacts)[1:])
    news = who - budget.stops(tx)
    if not news:
        return
    now = desk.clock()
    budget.stop(tx, sorted(news), now)
    outbox.spare_all(tx, dict.fromkeys(persons), "stop", now)
    entry = enter(tx, event.id, "stop", door, secrets.token_hex(20), "public", now)
    book(tx, entry, ON_THEIR_OWN, Count())


def _seal(desk: Desk, message: str) -> str:
    # Not the id itself: that stands in every reply's headers, for all its readers to see.
    return log.digest(desk.pepper, "seal", message)[:24]
