"""What the map page looks at: read once each time the map moved, for all who look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from turnout.desk import area_photos, atlas
from turnout.house import House, house
from turnout.model import ReviewState
from turnout.model.areas import AreaPhoto, Atlas, MapArea, MapDate
from turnout.rules.map_filters import Wanted


@dataclass(frozen=True, eq=False)
class Seen:
    """The map, and for stewards and organizers the reports and photos that wait for a look.

    held: photos by the number of their area. Two looks are never equal: each is one reading.
    """

    atlas: Atlas
    waiting: tuple[MapArea, ...] = ()
    held: Mapping[int, list[AreaPhoto]] = field(default_factory=dict)

    @cached_property
    def areas(self) -> dict[int, MapArea]:
        """Every area by its number, in the order they came."""
        both = sorted((*self.atlas.areas, *self.waiting), key=lambda each: each.area.id)
        return {each.area.id: each for each in both}

    def shown(self, wanted: Wanted) -> list[MapArea]:
        """Return the areas that are wanted, in the order they came."""
        return [each for each in self.areas.values() if wanted.takes(each)]

    @cached_property
    def dates(self) -> dict[str, MapDate]:
        """Every date by its slug, the first one first."""
        return {date.event.slug: date for date in self.atlas.dates}

    def date_of(self, each: MapArea) -> MapDate | None:
        """Return the date that an area is on, if it is on one."""
        return self.dates.get(each.area.date)


def seen(slug: str, seq: int, trusted: bool) -> Seen:
    """Return the map of event `slug` as it stands at `seq`. trusted: with what waits for a look."""
    return _seen(house(), slug, seq, trusted)


def is_waiting(each: MapArea) -> bool:
    """Return whether nobody who may has looked at an area yet."""
    return each.area.review is ReviewState.HELD


@lru_cache(maxsize=32)
def _seen(asked: House, slug: str, seq: int, trusted: bool) -> Seen:
    told = atlas.atlas(asked.desk, slug)
    if not trusted:
        return Seen(told)
    waiting = tuple(MapArea(area) for area in atlas.waiting(asked.desk, slug))
    return Seen(told, waiting, area_photos.held(asked.desk, slug))
