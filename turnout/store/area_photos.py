"""Photos of areas: which step brought them, and whether they may be shown."""

from typing import Any

from turnout.model import ReviewState
from turnout.store.contract import Reading, Transaction

_SELECT = """
    SELECT area_photo.*, picture.digest, picture.width, picture.height,
           EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_photo.step) AS undone
    FROM area_photo
    JOIN picture ON picture.subject = 'area_photo:' || area_photo.id
"""


def insert(
    tx: Transaction, event: int, area: int, step: int, place: int, kind: str, state: ReviewState
) -> int:
    """Keep a photo that came with a step; return its number."""
    row = tx.row(
        """
        INSERT INTO area_photo (event, area, step, place, kind, state)
        VALUES (?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (event, area, step, place, kind, state.value),
    )
    return int(row[0])


def one(look: Reading, event: int, photo: int) -> Any:
    """Return a photo (area, step, place, kind, state, digest, width, height, undone: whether the
    step it came with was taken back) or None."""
    return look.row(_SELECT + "WHERE area_photo.event = ? AND area_photo.id = ?", (event, photo))


def area_of(look: Reading, photo: int) -> int:
    """Return the area that a photo, which is known to exist, is of."""
    return int(look.row("SELECT area FROM area_photo WHERE id = ?", (photo,))[0])


def was_reported(look: Reading, photo: int) -> bool:
    """Return whether a photo came from somebody passing by, and so waits for a look."""
    row = look.row(
        """
        SELECT 1 FROM area_photo JOIN log ON log.seq = area_photo.step
        WHERE area_photo.id = ? AND log.door = 'form'
        """,
        (photo,),
    )
    return row is not None


def of_event(look: Reading, event: int) -> list[Any]:
    """Return all photos of the map of `event`, in the order they came."""
    return look.rows(_SELECT + "WHERE area_photo.event = ? ORDER BY area_photo.id", (event,))


def of_area(look: Reading, area: int) -> list[Any]:
    """Return all photos of an area, in the order they came."""
    return look.rows(_SELECT + "WHERE area_photo.area = ? ORDER BY area_photo.id", (area,))


def without_file(look: Reading) -> list[int]:
    """Return the photos that may be looked at and have no file."""
    rows = look.rows(
        """
        SELECT id FROM area_photo
        WHERE state IN ('held', 'shown')
          AND 'area_photo:' || id NOT IN (SELECT subject FROM picture)
        ORDER BY id
        """
    )
    return [row[0] for row in rows]


def files_of_none(look: Reading) -> list[str]:
    """Return what files are kept of photos of areas that there are none of."""
    rows = look.rows(
        """
        SELECT subject FROM picture
        WHERE subject LIKE 'area_photo:%'
          AND subject NOT IN (SELECT 'area_photo:' || id FROM area_photo)
        ORDER BY subject
        """
    )
    return [row[0] for row in rows]


def how_many(look: Reading, event: int, area: int) -> tuple[int, int]:
    """Return how many photos there are of the map of `event`, and of `area`."""
    row = look.row(
        "SELECT count(*), coalesce(sum(area = ?), 0) FROM area_photo WHERE event = ?",
        (area, event),
    )
    return row[0], row[1]


def set_state(tx: Transaction, photo: int, state: ReviewState) -> None:
    """Keep what was decided of a photo."""
    tx.run("UPDATE area_photo SET state = ? WHERE id = ?", (state.value, photo))


def show_held(tx: Transaction, step: int) -> None:
    """Show what came with a step and waits: whoever showed the step has seen it."""
    tx.run("UPDATE area_photo SET state = 'shown' WHERE step = ? AND state = 'held'", (step,))
