"""How large a shape is, and where. On a sphere; degrees in, metres out."""

import math
from collections.abc import Sequence

import shapely

from turnout.model.places import LINE, POINT, POLYGON, LonLat, Shape

RADIUS_M = 6_371_007.18  # of the sphere with the area of the earth (WGS 84)


def area_m2(shape: Shape) -> float:
    """Return the area inside `shape`, without its holes, in square metres; 0 but for a polygon.

    On a sphere: within 0.6 % of the ellipsoid up to 60 degrees latitude.
    """
    if shape.kind != POLYGON:
        return 0.0
    outline, *holes = map(ring_m2, shape.rings)
    return max(outline - sum(holes), 0.0)


def ring_m2(ring: Sequence[LonLat]) -> float:
    """Return the area inside `ring`, in square metres.

    ring: (longitude, latitude) in degrees, WGS 84, either way round, closed or not; it must not
        cross itself or the date line. Fewer than 3 have no area.
    Source: Chamberlain & Duquette, JPL Publication 07-03 (2007), equation 4.
    """
    if len(ring) < 3:
        return 0.0
    middle = math.radians(ring[0][0])  # sums of small numbers are exact, of large ones less so
    east = [math.radians(corner[0]) - middle for corner in ring]
    rise = [math.sin(math.radians(corner[1])) for corner in ring]
    base = rise[0]
    doubled = sum(
        (east[(at + 1) % len(ring)] - east[at - 1]) * (rise[at] - base) for at in range(len(ring))
    )
    return abs(doubled) * RADIUS_M**2 / 2


def length_m(shape: Shape) -> float:
    """Return the length of a line along the ground, in metres; 0 for anything else."""
    return sum(map(distance_m, shape.rings[0], shape.rings[0][1:])) if shape.kind == LINE else 0.0


def distance_m(one: LonLat, other: LonLat) -> float:
    """Return how far apart two points are, in metres, by the haversine formula."""
    north, other_north = math.radians(one[1]), math.radians(other[1])
    east = math.radians(other[0] - one[0])
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    return 2 * RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def middle(shape: Shape) -> LonLat:
    """Return where to pin `shape`: on it, near its middle. The shape must be an accepted one."""
    if shape.kind == POINT:
        return shape.rings[0][0]
    if shape.kind == LINE:
        at = shapely.LineString(shape.rings[0]).interpolate(0.5, normalized=True)
    else:
        at = shapely.Polygon(shape.rings[0], shape.rings[1:]).representative_point()
    return float(at.x), float(at.y)
