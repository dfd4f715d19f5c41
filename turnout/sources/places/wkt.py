"""Well-known text, as spreadsheets of maps carry shapes: POLYGON ((-94.5 39, ...))."""

import re
from collections.abc import Iterator

from turnout.model.places import LINE, POINT, POLYGON, Note, Ring, Shape
from turnout.sources.places.gathering import Part

_HEAD = re.compile(r"(?:SRID=\d{1,6};)?(MULTI)?(POINT|LINESTRING|POLYGON) ?(?:ZM?|M)? ?(?=\()")
_KINDS = {"POINT": POINT, "LINESTRING": LINE, "POLYGON": POLYGON}


def parts(text: str) -> Iterator[Part]:
    """Yield the shapes in `text`, or with what is wrong with it."""
    tidy = " ".join(text.upper().split())
    head = _HEAD.match(tidy)
    if head is None or tidy.count("(") != tidy.count(")"):  # or it was cut off
        yield Note("not_coordinates", {"given": text[:40]})
        return
    kind, body = _KINDS[head[2]], tidy[head.end() :]
    pieces = _pieces(body, kind) if head[1] else [body]
    for piece in pieces:
        yield _part(kind, piece)


def _pieces(body: str, kind: str) -> list[str]:
    """Return the members of a MULTI...: polygons part at "))", the others at ")" or a comma."""
    inside = body.strip().removeprefix("(").removesuffix(")")
    if kind == POLYGON:
        return [f"{piece}))" for piece in inside.replace(") )", "))").split("))") if piece.strip()]
    return [piece for piece in inside.split("," if kind == POINT else ")") if piece.strip(" ,()")]


def _part(kind: str, text: str) -> Part:
    rings = [ring.strip(" ,()") for ring in text.split(")")]
    try:
        read = tuple(_ring(ring) for ring in rings if ring)
    except (ValueError, IndexError):
        return Note("not_coordinates", {"given": text[:40]})
    return Shape(kind, read) if read else Note("no_geometry")


def _ring(text: str) -> Ring:
    corners = (corner.split() for corner in text.split(","))
    return tuple((float(corner[0]), float(corner[1])) for corner in corners)
