"""Photos that posts carry: candidates, then what was decided of each, and how its fetching goes."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from turnout.model import ReviewState
from turnout.store import pictures
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import written

# Of the newest version of a post that is not blocked, nor is who wrote it.
_STANDS = """
    post.replaced_by IS NULL AND post.state <> 'blocked' AND coalesce(author.state, '') <> 'blocked'
"""
# A post that promises nobody is set aside by itself, and its photo may still be shown; one that an
# organizer put away, among the posts or in the ledger, takes its photos along.
_PUBLIC = f"""
    photo.state = 'shown' AND {_STANDS}
    AND (post.state = 'shown' OR post.record IS NULL AND NOT EXISTS (
        SELECT 1 FROM decided JOIN decision ON decision.seq = decided.seq
        WHERE decided.post = post.id AND decision.undone IS NULL AND decision.state <> 'undo'))
"""
_SELECT = f"""
    SELECT photo.id, photo.post, photo.event, photo.link, photo.alt, photo.licence, photo.state,
           photo.failure, photo.told, photo.tries, photo.next_at, {_PUBLIC} AS public,
           picture.digest, picture.width, picture.height,
           post.text, post.link AS post_link, post.said_at,
           coalesce(author.handle, '') AS handle, coalesce(author.host, '') AS host
    FROM photo
    JOIN post ON post.id = photo.post
    LEFT JOIN author ON author.id = post.author
    LEFT JOIN picture ON picture.subject = 'photo:' || photo.id
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


def follow(tx: Transaction, old: int, new: int) -> bool:
    """Let what was decided of a photo hold for the edited post that still carries it, described
    alike; return whether one that was shown is left behind."""
    same = tx.rows(
        """
        SELECT photo.id, again.id FROM photo
        JOIN photo AS again ON again.link = photo.link AND again.alt = photo.alt
        WHERE photo.post = ? AND again.post = ?
        """,
        (old, new),
    )
    for kept, again in same:
        tx.run("DELETE FROM photo WHERE id = ?", (again,))
        tx.run("UPDATE photo SET post = ? WHERE id = ?", (new, kept))
    left = tx.rows("SELECT id FROM photo WHERE post = ? AND state = 'shown'", (old,))
    for row in left:
        set_state(tx, row[0], ReviewState.HELD)
    return bool(left)


def of_posts(look: Reading, posts: Sequence[int]) -> dict[int, list[Any]]:
    """Return the photos of each of `posts` that has any."""
    found: dict[int, list[Any]] = {}
    if posts:
        where = f"WHERE photo.post IN ({marks(list(posts))}) ORDER BY photo.id"
        for row in look.rows(_SELECT + where, list(posts)):
            found.setdefault(row["post"], []).append(row)
    return found


def one(look: Reading, event: int, photo: int) -> Any:
    """Return a photo of `event`, or None."""
    return look.row(_SELECT + "WHERE photo.event = ? AND photo.id = ?", (event, photo))


def shown(look: Reading, photo: int) -> Any:
    """Return a photo of whatever event that is still to be shown, or None."""
    return look.row(_SELECT + "WHERE photo.id = ? AND photo.state = 'shown'", (photo,))


def of_state(
    look: Reading, event: int, state: ReviewState, most: int, before: int | None = None
) -> list[Any]:
    """Return the photos of one state, newest first; before: only earlier numbers."""
    return look.rows(
        f"""{_SELECT}
        WHERE photo.event = ?1 AND photo.state = ?2 AND (?3 IS NULL OR photo.id < ?3) AND {_STANDS}
        ORDER BY photo.id DESC LIMIT ?4
        """,
        (event, state.value, before, most),
    )


def counts(look: Reading, event: int) -> dict[ReviewState, int]:
    """Return how many photos there are of each state."""
    rows = look.rows(
        f"""
        SELECT photo.state, count(*) AS n FROM photo
        JOIN post ON post.id = photo.post
        LEFT JOIN author ON author.id = post.author
        WHERE photo.event = ? AND {_STANDS}
        GROUP BY photo.state
        """,
        (event,),
    )
    return dict.fromkeys(ReviewState, 0) | {ReviewState(row[0]): row[1] for row in rows}


def public(look: Reading, event: int, most: int) -> list[Any]:
    """Return the photos that may stand on public screens and have their files, newest first."""
    return look.rows(
        f"""{_SELECT}
        WHERE photo.event = ? AND {_PUBLIC} AND picture.digest IS NOT NULL
        ORDER BY photo.id DESC LIMIT ?
        """,
        (event, most),
    )


def due(look: Reading, now: datetime, most: int) -> list[Any]:
    """Return the photos to be fetched by now, of all events that show any, the oldest first."""
    return look.rows(
        f"""{_SELECT}
        JOIN event ON event.id = photo.event
        WHERE {_PUBLIC} AND event.quiet = 0 AND picture.digest IS NULL
          AND photo.next_at <= ?
        ORDER BY photo.next_at, photo.id LIMIT ?
        """,
        (written(now), most),
    )


def carrying_shown(look: Reading, event: int) -> set[int]:
    """Return the posts of `event` that carry a photo which is shown."""
    rows = look.rows("SELECT post FROM photo WHERE event = ? AND state = 'shown'", (event,))
    return {row[0] for row in rows}


def set_state(tx: Transaction, photo: int, state: ReviewState, now: datetime | None = None) -> None:
    """Keep what was decided: one that is shown is fetched from `now` on, and only its files are
    kept."""
    if state is not ReviewState.SHOWN:
        pictures.drop(tx, f"photo:{photo}")
    tx.run(
        """
        UPDATE photo SET state = ?, failure = '', told = '{}', tries = 0, next_at = ?
        WHERE id = ?
        """,
        (state.value, written(now) if now and state is ReviewState.SHOWN else None, photo),
    )


def fetched(tx: Transaction, photo: int) -> None:
    """Note that its files are here."""
    tx.run(
        "UPDATE photo SET failure = '', told = '{}', next_at = NULL WHERE id = ?",
        (photo,),
    )


def failed(
    tx: Transaction, photo: int, failure: str, told: Mapping[str, object], next_at: datetime | None
) -> None:
    """Note why it could not be had; next_at None: it is not tried again."""
    tx.run(
        "UPDATE photo SET failure = ?, told = ?, tries = tries + 1, next_at = ? WHERE id = ?",
        (failure, json.dumps(dict(told)), written(next_at) if next_at else None, photo),
    )


def forget(tx: Transaction, post: int) -> None:
    """Delete the photos of a post, and their files."""
    for row in tx.rows("SELECT id FROM photo WHERE post = ?", (post,)):
        pictures.drop(tx, f"photo:{row[0]}")
    tx.run("DELETE FROM photo WHERE post = ?", (post,))


def forget_all(tx: Transaction, event: int) -> None:
    """Delete the photos of an event, and their files."""
    pictures.drop_all(tx, event, "photo")
    tx.run("DELETE FROM photo WHERE event = ?", (event,))
