"""The dates of a series: the same time of day on the same day of the week, again and again; and
what all of them say is told once."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from turnout.errors import Refused

EVERY = ("week", "two_weeks", "month")
MOST_DATES = 26  # half a year of Saturdays; who plans further plans again
_WEEKS = {"week": 1, "two_weeks": 2}
_WEEK = 7


def starts(first: datetime, zone: str, every: str, count: int) -> list[datetime]:
    """Return when the `count` dates of a series start, `first` among them; aware, as `first` is.

    every: "week", "two_weeks", or "month": the same day of the week in the same week of each
    month, as in "second Saturday"; a fifth one is the last where a month has but four. The time
    of day is that of `zone`, though clocks change between.

    Raises Refused("every" | "count").
    """
    if every not in EVERY:
        raise Refused("every", "unknown", given=every[:40])
    if not 1 <= count <= MOST_DATES:
        raise Refused("count", "out_of_range", least=1, most=MOST_DATES)
    local = first.astimezone(ZoneInfo(zone))
    days = _monthly(local.date()) if every == "month" else _weekly(local.date(), _WEEKS[every])
    return [
        datetime.combine(day, local.time(), local.tzinfo).astimezone(first.tzinfo)
        for day, _ in zip(days, range(count), strict=False)
    ]


def told_once(said: Iterable[tuple[int, Hashable] | None]) -> Iterator[bool]:
    """Yield for each (date, what was said of it) whether it is told: what several dates say alike
    is told as often as the one of them says it that says it most. None is no date's, and told."""
    by_date: Counter[tuple[int, Hashable]] = Counter()
    told: Counter[Hashable] = Counter()
    for each in said:
        if each is None:
            yield True
            continue
        by_date[each] += 1
        is_new = by_date[each] > told[each[1]]
        told[each[1]] += is_new
        yield is_new


def _weekly(day: date, weeks: int) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(weeks=weeks)


def _monthly(day: date) -> Iterator[date]:
    nth = (day.day - 1) // _WEEK
    year, month = day.year, day.month
    while True:
        yield _nth(year, month, day.weekday(), nth)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the `nth` such weekday of a month, from 0, or the last one it has."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * nth)
    return day if day.month == month else day - timedelta(weeks=1)
