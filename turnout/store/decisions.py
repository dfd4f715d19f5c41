"""What organizers decided of posts in one go, and what each post was before."""

from typing import Any

from turnout.model import ReviewState
from turnout.store.contract import Reading, Transaction


def insert(
    tx: Transaction, seq: int, event: int, state: str, subject: str = "", was: str = ""
) -> None:
    """Keep a decision. subject: '' of posts alone, else what was judged, which `was` before."""
    tx.run(
        "INSERT INTO decision (seq, event, subject, was, state) VALUES (?, ?, ?, ?, ?)",
        (seq, event, subject, was, state),
    )


def insert_post(
    tx: Transaction, seq: int, post: int, was: ReviewState, people: int, record: int | None
) -> None:
    """Keep what a post was before decision `seq`."""
    tx.run(
        "INSERT INTO decided (seq, post, was, people, record) VALUES (?, ?, ?, ?, ?)",
        (seq, post, was.value, people, record),
    )


def one(look: Reading, event: int, seq: int) -> Any:
    """Return a decision of `event` (seq, subject, was, state, undone), or None."""
    return look.row("SELECT * FROM decision WHERE event = ? AND seq = ?", (event, seq))


def newest(look: Reading, event: int) -> Any:
    """Return the newest decision that still stands and was not itself taking one back."""
    return look.row(
        """
        SELECT decision.seq, decision.subject, decision.state, count(decided.post) AS posts
        FROM decision LEFT JOIN decided ON decided.seq = decision.seq
        WHERE decision.event = ?1 AND decision.undone IS NULL AND decision.state <> 'undo'
        GROUP BY decision.seq ORDER BY decision.seq DESC LIMIT 1
        """,
        (event,),
    )


def posts_of(look: Reading, seq: int) -> list[Any]:
    """Return what each post of a decision was before it (post, was, people, record)."""
    return look.rows("SELECT post, was, people, record FROM decided WHERE seq = ?", (seq,))


def touched_later(look: Reading, seq: int) -> set[int]:
    """Return the posts of decision `seq` that a later decision which stands moved again."""
    rows = look.rows(
        """
        SELECT DISTINCT later.post FROM decided AS later
        JOIN decision ON decision.seq = later.seq
        JOIN decided AS this ON this.post = later.post AND this.seq = ?1
        WHERE later.seq > ?1 AND decision.undone IS NULL AND decision.state <> 'undo'
        """,
        (seq,),
    )
    return {row[0] for row in rows}


def mark_undone(tx: Transaction, seq: int, by: int | None) -> None:
    """Note which decision took `seq` back, None: it stands again."""
    tx.run("UPDATE decision SET undone = ? WHERE seq = ?", (by, seq))
