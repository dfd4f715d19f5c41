"""Events: made, looked up, given goals, closed and opened again."""

import secrets
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, book_goal, enter
from turnout.errors import NotFound, Refused
from turnout.model import Count, Event, EventState, Role, end_of
from turnout.rules.rallies import MOST_GOAL as MOST_GOAL
from turnout.rules.rallies import check_shape as check_shape
from turnout.rules.rallies import is_zone
from turnout.store import Reading, Transaction, goals
from turnout.store import events as rows

# Not for `change`: an address stands on printed sheets, and the others have acts of their own.
_STAYS = {"id", "slug", "state", "open", "parent"}


def add(
    desk: Desk, *, slug: str, title: str, starts_at: datetime, zone: str, place: str = "",
    ends_at: datetime | None = None, goal: int = 0, hashtag: str = "", parent: str = "",
    ask: str = "", quiet: bool = False, ask_contact: str = "no", contact_required: bool = False,
    most_in_party: int = 10, needs: tuple[str, ...] = (), names_public: bool = True,
    progress_public: bool = False, keep_contacts_until: date | None = None,
    posts_rule: str = "all", words_shown: bool = False, forecast_public: bool = False,
    stream: str = "", by: str = "desk", ahead: bool = False,
) -> Future[Event]:  # fmt: skip
    """Make an event; a naive time is in `zone`. Raises Refused with every reason found.

    ahead: also refuse one that is over; a slip in the year is easily made and hardly seen.
    """
    given = Event(
        id=0,
        slug=slug,
        title=title.strip(),
        starts_at=in_zone(starts_at, zone),
        ends_at=in_zone(ends_at, zone) if ends_at else None,
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
        posts_rule=posts_rule,
        words_shown=words_shown,
        forecast_public=forecast_public,
        stream=stream.strip(),
    )
    check_shape(given)
    if ahead and end_of(given.starts_at, given.ends_at) <= desk.clock():
        raise Refused("day", "past", year=str(in_zone(starts_at, zone).year))
    return desk.store.write(Add(desk, given, by, desk.clock()))


def change(
    desk: Desk, slug: str, *, by: str = "desk", opened: Event | None = None, **fields: Any
) -> Future[Event]:
    """Change fields of an event, each given as `add` takes it; what is not given stays.

    opened: the event as it was when the form was opened; where one of `fields` is another by now,
        nothing is changed: Refused("event", "changed_meanwhile", fields="place, goal").

    Its slug, parent, state and doors stay: the last two have acts of their own. A changed goal is
    a dated goal, as `set_goal` keeps it.
    Raises Refused with every reason found, NotFound, also where `by` is a link taken back.
    """
    check_shape(changed_to(event(desk, slug), fields))  # all reasons, before anything is written

    def work(tx: Transaction) -> Event:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        before = found(tx, slug)
        if opened and (others := changed_since(opened, before, fields)):
            raise Refused("event", "changed_meanwhile", fields=", ".join(others))
        after = changed_to(before, fields)
        if replace(after, goal=before.goal) != before:
            parent = found(tx, before.parent).id if before.parent else None
            rows.change(tx, replace(after, goal=before.goal), parent)
            _moved(tx, before.id, "event", desk.clock(), by)
        if after.goal != before.goal:
            _keep_goal(tx, before, after.goal, desk.clock(), by)
        return after

    return _changed(desk, desk.store.write(work))


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


def next_of(desk: Desk, event: Event) -> Event | None:
    """Return the next event of the same campaign to which people can still sign up, or None: the
    campaign itself, or a site of it. A quiet one is found by its own link only."""
    around = {event.slug, event.parent} - {None}
    ahead = (
        each
        for each in events(desk)
        if each.slug != event.slug
        and (each.slug in around or each.parent in around)
        and each.starts_at > desk.clock()
        and (each.open, each.quiet, each.state) == (True, False, EventState.ON)
    )
    return next(ahead, None)


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
        _keep_goal(tx, event, people, desk.clock(), "desk")
        return replace(event, goal=people)

    return _changed(desk, desk.store.write(work))


def close(desk: Desk, slug: str, by: str = "desk") -> Future[Event]:
    """Close the doors: promises are refused, taking them back is heard. Raises NotFound."""
    return _set_open(desk, slug, False, by)


def reopen(desk: Desk, slug: str, by: str = "desk") -> Future[Event]:
    """Open the doors again. Raises NotFound."""
    return _set_open(desk, slug, True, by)


@dataclass(frozen=True)
class Add:
    """Make an event whose shape was checked."""

    desk: Desk
    event: Event
    by: str
    now: datetime

    def __call__(self, tx: Transaction) -> Event:
        must_hold(self.desk, tx, self.by, self.event.parent, Role.ORGANIZER)
        if rows.find(tx, self.event.slug):
            raise Refused("slug", "taken", given=self.event.slug)
        parent = rows.find(tx, self.event.parent) if self.event.parent else None
        if self.event.parent and parent is None:
            raise Refused("parent", "unknown", given=self.event.parent)
        made = rows.insert(tx, self.event, parent.id if parent else None)
        entry = _moved(tx, made, "event", self.now, self.by)
        goals.insert_goal(tx, entry.seq, made, ON_THEIR_OWN, self.event.goal)
        return rows.by_id(tx, made)


def _set_open(desk: Desk, slug: str, is_open: bool, by: str) -> Future[Event]:
    def work(tx: Transaction) -> Event:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        if event.open != is_open:
            rows.set_open(tx, event.id, is_open)
            _moved(tx, event.id, "reopen" if is_open else "close", desk.clock(), by)
        return replace(event, open=is_open)

    return _changed(desk, desk.store.write(work))


def changed_since(opened: Event, now: Event, fields: Iterable[str]) -> list[str]:
    """Return which of `fields` are another `now` than when the event was `opened`."""
    return [name for name in fields if getattr(opened, name) != getattr(now, name)]


def changed_to(event: Event, fields: dict[str, Any]) -> Event:
    """Return `event` with `fields` as they are kept; a naive time is in the zone it then has."""
    if refused := _STAYS & set(fields):
        raise TypeError(f"{', '.join(sorted(refused))} cannot be changed like this")
    given = {name: _plain(value) for name, value in fields.items()}
    zone = given.get("zone", event.zone)
    for name in ("starts_at", "ends_at"):
        if given.get(name):
            given[name] = in_zone(given[name], zone)
    if "hashtag" in given:
        given["hashtag"] = given["hashtag"].lstrip("#")
    return replace(event, **given)


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _keep_goal(tx: Transaction, event: Event, people: int, now: datetime, by: str) -> None:
    rows.set_goal(tx, event.id, people)
    entry = _moved(tx, event.id, "goal", now, by)
    goals.insert_goal(tx, entry.seq, event.id, ON_THEIR_OWN, people)
    book_goal(tx, entry, ON_THEIR_OWN, people - event.goal)


def _moved(tx: Transaction, event: int, kind: str, now: datetime, by: str = "desk") -> Entry:
    entry = enter(tx, event, kind, "desk", secrets.token_hex(20), by, now)
    book(tx, entry, ON_THEIR_OWN, Count())
    return entry


def _changed(desk: Desk, future: Future[Event]) -> Future[Event]:
    future.add_done_callback(lambda _: desk.shapes.forget())
    return future


def in_zone(at: datetime, zone: str) -> datetime:
    """Return `at` in UTC; a naive time is in `zone`. Raises Refused("zone")."""
    if at.tzinfo is None:
        if not is_zone(zone):
            raise Refused("zone", "unknown", given=zone)
        at = at.replace(tzinfo=ZoneInfo(zone))
    return at.astimezone(UTC)
