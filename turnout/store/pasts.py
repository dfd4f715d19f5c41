"""Events before turnout, typed in as tables, and what an organizer assumes."""

from collections.abc import Iterable
from typing import Any

from turnout.store.contract import Reading, Transaction
from turnout.store.forecasts import NEVER


def insert(tx: Transaction, seq: int, event: int, title: str, day: str, source: str) -> None:
    """Keep by record `seq` an event that was over before; day: as ISO 8601 has it."""
    tx.run(
        "INSERT INTO past_event (id, event, title, day, source) VALUES (?, ?, ?, ?, ?)",
        (seq, event, title, day, source),
    )
    _turn(tx, seq, seq, 1)


def insert_rows(tx: Transaction, past: int, rows: Iterable[tuple[str, int, int]]) -> None:
    """Keep (lead, committed, came) of past event `past`; lead empty: of the whole event."""
    for lead, committed, came in rows:
        tx.run(
            "INSERT INTO past_row (past_event, lead, committed, came) VALUES (?, ?, ?, ?)",
            (past, lead, committed, came),
        )


def turn(tx: Transaction, seq: int, of: int) -> None:
    """Take back by record `seq` the past event that record `of` is about; or bring it back, where
    it is taken back already."""
    row = tx.row(
        """
        SELECT past_event, stands FROM past_turn
        WHERE past_event = (SELECT past_event FROM past_turn WHERE seq = ?)
        ORDER BY seq DESC LIMIT 1
        """,
        (of,),
    )
    _turn(tx, seq, row["past_event"], 1 - row["stands"])


def every(look: Reading, until: str = NEVER) -> list[Any]:
    """Return the past events that stand: (id, event, quiet, title, day, source), newest first;
    quiet: whether the event it was typed in for is. until: a moment, as it is written."""
    return look.rows(
        """
        SELECT past_event.id, past_event.event, event.quiet, past_event.title, past_event.day,
               past_event.source
        FROM past_event
        JOIN event ON event.id = past_event.event
        WHERE 1 = (
            SELECT past_turn.stands FROM past_turn
            JOIN log ON log.seq = past_turn.seq
            WHERE past_turn.past_event = past_event.id AND log.at <= ?
            ORDER BY past_turn.seq DESC LIMIT 1
        )
        ORDER BY past_event.day DESC, past_event.id DESC
        """,
        (until,),
    )


def rows_of(look: Reading, past: int) -> list[Any]:
    """Return (lead, committed, came) of past event `past`."""
    return look.rows(
        "SELECT lead, committed, came FROM past_row WHERE past_event = ? ORDER BY lead", (past,)
    )


def turns_of(look: Reading, event: int) -> list[Any]:
    """Return (seq, past_event) of every record of `event` about a past event."""
    return look.rows(
        """
        SELECT past_turn.seq, past_turn.past_event FROM past_turn
        JOIN log USING (seq)
        WHERE log.event = ?
        """,
        (event,),
    )


def one(look: Reading, past: int) -> Any:
    """Return past event `past` (title, day, source), which is known to exist."""
    return look.row("SELECT title, day, source FROM past_event WHERE id = ?", (past,))


def assume(tx: Transaction, seq: int, event: int, name: str, value: float | None) -> None:
    """Keep by record `seq` what is assumed; None: what a forecast starts from."""
    tx.run(
        "INSERT INTO assumption (seq, event, name, value) VALUES (?, ?, ?, ?)",
        (seq, event, name, value),
    )


def assumed(look: Reading, event: int, until: str = NEVER) -> list[Any]:
    """Return the newest of each thing assumed for `event` by a moment: (seq, name, value)."""
    return look.rows(
        """
        SELECT seq, name, value FROM assumption
        WHERE seq IN (
            SELECT max(said.seq) FROM assumption AS said
            JOIN log ON log.seq = said.seq
            WHERE said.event = ? AND log.at <= ?
            GROUP BY said.name
        )
        ORDER BY name
        """,
        (event, until),
    )


def assumption(look: Reading, seq: int) -> Any:
    """Return what record `seq` assumed (event, name, value), or None."""
    return look.row("SELECT event, name, value FROM assumption WHERE seq = ?", (seq,))


def assumed_before(look: Reading, event: int, name: str, seq: int) -> float | None:
    """Return what was assumed of `name` before record `seq`; None: what a forecast starts from."""
    row = look.row(
        """
        SELECT value FROM assumption WHERE event = ? AND name = ? AND seq < ?
        ORDER BY seq DESC LIMIT 1
        """,
        (event, name, seq),
    )
    return None if row is None else row["value"]


def newest_assumption(look: Reading, event: int, name: str) -> int | None:
    """Return the newest record that says what is assumed of `name`, or None."""
    (seq,) = look.row("SELECT max(seq) FROM assumption WHERE event = ? AND name = ?", (event, name))
    return None if seq is None else int(seq)


def assumptions_of(look: Reading, event: int) -> list[Any]:
    """Return every (seq, name, value) that was assumed for `event`."""
    return look.rows("SELECT seq, name, value FROM assumption WHERE event = ?", (event,))


def _turn(tx: Transaction, seq: int, past: int, stands: int) -> None:
    tx.run("INSERT INTO past_turn (seq, past_event, stands) VALUES (?, ?, ?)", (seq, past, stands))
