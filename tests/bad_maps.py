"""Map files as people get them wrong, each with what becomes of it: one table for every way in."""

import json
import math
from dataclasses import dataclass
from typing import Any

RING = [[-94.6, 39.0], [-94.59, 39.0], [-94.59, 39.01], [-94.6, 39.01], [-94.6, 39.0]]
BOWTIE = [[-94.6, 39.0], [-94.59, 39.01], [-94.59, 39.0], [-94.6, 39.01], [-94.6, 39.0]]
NAME = "The place"
LINK = b"<kml><NetworkLink><Link><href>https://maps.example/x</href></Link></NetworkLink></kml>"
BOMB = b'<!DOCTYPE k [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><kml><name>&b;</name></kml>'


@dataclass(frozen=True)
class Bad:
    """A file, what is decided of each place in it, and what the sentence about it has in it.

    whole: it is refused as a whole.
    """

    body: bytes
    decisions: tuple[str, ...] = ("refused",)
    says: str = ""
    name: str = "ours.geojson"
    whole: bool = False


def drawn(kind: str, coordinates: Any) -> bytes:
    return of({"type": kind, "coordinates": coordinates})


def of(geometry: Any) -> bytes:
    feature = {"type": "Feature", "properties": {"name": NAME}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def circle(corners: int, rough: float = 0.0) -> list[list[float]]:
    """Return a ring of about a kilometre; rough: by which share every other corner stands out."""
    step = 2 * math.pi / corners
    ring = [
        [-94.6 + 0.01 * (1 + rough * (at % 2)) * math.cos(at * step),
         39.0 + 0.01 * (1 + rough * (at % 2)) * math.sin(at * step)]
        for at in range(corners)
    ]  # fmt: skip
    return [*ring, ring[0]]


def scribble(corners: int) -> list[list[float]]:
    """Return an outline that crosses itself all over."""
    ring = [[-94.6 + at * 7 % 101 / 1e4, 39.0 + at * 13 % 97 / 1e4] for at in range(corners)]
    return [*ring, ring[0]]


GPX = b"""<gpx><trk><name>Walk</name><trkseg><trkpt lat="39.0" lon="-94.6"/>
<trkpt lat="39.01" lon="-94.6"/></trkseg></trk></gpx>"""

# A row for each line of what was tried with real files, and its like.
BAD: dict[str, Bad] = {
    "not a number": Bad(drawn("Point", [math.nan, 39]), says=NAME),
    "infinity": Bad(drawn("Point", [-94.6, math.inf]), says=NAME),
    "a latitude over 90": Bad(drawn("Point", [-94.6, 97]), says="97"),
    "a longitude over 180": Bad(drawn("Point", [-194.6, 39]), says="194.6"),
    "a bowtie": Bad(drawn("Polygon", [BOWTIE]), ("repair",), "crosses"),
    "a scribble": Bad(drawn("Polygon", [scribble(400)]), says=NAME),
    "100,000 corners that are not needed": Bad(
        drawn("Polygon", [circle(100_000)]), ("accepted",), "are enough"
    ),
    "50,000 corners that matter": Bad(drawn("Polygon", [circle(50_000, 0.2)]), says="500"),
    "800 corners that are not needed": Bad(
        drawn("Polygon", [circle(800)]), ("accepted",), "corners"
    ),
    "800 corners that matter": Bad(drawn("Polygon", [circle(800, 0.2)]), says="500"),
    "latitude before longitude": Bad(drawn("Point", [39.0, -94.6]), ("repair",), "exchanged"),
    "metres": Bad(drawn("Point", [-10_530_000, 4_720_000]), says="degrees"),
    "a whole state": Bad(
        drawn("Polygon", [[[-96, 38], [-93, 38], [-93, 40], [-96, 40], [-96, 38]]]), says="km"
    ),
    "no ground inside": Bad(drawn("Polygon", [[RING[0], RING[1], RING[0], RING[0]]]), says=NAME),
    "0, 0": Bad(drawn("Point", [0, 0]), says="0, 0"),
    "across the date line": Bad(
        drawn("Polygon", [[[179, 39], [-179, 39], [-179, 40], [179, 39]]]), says="date line"
    ),
    "another town": Bad(drawn("Point", [-90.2, 38.6]), says=NAME),
    "a collection": Bad(
        of({"type": "GeometryCollection", "geometries": [
            {"type": "Point", "coordinates": [-94.6, 39]}, {"type": "Curve", "coordinates": []},
            {"type": "Polygon", "coordinates": [RING]}]}),
        ("accepted", "refused", "accepted"), "of 3",
    ),
    "no geometry": Bad(of(None), says=NAME),
    "a line": Bad(drawn("LineString", RING[:3]), ("accepted",), NAME),
    "a walk": Bad(GPX, ("accepted",), "Walk", "walk.gpx"),
    "an outline left open": Bad(drawn("Polygon", [RING[:-1]]), ("accepted",), "closed"),
    "a Shapefile": Bad(b"\0\0\x27\x0a" + b"\0" * 96, says="QGIS", name="a.shp", whole=True),
    "only a link": Bad(LINK, says="My Maps", name="ours.kml", whole=True),
    "a bomb of entities": Bad(BOMB, says="shorthands", name="ours.kml", whole=True),
    "a picture": Bad(b"\x89PNG\r\n", says="no map", name="ours.kml", whole=True),
    "a saved page": Bad(b"<!doctype html><html><p>", says="no map", name="x.kml", whole=True),
    "cut off": Bad(drawn("Point", [-94.6, 39])[:-9], says="damaged", whole=True),
    "nothing": Bad(b"", says="empty", whole=True),
    "too large": Bad(b" " * 5_000_001, says="5 MB", whole=True),
    "no columns": Bad(b"name,street\nA,6th\n", says="latitude", name="a.csv", whole=True),
}  # fmt: skip
