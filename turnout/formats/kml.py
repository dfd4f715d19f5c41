"""Places as KML 2.2, for Google Earth and My Maps; groups become folders."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from turnout.model.places import LINE, POINT, Feature, Ring, Shape

# What XML 1.0 cannot hold, however it is written.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def kml(title: str, features: Iterable[Feature]) -> bytes:
    """Return a document called `title`; a folder for each group, in the order they come up."""
    groups: dict[str, list[Feature]] = {}
    for feature in features:
        groups.setdefault(feature.group, []).append(feature)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<kml xmlns="http://www.opengis.net/kml/2.2">', "<Document>", _named(title)]
    for group, inside in groups.items():
        lines += _folder(group, inside)
    return "\n".join([*lines, "</Document>", "</kml>", ""]).encode()


def _folder(group: str, features: Sequence[Feature]) -> Iterator[str]:
    if group:
        yield f"<Folder>{_named(group)}"
    for feature in features:
        yield from _placemark(feature)
    if group:
        yield "</Folder>"


def _placemark(feature: Feature) -> Iterator[str]:
    yield f"<Placemark>{_named(feature.name)}"
    if feature.text:
        # Readers take a description for HTML: a "<" of ours must still be one there.
        markup = html.escape(feature.text).replace("\n", "<br>")
        yield f"<description>{_xml(markup)}</description>"
    if feature.properties:
        pairs = feature.properties.items()
        told = (_data(name, value) for name, value in pairs if value is not None)
        yield f"<ExtendedData>{''.join(told)}</ExtendedData>"
    yield f"{_geometry(feature.shape)}</Placemark>"


def _geometry(shape: Shape) -> str:
    written = [f"<coordinates>{_coordinates(ring)}</coordinates>" for ring in shape.rings]
    if shape.kind == POINT:
        return f"<Point>{written[0]}</Point>"
    if shape.kind == LINE:
        return f"<LineString><tessellate>1</tessellate>{written[0]}</LineString>"
    outline, *holes = (f"<LinearRing>{ring}</LinearRing>" for ring in written)
    inside = "".join(f"<innerBoundaryIs>{hole}</innerBoundaryIs>" for hole in holes)
    return f"<Polygon><outerBoundaryIs>{outline}</outerBoundaryIs>{inside}</Polygon>"


def _coordinates(ring: Ring) -> str:
    return " ".join(f"{east!r},{north!r}" for east, north in ring)


def _named(name: str) -> str:
    return f"<name>{_xml(name)}</name>"


def _data(name: str, value: object) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f'<Data name="{_xml(name)}"><value>{_xml(written)}</value></Data>'


def _xml(text: str) -> str:
    return html.escape(_NOT_XML.sub("", text))
