"""What scores read of other events: who had come before, and with whom. Never of a quiet one."""

from collections.abc import Sequence
from typing import Any

from turnout.store.contract import Reading
from turnout.store.standings import marks


def newest_arrival(look: Reading) -> int:
    """Return the newest record of kind arrival in the whole store: who came first may change
    with any of them."""
    return int(look.row("SELECT coalesce(max(seq), 0) FROM arrival")[0])


def any_came_before(look: Reading, events: Sequence[int]) -> bool:
    """Return whether anybody was checked in by name at an event before the first of `events`."""
    row = look.row(
        f"""
        SELECT 1 FROM present
        JOIN event ON event.id = present.event
        WHERE present.person IS NOT NULL AND present.came > 0 AND event.quiet = 0
          AND event.id NOT IN ({marks(events)})
          AND event.starts_at < (
              SELECT min(starts_at) FROM event WHERE id IN ({marks(events)}))
        LIMIT 1
        """,
        [*events, *events],
    )
    return row is not None


def first_timers(look: Reading, events: Sequence[int]) -> set[int]:
    """Return the persons who came to one of `events` and to none that began before it."""
    rows = look.rows(
        f"""
        SELECT DISTINCT own.person FROM present AS own
        JOIN event AS it ON it.id = own.event
        WHERE own.event IN ({marks(events)}) AND it.quiet = 0
          AND own.person IS NOT NULL AND own.came > 0
          AND NOT EXISTS (
              SELECT 1 FROM arrival
              JOIN present ON present.event = arrival.event AND present.subject = arrival.subject
              JOIN event ON event.id = arrival.event
              WHERE arrival.person = own.person AND present.came > 0 AND event.quiet = 0
                AND arrival.event NOT IN ({marks(events)})
                AND event.starts_at < it.starts_at
          )
        """,
        [*events, *events],
    )
    return {row[0] for row in rows}


def last_time(look: Reading, event: int) -> dict[int, int]:
    """Return how many came with each lead of `event` at the last one before it that they led, and
    where anybody was counted in; leads are known again by their handle."""
    rows = look.rows(
        """
        SELECT id, came FROM (
            SELECT lead.id, standing.came, row_number() OVER (
                PARTITION BY lead.id ORDER BY before.starts_at DESC, before.id DESC
            ) AS place
            FROM lead
            JOIN event ON event.id = lead.event AND event.quiet = 0
            JOIN lead AS same ON same.user = lead.user AND same.host = lead.host
            JOIN event AS before ON before.id = same.event AND before.quiet = 0
                AND before.state = 'on' AND before.starts_at < event.starts_at
            JOIN total ON total.event = before.id AND total.came > 0
            JOIN standing ON standing.event = before.id AND standing.lead = same.id
            WHERE lead.event = ?
        )
        WHERE place = 1
        """,
        (event,),
    )
    return {row["id"]: row["came"] for row in rows}


def people_now(look: Reading, event: int, lead: int) -> list[Any]:
    """Return (person, name, lang) of who counts with `lead` and has not withdrawn or been
    forgotten, by name."""
    return look.rows(
        """
        SELECT current.person, person.name, person.lang FROM current
        JOIN person ON person.id = current.person
        WHERE current.event = ? AND current.lead = ? AND current.status <> 'cancelled'
          AND person.erased_at IS NULL AND person.name <> ''
        ORDER BY person.name, current.person
        """,
        (event, lead),
    )
