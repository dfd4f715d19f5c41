import json

import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area, an_organizer, commit
from turnout.desk import areas, atlas, corrections, leads, looks
from turnout.desk.areas import Said
from turnout.errors import NotAllowed, NotFound
from turnout.formats.atlas import collection, encode
from turnout.model import ReviewState
from turnout.model.areas import AreaState, Step

KEYS = [f"key-of-step-number-{n}" for n in range(40)]


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


def say(desk, doer, area, step, key=0, **said):
    return areas.say(desk, doer, Said(KEYS[key], area, step, **said)).result()


def decide(desk, doer, area, state, key=20):
    return areas.decide(desk, doer, area, state, KEYS[key]).result()


def on_the_map(desk, **since):
    return [each.area.id for each in atlas.atlas(desk, "ks", **since).areas]


def test_an_empty_map_has_nothing(desk, rally):
    told = atlas.atlas(desk, "ks")

    assert (told.areas, told.dates, told.neighbourhoods, told.gone) == ((), (), (), ())


def test_a_report_is_on_no_public_map_until_it_is_shown(desk, organizer):
    area = an_area(desk).area
    assert on_the_map(desk) == []
    assert [each.id for each in atlas.waiting(desk, "ks")] == [area]

    decide(desk, organizer, area, ReviewState.SHOWN)

    assert on_the_map(desk) == [area]
    assert atlas.waiting(desk, "ks") == []


def test_an_area_set_aside_leaves_the_map_and_its_date(desk, organizer):
    a_rally(desk, "dec-5", parent="ks")
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, date="dec-5")
    seen = atlas.atlas(desk, "ks").seq

    decide(desk, organizer, area, ReviewState.SET_ASIDE)

    told = atlas.atlas(desk, "ks", seen)
    assert (told.areas, told.gone) == ((), (area,))
    assert [date.areas for date in told.dates] == [0]


def test_a_decision_is_undone_in_the_ledger(desk, organizer):
    area = an_area(desk).area
    shown = decide(desk, organizer, area, ReviewState.SHOWN)

    corrections.undo(desk, shown.seq, by="desk", event="ks").result()

    assert on_the_map(desk) == []
    assert [each.review for each in atlas.waiting(desk, "ks")] == [ReviewState.HELD]


def test_a_steward_decides_nothing(desk, steward):
    area = an_area(desk).area

    with pytest.raises(NotAllowed):
        decide(desk, steward, area, ReviewState.SHOWN)


def test_only_what_changed_since_is_told(desk, organizer):
    first, second = (an_area(desk, organizer, key=KEYS[n]).area for n in (1, 2))
    seen = atlas.atlas(desk, "ks").seq

    say(desk, organizer, first, Step.CLEAN, 3)

    assert on_the_map(desk, since=seen) == [first]
    assert on_the_map(desk) == [first, second]


def test_a_clean_area_says_how_and_by_whom(desk, steward):
    area = an_area(desk, steward).area

    say(desk, steward, area, Step.CLEAN, bags=12, volunteers=8)

    (shown,) = atlas.atlas(desk, "ks").areas
    cleaning = shown.cleaning
    assert (cleaning.bags, cleaning.volunteers, cleaning.lead) == (12, 8, "Wichita Teachers")
    assert shown.steward == "Wichita Teachers"


def test_a_cleaning_that_was_taken_back_is_told_no_more(desk, steward):
    area = an_area(desk, steward).area
    cleaned = say(desk, steward, area, Step.CLEAN, 1, bags=12)
    areas.undo(desk, steward, area, cleaned.seq, KEYS[2]).result()

    (shown,) = atlas.atlas(desk, "ks").areas

    assert (shown.area.state, shown.cleaning) == (AreaState.CONFIRMED, None)


def test_a_hidden_lead_is_named_nowhere_on_the_map(desk, steward):
    area = an_area(desk, steward).area
    say(desk, steward, area, Step.CLEAN)
    leads.show(desk, "ks", "wichita_teachers", False).result()

    assert "Wichita" not in encode(atlas.atlas(desk, "ks")).decode()


def test_a_quiet_campaign_names_nobody(desk):
    a_rally(desk, "quiet", quiet=True)
    a_lead(desk, "salina@example.social", event="quiet", name="Salina")
    an_area(desk, a_steward(desk, "salina", "quiet"), event="quiet")

    assert "alina" not in encode(atlas.atlas(desk, "quiet")).decode()


def test_who_reported_is_in_no_byte_of_the_map(desk, organizer):
    area = an_area(desk, contact="amina@example.org", consent="map/1").area
    decide(desk, organizer, area, ReviewState.SHOWN)

    assert b"amina" not in encode(atlas.atlas(desk, "ks"))


def test_a_sign_up_for_a_date_moves_the_map(desk, organizer):
    a_rally(desk, "dec-5", parent="ks")
    before = atlas.atlas(desk, "ks").seq

    commit(desk, event="dec-5", party="3")

    told = atlas.atlas(desk, "ks")
    assert told.seq > before
    assert [(date.event.slug, date.coming) for date in told.dates] == [("dec-5", 3)]


def test_one_area_comes_with_its_whole_history(desk, steward):
    area = an_area(desk, steward).area
    say(desk, steward, area, Step.CLEAN)

    shown, steps = atlas.one(desk, "ks", area)

    assert shown.area.id == area
    assert [step.step for step in steps] == [Step.DRAW, Step.CLEAN]


def test_an_area_that_waits_is_nobodys_to_open(desk, rally):
    area = an_area(desk).area

    with pytest.raises(NotFound):
        atlas.one(desk, "ks", area)
    assert atlas.one(desk, "ks", area, held=True)[0].area.id == area


def test_the_map_is_geojson(desk, steward):
    an_area(desk, steward)

    told = json.loads(encode(atlas.atlas(desk, "ks")))

    assert told == collection(atlas.atlas(desk, "ks"))
    (feature,) = told["features"]
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"]["state"] == "confirmed"
    assert told["seq"] == looks.seq(desk, "ks")


def test_a_dates_areas_are_on_the_map_of_its_campaign_unless_it_has_its_own(desk, rally):
    date = a_rally(desk, "dec-5", parent="ks")
    assert atlas.map_of(desk, date) == "dec-5"

    an_area(desk, an_organizer(desk))
    assert atlas.map_of(desk, date) == "ks"

    an_area(desk, an_organizer(desk, "dec-5"), key="key-of-area-00002", event="dec-5")
    assert atlas.map_of(desk, date) == "dec-5"
