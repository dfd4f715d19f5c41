"""Posts about an event, a row for each version; which is the newest, and what it was booked as."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.model import ReviewState
from turnout.store import photos
from turnout.store.commitments import STATE
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import written

_BLANK = "link = '', name = '', text = '', shape = ''"
MOST_KEPT = 20_000  # of an event; a season of a busy hashtag
_SELECT = """
    SELECT post.*, coalesce(author.handle, '') AS handle, coalesce(author.host, '') AS host,
           coalesce(author.state, '') AS author_state
    FROM post
    LEFT JOIN author ON author.id = post.author
"""


@dataclass(frozen=True)
class New:
    """One version of a post, as it is kept. ref, version and shape are digests."""

    event: int
    feed: int
    author: int | None
    ref: str
    version: str
    shape: str
    link: str
    name: str
    text: str
    said_at: datetime
    seen_at: datetime
    intent: str
    people: int
    lead: str
    state: ReviewState
    reason: str
    values: Mapping[str, object]
    record: int | None


def insert(tx: Transaction, post: New) -> int:
    """Store a version; return its number."""
    row = tx.row(
        """
        INSERT INTO post (
            event, feed, author, ref, version, shape, link, name, text, said_at, seen_at, intent,
            people, lead, state, reason, "values", record
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (
            *(post.event, post.feed, post.author, post.ref, post.version, post.shape),
            *(post.link, post.name, post.text, written(post.said_at), written(post.seen_at)),
            *(post.intent, post.people, post.lead, post.state.value, post.reason),
            *(json.dumps(dict(post.values)), post.record),
        ),
    )
    return int(row[0])


def replace(tx: Transaction, old: int, by: int) -> None:
    """Note that version `old` gave way to version `by`."""
    tx.run("UPDATE post SET replaced_by = ? WHERE id = ?", (by, old))


def replaced_records(look: Reading, post: Any) -> list[int]:
    """Return what the versions that gave way to `post` (its row) were booked as."""
    rows = look.rows(
        """
        SELECT record FROM post
        WHERE event = ? AND ref = ? AND replaced_by = ? AND record IS NOT NULL
        """,
        (post["event"], post["ref"], post["id"]),
    )
    return [row[0] for row in rows]


def change(tx: Transaction, post: int, state: ReviewState, people: int, record: int | None) -> None:
    """Keep what is decided of a post: how many it counts as, and as which record."""
    tx.run(
        "UPDATE post SET state = ?, people = ?, record = ? WHERE id = ?",
        (state.value, people, record, post),
    )


def by_version(look: Reading, event: int, version: str) -> Any:
    """Return the version of that digest, or None."""
    return look.row(_SELECT + "WHERE post.event = ? AND post.version = ?", (event, version))


def newest(look: Reading, event: int, ref: str) -> Any:
    """Return the newest version of a post, or None."""
    return look.row(
        _SELECT + "WHERE post.event = ? AND post.ref = ? ORDER BY post.id DESC LIMIT 1",
        (event, ref),
    )


def these(look: Reading, event: int, posts: Sequence[int]) -> list[Any]:
    """Return those of `posts` that are of `event`, in the order they came."""
    found: list[Any] = []
    for start in range(0, len(posts), 500):
        some = list(posts[start : start + 500])
        found += look.rows(
            f"{_SELECT} WHERE post.event = ? AND post.id IN ({marks(some)}) ORDER BY post.id",
            [event, *some],
        )
    return found


def of_state(
    look: Reading, event: int, state: ReviewState, most: int, before: int | None = None
) -> list[Any]:
    """Return the posts of one state, those seen last first; before: only earlier numbers."""
    return look.rows(
        _SELECT
        + """
        WHERE post.event = ?1 AND post.state = ?2 AND post.replaced_by IS NULL
          AND (?3 IS NULL OR post.id < ?3)
        ORDER BY post.id DESC LIMIT ?4
        """,
        (event, state.value, before, most),
    )


def counts(look: Reading, event: int) -> dict[ReviewState, int]:
    """Return how many posts there are of each state."""
    rows = look.rows(
        """
        SELECT state, count(*) AS n FROM post WHERE event = ? AND replaced_by IS NULL
        GROUP BY state
        """,
        (event,),
    )
    return dict.fromkeys(ReviewState, 0) | {ReviewState(row[0]): row[1] for row in rows}


def of_author(look: Reading, author: int) -> list[int]:
    """Return every version of what `author` wrote."""
    rows = look.rows("SELECT id FROM post WHERE author = ? ORDER BY id", (author,))
    return [row[0] for row in rows]


def standing(look: Reading, event: int, most: int = MOST_KEPT) -> list[Any]:
    """Return every post that is held or shown, or has a photo that is, the newest first: what a
    ban would reach."""
    return look.rows(
        _SELECT
        + """
        WHERE post.event = ?1 AND post.replaced_by IS NULL AND (
            post.state IN ('held', 'shown')
            OR post.id IN (SELECT post FROM photo WHERE event = ?1 AND state = 'shown'))
        ORDER BY post.id DESC LIMIT ?2
        """,
        (event, most),
    )


def find(look: Reading, event: int, text: str) -> Any:
    """Return the newest version of the post at link `text`, or of the author called so."""
    return look.row(
        _SELECT
        + """
        WHERE post.event = ?1 AND (post.link = ?2 OR author.handle || '@' || author.host = ?2)
        ORDER BY post.id DESC LIMIT 1
        """,
        (event, text),
    )


def prune(tx: Transaction, event: int, most: int = MOST_KEPT) -> None:
    """Drop the oldest beyond `most`: of those set aside and replaced, never one that counts."""
    tx.run(
        """
        DELETE FROM post
        WHERE event = ?1 AND record IS NULL AND (state = 'set_aside' OR replaced_by IS NOT NULL)
          AND id <= coalesce(
              (SELECT id FROM post WHERE event = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2), 0)
          AND id NOT IN (SELECT post FROM decided)
          AND id NOT IN (SELECT post FROM photo)
        """,
        (event, most),
    )


def blank(tx: Transaction, posts: Iterable[int]) -> None:
    """Delete the words of posts, and where they stand; that they counted stays."""
    for post in posts:
        tx.run(f"UPDATE post SET {_BLANK} WHERE id = ?", (post,))
        photos.forget(tx, post)


def blank_all(tx: Transaction, event: int) -> None:
    """Delete the words of all posts of `event`, their photos, and who wrote them."""
    photos.forget_all(tx, event)
    tx.run(f"UPDATE post SET {_BLANK}, author = NULL WHERE event = ?", (event,))
    tx.run("DELETE FROM author WHERE event = ?", (event,))


def misbooked(look: Reading) -> list[Any]:
    """Return the newest versions (post, event, state, record, stands) whose promise counts and
    should not, or does not and should; `stands` is the commitment's state, None where none is."""
    return look.rows(
        f"""
        SELECT post.id AS post, event.slug AS event, post.state, post.record, {STATE} AS stands,
               commitment.seq
        FROM post
        JOIN event ON event.id = post.event
        LEFT JOIN commitment ON commitment.seq = post.record AND commitment.event = post.event
        LEFT JOIN goal ON goal.seq = post.record AND goal.event = post.event
        LEFT JOIN report ON report.seq = post.record AND report.event = post.event
        WHERE post.replaced_by IS NULL AND CASE
            WHEN post.record IS NULL
                THEN post.state = 'shown' AND post.intent IN ('commit', 'withdraw')
            WHEN commitment.seq IS NULL THEN coalesce(goal.seq, report.seq) IS NULL
            ELSE (post.state = 'shown') <> ({STATE} = 'shown') END
        ORDER BY post.id
        """
    )


def without_post(look: Reading) -> list[Any]:
    """Return what counts of a feed (event, record) and has no post, since posts were kept."""
    return look.rows(
        """
        SELECT event.slug AS event, current.seq AS record
        FROM current
        JOIN event ON event.id = current.event
        WHERE current.door = 'feed'
          AND current.seq > (SELECT min(record) FROM post WHERE post.event = current.event)
          AND current.seq NOT IN (SELECT record FROM post WHERE record IS NOT NULL)
        ORDER BY current.seq
        """
    )


def follow(tx: Transaction, record: int, state: ReviewState) -> None:
    """Let the post that was booked as `record` stand where that was put."""
    tx.run(
        "UPDATE post SET state = ? WHERE record = ? AND replaced_by IS NULL",
        (state.value, record),
    )


def has_words(look: Reading, event: int) -> bool:
    """Return whether any post of `event` still has its words."""
    row = look.row("SELECT 1 FROM post WHERE event = ? AND text <> '' LIMIT 1", (event,))
    return row is not None
