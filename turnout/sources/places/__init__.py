"""Map files as people have them: bytes -> what they drew, one pure function per kind.

Only the killable child calls these on bytes from outside; everyone else asks
`child.Reader.read_map`. To add a kind: one module with `read(body)`, one line in `KINDS`.
"""

from collections.abc import Callable
from pathlib import PurePath

from turnout.errors import Refused
from turnout.model.places import Drawing
from turnout.sources.places import geojson, gpx, kml, kmz, placelist, xml

MAP_KIND = "map"  # every map file's kind: what it is, its bytes say
MOST_BYTES = 5_000_000  # as much as may be uploaded; 1,000 areas of 13 corners are 0.4 MB

_ZIP, _OLE, _SHAPEFILE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\0\0\x27\x0a"
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_SHAPEFILE_ENDINGS = (".shp", ".shx", ".dbf", ".prj", ".sbn", ".sbx", ".cpg")
_MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # what may stand before a document's first letter


def read(body: bytes, name: str = "") -> Drawing:
    """Return the places in a map file of whatever kind. name: the file's.

    Raises Refused("map", code): `words/refused.toml` says each, with what to do next.
    """
    if len(body) > MOST_BYTES:
        raise Refused("map", "too_large", most=MOST_BYTES // 1_000_000)
    if not body.strip(_MARKS):
        raise Refused("map", "empty")
    if body.startswith(_SHAPEFILE) or PurePath(name.lower()).suffix in _SHAPEFILE_ENDINGS:
        raise Refused("map", "shapefile")
    if body.startswith(_PICTURES):
        raise Refused("map", "not_map")
    if body.startswith(_ZIP):
        return _zipped(body)
    first = body[:1_000].lstrip(_MARKS)[:1]
    return _marked_up(body) if first == b"<" else KINDS[_JSON.get(first, "placelist")](body)


def _zipped(body: bytes) -> Drawing:
    names = [name.lower() for name in kmz.members(body)]
    if any(name.endswith(_SHAPEFILE_ENDINGS) for name in names):
        raise Refused("map", "shapefile")
    is_workbook = "content.xml" in names or any(name.startswith("xl/") for name in names)
    return placelist.read(body) if is_workbook else kmz.read(body)


def _marked_up(body: bytes) -> Drawing:
    if b"<html" in body[:2_000].lower():
        raise Refused("map", "not_map")  # a saved page, which is seldom good XML
    root = xml.tree(body)
    return gpx.of_tree(root) if root.name == "gpx" else kml.of_tree(root)


KINDS: dict[str, Callable[[bytes], Drawing]] = {
    "kml": kml.read,
    "kmz": kmz.read,
    "geojson": geojson.read,
    "gpx": gpx.read,
    "placelist": placelist.read,  # CSV, Excel and LibreOffice
}
_JSON = {b"{": "geojson", b"[": "geojson"}
