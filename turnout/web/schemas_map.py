"""The shape of the map as the API answers it, as JSON Schema (OpenAPI 3.1)."""

from turnout.model import EventState
from turnout.model.areas import SIZES, AreaState
from turnout.web.schemas import Schema, listed, record, text, whole

_TIME = text(format="date-time")
_TIME_OR_NONE = {"type": ["string", "null"], "format": "date-time"}
_GEOMETRY: Schema = {
    "type": "object",
    "description": "A GeoJSON Point, LineString or Polygon, in degrees (WGS 84)",
    "properties": {
        "type": text(enum=["Point", "LineString", "Polygon"]),
        "coordinates": {"type": "array"},
    },
    "required": ["type", "coordinates"],
}
_CLEANED = record(
    {
        "at": _TIME,
        "date": text("The event it was cleaned at; empty for none"),
        "bags": whole(minimum=0),
        "volunteers": whole(minimum=0),
        "lead": text("Who said so, where they may be named"),
        "handle": text(),
    }
)
_PHOTO = record(
    {
        "large": text("Its address here"),
        "small": text(),
        "kind": text(enum=["before", "after"]),
        "width": whole("Pixels of the large one"),
        "height": whole(),
    }
)
_AREA = record(
    {
        "title": text(),
        "text": text(),
        "size": text(enum=["", *SIZES]),
        "m2": whole("Square metres; 0 of a point or a line", minimum=0),
        "state": text(enum=[state.value for state in AreaState]),
        "date": text("The event it is to be cleaned at; empty for none"),
        "group": text(),
        "wanted": whole("People it takes; 0: nobody said", minimum=0),
        "steward": text(),
        "handle": text(),
        "made_at": _TIME,
        "changed_at": _TIME,
        "seq": whole("The record that changed it last", minimum=1),
        "cleaned": {"anyOf": [_CLEANED, {"type": "null"}]},
        "photos": listed(_PHOTO),
    }
)
_FEATURE = record(
    {"type": {"const": "Feature"}, "id": whole(), "geometry": _GEOMETRY, "properties": _AREA}
)
_DATE = record(
    {
        "event": text(),
        "title": text(),
        "place": text(),
        "starts_at": _TIME,
        "ends_at": _TIME_OR_NONE,
        "zone": text("IANA name"),
        "state": text(enum=[state.value for state in EventState]),
        "open": {"type": "boolean"},
        "goal": whole(minimum=0),
        "coming": whole("Heads", minimum=0),
        "areas": whole("Areas that are on it", minimum=0),
    }
)
_GROUP = record(
    {
        "slug": text(),
        "name": text(),
        "text": text(),
        "geometry": {"anyOf": [_GEOMETRY, {"type": "null"}]},
        "steward": text(),
        "handle": text(),
    }
)
ATLAS = record(
    {
        "type": {"const": "FeatureCollection"},
        "seq": whole("The live picture's seq", minimum=0),
        "event": text(),
        "since": {"type": ["integer", "null"]},
        "features": listed(_FEATURE),
        "gone": listed(whole(), description="Areas no longer shown since then"),
        "dates": listed(_DATE),
        "groups": listed(_GROUP),
    },
    description="The map of a campaign: nobody who reported an area is in it.",
)
