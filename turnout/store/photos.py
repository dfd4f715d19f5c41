"""Photos that posts carry: candidates, of which nothing is fetched."""

from collections.abc import Sequence
from typing import Any

from turnout.model import ReviewState
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks

_SELECT = """
    SELECT id, event, post, link, alt, licence, state, failure, type, width, height,
           bytes IS NOT NULL AS fetched
    FROM photo
"""


def insert(tx: Transaction, event: int, post: int, link: str, alt: str, licence: str) -> None:
    """Keep a candidate, once for each post."""
    tx.run(
        """
        INSERT INTO photo (event, post, link, alt, licence) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        (event, post, link, alt, licence),
    )


def of_posts(look: Reading, posts: Sequence[int]) -> dict[int, list[Any]]:
    """Return the photos of each of `posts` that has any."""
    found: dict[int, list[Any]] = {}
    if posts:
        where = f"WHERE post IN ({marks(list(posts))}) ORDER BY id"
        for row in look.rows(_SELECT + where, list(posts)):
            found.setdefault(row["post"], []).append(row)
    return found


def one(look: Reading, event: int, photo: int) -> Any:
    """Return a photo of `event`, without its bytes, or None."""
    return look.row(_SELECT + "WHERE event = ? AND id = ?", (event, photo))


def set_state(tx: Transaction, photo: int, state: ReviewState) -> None:
    """Keep what was decided; one that was given up is tried again when shown anew."""
    tx.run("UPDATE photo SET state = ?, failure = '' WHERE id = ?", (state.value, photo))


def drop_bytes(tx: Transaction, photo: int) -> None:
    """Keep the bytes of a photo no longer; it may be fetched anew."""
    tx.run("UPDATE photo SET bytes = NULL WHERE id = ?", (photo,))
