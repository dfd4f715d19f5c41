"""Which group an area belongs to, and what may be told of a place."""

import re
from collections.abc import Mapping

import shapely

from turnout.errors import Reason, Refused
from turnout.model.neighbourhoods import StoryKind
from turnout.model.places import LonLat, Shape, bounds
from turnout.rules.intake import has_hidden_characters
from turnout.rules.measures import area_m2, middle
from turnout.rules.shapes import Limits

MOST_NAME = 80  # letters; what stands across a part of a map
MOST_TEXT = 2_000
MOST_GROUPS = 200  # of one map; a large city has some eighty neighbourhoods
MOST_STORIES = 200  # of one area or group that were not set aside: a page that can be read
# A group may look after a town; a state is no neighbourhood.
BOUNDARIES = Limits(most_m2=5_000e6)
MOST_PLACE = 60  # letters: two numbers, as exact as any map app copies them
_PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def group_of(shape: Shape, boundaries: Mapping[int, Shape]) -> int | None:
    """Return the group in whose boundary an area's middle lies; None where there is none.

    boundaries: polygons by the group's number. Of several the smallest: a street within a ward.
    """
    at = middle(shape)
    holding = [group for group, boundary in boundaries.items() if _holds(boundary, at)]
    return min(holding, key=lambda group: (area_m2(boundaries[group]), group), default=None)


def check_group(name: str, text: str) -> None:
    """Raise Refused with a reason for each that cannot stand."""
    found = _text("group_name", name, MOST_NAME) + _text("group_text", text, MOST_TEXT)
    if not name.strip():
        found.append(Reason("group_name", "missing"))
    _raise(found)


def check_story(kind: str, title: str, text: str) -> None:
    """Raise Refused with a reason for each that cannot stand."""
    found = _text("story_title", title, MOST_NAME) + _text("story_text", text, MOST_TEXT)
    if kind not in list(StoryKind):
        found.append(Reason("story_kind", "unknown"))
    if not title.strip():
        found.append(Reason("story_title", "missing"))
    if kind == StoryKind.STORY and not text.strip():
        found.append(Reason("story_text", "missing"))
    _raise(found)


def place_of(text: str) -> LonLat | None:
    """Return (longitude, latitude) of "39.0483, -95.6780", as map apps copy a spot: latitude
    first; None for nothing. Raises Refused("story_place", "not_place")."""
    if not text.strip():
        return None
    # Blanks between two numbers can be read in as many ways as there are of them: a form full of
    # them held the whole server for a minute.
    given = text.strip()
    pair = _PAIR.fullmatch(given) if len(given) <= MOST_PLACE else None
    if pair is None:
        raise Refused("story_place", "not_place", given=given[:MOST_PLACE])
    lat, lon = float(pair[1]), float(pair[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise Refused("story_place", "not_place", given=given[:MOST_PLACE])
    return lon, lat


def _holds(boundary: Shape, at: LonLat) -> bool:
    if not bounds(boundary).holds(at):
        return False
    return bool(shapely.Polygon(boundary.rings[0], boundary.rings[1:]).covers(shapely.Point(at)))


def _text(field: str, text: str, most: int) -> list[Reason]:
    if len(text) > most:
        return [Reason(field, "too_long", {"most": most})]
    if has_hidden_characters(re.sub(r"[\r\n\t]", " ", text)):
        return [Reason(field, "bad_characters")]
    return []


def _raise(found: list[Reason]) -> None:
    if found:
        raise Refused.of(found)
