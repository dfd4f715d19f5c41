"""What was decided of sign-ups, shown names and posts: a row a decision, the newest stands."""

from datetime import datetime

from turnout.model import ReviewState
from turnout.store.contract import Transaction
from turnout.store.times import written


def decide(
    tx: Transaction, seq: int, subject: str, state: ReviewState, by: str, at: datetime
) -> None:
    """Keep a decision of `subject`, such as "commitment:12" or "lead:3"."""
    tx.run(
        "INSERT INTO review (seq, subject, state, by, at) VALUES (?, ?, ?, ?, ?)",
        (seq, subject, state.value, by, written(at)),
    )
