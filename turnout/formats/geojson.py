"""Places as GeoJSON (RFC 7946), for any map there is."""

import json
from collections.abc import Iterable
from typing import Any

from turnout.model.places import Feature, geometry


def geojson(features: Iterable[Feature]) -> bytes:
    """Return a FeatureCollection. A feature's properties stand beside its name, description and
    group, which win where they are called the same.

    Raises ValueError for a shape or property that is no finite number: nobody could read it.
    """
    collection = {"type": "FeatureCollection", "features": [_feature(each) for each in features]}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _feature(feature: Feature) -> dict[str, Any]:
    own = {"name": feature.name, "description": feature.text, "group": feature.group}
    return {
        "type": "Feature",
        "properties": {**feature.properties, **own},
        "geometry": geometry(feature.shape),
    }
