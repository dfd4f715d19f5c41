"""Which outlines a map is drawn over, to find one's way by."""

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from turnout import browser
from turnout.model.places import Box, LonLat, Ring, Shape, bounds

_KANSAS = Box(-102.1, 36.9, -94.5, 40.1)  # the counties there are outlines of
AROUND = 0.5  # of a map's sides: what a picture shows beside its areas, high or wide as it is
LEAST_AROUND = 0.05  # degrees
DIGITS = 3  # of a degree: 100 m, the width of a line on a map of a county


def outlines(shapes: Iterable[Shape]) -> str:
    """Return the file of outlines for a map of `shapes`: counties where we have them, else
    states."""
    states, counties = browser.OUTLINES
    inside = [_KANSAS.holds(bounds(shape).middle) for shape in shapes]
    return counties if inside and all(inside) else states


def lines(shapes: Iterable[Shape]) -> list[Ring]:
    """Return the parts of those outlines that a picture of `shapes` shows; of Kansas for none."""
    drawn = list(shapes)
    boxes = [bounds(shape) for shape in drawn] or [_KANSAS]
    west, south = min(box.west for box in boxes), min(box.south for box in boxes)
    east, north = max(box.east for box in boxes), max(box.north for box in boxes)
    around = max(AROUND * max(east - west, north - south), LEAST_AROUND)
    box = Box(west - around, south - around, east + around, north + around)
    return list(_within(outlines(drawn), box))


@cache
def rings(file: str) -> list[Ring]:
    """Return every line of a file of outlines."""
    told = json.loads(browser.read(file))
    return [ring for each in told["features"] for ring in _rings_of(each["geometry"])]


@lru_cache(64)
def _within(file: str, box: Box) -> tuple[Ring, ...]:
    return tuple(run for ring in rings(file) for run in _runs(ring, box))


def _runs(ring: Ring, box: Box) -> Iterator[Ring]:
    """Yield the pieces of a line that may be seen in a box."""
    run: list[LonLat] = []
    for one, other in pairwise(ring):
        if _may_cross(one, other, box):
            run = run or [_rounded(one)]
            run.append(_rounded(other))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _may_cross(one: LonLat, other: LonLat, box: Box) -> bool:
    (west, east), (south, north) = (sorted((one[at], other[at])) for at in (0, 1))
    return west <= box.east and east >= box.west and south <= box.north and north >= box.south


def _rounded(place: LonLat) -> LonLat:
    return round(place[0], DIGITS), round(place[1], DIGITS)


def _rings_of(geometry: dict[str, Any]) -> Iterator[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield tuple((float(lon), float(lat)) for lon, lat, *_ in ring)
