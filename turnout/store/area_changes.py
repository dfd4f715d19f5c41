"""What areas were told to be before somebody corrected that."""

from typing import Any

from turnout.model.areas import Area
from turnout.store.areas import written_shape
from turnout.store.contract import Reading, Transaction


def insert(tx: Transaction, seq: int, was: Area) -> None:
    """Keep what an area was until record `seq` changed it."""
    keep(
        tx, seq, was.id, was.title, was.text, was.size, was.wanted, written_shape(was.shape), was.m2
    )


def keep(
    tx: Transaction, seq: int, area: int, title: str, text: str, size: str, wanted: int,
    shape: str, m2: float,
) -> None:  # fmt: skip
    """Keep a row of `of_event` as what an area was until record `seq`."""
    tx.run(
        """
        INSERT INTO area_change (seq, area, title, text, size, wanted, shape, m2)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (seq, area, title, text, size, wanted, shape, m2),
    )


def of_area(look: Reading, area: int) -> list[Any]:
    """Return what an area was before each of its changes (seq, title, text, size, wanted), the
    first one first."""
    return look.rows(
        "SELECT seq, title, text, size, wanted FROM area_change WHERE area = ? ORDER BY seq",
        (area,),
    )


def of_event(look: Reading, event: int) -> list[Any]:
    """Return what the areas of the map of `event` were before each change, as the rows are."""
    return look.rows(
        """
        SELECT was.seq, was.title, was.text, was.size, was.wanted, was.shape, was.m2
        FROM area_change AS was
        JOIN area ON area.id = was.area
        WHERE area.event = ? ORDER BY was.seq
        """,
        (event,),
    )
