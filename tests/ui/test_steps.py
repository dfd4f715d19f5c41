from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from turnout.model import Count, PacePoint
from turnout.ui.steps import MOST_STEPS, Step, by_day, steps, thinned

START = datetime(2026, 11, 1, 0, tzinfo=UTC)
NOW = START + timedelta(days=30)


def a_point(hours: int, **change: int) -> PacePoint:
    return PacePoint(START + timedelta(hours=hours), Count(**change))


def test_changes_add_up_to_what_stood():
    found = steps([a_point(0, yes=3), a_point(5, yes=-1, confirmed=1)], "UTC", NOW)

    assert [step.count for step in found[:2]] == [Count(yes=3), Count(yes=2, confirmed=1)]


def test_what_stands_is_drawn_up_to_now():
    assert steps([a_point(0, yes=3)], "UTC", NOW)[-1] == Step(datetime(2026, 12, 1), Count(yes=3))


def test_without_a_change_there_is_no_step():
    assert steps([], "UTC", NOW) == []


def test_the_hour_is_the_one_on_the_events_own_clock():
    (first, _) = steps([a_point(0, yes=3)], "America/Chicago", NOW)

    assert first.at == datetime(2026, 10, 31, 19)


@given(hours=st.lists(st.integers(0, 5_000), min_size=1, max_size=600, unique=True))
def test_thinning_keeps_the_first_the_last_and_few_enough(hours):
    whole = [Step(datetime(2026, 1, 1) + timedelta(hours=h), Count(yes=h)) for h in sorted(hours)]

    kept = thinned(whole)

    assert len(kept) <= MOST_STEPS + 2
    assert (kept[0], kept[-1]) == (whole[0], whole[-1])
    assert [step.at for step in kept] == sorted(step.at for step in kept)


def test_the_table_says_what_stood_at_each_days_end_latest_first():
    found = steps([a_point(1, yes=3), a_point(2, yes=1), a_point(26, maybe=2)], "UTC",
                  START + timedelta(hours=27))  # fmt: skip

    assert by_day(found, "en") == [
        ("Mon, Nov 2", "4", "0", "4", "0", "2"),
        ("Sun, Nov 1", "4", "0", "4", "0", "0"),
    ]
