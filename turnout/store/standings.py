"""The running totals: read and written here, moved by the desk with the rules in hand."""

from datetime import datetime
from typing import Any

from turnout.model import Count, Standing
from turnout.store.contract import Reading, Transaction
from turnout.store.times import written

_COLUMNS = "confirmed, yes, maybe, cancelled, declared, goal"


def one(look: Reading, event: int, lead: int) -> Standing:
    """Return what stands for `lead` at `event`; lead 0: people on their own."""
    row = look.row(f"SELECT {_COLUMNS} FROM standing WHERE event = ? AND lead = ?", (event, lead))
    return Standing(*row) if row else Standing()


def keep(tx: Transaction, event: int, lead: int, standing: Standing) -> None:
    """Keep what stands for `lead` at `event` from now on."""
    tx.run(
        """
        INSERT INTO standing (
            event, lead, confirmed, yes, maybe, cancelled, declared, goal
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event, lead) DO UPDATE SET
            confirmed = excluded.confirmed, yes = excluded.yes, maybe = excluded.maybe,
            cancelled = excluded.cancelled, declared = excluded.declared, goal = excluded.goal
        """,
        (
            event,
            lead,
            standing.confirmed,
            standing.yes,
            standing.maybe,
            standing.cancelled,
            standing.declared,
            standing.goal,
        ),
    )


def every(look: Reading) -> list[tuple[int, int, Standing]]:
    """Return all that stands, as (event, lead, standing)."""
    rows = look.rows(f"SELECT event, lead, {_COLUMNS} FROM standing ORDER BY event, lead")
    return [(row[0], row[1], Standing(*row[2:])) for row in map(tuple, rows)]


def upwards(look: Reading, event: int) -> list[int]:
    """Return `event` and the events above it: whose totals move with it."""
    line = [event]
    while (above := look.row("SELECT parent FROM event WHERE id = ?", (line[-1],))[0]) is not None:
        line.append(above)
    return line


def move(tx: Transaction, line: list[int], change: Count, seq: int, at: datetime) -> int:
    """Add `change` to the totals of `line`, as `upwards` returns it; return people coming to its
    first event.

    Also what does not change the count, as a new goal, moves `seq`: screens draw it anew.
    """
    coming = [_add(tx, event, change, seq, at) for event in line]
    return coming[0]


def total(look: Reading, event: int) -> tuple[int, str, Count]:
    """Return (seq, at, count) of `event`, its sites included."""
    row = look.row(
        "SELECT seq, at, confirmed, yes, by_count, maybe FROM total WHERE event = ?", (event,)
    )
    return row[0], row[1], Count(*row[2:])


def totals(look: Reading, events: list[int]) -> dict[int, Count]:
    """Return the totals of `events`, their sites included."""
    rows = look.rows(
        f"""
        SELECT event, confirmed, yes, by_count, maybe
        FROM total
        WHERE event IN ({_marks(events)})
        """,
        events,
    )
    return {row[0]: Count(*row[1:]) for row in map(tuple, rows)}


def moved(look: Reading) -> dict[str, int]:
    """Return the seq at which each event last moved, by slug."""
    rows = look.rows("SELECT event.slug, total.seq FROM total JOIN event ON event.id = total.event")
    return dict(map(tuple, rows))


def newest_reports(look: Reading) -> list[tuple[int, int, int]]:
    """Return (event, lead, people) of each lead's newest report."""
    return _newest(look, "report")


def newest_goals(look: Reading) -> list[tuple[int, int, int]]:
    """Return (event, lead, people) of each lead's newest goal; lead 0: the event's own, which
    stands in the event's row and not here."""
    return [row for row in _newest(look, "goal") if row[1] != 0]


def book_pace(
    tx: Transaction, event: int, lead: int, said_at: datetime, before: Standing, after: Standing
) -> None:
    """Book how the standing of `lead` changed, in the hour it was said."""
    tx.run(
        """
        INSERT INTO pace (event, hour, lead, confirmed, yes, maybe, declared)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event, hour, lead) DO UPDATE SET
            confirmed = confirmed + excluded.confirmed, yes = yes + excluded.yes,
            maybe = maybe + excluded.maybe, declared = declared + excluded.declared
        """,
        (
            event,
            written(said_at)[:13] + ":00:00.000000Z",
            lead,
            after.confirmed - before.confirmed,
            after.yes - before.yes,
            after.maybe - before.maybe,
            after.declared - before.declared,
        ),
    )


def pace(look: Reading, events: list[int]) -> list[Any]:
    """Return what changed (event, lead, hour, confirmed, yes, maybe, declared), by the hour."""
    return look.rows(
        f"""
        SELECT event, lead, hour, confirmed, yes, maybe, declared
        FROM pace
        WHERE event IN ({_marks(events)})
        ORDER BY hour
        """,
        events,
    )


def book_door(tx: Transaction, event: int, door: str, commitments: int, people: int) -> None:
    """Add to what stands through `door`."""
    tx.run(
        """
        INSERT INTO door_total (event, door, commitments, people)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (event, door) DO UPDATE SET
            commitments = commitments + excluded.commitments, people = people + excluded.people
        """,
        (event, door, commitments, people),
    )


def doors(look: Reading, events: list[int]) -> list[Any]:
    """Return (door, commitments, people) over `events`, most people first."""
    return look.rows(
        f"""
        SELECT door, sum(commitments), sum(people)
        FROM door_total
        WHERE event IN ({_marks(events)})
        GROUP BY door
        HAVING sum(commitments) > 0
        ORDER BY 3 DESC, 1
        """,
        events,
    )


def book_movement(
    tx: Transaction, seq: int, line: list[int], lead: int, kind: str, door: str, people: int,
    at: datetime,
) -> None:  # fmt: skip
    """Keep what record `seq` changed, for "just in"; line: as `upwards` returns it."""
    for event in line:
        tx.run(
            """
            INSERT INTO movement (event, seq, site, lead, kind, door, people, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event, seq) DO UPDATE SET
                lead = excluded.lead, people = people + excluded.people
            """,
            (event, seq, line[0], lead, kind, door, people, written(at)),
        )


def movements(look: Reading, event: int, most: int) -> list[Any]:
    """Return the newest movements of `event` and its sites, newest first."""
    return look.rows(
        """
        SELECT movement.seq, movement.at, movement.kind, movement.people, movement.door,
               lead.id AS lead, lead.name, lead.user, lead.host, event.quiet,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || movement.lead
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM movement
        JOIN event ON event.id = movement.site
        LEFT JOIN lead ON lead.id = movement.lead
        WHERE movement.event = ? AND movement.people <> 0
        ORDER BY movement.seq DESC
        LIMIT ?
        """,
        (event, most),
    )


def _newest(look: Reading, table: str) -> list[tuple[int, int, int]]:
    rows = look.rows(f"SELECT event, lead, people, max(seq) FROM {table} GROUP BY event, lead")
    return [(row[0], row[1], row[2]) for row in rows]


def _add(tx: Transaction, event: int, change: Count, seq: int, at: datetime) -> int:
    row = tx.row(
        """
        INSERT INTO total (event, seq, at, confirmed, yes, by_count, maybe)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event) DO UPDATE SET
            seq = excluded.seq, at = excluded.at,
            confirmed = confirmed + excluded.confirmed, yes = yes + excluded.yes,
            by_count = by_count + excluded.by_count, maybe = maybe + excluded.maybe
        RETURNING confirmed + yes + by_count
        """,
        (
            event,
            seq,
            written(at),
            change.confirmed,
            change.yes,
            change.by_count,
            change.maybe,
        ),
    )
    return int(row[0])


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))
