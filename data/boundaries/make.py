"""Make the outlines in this folder from us-atlas: python data/boundaries/make.py PACKAGE-FOLDER"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely

HERE = Path(__file__).parent
KANSAS = "20"  # what the FIPS codes of its counties begin with
GRID = 0.001  # degrees: a hundred metres
# Visvalingam-Whyatt: a corner goes that makes a triangle of less than the square of these degrees.
STATES_STEP, COUNTIES_STEP = 0.04, 0.005
LEAST_ISLAND = 0.02  # square degrees, some 200 km2: a smaller one is a dot on a map of states


def main(package: Path) -> None:
    """Write states.geojson and kansas_counties.geojson."""
    states = _outlines(package / "states-10m.json", "states")
    _write("states.geojson", states, STATES_STEP, LEAST_ISLAND)
    counties = _outlines(package / "counties-10m.json", "counties", KANSAS)
    _write("kansas_counties.geojson", counties, COUNTIES_STEP, 0)


def _outlines(atlas: Path, name: str, begins: str = "") -> list[dict[str, Any]]:
    """Return the id, name and shape of each whose id begins so.

    Source: the TopoJSON specification, 2.1.4.
    """
    topology = json.loads(atlas.read_text("utf-8"))
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * wide + west, y * high + south))
    found = sorted(topology["objects"][name]["geometries"], key=lambda each: str(each["id"]))
    return [
        {"id": each["id"], "name": each["properties"]["name"], "shape": _shape(each, arcs)}
        for each in found
        if str(each["id"]).startswith(begins)
    ]


def _shape(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> shapely.Geometry:
    given = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    polygons = [[_ring(ring, arcs) for ring in rings] for rings in given]
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons])


def _ring(ring: Iterable[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return the arcs of `ring` as one outline; ~n is arc n the other way round."""
    corners: list[tuple[float, float]] = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        corners += arc[1:] if corners else arc
    return corners


def _write(name: str, outlines: list[dict[str, Any]], step: float, least: float) -> None:
    whole = [_without_islands(each["shape"], least) for each in outlines]
    # All at once, so that neighbours still meet and none crosses itself.
    thinner = shapely.set_precision(shapely.coverage_simplify(whole, step), GRID)
    features = [
        {
            "type": "Feature",
            "id": each["id"],
            "properties": {"name": each["name"]},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for each, shape in zip(outlines, thinner, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    written = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (HERE / name).write_text(written + "\n", "utf-8")


def _without_islands(shape: shapely.Geometry, least: float) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    largest = max(part.area for part in parts)
    return shapely.MultiPolygon([part for part in parts if part.area >= min(least, largest)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
