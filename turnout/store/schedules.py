"""What stood before an event was moved, postponed, cancelled or taken up again."""

from typing import Any

from turnout.model import Event, EventState, Moved
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, written


def insert(tx: Transaction, seq: int, before: Event, asked: int) -> None:
    """Keep what `before` was until record `seq`, and how many records follow it as its effect."""
    tx.run(
        """
        INSERT INTO rescheduling (seq, event, starts_at, ends_at, place, state, asked)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            seq,
            before.id,
            written(before.starts_at),
            written(before.ends_at) if before.ends_at else None,
            before.place,
            before.state.value,
            asked,
        ),
    )


def one(look: Reading, seq: int) -> Any:
    """Return what stood before record `seq`, or None."""
    return look.row("SELECT * FROM rescheduling WHERE seq = ?", (seq,))


def newest(look: Reading, event: int) -> Any:
    """Return what stood before the newest change of when or whether, or None."""
    return look.row(
        "SELECT * FROM rescheduling WHERE event = ? ORDER BY seq DESC LIMIT 1", (event,)
    )


def moved(look: Reading, event: Event) -> Moved | None:
    """Return when and where `event` was to be at first; None where it still is, or is not on."""
    row = look.row(
        "SELECT starts_at, place FROM rescheduling WHERE event = ? ORDER BY seq LIMIT 1",
        (event.id,),
    )
    if row is None or event.state is not EventState.ON:
        return None
    was = Moved(read(row["starts_at"]), row["place"])
    return None if was == Moved(event.starts_at, event.place) else was


def times(look: Reading, event: int) -> int:
    """Return how often when or whether was changed: a calendar file's SEQUENCE."""
    row = look.row("SELECT count(*) FROM rescheduling WHERE event = ?", (event,))
    return int(row[0])


def every(look: Reading, event: int) -> list[Any]:
    """Return what stood before each change of when or whether, the first one first."""
    return look.rows("SELECT * FROM rescheduling WHERE event = ? ORDER BY seq", (event,))
