"""GPX, what phones and sports watches record: waypoints as points, routes and tracks as lines."""

from collections.abc import Iterable

from turnout.errors import Refused
from turnout.model.places import LINE, POINT, Drawing, LonLat, Shape
from turnout.sources.places.gathering import Gathering, Part, Told, part
from turnout.sources.places.xml import Element, tree


def read(body: bytes) -> Drawing:
    """Return what was recorded in `body`; a track that was interrupted has several parts.

    Raises Refused("map"): broken, unsafe, not_map, no_places.
    """
    return of_tree(tree(body))


def of_tree(root: Element) -> Drawing:
    """Return what was recorded below `root`. Raises as `read` does."""
    if root.name != "gpx":
        raise Refused("map", "not_map")
    gathering = Gathering()
    for child in root.children:
        if child.name == "wpt":
            _add(gathering, child, [part(_shape, POINT, [child])])
        elif child.name == "rte":
            _add(gathering, child, [part(_shape, LINE, child.all("rtept"))])
        elif child.name == "trk":
            _add(
                gathering,
                child,
                [part(_shape, LINE, run.all("trkpt")) for run in child.all("trkseg")],
            )
    return gathering.whole("gpx")


def _add(gathering: Gathering, recorded: Element, parts: list[Part]) -> None:
    text = recorded.says("desc") or recorded.says("cmt")
    gathering.add(parts, Told(recorded.says("name"), text))


def _shape(kind: str, points: Iterable[Element]) -> Shape:
    try:
        ring = tuple(_at(point) for point in points)
    except (KeyError, ValueError):
        raise Refused("shape", "not_numbers") from None
    if not ring:
        raise Refused("shape", "no_geometry")
    return Shape(kind, (ring,))


def _at(point: Element) -> LonLat:
    return float(point.attributes["lon"]), float(point.attributes["lat"])
