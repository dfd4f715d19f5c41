"""The map as files for other maps: what stands when it is asked for, in three forms."""

from collections.abc import Callable
from dataclasses import dataclass

from turnout.formats.areas import areas_csv
from turnout.formats.geojson import geojson
from turnout.formats.kml import kml
from turnout.formats.picture import stamp
from turnout.model.areas import Atlas, MapArea
from turnout.model.places import Feature

_MARK = "\ufeff".encode()  # tells Excel that a list is UTF-8; our own reader passes over it


@dataclass(frozen=True)
class Form:
    """One form of file: what HTTP calls it, and how a map is written in it."""

    media_type: str
    written: Callable[[Atlas], bytes]


FORMS = {
    "geojson": Form("application/geo+json", lambda atlas: geojson(features(atlas))),
    "kml": Form(
        "application/vnd.google-earth.kml+xml",
        lambda atlas: kml(atlas.event.title, features(atlas)),
    ),
    "csv": Form("text/csv; charset=utf-8", lambda atlas: _MARK + areas_csv(features(atlas))),
}


def features(atlas: Atlas) -> list[Feature]:
    """Return the map's areas, and the boundaries of its groups, as our map files carry them.

    What `area_import` reads again: a boundary is called as the group in which it lies.
    """
    named = {group.slug: group.name for group in atlas.neighbourhoods}
    bounded = [
        Feature(group.name, group.shape, group.text, group.name, {"what": "boundary"})
        for group in atlas.neighbourhoods
        if group.shape
    ]
    listed = [
        Feature(
            each.area.title,
            each.area.shape,
            each.area.text,
            named.get(each.area.group, ""),
            _told(each),
        )
        for each in atlas.areas
    ]
    return [*bounded, *listed]


def _told(each: MapArea) -> dict[str, str | int | float | bool | None]:
    area, cleaning = each.area, each.cleaning
    return {
        "what": "area",
        "id": area.id,
        "state": area.state.value,
        "date": area.date,
        "size": area.size,
        "wanted": area.wanted,
        "m2": round(area.m2),
        "steward": each.steward,
        "handle": each.handle,
        "cleaned_at": stamp(cleaning.at) if cleaning else None,
        "bags": cleaning.bags if cleaning else None,
        "volunteers": cleaning.volunteers if cleaning else None,
        "changed_at": stamp(area.changed_at),
    }
