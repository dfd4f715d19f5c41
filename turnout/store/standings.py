"""The running totals: read and written here, moved by the desk with the rules in hand."""

from collections.abc import Sequence
from datetime import datetime

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


def direct(look: Reading, event: int) -> Count:
    """Return what stands for `event` itself, without its sites."""
    row = look.row(
        """
        SELECT total.confirmed - coalesce(sum(site.confirmed), 0),
               total.yes - coalesce(sum(site.yes), 0),
               total.by_count - coalesce(sum(site.by_count), 0),
               total.maybe - coalesce(sum(site.maybe), 0)
        FROM total
        LEFT JOIN event ON event.parent = total.event
        LEFT JOIN total AS site ON site.event = event.id
        WHERE total.event = ?
        GROUP BY total.event
        """,
        (event,),
    )
    return Count(*row)


def totals(look: Reading, events: list[int]) -> dict[int, Count]:
    """Return the totals of `events`, their sites included."""
    rows = look.rows(
        f"""
        SELECT event, confirmed, yes, by_count, maybe
        FROM total
        WHERE event IN ({marks(events)})
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


def marks(values: Sequence[object]) -> str:
    """Return the place holders for `values`."""
    return ", ".join("?" * len(values))


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
