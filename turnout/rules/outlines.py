"""Outlines put in order: closed, without repeats, with no more corners than are needed."""

import itertools
from collections.abc import Iterator, Sequence

import shapely

from turnout.model.places import LINE, POLYGON, LonLat, Ring, Shape
from turnout.rules.measures import ring_m2

DECIMALS = 7  # of a degree: about a centimetre
STEPS = (1e-5, 5e-5)  # degrees, 1 and 6 metres: how far apart corners must be to be kept
MOST_MOVED_M = 15  # metres an edge may move by when corners are left out, by the larger step
MOST_THINNED = 5_000  # corners: Douglas-Peucker takes the square of them at worst


def tidy(shape: Shape) -> Shape:
    """Return `shape` without repeated corners, to the centimetre, its outlines closed.

    An outline stays, however few corners it has; a hole with fewer than three is none.
    """
    outline, *holes = (_distinct(ring) for ring in shape.rings)
    if shape.kind != POLYGON:
        return Shape(shape.kind, (outline,))
    real = (hole for hole in holes if len(set(hole)) > 2)
    return Shape(POLYGON, tuple(_closed(ring) for ring in (outline, *real)))


def is_open(shape: Shape) -> bool:
    """Return whether an outline of a polygon does not end where it began."""
    return shape.kind == POLYGON and any(ring[0] != ring[-1] for ring in shape.rings)


def count(shape: Shape) -> int:
    """Return how many corners `shape` has; where an outline closes is no corner of its own."""
    return sum(len(ring) - (shape.kind == POLYGON) for ring in shape.rings)


def thinned(shape: Shape, most: int) -> Shape | None:
    """Return a tidy `shape` with at most `most` corners, no edge moved by more than MOST_MOVED_M.

    A hole that comes to nothing is left out. None where that cannot be done.
    """
    tried = (_thinned(shape, step) for step in STEPS)
    return next((found for found in tried if found and count(found) <= most), None)


def _thinned(shape: Shape, step: float) -> Shape | None:
    """Return `shape` without corners that make less than `step`; None where nothing is left of
    it, or where there are too many corners to look at them all."""
    rings = [_spaced(ring, step) for ring in shape.rings]
    if sum(map(len, rings)) > MOST_THINNED:
        return None
    least = 2 if shape.kind == LINE else 4
    outline, *holes = (_straightened(ring, step) for ring in rings)
    if len(outline) < least:
        return None
    return Shape(shape.kind, (outline, *(hole for hole in holes if len(hole) >= least)))


def is_sound(shape: Shape) -> bool:
    """Return whether a polygon's outlines cross neither themselves nor each other."""
    return bool(shapely.Polygon(shape.rings[0], shape.rings[1:]).is_valid)


def turned(shape: Shape) -> Shape:
    """Return a polygon with its outline counter-clockwise and its holes clockwise (RFC 7946)."""
    rings = (
        ring if shapely.LinearRing(ring).is_ccw == (at == 0) else ring[::-1]
        for at, ring in enumerate(shape.rings)
    )
    return Shape(POLYGON, tuple(rings))


def mended(shape: Shape) -> tuple[Shape, ...]:
    """Return the sound polygons that an outline which crosses itself makes, largest first."""
    outline = shapely.Polygon(shape.rings[0], shape.rings[1:])
    # "linework", the usual method, takes seconds for 200 corners, this one hundredths.
    found = shapely.make_valid(outline, method="structure", keep_collapsed=False)
    parts = (tidy(_of_polygon(part)) for part in shapely.get_parts(found) if _is_polygon(part))
    sound = [turned(part) for part in parts if len(part.rings[0]) > 3 and is_sound(part)]
    return tuple(sorted(sound, key=lambda part: -ring_m2(part.rings[0])))


def swapped(shape: Shape) -> Shape:
    """Return `shape` with longitude and latitude exchanged."""
    return Shape(shape.kind, tuple(tuple((b, a) for a, b in ring) for ring in shape.rings))


def _distinct(ring: Ring) -> Ring:
    rounded = ((round(a, DECIMALS) + 0.0, round(b, DECIMALS) + 0.0) for a, b in ring)
    return tuple(corner for corner, _ in itertools.groupby(rounded))


def _closed(ring: Ring) -> Ring:
    return ring if ring[0] == ring[-1] and len(ring) > 1 else (*ring, ring[0])


def _spaced(ring: Ring, step: float) -> Ring:
    """Return `ring` without the corners that are nearer than a step to the one before."""
    return (*_far_apart(ring[:-1], step), ring[-1])


def _far_apart(corners: Sequence[LonLat], step: float) -> Iterator[LonLat]:
    before: LonLat | None = None
    for corner in corners:
        if before is None or max(abs(corner[0] - before[0]), abs(corner[1] - before[1])) >= step:
            yield corner
            before = corner


def _straightened(ring: Ring, step: float) -> Ring:
    # As a line: as a polygon shapely would mend what it made, which can take minutes.
    if len(ring) < 3:
        return ring
    line = shapely.LineString(ring).simplify(step, preserve_topology=False)
    return tuple((float(a), float(b)) for a, b in line.coords)


def _is_polygon(part: shapely.Geometry) -> bool:
    return bool(part.geom_type == "Polygon" and not part.is_empty)


def _of_polygon(polygon: shapely.Polygon) -> Shape:
    rings = (polygon.exterior, *polygon.interiors)
    corners = (tuple((float(a), float(b)) for a, b, *_ in ring.coords) for ring in rings)
    return Shape(POLYGON, tuple(corners))
