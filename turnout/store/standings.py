"""The running totals: read and written here, moved by the desk with the rules in hand."""

from collections.abc import Sequence
from datetime import datetime

from turnout.model import Count, Standing
from turnout.model.attendance import Came
from turnout.store.contract import Reading, Tally, Transaction
from turnout.store.times import written

_STANDING = Tally(
    "standing",
    ("event", "lead"),
    ("confirmed", "yes", "maybe", "cancelled", "declared", "goal", "came", "walk_ins"),
)
_NOTHING = (0, "", 0, 0, 0, 0, 0, 0)  # the total of an event that no record is of yet
_NOBODY = Came()
_TOTAL = Tally(
    "total",
    ("event",),
    ("seq", "at", "confirmed", "yes", "by_count", "maybe", "came", "walk_ins"),
)


def one(look: Reading, event: int, lead: int) -> Standing:
    """Return what stands for `lead` at `event`; lead 0: people on their own."""
    kept = look.kept(_STANDING, (event, lead))
    return Standing(*kept) if kept else Standing()


def keep(tx: Transaction, event: int, lead: int, now: Standing) -> None:
    """Keep what stands for `lead` at `event` from now on."""
    numbers = (now.confirmed, now.yes, now.maybe, now.cancelled, now.declared, now.goal)
    tx.keep(_STANDING, (event, lead), (*numbers, now.came, now.walk_ins))


def every(look: Reading) -> list[tuple[int, int, Standing]]:
    """Return all that stands, as (event, lead, standing)."""
    rows = look.rows(
        """
        SELECT event, lead, confirmed, yes, maybe, cancelled, declared, goal, came, walk_ins
        FROM standing
        ORDER BY event, lead
        """
    )
    return [(row[0], row[1], Standing(*row[2:])) for row in map(tuple, rows)]


def upwards(look: Reading, event: int) -> list[int]:
    """Return `event` and the events above it: whose totals move with it."""
    line = [event]
    while (above := _above(look, line[-1])[0]) is not None:
        line.append(above)
    return line


def challenged(look: Reading, event: int, now: datetime) -> list[int]:
    """Return `event` and the events above it, of which a challenge may still count something."""
    found: list[int] = []
    above: int | None = event
    while above is not None:
        parent, until = _above(look, above)
        if until and until >= written(now):  # of nearly every commitment it is empty
            found.append(above)
        above = parent
    return found


def move(
    tx: Transaction, line: list[int], change: Count, seq: int, at: datetime, came: Came = _NOBODY
) -> int:
    """Add `change`, and who `came` more, to the totals of `line`, as `upwards` returns it; return
    people coming to its first event.

    Also what does not change the count, as a new goal, moves `seq`: screens draw it anew.
    """
    coming = [_add(tx, event, change, seq, at, came) for event in line]
    return coming[0]


def total(look: Reading, event: int) -> tuple[int, str, Count]:
    """Return (seq, at, count) of `event`, its sites included."""
    seq, at, *numbers = look.kept(_TOTAL, (event,)) or _NOTHING
    return seq, at, Count(*numbers[:4])


def came(look: Reading, event: int) -> Came:
    """Return who came to `event`, its sites included."""
    *_, came, walk_ins = look.kept(_TOTAL, (event,)) or _NOTHING
    return Came(came - walk_ins, walk_ins)


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


def all_came(look: Reading, events: list[int]) -> dict[int, Came]:
    """Return who came to each of `events`, their sites included."""
    rows = look.rows(
        f"""
        SELECT event, came - walk_ins, walk_ins FROM total WHERE event IN ({marks(events)})
        """,
        events,
    )
    return {row[0]: Came(row[1], row[2]) for row in rows}


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


def _above(look: Reading, event: int) -> tuple[int | None, str]:
    """Return the event above, and until when what is gained may count for a challenge."""
    ((above, until),) = look.known(
        "SELECT parent, challenged_until FROM event WHERE id = ?", (event,)
    )
    return above, until


def _add(tx: Transaction, event: int, change: Count, seq: int, at: datetime, more: Came) -> int:
    _, _, confirmed, yes, by_count, maybe, came, walk_ins = tx.kept(_TOTAL, (event,)) or _NOTHING
    now = Count(
        confirmed + change.confirmed,
        yes + change.yes,
        by_count + change.by_count,
        maybe + change.maybe,
    )
    numbers = (seq, written(at), now.confirmed, now.yes, now.by_count, now.maybe)
    heads = (came + more.heads, walk_ins + more.walk_ins)
    tx.keep(_TOTAL, (event,), (*numbers, *heads))
    return now.coming
