"""How forecasts turned out, and the way that a pace chart shows to the day."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_rally
from tests.desk.test_forecasting import a_past_rally, clock, desk, some_commit  # noqa: F401
from turnout.desk import forecasting_pace, forecasting_track


def test_without_a_past_nothing_turned_out(desk):  # noqa: F811
    a_rally(desk)

    assert forecasting_track.track(desk, "ks") == []


def test_each_past_rally_but_the_first_is_told_again_from_those_before(desk, clock):  # noqa: F811
    for slug, came in (("one", 24), ("two", 25), ("three", 23)):
        a_past_rally(desk, clock, slug, came=came)
        clock.now = datetime(2026, 5, 1, tzinfo=UTC)
    a_rally(desk)

    told = forecasting_track.track(desk, "ks", (7.0,))
    assert [(each.title, each.days_before) for each in told] == [(told[0].title, 7)] * 2
    assert {each.came for each in told} == {25, 23}
    held, many = forecasting_track.covered(told)
    assert 0 <= held <= many == 2


def test_the_fan_leads_from_those_coming_now_to_those_expected(desk):  # noqa: F811
    a_rally(desk)
    some_commit(desk, 30)
    told = forecasting_pace.pace_fan(desk, "ks")

    assert told.so_far[-1][1] == 30
    assert told.needed[1] == (told.fan[-1].at, 600)
    assert (told.fan[0].low, told.fan[0].mid, told.fan[0].high) == (30, 30, 30)
    widths = [point.high - point.low for point in told.fan]
    assert widths == sorted(widths)
    assert told.guess


def test_on_the_day_there_is_no_fan(desk, clock):  # noqa: F811
    a_rally(desk)
    clock.now += timedelta(days=14)
    told = forecasting_pace.pace_fan(desk, "ks")

    assert (told.fan, told.needed, told.so_far) == ((), None, ())


@pytest.mark.parametrize("goal", [0])
def test_without_a_goal_no_pace_is_needed(goal, desk):  # noqa: F811
    a_rally(desk, goal=goal)

    assert forecasting_pace.pace_fan(desk, "ks").needed is None
