from datetime import timedelta

import pytest

from tests.builders import CORNER, NOON
from turnout.model import Event, EventState, ReviewState
from turnout.model.areas import Area, AreaState
from turnout.rules.stale import stale

DAY = timedelta(days=1)


def an_area(state):
    return Area(1, "ks", "Corner", "", "", CORNER, 1.0, state, ReviewState.SHOWN, 1, NOON, NOON)


def a_date(starts_at, **fields):
    given = {"ends_at": None, "place": "", **fields}
    return Event(1, "d", "Clean-up", starts_at, zone="UTC", **given)


@pytest.mark.parametrize(
    "state, days",
    [(AreaState.REPORTED, 14), (AreaState.REOPENED, 14), (AreaState.CONFIRMED, 30)],
)
def test_an_area_is_stale_from_the_very_day_its_wait_is_over(state, days):
    area = an_area(state)

    assert stale(area, NOON - days * DAY + timedelta(minutes=1), None, NOON) is None
    assert stale(area, NOON - days * DAY, None, NOON).days == days


def test_an_area_that_is_clean_never_goes_stale():
    assert stale(an_area(AreaState.CLEANED), NOON - 900 * DAY, None, NOON) is None


def test_an_area_whose_date_is_over_waits_for_a_word_from_the_day_after():
    area = an_area(AreaState.SCHEDULED)

    def told(over):
        date = a_date(NOON - over - timedelta(hours=3), ends_at=NOON - over)
        return stale(area, NOON - 90 * DAY, date, NOON)

    assert told(timedelta(hours=23)) is None
    assert (told(2 * DAY).why, told(2 * DAY).days) == (AreaState.SCHEDULED, 2)


def test_an_area_with_a_date_to_come_is_not_stale_however_long_it_waited():
    date = a_date(NOON + 3 * DAY, state=EventState.ON)

    assert stale(an_area(AreaState.SCHEDULED), NOON - 90 * DAY, date, NOON) is None
