"""Neighbourhood groups: who looks after which part of town."""

from typing import Any

from turnout.model import ReviewState
from turnout.model.places import Shape
from turnout.store.areas import read_shape, written_shape
from turnout.store.contract import Reading, Transaction


def of_event(look: Reading, event: int) -> list[Any]:
    """Return the groups of `event` that are shown (id, slug, name, text, shape, steward), by
    name."""
    return look.rows(
        """
        SELECT id, slug, name, text, shape, steward FROM neighbourhood
        WHERE event = ? AND review = 'shown' ORDER BY name, id
        """,
        (event,),
    )


def every(look: Reading, event: int) -> list[Any]:
    """Return all groups of `event` by name, also those set aside, with how many shown areas
    belong to each (areas) and the steward's handle (user, host)."""
    return look.rows(
        """
        SELECT neighbourhood.*, lead.user, lead.host,
               (SELECT count(*) FROM area WHERE area.neighbourhood = neighbourhood.id
                AND area.review = 'shown') AS areas
        FROM neighbourhood
        LEFT JOIN lead ON lead.id = neighbourhood.steward
        WHERE neighbourhood.event = ?
        ORDER BY neighbourhood.name, neighbourhood.id
        """,
        (event,),
    )


def carried(look: Reading, event: int) -> list[Any]:
    """Return the groups of `event` as their rows are, also those set aside, in the order they
    came."""
    return look.rows(
        """
        SELECT id, slug, name, text, shape, steward, review FROM neighbourhood
        WHERE event = ? ORDER BY id
        """,
        (event,),
    )


def boundaries(look: Reading, event: int) -> dict[int, Shape]:
    """Return the boundary of each shown group of `event` that has one, by its number."""
    rows = look.rows(
        """
        SELECT id, shape FROM neighbourhood
        WHERE event = ? AND review = 'shown' AND shape <> ''
        """,
        (event,),
    )
    return {row["id"]: read_shape(row["shape"]) for row in rows}


def placeable(look: Reading, event: int) -> list[Any]:
    """Return the areas of `event` that nobody put into a group by hand (id, shape,
    neighbourhood)."""
    return look.rows(
        """
        SELECT id, shape, neighbourhood FROM area
        WHERE event = ? AND (placed = 'boundary' OR (placed = '' AND neighbourhood IS NULL))
        ORDER BY id
        """,
        (event,),
    )


def place(tx: Transaction, seq: int, area: int, group: int | None) -> None:
    """Keep, by record `seq`, in which group's boundary an area lies; None: in nobody's."""
    tx.run(
        "UPDATE area SET neighbourhood = ?, placed = 'boundary', changed = ? WHERE id = ?",
        (group, seq, area),
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


def set_review(tx: Transaction, group: int, review: ReviewState) -> None:
    """Keep whether a group is shown."""
    tx.run("UPDATE neighbourhood SET review = ? WHERE id = ?", (review.value, group))


def record(tx: Transaction, seq: int, group: int, act: str) -> None:
    """Keep what record `seq` says of a group: "made", "changed", "shown" or "set_aside"."""
    tx.run(
        "INSERT INTO neighbourhood_record (seq, neighbourhood, act) VALUES (?, ?, ?)",
        (seq, group, act),
    )


def records(look: Reading, event: int) -> list[Any]:
    """Return what each record says of the groups of `event` (seq, neighbourhood, act)."""
    return look.rows(
        """
        SELECT seq, neighbourhood, act FROM neighbourhood_record
        JOIN neighbourhood ON neighbourhood.id = neighbourhood_record.neighbourhood
        WHERE neighbourhood.event = ? ORDER BY seq
        """,
        (event,),
    )
