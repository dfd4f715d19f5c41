"""Commitments over time, the pace that the goal needs, and where they lead to on the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import sqrt
from zoneinfo import ZoneInfo

from turnout.desk import looks
from turnout.desk.desk import Desk
from turnout.desk.forecasting import forecast
from turnout.desk.rallies import event as event_of
from turnout.model import PacePoint
from turnout.model.forecasting import Range

FAN_POINTS = 9  # what is drawn between them is smooth
MOST_DAYS = 90  # as many as a phone's chart can show apart


@dataclass(frozen=True)
class FanPoint:
    """How many at `at`: four times in five between low and high."""

    at: datetime
    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class PaceFan:
    """so_far: (when, people coming by then), earliest first. needed: from now to the goal on the
    day, None without a goal ahead. fan: from those coming now to those expected there, as it
    spreads until the day; empty where the day is here.
    """

    so_far: tuple[tuple[datetime, int], ...]
    needed: tuple[tuple[datetime, int], tuple[datetime, int]] | None
    fan: tuple[FanPoint, ...]
    goal: int
    guess: bool


def pace_fan(desk: Desk, slug: str) -> PaceFan:
    """Return the pace of an event, sites included, and its fan. Raises NotFound."""
    event, now = event_of(desk, slug), desk.clock()
    so_far = summed(looks.pace(desk, slug))
    coming = so_far[-1][1] if so_far else 0
    told = forecast(desk, slug, by_lead=False)
    ahead = event.starts_at > now
    needed = ((now, coming), (event.starts_at, event.goal)) if ahead and event.goal else None
    fan = _fan(now, event.starts_at, coming, told.final) if ahead else ()
    return PaceFan(so_far, needed, fan, event.goal, told.guess)


def summed(points: Sequence[PacePoint]) -> tuple[tuple[datetime, int], ...]:
    """Return (when, people coming by then) of changes, earliest first."""
    sums = accumulate(point.change.coming for point in points)
    return tuple(zip((point.at for point in points), sums, strict=True))


def by_day(points: Sequence[PacePoint], zone: str) -> list[tuple[datetime, int]]:
    """Return how many were coming when last something changed on each day of `zone`: the last
    MOST_DAYS on which anything did, earliest first."""
    here = ZoneInfo(zone)
    last = {at.astimezone(here).date(): (at, coming) for at, coming in summed(points)}
    return list(last.values())[-MOST_DAYS:]


def _fan(now: datetime, start: datetime, coming: int, final: Range) -> tuple[FanPoint, ...]:
    """Return the way from those coming to those expected: its doubt grows as a sum of days does."""
    points = []
    for place in range(FAN_POINTS):
        share = place / (FAN_POINTS - 1)
        mid = coming + share * (final.median - coming)
        low = mid - sqrt(share) * (final.median - final.low80)
        high = mid + sqrt(share) * (final.high80 - final.median)
        points.append(FanPoint(now + share * (start - now), max(0.0, low), mid, high))
    return tuple(points)
