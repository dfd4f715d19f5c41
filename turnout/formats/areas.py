"""Places as a CSV table: where the middle is for people, the shape itself for other maps."""

from collections.abc import Iterable

from turnout.formats.table import csv_table
from turnout.model.places import LINE, POINT, POLYGON, Feature, Ring, Shape, bounds

_COLUMNS = ("name", "description", "group", "kind", "latitude", "longitude")
_UNSEEN = {at: None for at in range(32) if chr(at) not in "\t\r\n"}  # no table has NUL in it
_WKT = {POINT: "POINT", LINE: "LINESTRING", POLYGON: "POLYGON"}


def areas_csv(features: Iterable[Feature]) -> bytes:
    """Return a row for each feature: its columns, then every property there is, then its shape.

    latitude, longitude: of the middle of the box around it. wkt: the shape as well-known text,
    which spreadsheets of maps and `sources.places` read. Nothing in it runs as a formula.
    """
    listed = list(features)
    further = dict.fromkeys(name for feature in listed for name in feature.properties)
    extra = [name for name in further if name not in (*_COLUMNS, "wkt")]
    table = csv_table((*_COLUMNS, *extra, "wkt"), map(_row, listed))
    return table.translate(_UNSEEN).encode("utf-8", "replace")


def wkt(shape: Shape) -> str:
    """Return `shape` as well-known text."""
    rings = [f"({_corners(ring)})" for ring in shape.rings]
    inside = f"({', '.join(rings)})" if shape.kind == POLYGON else rings[0]
    return f"{_WKT[shape.kind]} {inside}"


def _row(feature: Feature) -> dict[str, object]:
    east, north = bounds(feature.shape).middle
    own = (feature.name, feature.text, feature.group, feature.shape.kind)
    where = (round(north, 6), round(east, 6))
    return {
        **feature.properties,
        **dict(zip(_COLUMNS, (*own, *where), strict=True)),
        "wkt": wkt(feature.shape),
    }


def _corners(ring: Ring) -> str:
    return ", ".join(f"{east!r} {north!r}" for east, north in ring)
