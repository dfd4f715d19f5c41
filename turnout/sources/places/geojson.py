"""GeoJSON: a feature, a collection of them, or a bare geometry."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from turnout.errors import Refused
from turnout.model.places import Drawing, Note, shape_of
from turnout.sources.places.gathering import MOST_PLACES, Gathering, Part, Told, part

_SIMPLE = ("Point", "LineString", "Polygon")
_MANY = {f"Multi{kind}": kind for kind in _SIMPLE}
_GEOMETRIES = (*_SIMPLE, *_MANY, "GeometryCollection")
# What programs and people call these; the first that says something is taken.
_NAMES = ("name", "title", "nombre", "titulo", "label")
_TEXTS = ("description", "desc", "text", "notes", "descripcion", "notas", "comment")
_GROUPS = ("group", "folder", "layer", "category", "grupo", "carpeta", "capa")


def read(body: bytes) -> Drawing:
    """Return the features in `body`; a geometry of several parts is one feature with parts.

    NaN and infinity, which are no JSON though programs write them, come through as what they are.
    Raises Refused("map"): broken, not_map, topojson, no_places.
    """
    try:
        found = json.loads(body.decode(json.detect_encoding(body), "replace"))
        return _gathered(found)
    except (ValueError, RecursionError):
        raise Refused("map", "broken") from None


def _gathered(found: Any) -> Drawing:
    kind = found.get("type") if isinstance(found, Mapping) else None
    gathering = Gathering()
    if kind == "Topology":
        raise Refused("map", "topojson")
    if kind == "FeatureCollection":
        for place, feature in enumerate(_listed(found.get("features")), 1):
            _add(gathering, feature, place)
    elif kind == "Feature":
        _add(gathering, found, 1)
    elif kind in _GEOMETRIES:
        gathering.add(_parts(found), Told())
    else:
        raise Refused("map", "not_map")
    return gathering.whole("geojson")


def _add(gathering: Gathering, feature: Any, place: int) -> None:
    if not isinstance(feature, Mapping):
        gathering.add([Note("no_geometry")], Told(), place)
        return
    given = feature.get("properties")
    known = {name.lower(): value for name, value in given.items()} if _is(given) else {}
    told = Told(_first(known, _NAMES), _first(known, _TEXTS), _first(known, _GROUPS))
    gathering.add(_parts(feature.get("geometry")), told, place)


def _first(known: Mapping[str, Any], names: Sequence[str]) -> str:
    """Return the first text or number that stands under one of `names`."""
    found = (known[name] for name in names if known.get(name) not in (None, ""))
    return next((str(value) for value in found if isinstance(value, str | int | float)), "")


def _parts(geometry: Any) -> Iterator[Part]:
    """Yield the pieces of a geometry, each as a shape or with what is wrong with it."""
    if not _is(geometry):
        yield Note("no_geometry")
        return
    kind = str(geometry.get("type"))
    if kind == "GeometryCollection":
        for inside in _listed(geometry.get("geometries")):
            yield from _parts(inside)
    elif kind in _MANY:
        for coordinates in _listed(geometry.get("coordinates")):
            yield part(shape_of, {"type": _MANY[kind], "coordinates": coordinates})
    else:
        yield part(shape_of, geometry)


def _listed(given: Any) -> list[Any]:
    """Return a list, a little more of it than is taken: what is beyond refuses the file."""
    return given[: MOST_PLACES + 1] if isinstance(given, list) else []


def _is(given: Any) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(given, Mapping)
