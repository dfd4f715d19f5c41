"""Events: made, looked up, given goals, closed and opened again."""

import re
import secrets
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, book_goal, enter
from turnout.errors import NotFound, Reason, Refused
from turnout.model import NEEDS, Count, Event
from turnout.rules.intake import MOST_IN_PARTY, has_hidden_characters
from turnout.store import Reading, Transaction, leads
from turnout.store import events as rows

MOST_GOAL = 10_000_000  # more people than any rally had
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]|[a-z0-9]")


def add(
    desk: Desk, *, slug: str, title: str, starts_at: datetime, zone: str, place: str = "",
    ends_at: datetime | None = None, goal: int = 0, hashtag: str = "", parent: str = "",
    ask: str = "", quiet: bool = False, ask_contact: str = "no", contact_required: bool = False,
    most_in_party: int = 10, needs: tuple[str, ...] = (), names_public: bool = True,
    progress_public: bool = False, keep_contacts_until: date | None = None,
) -> Future[Event]:  # fmt: skip
    """Make an event; a naive time is in `zone`. Raises Refused with every reason found."""
    given = Event(
        id=0,
        slug=slug,
        title=title.strip(),
        starts_at=_in_zone(starts_at, zone),
        ends_at=_in_zone(ends_at, zone) if ends_at else None,
        zone=zone,
        place=place.strip(),
        ask=ask.strip(),
        goal=goal,
        hashtag=hashtag.strip().lstrip("#"),
        parent=parent or None,
        quiet=quiet,
        ask_contact=ask_contact,
        contact_required=contact_required,
        most_in_party=most_in_party,
        needs=needs,
        names_public=names_public,
        progress_public=progress_public,
        keep_contacts_until=keep_contacts_until,
    )
    check_shape(given)
    return desk.store.write(_Add(given, desk.clock()))


def event(desk: Desk, slug: str) -> Event:
    """Return the event called `slug`. Raises NotFound."""
    with desk.store.reading() as look:
        return found(look, slug)


def shape(desk: Desk, slug: str) -> Event:
    """Return the event called `slug` as it was within the last second: enough to read a form
    by, and it spares every sign-up a look. Raises NotFound."""
    return desk.shapes.get(slug, lambda: event(desk, slug))


def events(desk: Desk) -> list[Event]:
    """Return all events, the next to start first."""
    with desk.store.reading() as look:
        return rows.every(look)


def found(look: Reading, slug: str) -> Event:
    """Return the event called `slug`. Raises NotFound."""
    event = rows.find(look, slug)
    if event is None:
        raise NotFound("event", slug)
    return event


def set_goal(desk: Desk, slug: str, people: int) -> Future[Event]:
    """Set what the organizer promises for the whole event. Raises Refused, NotFound."""
    if not 0 <= people <= MOST_GOAL:
        raise Refused("goal", "out_of_range", least=0, most=MOST_GOAL)

    def work(tx: Transaction) -> Event:
        event = found(tx, slug)
        rows.set_goal(tx, event.id, people)
        entry = _moved(tx, event.id, "goal", desk.clock())
        leads.insert_goal(tx, entry.seq, event.id, ON_THEIR_OWN, people)
        book_goal(tx, entry, ON_THEIR_OWN, people - event.goal)
        return replace(event, goal=people)

    return _changed(desk, desk.store.write(work))


def close(desk: Desk, slug: str) -> Future[Event]:
    """Close the doors: promises are refused, taking them back is heard. Raises NotFound."""
    return _set_open(desk, slug, False)


def reopen(desk: Desk, slug: str) -> Future[Event]:
    """Open the doors again. Raises NotFound."""
    return _set_open(desk, slug, True)


@dataclass(frozen=True)
class _Add:
    event: Event
    now: datetime

    def __call__(self, tx: Transaction) -> Event:
        if rows.find(tx, self.event.slug):
            raise Refused("slug", "taken", given=self.event.slug)
        parent = rows.find(tx, self.event.parent) if self.event.parent else None
        if self.event.parent and parent is None:
            raise Refused("parent", "unknown", given=self.event.parent)
        made = rows.insert(tx, self.event, parent.id if parent else None)
        entry = _moved(tx, made, "event", self.now)
        leads.insert_goal(tx, entry.seq, made, ON_THEIR_OWN, self.event.goal)
        return rows.by_id(tx, made)


def _set_open(desk: Desk, slug: str, is_open: bool) -> Future[Event]:
    def work(tx: Transaction) -> Event:
        event = found(tx, slug)
        if event.open != is_open:
            rows.set_open(tx, event.id, is_open)
            _moved(tx, event.id, "reopen" if is_open else "close", desk.clock())
        return replace(event, open=is_open)

    return _changed(desk, desk.store.write(work))


def _moved(tx: Transaction, event: int, kind: str, now: datetime) -> Entry:
    entry = enter(tx, event, kind, "desk", secrets.token_hex(20), "desk", now)
    book(tx, entry, ON_THEIR_OWN, Count())
    return entry


def _changed(desk: Desk, future: Future[Event]) -> Future[Event]:
    future.add_done_callback(lambda _: desk.shapes.forget())
    return future


def _in_zone(at: datetime, zone: str) -> datetime:
    if at.tzinfo is None:
        if not _is_zone(zone):
            raise Refused("zone", "unknown", given=zone)
        at = at.replace(tzinfo=ZoneInfo(zone))
    return at.astimezone(UTC)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def check_shape(event: Event) -> None:
    """Raise Refused with every reason why `event` cannot be."""
    reasons = [Reason(field, code, values) for wrong, field, code, values in _rules(event) if wrong]
    if reasons:
        raise Refused.of(reasons)


def _rules(event: Event) -> list[tuple[object, str, str, dict[str, object]]]:
    texts = (event.title, event.place, event.ask, event.hashtag)
    most = MOST_IN_PARTY
    return [
        (not _SLUG.fullmatch(event.slug), "slug", "not_slug", {"given": event.slug}),
        (not event.title, "title", "missing", {}),
        (not _is_zone(event.zone), "zone", "unknown", {"given": event.zone}),
        (any(map(has_hidden_characters, texts)), "title", "bad_characters", {}),
        (max(map(len, texts)) > 300, "title", "too_long", {"most": 300}),
        (not 0 <= event.goal <= MOST_GOAL, "goal", "out_of_range", {"least": 0, "most": MOST_GOAL}),
        (
            event.hashtag and not event.hashtag.isidentifier(),
            "hashtag",
            "not_hashtag",
            {"given": event.hashtag},
        ),
        (event.ends_at and event.ends_at <= event.starts_at, "end", "before_start", {}),
        (
            event.ask_contact not in ("no", "email", "phone", "either"),
            "ask_contact",
            "unknown",
            {"given": event.ask_contact},
        ),
        (
            not 1 <= event.most_in_party <= most,
            "most_in_party",
            "out_of_range",
            {"least": 1, "most": most},
        ),
        (set(event.needs) - set(NEEDS), "needs", "unknown", {"given": " ".join(event.needs)}),
    ]
