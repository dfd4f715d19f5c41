"""What funders are told of areas: its shape, and the same for JSON and for CSV.

No number of it is of people who promised or came: volunteers are as stewards told them.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from turnout.formats.atlas import photo
from turnout.model.areas import AreaPhoto, AreaState

AREA_COLUMNS = ("areas", "cleaned", "square_metres", "bags", "volunteers")


@dataclass(frozen=True)
class Sums:
    """What was cleaned. cleaned: areas; square_metres: of those with an outline; bags, volunteers:
    as stewards told them when they marked an area cleaned. Each area's newest cleaning counts."""

    cleaned: int = 0
    square_metres: int = 0
    bags: int = 0
    volunteers: int = 0


@dataclass(frozen=True)
class Week:
    """What was cleaned in the week that begins on `day`, a Monday in the event's zone."""

    day: date
    sums: Sums


@dataclass(frozen=True)
class Pair:
    """How an area was and how it is: its oldest photo before, its newest one since."""

    event: str
    area: int
    title: str
    before: AreaPhoto
    after: AreaPhoto


@dataclass(frozen=True)
class AreaAccount:
    """All that funders are told of the areas of one campaign. states: how many areas are shown in
    each state; weeks: the first one first, up to the last in which anything was cleaned."""

    states: dict[AreaState, int]
    sums: Sums
    weeks: tuple[Week, ...]
    pairs: tuple[Pair, ...]

    @property
    def areas(self) -> int:
        return sum(self.states.values())


def values(account: AreaAccount) -> dict[str, Any]:
    """Return the account as JSON has it."""
    return {
        "areas": account.areas,
        **asdict(account.sums),
        "states": {state.value: of for state, of in account.states.items()},
        "weeks": [{"week": week.day.isoformat(), **asdict(week.sums)} for week in account.weeks],
        "pairs": [_pair(pair) for pair in account.pairs],
    }


def rows(account: AreaAccount) -> Iterator[dict[str, Any]]:
    """Yield the account as rows of the report's CSV: the whole, then each week."""
    yield {"record": "areas", "areas": account.areas, **asdict(account.sums)}
    for week in account.weeks:
        yield {"record": "areas_week", "day": week.day.isoformat(), **asdict(week.sums)}


def photos(pair: Pair) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return where the two photos of a pair are, before and after."""
    before, after = (photo(pair.event, pair.area, one) for one in (pair.before, pair.after))
    return before, after


def _pair(pair: Pair) -> dict[str, Any]:
    before, after = photos(pair)
    return {
        "area": pair.area,
        "title": pair.title,
        "before": before["large"],
        "after": after["large"],
    }
