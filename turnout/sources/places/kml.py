"""KML 2.0 to 2.2, of Google My Maps and Google Earth, with or without its namespace."""

from collections.abc import Iterator

from turnout.errors import Refused
from turnout.model.places import LINE, POINT, POLYGON, Drawing, Note, Ring, Shape
from turnout.sources.places.gathering import Gathering, Part, Told, part
from turnout.sources.places.xml import Element, tree

_FOLDERS = ("Folder", "Document", "kml")
_MANY = ("MultiGeometry", "MultiTrack")
_NOT_PLACES = {"NetworkLink": "links", "GroundOverlay": "overlays", "PhotoOverlay": "overlays",
               "ScreenOverlay": "overlays", "Tour": "overlays"}  # fmt: skip
_PHOTO_LINKS = "gx_media_links"  # how My Maps names a place's photos, apart from its description


def read(body: bytes) -> Drawing:
    """Return the placemarks in `body`; the folder that each lies in is its group.

    Raises Refused("map"): only_link where the file only says where the map would be; broken,
    unsafe, not_map, no_places.
    """
    return of_tree(tree(body))


def of_tree(root: Element) -> Drawing:
    """Return the placemarks below `root`. Raises as `read` does."""
    if root.name not in (*_FOLDERS, "Placemark", "NetworkLink"):
        raise Refused("map", "not_map")
    gathering = Gathering()
    _walk(root, "", gathering)
    if gathering.is_empty and _has_link(root):
        raise Refused("map", "only_link")
    return gathering.whole("kml")


def _walk(element: Element, group: str, gathering: Gathering) -> None:
    if element.name == "Placemark":
        _add(element, group, gathering)
    elif element.name in _NOT_PLACES:
        gathering.skip(_NOT_PLACES[element.name])
    elif element.name in _FOLDERS:
        inside = (element.says("name") or group) if element.name == "Folder" else group
        for child in element.children:
            _walk(child, inside, gathering)


def _has_link(element: Element) -> bool:
    return element.name == "NetworkLink" or any(map(_has_link, element.children))


def _add(placemark: Element, group: str, gathering: Gathering) -> None:
    linked = [data for data in _data(placemark) if data.attributes.get("name") == _PHOTO_LINKS]
    photos = sum(len(data.says("value").split()) for data in linked)
    told = Told(placemark.says("name"), placemark.says("description"), group, photos)
    gathering.add((piece for child in placemark.children for piece in _parts(child)), told)


def _data(placemark: Element) -> Iterator[Element]:
    return (data for extended in placemark.all("ExtendedData") for data in extended.all("Data"))


def _parts(element: Element) -> Iterator[Part]:
    """Yield the pieces of a geometry; nothing for what is none."""
    if element.name in _MANY:
        for child in element.children:
            yield from _parts(child)
    elif element.name == "Model":
        yield Note("unknown_geometry", {"given": element.name})
    elif element.name in _SHAPES:
        yield part(_SHAPES[element.name], element)


def _point(element: Element) -> Shape:
    return Shape(POINT, (_ring(element)[:1],))


def _line(element: Element) -> Shape:
    return Shape(LINE, (_ring(element),))


def _polygon(element: Element) -> Shape:
    edges = [*element.all("outerBoundaryIs"), *element.all("innerBoundaryIs")]
    rings = tuple(_ring(ring) for edge in edges for ring in edge.all("LinearRing"))
    if not rings:
        raise Refused("shape", "no_geometry")
    return Shape(POLYGON, rings)


def _track(element: Element) -> Shape:
    corners = (coord.text.split() for coord in element.all("coord"))
    return Shape(LINE, (_numbers(corners),))


def _ring(element: Element) -> Ring:
    # People who write KML by hand put a blank after each comma, which the standard forbids.
    text = " ".join(element.says("coordinates").split()).replace(" ,", ",").replace(", ", ",")
    return _numbers(corner.split(",") for corner in text.split())


def _numbers(corners: Iterator[list[str]]) -> Ring:
    """Return (longitude, latitude) of each of `corners`. Raises Refused("shape")."""
    try:
        ring = tuple((float(corner[0]), float(corner[1])) for corner in corners)
    except (ValueError, IndexError):
        raise Refused("shape", "not_numbers") from None
    if not ring:
        raise Refused("shape", "no_geometry")
    return ring


_SHAPES = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _polygon,
    "Track": _track,
}
