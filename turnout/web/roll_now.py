"""The roll as it stands, made once for each time the event moved, as far as an audience sees it."""

from dataclasses import replace
from functools import lru_cache

from turnout.desk import looks, rallies, seeing
from turnout.desk.roll import roll
from turnout.house import House, house
from turnout.model.recognition import Roll
from turnout.model.seeing import Audience, Part


def public(slug: str, *audiences: Audience) -> Roll:
    """Return the roll as it is told where any of `audiences` looks: empty where none may see it.

    Raises NotFound.
    """
    told = now(slug)
    may = seeing.seen(house().desk, slug).may(Part.ROLL, *audiences)
    return told if may else replace(told, rows=(), others=0)


def now(slug: str) -> Roll:
    """Return all of the roll, for organizers. Raises NotFound."""
    return _kept(house(), slug, *stands(slug))


def stands(slug: str) -> tuple[int, bool]:
    """Return (seq, whether the event is over), asked of the store: who was hidden a moment ago
    is in no answer."""
    desk = house().desk
    return looks.seq(desk, slug), rallies.event(desk, slug).is_over(desk.clock())


@lru_cache(maxsize=64)  # made once for each time the event moved, not for each wall
def _kept(kept: House, slug: str, seq: int, over: bool) -> Roll:
    return roll(kept.desk, slug)
