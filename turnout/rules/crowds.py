"""How many are in a crowd that nobody can check in one by one, and how surely.

Two methods, both with their uncertainty: the area a crowd stands on times how densely it stands,
square by square; or people with clickers at every way in.
Source of the grid: Herbert Jacobs, "To Count a Crowd", Columbia Journalism Review (1967): a loose
crowd has a person on 10 square feet, a dense one on 4.5, one that is hard to walk through on 2.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from turnout.errors import Refused
from turnout.model.attendance import Method

MOST_HEADS = 10_000_000
MOST_SQUARES = 100
MOST_CLICKERS = 100
MOST_M2 = 1_000_000
_M2_A_SQUARE_FOOT = 0.09290304

# People on a square metre, at the middle of each class; a class reaches halfway to the next, which
# is as well as an eye tells them apart.
LOOSE, DENSE, PACKED = (1 / (feet * _M2_A_SQUARE_FOOT) for feet in (10, 4.5, 2.5))
DENSITIES: dict[str, tuple[float, float, float]] = {
    "sparse": (0.2, 0.5, (0.5 + LOOSE) / 2),  # room to walk between groups: half of a loose crowd
    "loose": ((0.5 + LOOSE) / 2, LOOSE, (LOOSE + DENSE) / 2),
    "dense": ((LOOSE + DENSE) / 2, DENSE, (DENSE + PACKED) / 2),
    "packed": ((DENSE + PACKED) / 2, PACKED, 5.0),  # above five nobody can move: it is a danger
}
PACED = 0.1  # of an area that was paced out or drawn on a map, either way

# A presser misses more than they press twice: in Diogenes, Greene-Roesel, Arnold & Ragland,
# "Pedestrian Counting Methods at Intersections" (2007), counters in the field missed 8 to 25 %.
MISSED = 0.25
TWICE = 0.05


@dataclass(frozen=True)
class Square:
    """One part of a place: so many square metres, and how densely people stand there."""

    m2: float
    density: str


@dataclass(frozen=True)
class Crowd:
    """How many there are: `heads`, and between `low` and `high`."""

    low: int
    heads: int
    high: int


def by_grid(squares: Sequence[Square]) -> Crowd:
    """Return how many stand on `squares`. Raises Refused("squares").

    What one eye takes for denser than it is, it does so everywhere: the ends add up.
    """
    if not 0 < len(squares) <= MOST_SQUARES:
        raise Refused("squares", "out_of_range", least=1, most=MOST_SQUARES)
    for each in squares:
        if each.density not in DENSITIES:
            raise Refused("squares", "unknown_density")
        if not 0 < each.m2 <= MOST_M2:
            raise Refused("squares", "out_of_range", least=1, most=MOST_M2)
    low, mid, high = (
        sum(each.m2 * DENSITIES[each.density][end] for each in squares) for end in range(3)
    )
    return _whole(low * (1 - PACED), mid, high * (1 + PACED))


def by_clickers(pressed: Sequence[int]) -> Crowd:
    """Return how many came by what each clicker shows. Raises Refused("clickers")."""
    if not 0 < len(pressed) <= MOST_CLICKERS:
        raise Refused("clickers", "out_of_range", least=1, most=MOST_CLICKERS)
    if any(not 0 <= each <= MOST_HEADS for each in pressed):
        raise Refused("clickers", "out_of_range", least=0, most=MOST_HEADS)
    together = sum(pressed)
    return _whole(together * (1 - TWICE), together, together / (1 - MISSED))


def counted(method: Method, detail: object) -> tuple[Crowd, dict[str, object]]:
    """Return how many there are by `detail`, as a phone or the desk tells it, and what of it is
    kept: {"squares": [[m2, density], ...]} or {"clickers": [n, ...]}. Raises Refused."""
    given = detail if isinstance(detail, dict) else {}
    try:
        if method is Method.GRID:
            squares = [Square(float(m2), str(density)) for m2, density in given["squares"]]
            return by_grid(squares), {"squares": [[each.m2, each.density] for each in squares]}
        pressed = [int(each) for each in _listed(given["clickers"])]
        return by_clickers(pressed), {"clickers": pressed}
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Refused("tap", "not_tap") from None


def _listed(told: object) -> list[Any]:
    """Return `told`, a list: the letters of a text would be read one by one. Raises TypeError."""
    if not isinstance(told, list):
        raise TypeError("no list")
    return told


def _whole(low: float, mid: float, high: float) -> Crowd:
    heads = min(MOST_HEADS, round(mid))
    return Crowd(min(heads, floor(low)), heads, max(heads, min(2 * MOST_HEADS, ceil(high))))
