from datetime import date, timedelta

import pytest

from tests.builders import NOON, a_rally, a_steward, an_area, an_area_photo, an_organizer, commit
from turnout.desk import accounts, areas
from turnout.desk.areas import Doer, Said
from turnout.formats.area_account import Sums
from turnout.model import Grant, ReviewState, Role
from turnout.model.areas import AreaState, Step

FUNDER = [Grant(1, Role.FUNDER, "ks")]
KEY = "key-of-something-{:03}"


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


def told(desk):
    return accounts.report(desk, "ks", FUNDER).areas


def clean(desk, doer, area, key, **said):
    return areas.say(desk, doer, Said(KEY.format(key), area, Step.CLEAN, **said)).result()


def draw(desk, doer, n, **fields):
    return an_area(desk, doer, key=f"key-of-area-{n:05}", **{"m2": 100.4, **fields}).area


def test_an_event_without_a_map_tells_nothing_of_areas(desk, rally):
    assert told(desk) is None


def test_areas_are_told_by_what_stewards_said_of_them(desk, steward):
    first, second, _ = (draw(desk, steward, n) for n in range(3))
    clean(desk, steward, first, 1, bags=3, volunteers=4)
    clean(desk, steward, second, 2, bags=5)

    account = told(desk)

    assert account.sums == Sums(cleaned=2, square_metres=201, bags=8, volunteers=4)
    assert account.areas == 3
    assert account.states == {AreaState.CONFIRMED: 1, AreaState.CLEANED: 2}


def test_an_area_cleaned_twice_counts_once_by_its_newest_cleaning(desk, steward):
    area = draw(desk, steward, 1)
    clean(desk, steward, area, 1, bags=3)
    areas.say(desk, steward, Said(KEY.format(2), area, Step.REOPEN)).result()
    assert told(desk).sums == Sums()

    clean(desk, steward, area, 3, bags=7)

    assert told(desk).sums == Sums(1, 100, 7, 0)


def test_a_cleaning_that_was_taken_back_does_not_count(desk, steward):
    area = draw(desk, steward, 1)
    done = clean(desk, steward, area, 1, bags=3)
    areas.undo(desk, steward, area, done.seq, KEY.format(2)).result()

    assert told(desk).sums == Sums()
    assert told(desk).weeks == ()


def test_an_undone_reopening_brings_the_cleaning_back(desk, steward):
    area = draw(desk, steward, 1)
    clean(desk, steward, area, 1, bags=3)
    reopened = areas.say(desk, steward, Said(KEY.format(2), area, Step.REOPEN)).result()
    areas.undo(desk, steward, area, reopened.seq, KEY.format(3)).result()

    assert told(desk).sums.bags == 3


def test_an_area_that_is_not_shown_is_not_told(desk, steward):
    area = draw(desk, steward, 1)
    draw(desk, Doer("ks"), 2)
    clean(desk, steward, area, 1)
    areas.decide(desk, an_organizer(desk), area, ReviewState.SET_ASIDE, KEY.format(2)).result()

    assert told(desk) is None


def test_weeks_begin_on_monday_in_the_events_zone_and_none_is_left_out(desk, steward):
    first, last = (draw(desk, steward, n, age=timedelta(days=20)) for n in range(2))
    # November 22 is a Sunday; seven hours before noon in UTC it was still Saturday in Kansas.
    clean(desk, steward, first, 1, age=timedelta(days=15), bags=2)
    clean(desk, steward, last, 2, age=timedelta(hours=7))

    weeks = told(desk).weeks

    assert [week.day for week in weeks] == [date(2026, 11, 2 + 7 * n) for n in range(3)]
    assert [week.sums.cleaned for week in weeks] == [1, 0, 1]
    assert NOON.weekday() == 6


def test_a_pair_is_an_area_that_is_clean_with_a_photo_from_before_and_after(desk, steward):
    area = draw(desk, steward, 1)
    an_area_photo(desk, steward, "key-of-area-00001")
    clean(desk, steward, area, 1)
    assert told(desk).pairs == ()

    an_area_photo(desk, steward, KEY.format(1), kind="after")

    (pair,) = told(desk).pairs
    assert (pair.area, pair.before.kind, pair.after.kind) == (area, "before", "after")


def test_people_who_promised_are_in_no_number_of_areas(desk, steward):
    area = draw(desk, steward, 1)
    clean(desk, steward, area, 1, volunteers=3)
    commit(desk, party="40", lead="wichita_teachers")

    report = accounts.report(desk, "ks", FUNDER)
    assert (report.areas.sums.volunteers, report.line.told.coming) == (3, 40)


def test_the_areas_of_another_event_are_not_told(desk, steward):
    a_rally(desk, "park")
    draw(desk, steward, 1)

    assert accounts.report(desk, "park", [Grant(1, Role.FUNDER, "park")]).areas is None
