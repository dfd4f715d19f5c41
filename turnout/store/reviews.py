"""Decisions of what was held, set aside or shown: a row a decision, the newest stands."""

from datetime import datetime
from typing import Any

from turnout.model import ReviewState
from turnout.store.contract import Reading, Transaction
from turnout.store.times import written


def decide(
    tx: Transaction, seq: int, subject: str, state: ReviewState, by: str, at: datetime
) -> None:
    """Keep a decision of `subject`, such as "commitment:12" or "lead:3"."""
    tx.run(
        "INSERT INTO review (seq, subject, state, by, at) VALUES (?, ?, ?, ?, ?)",
        (seq, subject, state.value, by, written(at)),
    )


def newest(look: Reading, subject: str, before: int | None = None) -> Any:
    """Return the newest decision (seq, state) of `subject`, or the newest before a seq; None
    where there is none."""
    return look.row(
        """
        SELECT seq, state FROM review
        WHERE subject = ?1 AND (?2 IS NULL OR seq < ?2)
        ORDER BY seq DESC LIMIT 1
        """,
        (subject, before),
    )


def suspect(tx: Transaction, seq: int, person: int, other: int) -> None:
    """Note that sign-up `seq` says two known persons are one."""
    tx.run("INSERT INTO likeness (seq, person, other) VALUES (?, ?, ?)", (seq, person, other))


def likeness(look: Reading, seq: int) -> Any:
    """Return the two persons (person, other) whom sign-up `seq` says are one, or None."""
    return look.row("SELECT person, other FROM likeness WHERE seq = ?", (seq,))
