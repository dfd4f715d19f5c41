"""Which group's boundary an area lies in: kept whenever either of them changes, so that no look
has to measure anything."""

from turnout.model.places import Shape
from turnout.rules.neighbourhoods import group_of
from turnout.store import Transaction, areas, neighbourhoods


def place(tx: Transaction, seq: int, event: int, area: int, shape: Shape) -> None:
    """Put an area into the group in whose boundary it lies, by record `seq`."""
    group = group_of(shape, neighbourhoods.boundaries(tx, event))
    if group is not None:
        neighbourhoods.place(tx, seq, area, group)


def place_all(tx: Transaction, seq: int, event: int) -> None:
    """Do so with every area that nobody put into a group by hand; those that stay are untouched."""
    boundaries = neighbourhoods.boundaries(tx, event)
    for row in neighbourhoods.placeable(tx, event):
        group = group_of(areas.read_shape(row["shape"]), boundaries)
        if group != row["neighbourhood"]:
            neighbourhoods.place(tx, seq, row["id"], group)
