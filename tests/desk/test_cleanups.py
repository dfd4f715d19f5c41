from datetime import datetime

import pytest

from tests.builders import a_rally, an_area, an_organizer, commit
from turnout.desk import areas, atlas, cleanups, keeping, links, schedule, series
from turnout.desk.areas import Said
from turnout.errors import NotFound, Refused
from turnout.model import Role
from turnout.model.areas import AreaState, Step

FIRST, SECOND = "ks-dec-05", "ks-dec-19"


@pytest.fixture
def organizer(desk, rally):
    made = {"title": "River", "first": datetime(2026, 12, 5, 9), "goal": 20}
    series.make(desk, "ks", **made, count=2).result()
    return an_organizer(desk)


def some_areas(desk, organizer, how_many):
    return [an_area(desk, organizer, key=f"key-of-area-{n:06}").area for n in range(how_many)]


def arrange(desk, date=FIRST, **given):
    return cleanups.arrange(desk, "ks", date, **given).result()


def on(desk, date):
    return [each.area.id for each in atlas.atlas(desk, "ks").areas if each.area.date == date]


def test_areas_are_put_on_a_date_and_taken_off_it(desk, organizer):
    first, second = some_areas(desk, organizer, 2)

    assert arrange(desk, put=[first, second]) == cleanups.Arranged(2, 0)
    assert arrange(desk, take=[first]) == cleanups.Arranged(0, 1)
    assert on(desk, FIRST) == [second]
    assert atlas.one(desk, "ks", first)[1][-1].reason == "by_hand"
    assert keeping.check(desk) == []


def test_putting_an_area_on_twice_changes_nothing(desk, organizer):
    (area,) = some_areas(desk, organizer, 1)
    arrange(desk, put=[area])

    arrange(desk, put=[area])

    assert len(atlas.one(desk, "ks", area)[1]) == 2


def test_what_is_clean_or_on_another_date_is_left_and_named(desk, organizer):
    clean, busy, free = some_areas(desk, organizer, 3)
    areas.say(desk, organizer, Said("key-of-cleaning-1", clean, Step.CLEAN)).result()
    arrange(desk, SECOND, put=[busy])

    assert arrange(desk, put=[clean, busy, free]) == cleanups.Arranged(1, 0, (clean, busy))
    assert [area.id for area in cleanups.free(desk, "ks")] == []


def test_only_what_is_on_a_date_is_taken_off_it(desk, organizer):
    (area,) = some_areas(desk, organizer, 1)
    arrange(desk, SECOND, put=[area])

    assert arrange(desk, take=[area]) == cleanups.Arranged(0, 0)
    assert on(desk, SECOND) == [area]


def test_dates_are_told_with_who_comes_and_what_is_on_them(desk, organizer):
    first, _ = some_areas(desk, organizer, 2)
    arrange(desk, put=[first])
    commit(desk, event=FIRST, party="3")

    one, other = cleanups.dates(desk, "ks")

    assert (one.event.slug, one.coming, [area.id for area in one.on]) == (FIRST, 3, [first])
    assert (other.coming, other.on, other.back) == (0, (), ())


@pytest.mark.parametrize("act", [schedule.cancel, schedule.postpone])
def test_a_date_that_is_off_tells_what_went_back_until_that_is_on_another(desk, organizer, act):
    (area,) = some_areas(desk, organizer, 1)
    arrange(desk, put=[area])
    act(desk, FIRST).result()

    back = cleanups.dates(desk, "ks")[0].back
    assert [(each.id, each.state) for each in back] == [(area, AreaState.REPORTED)]
    assert [each.id for each in cleanups.free(desk, "ks")] == [area]

    arrange(desk, SECOND, put=[area])
    assert cleanups.dates(desk, "ks")[0].back == ()


def test_nothing_is_put_on_a_date_that_is_off(desk, organizer):
    (area,) = some_areas(desk, organizer, 1)
    schedule.cancel(desk, FIRST).result()

    with pytest.raises(Refused) as refused:
        arrange(desk, put=[area])

    assert refused.value.code == "not_active"


def test_nothing_is_put_on_a_date_of_another_campaign(desk, organizer):
    a_rally(desk, "elsewhere")
    (area,) = some_areas(desk, organizer, 1)

    with pytest.raises(Refused) as refused:
        arrange(desk, "elsewhere", put=[area])

    assert refused.value.code == "not_of_campaign"


def test_a_report_that_waits_or_is_not_there_is_put_on_no_date(desk, organizer):
    waiting = an_area(desk).area

    for number in (waiting, 99):
        with pytest.raises(NotFound):
            arrange(desk, put=[number])


def test_an_organizer_of_another_event_arranges_nothing(desk, organizer):
    a_rally(desk, "elsewhere")
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "elsewhere"))

    with pytest.raises(NotFound):
        arrange(desk, by=f"grant:{grant.id}")
