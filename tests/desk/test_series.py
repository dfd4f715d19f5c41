from datetime import UTC, datetime

import pytest

from tests.builders import a_rally, an_area, an_organizer
from turnout.desk import areas, atlas, keeping, leads, links, looks, rallies, series
from turnout.desk.areas import Said
from turnout.errors import NotFound, Refused
from turnout.model import EventState, Role
from turnout.model.areas import Step

FIRST = datetime(2026, 12, 5, 9)
KEYS = [f"key-of-step-number-{n}" for n in range(40)]


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


def make(desk, **fields):
    given = {"title": "River clean-up", "first": FIRST, "every": "two_weeks", "count": 3, **fields}
    return series.make(desk, "ks", **given).result()


def some_areas(desk, organizer, how_many):
    return [an_area(desk, organizer, key=KEYS[n]).area for n in range(how_many)]


def test_a_series_is_children_of_one_campaign(desk, rally):
    dates = make(desk, goal=20, ends_at=datetime(2026, 12, 5, 12))

    assert [date.slug for date in dates] == ["ks-dec-05", "ks-dec-19", "ks-jan-02"]
    assert {(date.parent, date.goal, date.place) for date in dates} == {
        ("ks", 20, "Statehouse steps, Topeka")
    }
    assert [date.starts_at for date in dates] == [
        datetime(2026, 12, 5, 15, tzinfo=UTC),
        datetime(2026, 12, 19, 15, tzinfo=UTC),
        datetime(2027, 1, 2, 15, tzinfo=UTC),
    ]
    assert {(date.ends_at - date.starts_at).seconds for date in dates} == {3 * 3600}


def test_the_campaigns_leads_may_lead_each_date(desk, rally):
    dates = make(desk, with_leads=True)

    for date in dates:
        assert [lead.name for lead in looks.progress(desk, date.slug).leads] == ["Wichita Teachers"]
    assert keeping.check(desk) == []


def test_areas_are_put_on_the_dates_in_turns(desk, organizer):
    make(desk, on_them=some_areas(desk, organizer, 5))

    told = atlas.atlas(desk, "ks")
    assert [date.areas for date in told.dates] == [2, 2, 1]
    assert keeping.check(desk) == []


def test_a_clean_area_is_put_on_no_date(desk, organizer):
    clean, dirty = some_areas(desk, organizer, 2)
    areas.say(desk, organizer, Said(KEYS[9], clean, Step.CLEAN)).result()

    make(desk, count=1, on_them=[clean, dirty])

    assert [(each.area.id, each.area.date) for each in atlas.atlas(desk, "ks").areas] == [
        (clean, ""),
        (dirty, "ks-dec-05"),
    ]


def test_a_day_that_is_taken_gets_a_number(desk, rally):
    make(desk, count=1)

    assert [date.slug for date in make(desk, count=1)] == ["ks-dec-05-2"]


@pytest.mark.parametrize("wrong", [{"title": " "}, {"count": 0}, {"every": "day"}, {"goal": -1}])
def test_nothing_is_made_of_a_series_that_cannot_be(desk, rally, wrong):
    with pytest.raises(Refused):
        make(desk, **wrong)

    assert rallies.events(desk) == [rally]


def test_an_area_that_is_not_there_leaves_no_date_behind(desk, rally):
    with pytest.raises(NotFound):
        make(desk, on_them=[99])

    assert rallies.events(desk) == [rally]


def test_an_organizer_of_another_event_makes_no_dates(desk, rally):
    a_rally(desk, "elsewhere")
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "elsewhere"))

    with pytest.raises(NotFound):
        make(desk, by=f"grant:{grant.id}")


def test_dates_are_left_over_once_all_is_clean(desk, organizer):
    (area,) = some_areas(desk, organizer, 1)
    dates = make(desk, on_them=[area])
    assert series.left_over(desk, "ks") == []

    areas.say(desk, organizer, Said(KEYS[9], area, Step.CLEAN)).result()

    assert {date.slug for date in series.left_over(desk, "ks")} == {date.slug for date in dates}


def test_dates_left_over_are_called_off_together(desk, organizer):
    (area,) = some_areas(desk, organizer, 1)
    make(desk, on_them=[area])
    areas.say(desk, organizer, Said(KEYS[9], area, Step.CLEAN)).result()

    off = series.call_off(desk, "ks")

    assert {date.state for date in off} == {EventState.CANCELLED}
    assert series.left_over(desk, "ks") == []


def test_a_campaign_without_areas_has_no_date_left_over(desk, rally):
    make(desk)

    assert series.left_over(desk, "ks") == []


def goals_in(desk, slug):
    just_in = looks.progress(desk, slug).just_in
    return [(each.lead, each.people) for each in just_in if each.kind == "goal"]


def test_the_same_goal_of_each_date_comes_in_once_for_the_campaign(desk, rally):
    own = goals_in(desk, "ks")
    dates = make(desk, with_leads=True)

    for date in dates:
        leads.set_goal(desk, date.slug, "wichita_teachers", 150).result()

    assert goals_in(desk, "ks") == [
        ("Wichita Teachers", 30), ("Wichita Teachers", 120), *own
    ]  # fmt: skip
    assert goals_in(desk, dates[1].slug) == [("Wichita Teachers", 30), ("Wichita Teachers", 120)]


def test_a_date_with_another_figure_is_told_too_and_so_is_a_second_raise(desk, rally):
    one, two, _ = make(desk, with_leads=True)
    for slug, goal in ((one.slug, 150), (two.slug, 200), (one.slug, 180)):
        leads.set_goal(desk, slug, "wichita_teachers", goal).result()

    assert goals_in(desk, "ks")[:3] == [
        ("Wichita Teachers", 30), ("Wichita Teachers", 80), ("Wichita Teachers", 30)
    ]  # fmt: skip
