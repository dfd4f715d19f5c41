from datetime import timedelta

import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area, an_area_photo, an_organizer
from turnout.desk import area_changes, area_photos, areas, atlas, keeping, schedule
from turnout.desk.area_changes import Changed
from turnout.desk.areas import Doer, Said
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model.areas import AreaState, Step
from turnout.model.places import Shape
from turnout.store import area_changes as rows

SPOT = Shape("point", (((-95.69, 39.05),),))
KEYS = [f"key-of-change-number-{n}" for n in range(9)]


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


def change(desk, doer, area, key=0, **told):
    return area_changes.change(desk, doer, Changed(KEYS[key], area, **told)).result()


def say(desk, doer, area, step, key, **said):
    return areas.say(desk, doer, Said(KEYS[key], area, step, **said)).result()


def told_of(desk, area):
    shown, steps = atlas.one(desk, "ks", area)
    return shown.area, steps


def test_a_steward_corrects_what_is_told_and_nothing_else_moves(desk, steward):
    receipt = an_area(desk, steward, text="Tires", wanted=4)

    change(desk, steward, receipt.area, title="  Corner of  7th and Jackson", wanted=6)

    area, steps = told_of(desk, receipt.area)
    assert (area.title, area.text, area.wanted) == ("Corner of 7th and Jackson", "Tires", 6)
    assert (area.state, area.m2) == (AreaState.CONFIRMED, 4_778.0)
    assert (steps[-1].step, steps[-1].reason) == (Step.CHANGE, "title wanted")


def test_a_shape_that_is_drawn_again_has_its_own_size(desk, steward):
    area = an_area(desk, steward).area

    change(desk, steward, area, shape=SPOT)

    assert (told_of(desk, area)[0].shape, told_of(desk, area)[0].m2) == (SPOT, 0.0)


def test_what_an_area_was_before_is_kept(desk, steward):
    area = an_area(desk, steward, text="Tires").area
    change(desk, steward, area, title="Corner", text="")

    with desk.store.reading() as look:
        (was,) = rows.of_area(look, area)

    assert (was["title"], was["text"]) == ("Corner of 6th and Jackson", "Tires")


def test_a_change_sent_again_stands_once_and_one_of_nothing_leaves_no_line(desk, steward):
    area = an_area(desk, steward).area

    first, again = (change(desk, steward, area, title="Corner") for _ in range(2))
    same = change(desk, steward, area, 1, title="Corner")

    assert (again.seq, again.again, same.again) == (first.seq, True, True)
    assert len(told_of(desk, area)[1]) == 2


@pytest.mark.parametrize("told", [{"title": " "}, {"text": "a\x00b"}, {"wanted": 501}])
def test_words_that_cannot_stand_are_refused(desk, steward, told):
    area = an_area(desk, steward).area

    with pytest.raises(Refused):
        change(desk, steward, area, **told)


def test_nobody_passing_by_corrects_anything(desk, steward):
    area = an_area(desk, steward).area

    with pytest.raises(NotAllowed):
        change(desk, Doer("ks"), area, title="Elsewhere")


def test_a_lead_of_one_date_corrects_what_is_on_it_only(desk, steward):
    a_rally(desk, "dec-5", parent="ks")
    a_lead(desk, "helper", event="dec-5")
    here, there = (an_area(desk, steward, key=f"key-of-area-0000{n}").area for n in (1, 2))
    say(desk, an_organizer(desk), here, Step.SCHEDULE, 1, date="dec-5")
    helper = a_steward(desk, "helper", "dec-5")
    helper = Doer("ks", helper.who)

    change(desk, helper, here, 2, title="Here")
    with pytest.raises(NotFound):
        change(desk, helper, there, 3, title="There")


def test_a_correction_stands_in_no_steps_way(desk, steward):
    area = an_area(desk, steward).area
    cleaned = say(desk, steward, area, Step.CLEAN, 1)
    change(desk, steward, area, title="Corner")

    areas.undo(desk, steward, area, cleaned.seq, KEYS[2]).result()
    change(desk, steward, area, 3, title="The corner")
    say(desk, steward, area, Step.CLEAN, 4, age=timedelta(seconds=1))

    assert told_of(desk, area)[0].state is AreaState.CLEANED
    assert keeping.check(desk) == []


def test_an_area_that_was_corrected_goes_back_onto_a_date_that_takes_place_after_all(desk, steward):
    a_rally(desk, "dec-5", parent="ks")
    area = an_area(desk, steward).area
    say(desk, an_organizer(desk), area, Step.SCHEDULE, 1, date="dec-5")
    schedule.cancel(desk, "dec-5").result()
    change(desk, steward, area, title="Corner")

    schedule.resume(desk, "dec-5").result()

    assert told_of(desk, area)[0].date == "dec-5"


def test_who_opens_a_newer_link_sends_again_what_was_kept_and_it_stands_once(desk, steward):
    first = an_area(desk, steward)

    again = an_area(desk, a_steward(desk))

    assert (again.area, again.again) == (first.area, True)


def test_photos_that_wait_are_listed_for_who_may_look(desk, steward):
    area = an_area(desk).area
    an_area_photo(desk, Doer("ks"))

    assert list(area_photos.held(desk, "ks")) == [area]


def test_photos_of_a_step_that_was_taken_back_are_shown_no_longer(desk, steward):
    area = an_area(desk, steward).area
    cleaned = say(desk, steward, area, Step.CLEAN, 1)
    an_area_photo(desk, steward, key=KEYS[1], kind="after")
    name = told(desk).photos[0].name

    areas.undo(desk, steward, area, cleaned.seq, KEYS[2]).result()

    assert told(desk).photos == ()
    assert area_photos.file(desk, "ks", name, small=True) is None


def told(desk):
    (shown,) = atlas.atlas(desk, "ks").areas
    return shown
