"""Neighbourhood groups: who looks after which part of town."""

from typing import Any

from turnout.model.places import Shape
from turnout.store.areas import written_shape
from turnout.store.contract import Reading, Transaction


def of_event(look: Reading, event: int) -> list[Any]:
    """Return the groups of `event` (id, slug, name, text, shape, steward), by name."""
    return look.rows(
        """
        SELECT id, slug, name, text, shape, steward FROM neighbourhood
        WHERE event = ? ORDER BY name, id
        """,
        (event,),
    )


def named(look: Reading, event: int, slug: str) -> Any:
    """Return the group of `event` called `slug`, or None."""
    return look.row("SELECT * FROM neighbourhood WHERE event = ? AND slug = ?", (event, slug))


def insert(
    tx: Transaction, event: int, slug: str, name: str, text: str, shape: Shape | None, steward: int
) -> int:
    """Store a new group; return its number."""
    row = tx.row(
        """
        INSERT INTO neighbourhood (event, slug, name, text, shape, steward)
        VALUES (?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (event, slug, name, text, written_shape(shape) if shape else "", steward),
    )
    return int(row[0])


def change(
    tx: Transaction, group: int, name: str, text: str, shape: Shape | None, steward: int
) -> None:
    """Keep what a group is from now on."""
    tx.run(
        "UPDATE neighbourhood SET name = ?, text = ?, shape = ?, steward = ? WHERE id = ?",
        (name, text, written_shape(shape) if shape else "", steward, group),
    )
