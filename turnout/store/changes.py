"""What changed, kept as it happens: by the hour, by the door, and one by one for "just in"."""

from datetime import datetime
from operator import add
from typing import Any

from turnout.model import Standing
from turnout.store.contract import Key, Reading, Rows, Tally, Transaction
from turnout.store.standings import marks
from turnout.store.times import written

_PACE = Tally("pace", ("event", "hour", "lead"), ("confirmed", "yes", "maybe", "declared"))
_DOOR = Tally("door_total", ("event", "door"), ("commitments", "people"))
_MOVEMENT = Rows(
    "movement",
    ("event", "seq", "site", "lead", "kind", "door", "people", "at"),
    merging="""
        ON CONFLICT (event, seq) DO UPDATE SET
            lead = excluded.lead, people = people + excluded.people
    """,
)


def book_pace(
    tx: Transaction, event: int, lead: int, said_at: datetime, before: Standing, after: Standing
) -> None:
    """Book how the standing of `lead` changed, in the hour it was said."""
    change = (
        after.confirmed - before.confirmed,
        after.yes - before.yes,
        after.maybe - before.maybe,
        after.declared - before.declared,
    )
    if any(change):
        hour = written(said_at)[:13] + ":00:00.000000Z"
        _add(tx, _PACE, (event, hour, lead), change)


def pace(look: Reading, events: list[int]) -> list[Any]:
    """Return what changed (event, lead, hour, confirmed, yes, maybe, declared), by the hour."""
    return look.rows(
        f"""
        SELECT event, lead, hour, confirmed, yes, maybe, declared
        FROM pace
        WHERE event IN ({marks(events)})
        ORDER BY hour
        """,
        events,
    )


def pace_reaches(look: Reading, events: list[int]) -> tuple[str, str] | None:
    """Return the first and the last hour in which anything changed, or None."""
    first, last = look.row(
        f"SELECT min(hour), max(hour) FROM pace WHERE event IN ({marks(events)})", events
    )
    return (first, last) if first else None


def booked(look: Reading) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return what all hours of each (event, lead) add up to: confirmed, yes, maybe, declared."""
    rows = look.rows(
        """
        SELECT event, lead, sum(confirmed), sum(yes), sum(maybe), sum(declared)
        FROM pace
        GROUP BY event, lead
        """
    )
    return {(row[0], row[1]): tuple(row)[2:] for row in rows}


def book_door(tx: Transaction, event: int, door: str, commitments: int, people: int) -> None:
    """Add to what stands through `door`."""
    _add(tx, _DOOR, (event, door), (commitments, people))


def doors(look: Reading, events: list[int]) -> list[Any]:
    """Return (door, commitments, people) over `events`, most people first."""
    return look.rows(
        f"""
        SELECT door, sum(commitments), sum(people)
        FROM door_total
        WHERE event IN ({marks(events)})
        GROUP BY door
        HAVING sum(commitments) > 0
        ORDER BY 3 DESC, 1
        """,
        events,
    )


def by_count(look: Reading, events: list[int]) -> list[Any]:
    """Return (door, people) of the heads over `events` that only leads' totals tell of, by the
    door through which each total was told, most people first."""
    return look.rows(
        f"""
        SELECT log.door, sum(standing.declared - standing.confirmed - standing.yes)
        FROM standing
        JOIN report ON report.seq = (
            SELECT max(newest.seq) FROM report AS newest
            WHERE newest.event = standing.event AND newest.lead = standing.lead
        )
        JOIN log ON log.seq = coalesce(report.told, report.seq)
        WHERE standing.event IN ({marks(events)})
          AND standing.declared > standing.confirmed + standing.yes
        GROUP BY log.door
        ORDER BY 2 DESC, 1
        """,
        events,
    )


def through_doors(look: Reading) -> dict[tuple[int, str], tuple[int, int]]:
    """Return (commitments, people) of each (event, door)."""
    rows = look.rows("SELECT event, door, commitments, people FROM door_total")
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def book_movement(
    tx: Transaction, seq: int, line: list[int], lead: int, kind: str, door: str, people: int,
    at: datetime,
) -> None:  # fmt: skip
    """Keep what record `seq` changed, for "just in"; line: as `upwards` returns it."""
    for event in line:
        tx.add(_MOVEMENT, (event, seq, line[0], lead, kind, door, people, written(at)))


def movements(look: Reading, event: int, most: int) -> list[Any]:
    """Return the newest movements of `event` and its sites, newest first; with the words of the
    post that one was booked as, where it is shown and its event lets words stand on screens."""
    return look.rows(
        """
        SELECT movement.seq, movement.at, movement.kind, movement.people, movement.door,
               movement.site, event.title, event.quiet, event.names_public,
               lead.id AS lead, lead.name, lead.user, lead.host,
               coalesce(post.text, '') AS said, coalesce(post.name, '') AS said_by,
               coalesce(author.handle, '') AS said_by_handle,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || movement.lead
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM movement
        JOIN event ON event.id = movement.site
        LEFT JOIN lead ON lead.id = movement.lead
        LEFT JOIN post ON post.record = movement.seq AND post.state = 'shown'
            AND post.replaced_by IS NULL AND event.words_shown = 1 AND event.quiet = 0
        LEFT JOIN author ON author.id = post.author
        WHERE movement.event = ? AND movement.people <> 0
        ORDER BY movement.seq DESC
        LIMIT ?
        """,
        (event, most),
    )


def _add(tx: Transaction, tally: Tally, key: Key, more: tuple[int, ...]) -> None:
    stood = tx.kept(tally, key)
    tx.keep(tally, key, tuple(map(add, stood, more)) if stood else more)
