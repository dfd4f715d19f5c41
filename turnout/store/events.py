"""Events, as rows and back."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from turnout.model import Event, EventState
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, read_or_none, written

_SELECT = """
    SELECT event.*, parent.slug AS parent_slug
    FROM event
    LEFT JOIN event AS parent ON parent.id = event.parent
"""


def find(look: Reading, slug: str) -> Event | None:
    """Return the event called `slug`, or None."""
    row = look.row(_SELECT + "WHERE event.slug = ?", (slug,))
    return _event(row) if row else None


class Doors(NamedTuple):
    """All that a sign-up asks of its event."""

    id: int
    open: bool
    quiet: bool
    state: EventState
    starts_at: datetime
    ends_at: datetime | None


def doors_of(look: Reading, slug: str) -> Doors | None:
    """Return what a sign-up asks of the event called `slug`, or None where there is none."""
    rows = look.known(
        "SELECT id, open, quiet, state, starts_at, ends_at FROM event WHERE slug = ?", (slug,)
    )
    return _doors(*rows[0]) if rows else None


@lru_cache(64)  # one sign-up after the other asks of the same few events
def _doors(
    event: int, is_open: int, quiet: int, state: str, starts_at: str, ends_at: str | None
) -> Doors:
    return Doors(
        id=event,
        open=bool(is_open),
        quiet=bool(quiet),
        state=EventState(state),
        starts_at=read(starts_at),
        ends_at=read_or_none(ends_at),
    )


def by_id(look: Reading, event: int) -> Event:
    """Return the event numbered `event`, which is known to exist."""
    return _event(look.row(_SELECT + "WHERE event.id = ?", (event,)))


def every(look: Reading) -> list[Event]:
    """Return all events, the next to start first."""
    return [_event(row) for row in look.rows(_SELECT + "ORDER BY event.starts_at, event.id")]


def children(look: Reading, event: int) -> list[Event]:
    """Return the sites of `event`, by title."""
    rows = look.rows(_SELECT + "WHERE event.parent = ? ORDER BY event.title, event.id", (event,))
    return [_event(row) for row in rows]


def family(look: Reading, event: int) -> list[int]:
    """Return `event` and all below it, downwards."""
    rows = look.rows(
        """
        WITH RECURSIVE line (id) AS (
            SELECT ?
            UNION
            SELECT event.id FROM event JOIN line ON event.parent = line.id
        )
        SELECT id FROM line
        """,
        (event,),
    )
    return [row[0] for row in rows]


def insert(tx: Transaction, event: Event, parent: int | None) -> int:
    """Store a new event; its own `id` is not looked at. Return the id it got."""
    row = tx.row(
        """
        INSERT INTO event (
            slug, title, ask, starts_at, ends_at, zone, place, goal, hashtag, parent, open, quiet,
            ask_contact, contact_required, most_in_party, needs, state, names_public,
            progress_public, keep_contacts_until, posts_rule, words_shown,
            forecast_public, stream
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        _values(event, parent),
    )
    return int(row[0])


def change(tx: Transaction, event: Event, parent: int | None) -> None:
    """Store `event`, known by its `id`, as it is from now on."""
    tx.run(
        """
        UPDATE event SET
            slug = ?, title = ?, ask = ?, starts_at = ?, ends_at = ?, zone = ?, place = ?,
            goal = ?, hashtag = ?, parent = ?, open = ?, quiet = ?, ask_contact = ?,
            contact_required = ?, most_in_party = ?, needs = ?, state = ?, names_public = ?,
            progress_public = ?, keep_contacts_until = ?, posts_rule = ?, words_shown = ?,
            forecast_public = ?, stream = ?
        WHERE id = ?
        """,
        (*_values(event, parent), event.id),
    )


def set_goal(tx: Transaction, event: int, people: int) -> None:
    """Set what the organizer promises for the whole event."""
    tx.run("UPDATE event SET goal = ? WHERE id = ?", (people, event))


def set_open(tx: Transaction, event: int, is_open: bool) -> None:
    """Open or close the doors of an event."""
    tx.run("UPDATE event SET open = ? WHERE id = ?", (int(is_open), event))


def _values(event: Event, parent: int | None) -> tuple[object, ...]:
    """Return the columns of `event` in the order both statements above name them."""
    return (
        event.slug,
        event.title,
        event.ask,
        written(event.starts_at),
        written(event.ends_at) if event.ends_at else None,
        event.zone,
        event.place,
        event.goal,
        event.hashtag,
        parent,
        int(event.open),
        int(event.quiet),
        event.ask_contact,
        int(event.contact_required),
        event.most_in_party,
        " ".join(event.needs),
        event.state.value,
        int(event.names_public),
        int(event.progress_public),
        event.keep_contacts_until.isoformat() if event.keep_contacts_until else None,
        event.posts_rule,
        int(event.words_shown),
        int(event.forecast_public),
        event.stream,
    )


def _event(row: Any) -> Event:
    return Event(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        starts_at=read(row["starts_at"]),
        ends_at=read_or_none(row["ends_at"]),
        zone=row["zone"],
        place=row["place"],
        ask=row["ask"],
        goal=row["goal"],
        hashtag=row["hashtag"],
        parent=row["parent_slug"],
        open=bool(row["open"]),
        quiet=bool(row["quiet"]),
        ask_contact=row["ask_contact"],
        contact_required=bool(row["contact_required"]),
        most_in_party=row["most_in_party"],
        needs=tuple(row["needs"].split()),
        state=EventState(row["state"]),
        names_public=bool(row["names_public"]),
        progress_public=bool(row["progress_public"]),
        keep_contacts_until=_day(row["keep_contacts_until"]),
        posts_rule=row["posts_rule"],
        words_shown=bool(row["words_shown"]),
        forecast_public=bool(row["forecast_public"]),
        stream=row["stream"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
