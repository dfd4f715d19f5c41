"""Commitments over time as what stood after each change, on the event's own wall clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate
from zoneinfo import ZoneInfo

from turnout.desk.forecasting_pace import PaceFan
from turnout.model import Count, PacePoint
from turnout.rules.standings import plus
from turnout.words import day, number

MOST_STEPS = 160  # more cannot be told apart in a chart as wide as a page


@dataclass(frozen=True)
class Step:
    """What stood from `at` on: the wall clock of the event's zone, without a zone."""

    at: datetime
    count: Count


def steps(points: Sequence[PacePoint], zone: str, until: datetime) -> list[Step]:
    """Return what stood after each hour in which something changed, and still at `until`."""
    counts = list(accumulate((point.change for point in points), plus))
    found = [
        Step(_wall_clock(point.at, zone), count)
        for point, count in zip(points, counts, strict=True)
    ]
    return [*found, Step(_wall_clock(until, zone), counts[-1])] if found else []


def on_the_wall_clock(fan: PaceFan, zone: str) -> PaceFan:
    """Return what is ahead with its times as steps have them; what was so far is in the steps."""
    points = tuple(replace(point, at=_wall_clock(point.at, zone)) for point in fan.fan)
    needed = fan.needed
    if needed:
        (now, coming), (start, goal) = needed
        needed = ((_wall_clock(now, zone), coming), (_wall_clock(start, zone), goal))
    return replace(fan, so_far=(), needed=needed, fan=points)


def thinned(steps: Sequence[Step]) -> list[Step]:
    """Return at most MOST_STEPS and the first of `steps`, evenly in time, the last of each span."""
    if len(steps) <= MOST_STEPS:
        return list(steps)
    first, last = steps[0].at, steps[-1].at
    span = (last - first) / MOST_STEPS
    kept = {int((step.at - first) / span): step for step in steps}
    return [steps[0], *(step for step in kept.values() if step is not steps[0])]


def by_day(steps: Sequence[Step], lang: str) -> list[tuple[str, ...]]:
    """Return what stood at each day's end as rows of text, the latest day first."""
    last = {step.at.date(): step for step in steps}
    return [_row(lang, step) for _, step in sorted(last.items(), reverse=True)]


def _row(lang: str, step: Step) -> tuple[str, ...]:
    count = step.count
    heads = (count.coming, count.confirmed, count.yes, count.by_count, count.maybe)
    written = day(lang, step.at.replace(tzinfo=UTC), "UTC")
    return (written, *(number(lang, people) for people in heads))


def _wall_clock(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
