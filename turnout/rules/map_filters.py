"""Which areas of a map are wanted, in which order they are listed, and how many are where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from turnout.model import ReviewState
from turnout.model.areas import AreaState, MapArea
from turnout.model.places import LonLat, bounds

# Where help is needed first: also the order of a list and of a legend.
ORDER = (
    AreaState.REOPENED,
    AreaState.REPORTED,
    AreaState.CONFIRMED,
    AreaState.SCHEDULED,
    AreaState.CLEANED,
)
_CELL_DEGREES = 0.1  # areas without a group are counted by a square of some ten kilometres


@dataclass(frozen=True)
class Wanted:
    """Which areas to show. date, steward: a slug and a handle; "" asks for all, None for those
    without; mine: only these numbers, None for all."""

    states: frozenset[AreaState] = frozenset(ORDER)
    date: str | None = ""
    steward: str | None = ""
    mine: frozenset[int] | None = None

    def takes(self, each: MapArea) -> bool:
        """Return whether `each` is wanted."""
        area = each.area
        return (
            area.state in self.states
            and self.date in ("", area.date or None)
            and self.steward in ("", each.handle or None)
            and (self.mine is None or area.id in self.mine)
        )


@dataclass(frozen=True)
class Heap:
    """Areas of one neighbourhood, or of one square of the map, too many to draw one by one."""

    group: str  # the slug of the neighbourhood; empty for a square
    middle: LonLat
    areas: int
    clean: int


def listed(areas: Iterable[MapArea]) -> list[MapArea]:
    """Return `areas` as a list has them: what waits for a look, then where help is needed first,
    then by title."""
    return sorted(areas, key=_rank)


def counts(areas: Iterable[MapArea]) -> dict[AreaState, int]:
    """Return how many areas are in each state, in the order of the legend."""
    found = dict.fromkeys(ORDER, 0)
    for each in areas:
        found[each.area.state] += 1
    return found


def heaps(areas: Iterable[MapArea]) -> list[Heap]:
    """Return `areas` counted by neighbourhood, and those without one by square."""
    together: dict[str | LonLat, list[MapArea]] = {}
    for each in areas:
        together.setdefault(each.area.group or _square(each), []).append(each)
    return [_heap(each) for each in together.values()]


def _rank(each: MapArea) -> tuple[bool, int, str, int]:
    area = each.area
    seen = area.review is not ReviewState.HELD
    return seen, ORDER.index(area.state), area.title.casefold(), area.id


def _square(each: MapArea) -> LonLat:
    lon, lat = bounds(each.area.shape).middle
    return lon // _CELL_DEGREES, lat // _CELL_DEGREES


def _heap(areas: Sequence[MapArea]) -> Heap:
    middles = [bounds(each.area.shape).middle for each in areas]
    lon, lat = (fmean(numbers) for numbers in zip(*middles, strict=True))
    clean = sum(each.area.state is AreaState.CLEANED for each in areas)
    return Heap(areas[0].area.group, (lon, lat), len(areas), clean)
