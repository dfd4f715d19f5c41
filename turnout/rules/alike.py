"""Whether two drawings are of the same place: what tells a file that came before."""

import math

import shapely

from turnout.model.places import LINE, POINT, LonLat, Shape, bounds
from turnout.rules.outlines import MOST_MOVED_M

NEAR_M = MOST_MOVED_M  # as far as corners that were left out may move an edge
METRES = 111_320  # a degree of latitude


def named_alike(one: str, other: str) -> bool:
    """Return whether two names are the same to people: but for case and spaces."""
    return plain(one) == plain(other)


def plain(name: str) -> str:
    """Return what of a name tells it from others."""
    return " ".join(name.casefold().split())


def drawn_alike(one: Shape, other: Shape) -> bool:
    """Return whether two accepted shapes are of one kind, and nowhere more than NEAR_M apart."""
    if one.kind != other.kind:
        return False
    if one == other:
        return True
    around, other_around = bounds(one), bounds(other)
    if not _near(around.middle, other_around.middle, NEAR_M):
        return False
    wide = _wide(around.middle[1])
    return bool(_flat(one, wide).hausdorff_distance(_flat(other, wide)) * METRES <= NEAR_M)


def _near(one: LonLat, other: LonLat, metres: float) -> bool:
    east = (one[0] - other[0]) * _wide(one[1])
    return math.hypot(east, one[1] - other[1]) * METRES <= metres


def _wide(latitude: float) -> float:
    """Return how wide a degree of longitude is there, in degrees of latitude."""
    return math.cos(math.radians(latitude))


def _flat(shape: Shape, wide: float) -> shapely.Geometry:
    outline, *holes = ([(east * wide, north) for east, north in ring] for ring in shape.rings)
    if shape.kind == POINT:
        return shapely.Point(outline[0])
    return shapely.LineString(outline) if shape.kind == LINE else shapely.Polygon(outline, holes)
