"""Places on a map: shapes in degrees, and what a file drew before anybody believed it.

Degrees are WGS 84, longitude before latitude as GeoJSON and KML have them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from turnout.errors import Refused

LonLat = tuple[float, float]
Ring = tuple[LonLat, ...]

POINT, LINE, POLYGON = "point", "line", "polygon"
_GEOJSON = {POINT: "Point", LINE: "LineString", POLYGON: "Polygon"}
_KINDS = {name: kind for kind, name in _GEOJSON.items()}


@dataclass(frozen=True)
class Shape:
    """A point, a line or a polygon.

    kind: "point" | "line" | "polygon".
    rings: of a polygon its outline first, then its holes, each closed; of a line the one line;
        of a point a line of one.
    """

    kind: str
    rings: tuple[Ring, ...]

    @property
    def corners(self) -> Ring:
        """Return every (longitude, latitude) there is, ring after ring."""
        return tuple(corner for ring in self.rings for corner in ring)


@dataclass(frozen=True)
class Box:
    """What lies between two meridians and two parallels, in degrees; not across the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> LonLat:
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def holds(self, at: LonLat) -> bool:
        """Return whether `at` lies inside or on the edge."""
        return self.west <= at[0] <= self.east and self.south <= at[1] <= self.north


@dataclass(frozen=True)
class Note:
    """Something to tell about a place or a file: `words/places.toml` has the sentence."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """One feature as a file gave it. Nothing of it is believed: its numbers may be any.

    place: which feature of the file it is, from 1; of a spreadsheet its row.
    name, text, group: plain text, a stranger's; group is the folder it lies in. Often empty.
    shape: None where there is none to be had; `fault` then says why.
    part, parts: which piece of a feature that had several.
    notes: what was left out of it.
    """

    place: int
    name: str = ""
    text: str = ""
    group: str = ""
    shape: Shape | None = None
    fault: Note | None = None
    part: int = 1
    parts: int = 1
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """What a map file holds, in its order. kind: a name of `sources.MAP_KINDS`.

    skipped: what else it holds, that is no place.
    """

    kind: str
    places: tuple[Drawn, ...]
    skipped: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Feature:
    """A place as a file of ours carries it. properties: what else is to be told of it."""

    name: str
    shape: Shape
    text: str = ""
    group: str = ""
    properties: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)


def bounds(shape: Shape) -> Box:
    """Return the smallest box around `shape`, which has at least one corner."""
    easts, norths = zip(*shape.corners, strict=True)
    return Box(min(easts), min(norths), max(easts), max(norths))


def geometry(shape: Shape) -> dict[str, Any]:
    """Return `shape` as a GeoJSON geometry."""
    lines = [[list(corner) for corner in ring] for ring in shape.rings]
    nested = {POINT: lines[0][0], LINE: lines[0], POLYGON: lines}
    return {"type": _GEOJSON[shape.kind], "coordinates": nested[shape.kind]}


def shape_of(geometry: Mapping[str, Any]) -> Shape:
    """Return the shape of a GeoJSON Point, LineString or Polygon; heights are left out.

    Raises Refused("shape"): unknown_geometry, no_geometry (without corners), not_numbers.
    NaN and infinity are numbers here: who judges the shape refuses them.
    """
    kind = _KINDS.get(str(geometry.get("type")))
    if kind is None:
        raise Refused("shape", "unknown_geometry", given=str(geometry.get("type"))[:40])
    given = geometry.get("coordinates")
    lines = {POINT: [[given]], LINE: [given]}.get(kind, given)
    if not isinstance(lines, list):
        raise Refused("shape", "not_numbers")
    rings = tuple(_ring(line) for line in lines if line not in ([], [[]]))
    if not rings:
        raise Refused("shape", "no_geometry")
    return Shape(kind, rings)


def _ring(line: Any) -> Ring:
    if not isinstance(line, list):
        raise Refused("shape", "not_numbers")
    return tuple(_corner(corner) for corner in line)


def _corner(given: Any) -> LonLat:
    if not isinstance(given, list) or len(given) < 2:
        raise Refused("shape", "not_numbers")
    return _number(given[0]), _number(given[1])


def _number(given: Any) -> float:
    if not isinstance(given, int | float) or isinstance(given, bool):
        raise Refused("shape", "not_numbers")
    try:
        return float(given)
    except OverflowError:
        return math.inf
