import json
from datetime import datetime, timedelta

import pytest

from turnout.desk.forecasting_pace import PaceFan
from turnout.model import Count
from turnout.ui import charts, theme
from turnout.ui.steps import Step

STEPS = (
    Step(datetime(2026, 11, 1), Count(confirmed=1, yes=2, by_count=3, maybe=4)),
    Step(datetime(2026, 11, 2), Count(confirmed=2, yes=2, by_count=3, maybe=4)),
)


def drawn(goal=600, lang="en", shade="light"):
    return json.dumps(charts._pace(STEPS, goal, lang, shade), ensure_ascii=False)


def test_maybe_is_drawn_on_top_and_in_no_sum():
    spec = charts._pace(STEPS, 600, "en", "light")
    (first, _) = next(rows for rows in spec["datasets"].values() if "at" in rows[0])

    assert first == {
        "at": "2026-11-01T00:00:00Z", "confirmed": 1, "yes": 2, "by count": 3, "with maybes": 10,
    }  # fmt: skip


def test_the_goal_is_a_line_with_its_number_and_absent_where_none_is_set():
    assert "goal 600" in drawn()
    assert "goal" not in drawn(goal=0)


def test_a_chart_speaks_spanish_in_words_and_dates():
    spoken = drawn(lang="es")

    assert "confirmadas" in spoken
    assert "noviembre" in spoken
    assert "%-d %b" in spoken


@pytest.mark.parametrize(
    "hours, tells, ticks",
    [
        (5, "%-I:%M %p", 6),
        (24, "%b %-d", {"interval": "day", "step": 1}),
        (100, "%b %-d", {"interval": "day", "step": 1}),
        (30 * 24, "%b %-d", 6),
    ],
)
def test_no_two_ticks_of_a_chart_are_told_by_the_same_day(hours, tells, ticks):
    first, count = datetime(2026, 11, 1), Count(1)
    steps = (Step(first, count), Step(first + timedelta(hours=hours), count))

    spec = charts._pace(steps, 600, "en", "light")

    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert (axis["format"], axis["tickCount"]) == (tells, ticks)


def test_what_is_ahead_makes_a_chart_as_wide_as_it_is():
    start, count = datetime(2026, 11, 1), Count(1)
    needed = ((start, 1), (start + timedelta(days=9), 600))

    assert charts._days((Step(start, count),), PaceFan((), needed, (), 600, False)) == 9


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_chart_has_the_colours_of_the_bar(shade):
    colours = theme.colours(shade)

    assert all(colours[ink] in drawn(shade=shade) for ink in ("sure", "signal", "count", "paper"))


def test_weeks_begin_with_sunday_as_vega_counts_them():
    assert charts._calendar("en")["shortDays"][0] == "Sun"
