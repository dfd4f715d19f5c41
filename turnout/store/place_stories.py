"""Stories and landmarks of areas and groups, and what was decided of each."""

from collections.abc import Sequence
from typing import Any

from turnout.model import ReviewState
from turnout.model.neighbourhoods import Story, StoryKind
from turnout.model.places import LonLat
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import read

_SELECT = """
    SELECT story.*, log.at,
           coalesce(area.title, neighbourhood.name, '') AS of
    FROM story
    JOIN log ON log.seq = story.made
    LEFT JOIN area ON story.subject LIKE 'area:%'
        AND area.id = CAST(substr(story.subject, 6) AS INTEGER)
    LEFT JOIN neighbourhood ON story.subject LIKE 'group:%'
        AND neighbourhood.id = CAST(substr(story.subject, 7) AS INTEGER)
"""


def insert(
    tx: Transaction, seq: int, event: int, subject: str, kind: str, title: str, text: str,
    at: LonLat | None, review: ReviewState,
) -> int:  # fmt: skip
    """Keep what was told by record `seq`; return its number."""
    lon, lat = at or (None, None)
    row = tx.row(
        """
        INSERT INTO story (event, subject, kind, title, text, lon, lat, review, made, changed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (event, subject, kind, title, text, lon, lat, review.value, seq, seq),
    )
    return int(row[0])


def one(look: Reading, event: int, story: int) -> Story | None:
    """Return one story of the map of `event`, or None."""
    row = look.row(_SELECT + "WHERE story.event = ? AND story.id = ?", (event, story))
    return _story(row) if row else None


def of_subjects(look: Reading, subjects: Sequence[str], review: ReviewState) -> list[Story]:
    """Return what is told of `subjects` and was decided of as `review`, oldest first."""
    rows = look.rows(
        f"""
        {_SELECT} WHERE story.subject IN ({marks(subjects)}) AND story.review = ?
        ORDER BY story.id
        """,
        [*subjects, review.value],
    )
    return [_story(row) for row in rows]


def of_event(look: Reading, event: int, review: ReviewState, most: int) -> list[Story]:
    """Return the `most` newest stories of the map of `event` decided of as `review`, oldest
    first."""
    rows = look.rows(
        f"{_SELECT} WHERE story.event = ? AND story.review = ? ORDER BY story.id DESC LIMIT ?",
        (event, review.value, most),
    )
    return [_story(row) for row in reversed(rows)]


def carried(look: Reading, event: int) -> list[Any]:
    """Return the stories of the map of `event` as their rows are, in the order they came."""
    return look.rows(
        """
        SELECT id, subject, kind, title, text, lon, lat, review, made, changed FROM story
        WHERE event = ? ORDER BY id
        """,
        (event,),
    )


def how_many(look: Reading, subject: str) -> int:
    """Return how many stories of `subject` stand or wait."""
    row = look.row(
        "SELECT count(*) FROM story WHERE subject = ? AND review IN ('held', 'shown')", (subject,)
    )
    return int(row[0])


def was_held(look: Reading, story: int) -> bool:
    """Return whether a story waited for a look when it was told."""
    row = look.row(
        """
        SELECT coalesce(receipt.held, log.door = 'form') FROM story
        JOIN log ON log.seq = story.made
        LEFT JOIN receipt ON receipt.key = log.key
        WHERE story.id = ?
        """,
        (story,),
    )
    return bool(row[0])


def set_review(tx: Transaction, seq: int, story: int, review: ReviewState) -> None:
    """Keep what was decided of a story by record `seq`."""
    tx.run("UPDATE story SET review = ?, changed = ? WHERE id = ?", (review.value, seq, story))


def _story(row: Any) -> Story:
    return Story(
        id=row["id"],
        subject=row["subject"],
        of=row["of"],
        kind=StoryKind(row["kind"]),
        title=row["title"],
        text=row["text"],
        at=None if row["lon"] is None else (row["lon"], row["lat"]),
        review=ReviewState(row["review"]),
        made_at=read(row["at"]),
    )
