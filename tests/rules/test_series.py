from collections import Counter
from datetime import UTC, datetime
from itertools import compress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.rules import series

ZONE = "America/Chicago"
FIRST = datetime(2026, 10, 10, 9, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # a second Saturday


def local(starts):
    return [start.astimezone(ZoneInfo(ZONE)) for start in starts]


def days(every, count, first=FIRST):
    return [(at.month, at.day) for at in local(series.starts(first, ZONE, every, count))]


def test_every_second_saturday_goes_on_by_two_weeks():
    assert days("two_weeks", 4) == [(10, 10), (10, 24), (11, 7), (11, 21)]


def test_the_second_saturday_of_each_month_stays_the_second():
    assert days("month", 4) == [(10, 10), (11, 14), (12, 12), (1, 9)]


def test_a_fifth_saturday_is_the_last_where_a_month_has_four():
    fifth = datetime(2026, 10, 31, 9, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)

    assert days("month", 4, fifth) == [(10, 31), (11, 28), (12, 26), (1, 30)]


def test_the_time_of_day_stays_when_clocks_change():
    before, after = series.starts(FIRST, ZONE, "month", 2)

    assert (before.hour, after.hour) == (14, 15)
    assert {at.hour for at in local([before, after])} == {9}


@pytest.mark.parametrize("every, count", [("day", 2), ("week", 0), ("week", 27)])
def test_what_is_no_series_is_refused(every, count):
    with pytest.raises(Refused):
        series.starts(FIRST, ZONE, every, count)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1)),
    st.sampled_from(series.EVERY),
    st.integers(1, series.MOST_DATES),
)
def test_a_series_goes_on_at_one_hour_on_one_day_of_the_week(first, every, count):
    first = first.replace(hour=9, minute=30, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)

    starts = series.starts(first, ZONE, every, count)

    assert starts[0] == first
    assert len(starts) == count
    assert starts == sorted(set(starts))
    assert len({(at.weekday(), at.hour, at.minute) for at in local(starts)}) == 1


saying = st.tuples(st.integers(1, 3), st.sampled_from(["thirty", "forty"]))


@given(st.lists(saying))
def test_what_dates_say_alike_is_told_as_often_as_the_date_that_says_it_most(said):
    told = Counter(what for _, what in compress(said, series.told_once(said)))

    by_date = Counter(said)
    for what in ("thirty", "forty"):
        assert told[what] == max((n for (_, of), n in by_date.items() if of == what), default=0)


def test_what_is_no_dates_is_always_told():
    assert list(series.told_once([None, (1, "thirty"), None, (2, "thirty")])) == [
        True, True, True, False
    ]  # fmt: skip
