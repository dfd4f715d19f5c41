"""The base map: light, sound, and of the size that is known."""

import json
from pathlib import Path

import pytest
import shapely

from turnout.rules.measures import ring_m2

BOUNDARIES = Path(__file__).parent.parent / "data" / "boundaries"
MOST_BYTES = 150_000  # of a file that every map loads
KANSAS_KM2 = 213_100  # 82,278 square miles with water; source: U.S. Census Bureau, 2010


def features(name: str) -> list[dict]:
    return json.loads((BOUNDARIES / name).read_text("utf-8"))["features"]


def km2(feature: dict) -> float:
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    outlines = (part.exterior.coords for part in shapely.get_parts(shape))
    return sum(map(ring_m2, outlines)) / 1e6


@pytest.mark.parametrize("name, many", [("states.geojson", 56), ("kansas_counties.geojson", 105)])
def test_every_outline_is_light_named_and_sound(name, many):
    found = features(name)

    assert (BOUNDARIES / name).stat().st_size < MOST_BYTES
    assert len({feature["id"] for feature in found}) == many
    assert all(feature["properties"]["name"] for feature in found)
    assert [
        feature["properties"]["name"]
        for feature in found
        if not shapely.from_geojson(json.dumps(feature["geometry"])).is_valid
    ] == []


def test_the_counties_of_kansas_are_as_large_as_kansas():
    counties = sum(map(km2, features("kansas_counties.geojson")))
    (kansas,) = (each for each in features("states.geojson") if each["id"] == "20")

    assert counties == pytest.approx(KANSAS_KM2, rel=0.005)
    assert km2(kansas) == pytest.approx(KANSAS_KM2, rel=0.005)


def test_where_they_come_from_is_stated():
    told = (BOUNDARIES / "README.md").read_text("utf-8")

    assert "Census Bureau" in told
    assert "public domain" in told
    assert all(f"`{path.name}`" in told for path in BOUNDARIES.glob("*.geojson"))
