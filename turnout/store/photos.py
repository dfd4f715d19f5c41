"""Photos that posts carry: candidates, and once approved their own re-encoded bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from turnout.model import ReviewState
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks

_SELECT = """
    SELECT id, event, post, link, alt, licence, state, failure, type, width, height,
           bytes IS NOT NULL AS fetched
    FROM photo
"""


@dataclass(frozen=True)
class Picture:
    """A re-encoded photo: bytes of `type`, so many pixels."""

    type: str
    width: int
    height: int
    data: bytes


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


def wanted(look: Reading, most: int) -> list[Any]:
    """Return approved photos of shown posts that are still to be fetched (id, link)."""
    return look.rows(
        """
        SELECT photo.id, photo.link FROM photo
        JOIN post ON post.id = photo.post
        WHERE photo.state = 'shown' AND photo.bytes IS NULL AND photo.failure = ''
          AND post.state = 'shown' AND post.replaced_by IS NULL
        ORDER BY photo.id LIMIT ?
        """,
        (most,),
    )


def keep(tx: Transaction, photo: int, picture: Picture) -> None:
    """Keep the bytes of an approved photo; of one decided otherwise meanwhile, nothing."""
    tx.run(
        """
        UPDATE photo SET type = ?, width = ?, height = ?, bytes = ?, failure = ''
        WHERE id = ? AND state = 'shown'
        """,
        (picture.type, picture.width, picture.height, picture.data, photo),
    )


def fail(tx: Transaction, photo: int, reason: str) -> None:
    """Note why a photo could not be had."""
    tx.run("UPDATE photo SET failure = ? WHERE id = ?", (reason, photo))


def drop_bytes(tx: Transaction, photo: int) -> None:
    """Keep the bytes of a photo no longer; it may be fetched anew."""
    tx.run("UPDATE photo SET bytes = NULL WHERE id = ?", (photo,))


def public(look: Reading, event: int, photo: int) -> Any:
    """Return (type, bytes) of a photo that everybody may see, or None: approved, of a shown post,
    of an event that shows words."""
    return look.row(
        """
        SELECT photo.type, photo.bytes FROM photo
        JOIN post ON post.id = photo.post
        JOIN event ON event.id = photo.event
        WHERE photo.id = ? AND photo.event = ? AND photo.state = 'shown'
          AND photo.bytes IS NOT NULL AND post.state = 'shown' AND post.replaced_by IS NULL
          AND event.words_shown = 1
        """,
        (photo, event),
    )
