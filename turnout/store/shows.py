"""What walls are to show: the newest of an event stands."""

from datetime import UTC, datetime
from typing import Any

from turnout.model.show import Scene, Show, Theme
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, written

_NONE = Show(Scene.TOTAL, (), 0, "", Theme.AUTO, datetime(1970, 1, 1, tzinfo=UTC))


def insert(tx: Transaction, seq: int, event: int, show: Show | None) -> None:
    """Store what walls are to show as record `seq`; None: the one before was taken back, and none
    stands."""
    told = show or _NONE
    tx.run(
        """
        INSERT INTO show (seq, event, scene, scenes, every_seconds, message, theme, since)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            seq, event, told.scene.value if show else "", " ".join(told.scenes),
            told.every_seconds, told.message, told.theme.value, written(told.since),
        ),
    )  # fmt: skip


def newest(look: Reading, event: int, before: int | None = None) -> Show | None:
    """Return what stands for `event`, or stood before record `before`; None where none does."""
    row = look.row(
        """
        SELECT * FROM show WHERE event = ?1 AND (?2 IS NULL OR seq < ?2)
        ORDER BY seq DESC
        LIMIT 1
        """,
        (event, before),
    )
    return _show(row) if row else None


def newest_seq(look: Reading, event: int) -> int:
    """Return the newest record of kind show at `event`, 0 where there is none."""
    return int(look.row("SELECT coalesce(max(seq), 0) FROM show WHERE event = ?", (event,))[0])


def every(look: Reading, event: int) -> list[tuple[int, Show | None]]:
    """Return every record of kind show at `event` with what it said, in the clock's order."""
    rows = look.rows("SELECT * FROM show WHERE event = ? ORDER BY seq", (event,))
    return [(row["seq"], _show(row)) for row in rows]


def has_stories(look: Reading, event: int) -> bool:
    """Return whether a story of a place that is shown, or a photo of one, may be seen."""
    row = look.row(
        """
        SELECT EXISTS (
            SELECT 1 FROM story
            LEFT JOIN area ON story.subject = 'area:' || area.id
            LEFT JOIN neighbourhood ON story.subject = 'group:' || neighbourhood.id
            WHERE story.event = ?1 AND story.review = 'shown'
              AND 'shown' IN (area.review, neighbourhood.review)
        ) OR EXISTS (
            SELECT 1 FROM area_photo JOIN area ON area.id = area_photo.area
            WHERE area_photo.event = ?1 AND area_photo.state = 'shown' AND area.review = 'shown'
        )
        """,
        (event,),
    )
    return bool(row[0])


def _show(row: Any) -> Show | None:
    if not row["scene"]:
        return None
    return Show(
        Scene(row["scene"]),
        tuple(Scene(name) for name in row["scenes"].split()),
        row["every_seconds"],
        row["message"],
        Theme(row["theme"]),
        read(row["since"]),
    )
