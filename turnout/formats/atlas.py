"""The map as JSON: one GeoJSON collection for the API, light maps and the workbench alike."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from turnout.formats.picture import stamp
from turnout.model.areas import Area, AreaPhoto, Atlas, Cleaning, MapArea, MapDate, Neighbourhood
from turnout.model.places import Shape, geometry


def collection(atlas: Atlas) -> dict[str, Any]:
    """Return the map as a GeoJSON FeatureCollection with its dates and groups beside it.

    Numbers in degrees (WGS 84) and square metres, times ISO 8601 in UTC. `gone` are the areas
    that were on the map at `since` and are no longer.
    """
    return {
        "type": "FeatureCollection",
        "seq": atlas.seq,
        "event": atlas.event.slug,
        "since": atlas.since if atlas.since >= 0 else None,
        "features": [_feature(each) for each in atlas.areas],
        "gone": list(atlas.gone),
        "dates": [_date(each) for each in atlas.dates],
        "groups": [_group(each) for each in atlas.neighbourhoods],
    }


def encode(atlas: Atlas) -> bytes:
    """Return the map as compact JSON in UTF-8."""
    told = collection(atlas)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _feature(each: MapArea) -> dict[str, Any]:
    area = each.area
    return {
        "type": "Feature",
        "id": area.id,
        "geometry": geometry(_rounded(area.shape)),
        "properties": {
            "title": area.title,
            "text": area.text,
            "size": area.size,
            "m2": round(area.m2),
            "state": area.state.value,
            "date": area.date,
            "group": area.group,
            "wanted": area.wanted,
            "steward": each.steward,
            "handle": each.handle,
            "made_at": stamp(area.made_at),
            "changed_at": stamp(area.changed_at),
            "seq": area.seq,
            "cleaned": _cleaned(each.cleaning) if each.cleaning else None,
            "photos": [photo(area.event, area.id, one) for one in each.photos],
        },
    }


def _rounded(shape: Shape) -> Shape:
    """Return a shape as it is drawn: phones write fifteen digits, and six are 11 centimetres."""
    rings = (tuple((round(lon, 6), round(lat, 6)) for lon, lat in ring) for ring in shape.rings)
    return Shape(shape.kind, tuple(rings))


def photo(event: str, area: int, one: AreaPhoto) -> dict[str, Any]:
    """Return where a photo's two files are, and what it is of."""
    at = f"/e/{event}/areas/{area}/photos/{one.name}"
    return {
        "large": f"{at}.jpg",
        "small": f"{at}-small.jpg",
        "kind": one.kind,
        "width": one.width,
        "height": one.height,
    }


def _cleaned(cleaning: Cleaning) -> dict[str, Any]:
    return {
        "at": stamp(cleaning.at),
        "date": cleaning.date,
        "bags": cleaning.bags,
        "volunteers": cleaning.volunteers,
        "lead": cleaning.lead,
        "handle": cleaning.handle,
    }


def _date(each: MapDate) -> dict[str, Any]:
    event = each.event
    return {
        "event": event.slug,
        "title": event.title,
        "place": event.place,
        "starts_at": stamp(event.starts_at),
        "ends_at": stamp(event.ends_at) if event.ends_at else None,
        "zone": event.zone,
        "state": event.state.value,
        "open": event.open,
        "goal": event.goal,
        "coming": each.coming,
        "areas": each.areas,
    }


def _group(each: Neighbourhood) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "name": each.name,
        "text": each.text,
        "geometry": geometry(each.shape) if each.shape else None,
        "steward": each.steward,
        "handle": each.handle,
    }


def waiting(
    found: list[Area], photos: Mapping[int, Sequence[AreaPhoto]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the reports that wait for a look as a collection, with their photos; for stewards
    and organizers."""
    features = [_feature(MapArea(area, photos=tuple(photos.get(area.id, ())))) for area in found]
    for feature in features:
        feature["properties"]["waiting"] = True
    return {"type": "FeatureCollection", "features": features}
