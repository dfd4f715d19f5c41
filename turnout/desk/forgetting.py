"""Forgetting: one person when they ask, everybody's contacts when an event is over."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Count, Door, Event, Role
from turnout.store import (
    Reading,
    Transaction,
    areas,
    authors,
    commitments,
    events,
    forgetting,
    leads,
    people,
    posts,
    records,
)

QUIET_KEPT = timedelta(days=14)  # after a quiet event, where no day was set
MOST_FOUND = 20  # more are not told apart by eye: type more of the name


@dataclass(frozen=True)
class Known:
    """Somebody who signed up or reported an area, with all that erasing them would take away."""

    person: int
    name: str
    contacts: tuple[str, ...]
    handles: tuple[str, ...]
    sign_ups: int


def find(desk: Desk, slug: str, text: str) -> list[Known]:
    """Return who at an event has `text` in their name, contact or handle. Raises NotFound."""
    if not text.strip():
        return []
    with desk.store.reading() as look:
        rows = forgetting.matching(look, found(look, slug).id, text.strip(), MOST_FOUND)
        return [
            Known(
                row["id"],
                row["name"],
                tuple(each["value"] for each in records.contacts_of(look, row["id"])),
                tuple(each["user"] for each in records.handles_of(look, row["id"])),
                row["sign_ups"],
            )
            for row in rows
        ]


def erase(desk: Desk, slug: str, person: int, by: str = "desk") -> Future[None]:
    """Blank a person of this event everywhere; what they promised still counts.

    Raises NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> None:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        known_at = {*commitments.events_of(tx, person), *areas.events_of(tx, person)}
        if event.id not in known_at:
            raise NotFound("person", str(person))
        now = desk.clock()
        wrote_at = {authors.forget(tx, author) for author in authors.of_person(tx, person)}
        people.erase(tx, person, now)
        for each in {event.id, *wrote_at, *leads.events_of(tx, person)}:
            _mark(tx, each, "erase", by, now)

    return desk.store.write(work)


def purge(desk: Desk, slug: str, by: str = "desk") -> Future[int]:
    """Delete contacts, handles, needs and notes of who signed up for an event; counts stay.

    Who has a record in another event that is still open keeps their contacts for that one, and
    leads keep theirs. After a quiet event names go as well. Return how many people it was.
    Raises NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> int:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        return _purge(tx, found(tx, slug), by, desk.clock())

    return desk.store.write(work)


def purge_due(desk: Desk) -> list[str]:
    """Purge every event whose day has passed; return their slugs. Nothing is written else."""
    now = desk.clock()
    with desk.store.reading() as look:
        due = [
            event
            for event in events.every(look)
            if _is_due(event, now) and _has_words(look, event.id)
        ]
    for event in due:
        purge(desk, event.slug, "keeper").result()
    return [event.slug for event in due]


def _has_words(look: Reading, event: int) -> bool:
    return forgetting.has_contacts(look, event) or posts.has_words(look, event)


def keep_until(event: Event) -> date | None:
    """Return the last day on which contacts of an event are kept; None: until they are purged."""
    if event.keep_contacts_until or not event.quiet:
        return event.keep_contacts_until
    end = event.ends_at or event.starts_at
    return (end.astimezone(ZoneInfo(event.zone)) + QUIET_KEPT).date()


def _is_due(event: Event, now: datetime) -> bool:
    until = keep_until(event)
    return until is not None and now.astimezone(ZoneInfo(event.zone)).date() > until


def _purge(tx: Transaction, event: Event, by: str, now: datetime) -> int:
    persons = forgetting.over_with(tx, event.id)
    for person in persons:
        forgetting.forget_contacts(tx, person, event.quiet)
    forgetting.forget_beside(tx, event.id)
    posts.blank_all(tx, event.id)
    _mark(tx, event.id, "purge", by, now.astimezone(UTC))
    return len(persons)


def _mark(tx: Transaction, event: int, kind: str, by: str, now: datetime) -> None:
    """Let the clock tell: screens show a name until it moves."""
    entry = enter(tx, event, kind, Door.DESK, secrets.token_hex(20), by, now)
    book(tx, entry, ON_THEIR_OWN, Count())
