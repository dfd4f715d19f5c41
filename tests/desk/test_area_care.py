import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area, an_organizer
from turnout.desk import area_care, areas, atlas, corrections, keeping, rallies
from turnout.desk.areas import Said
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model.areas import Step
from turnout.store import neighbourhoods

KEYS = [f"key-of-care-number-{n}" for n in range(9)]


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


@pytest.fixture
def area(desk, organizer):
    return an_area(desk, organizer).area


@pytest.fixture
def group(desk, rally):
    """Make the group of the east side; return its slug."""
    campaign = rallies.event(desk, "ks").id
    desk.store.write(
        lambda tx: neighbourhoods.insert(tx, campaign, "east", "East side", "", None, 0)
    ).result()
    return "east"


def assign(desk, doer, area, steward="", group="", key=0):
    return area_care.assign(desk, doer, area, steward, group, KEYS[key]).result()


def cared(desk, area):
    shown, _ = atlas.one(desk, "ks", area)
    return shown.handle, shown.area.group


def test_a_lead_looks_after_an_area_and_every_map_says_so(desk, organizer, area, group):
    before = atlas.atlas(desk, "ks").seq

    receipt = assign(desk, organizer, area, "wichita_teachers", group)

    assert cared(desk, area) == ("wichita_teachers@mastodon.social", "east")
    assert before < receipt.seq == atlas.atlas(desk, "ks", since=before).areas[0].area.seq


def test_who_looks_after_an_area_is_in_its_history_and_in_the_ledger(desk, organizer, area, group):
    assign(desk, organizer, area, "wichita_teachers", group)
    assign(desk, organizer, area, "", group, key=1)
    _, steps = atlas.one(desk, "ks", area)

    assert [(step.step, step.reason) for step in steps[1:]] == [
        (Step.CHANGE, "steward group"), (Step.CHANGE, "no_steward"),
    ]  # fmt: skip
    told = corrections.story(desk, "ks", kinds=["area"])[:2]
    assert [(each.step, each.lead) for each in told] == [
        ("no_steward", ""), ("steward", "Wichita Teachers"),
    ]  # fmt: skip
    assert not any(each.undoable for each in told)
    assert keeping.check(desk) == []


def test_who_looks_after_an_area_does_not_take_back_what_was_said_of_it(desk, organizer, area):
    cleaned = areas.say(desk, organizer, Said(KEYS[1], area, Step.CLEAN)).result()
    assign(desk, organizer, area, "wichita_teachers")

    back = areas.undo(desk, organizer, area, cleaned.seq, KEYS[2]).result()

    assert back.state == "confirmed"


def test_a_lead_of_a_date_may_look_after_an_area(desk, organizer, area):
    a_rally(desk, "dec-5", parent="ks")
    a_lead(desk, "salina@example.social", event="dec-5", name="Salina")

    assign(desk, organizer, area, "salina@example.social")

    assert cared(desk, area)[0] == "salina@example.social"


def test_nobody_looks_after_it_once_that_is_said(desk, organizer, area, group):
    assign(desk, organizer, area, "wichita_teachers", group)

    assign(desk, organizer, area, key=1)

    assert cared(desk, area) == ("", "")


def test_a_key_is_answered_once_and_what_stands_is_no_record(desk, organizer, area):
    first = assign(desk, organizer, area, "wichita_teachers")
    again = assign(desk, organizer, area, "wichita_teachers")
    same = assign(desk, organizer, area, "wichita_teachers", key=1)

    assert (again.seq, again.again, same.seq, same.again) == (first.seq, True, first.seq, True)


@pytest.mark.parametrize("steward, group, field", [("nobody", "", "lead"), ("", "west", "group")])
def test_who_or_what_is_not_there_is_refused(desk, organizer, area, steward, group, field):
    with pytest.raises(Refused) as refused:
        assign(desk, organizer, area, steward, group)

    assert (refused.value.field, refused.value.code) == (field, "unknown")
    assert cared(desk, area) == ("", "")


def test_only_an_organizer_says_who_looks_after_an_area(desk, area):
    with pytest.raises(NotAllowed):
        assign(desk, a_steward(desk), area, "wichita_teachers")


def test_an_area_of_another_map_is_not_there(desk, organizer):
    a_rally(desk, "park")
    elsewhere = an_area(desk, an_organizer(desk, "park"), event="park").area

    with pytest.raises(NotFound):
        assign(desk, organizer, elsewhere, "wichita_teachers")


def test_the_stewards_to_choose_from_are_leads_of_the_campaign_and_its_dates_once_each(
    desk, organizer
):
    a_rally(desk, "dec-5", parent="ks")
    a_lead(desk, event="dec-5")
    a_lead(desk, "salina@example.social", event="dec-5", name="Salina")

    assert [one.handle for one in area_care.stewards(desk, "ks")] == [
        "wichita_teachers@mastodon.social", "salina@example.social",
    ]  # fmt: skip
