from datetime import datetime, timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, a_steward, an_area, an_organizer
from turnout.desk import (
    areas,
    atlas,
    corrections,
    keeping,
    links,
    neighbourhoods,
    place_stories,
    stale,
)
from turnout.desk.areas import Doer, Said
from turnout.desk.neighbourhoods import Plan
from turnout.desk.place_stories import Told
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.model.places import Shape
from turnout.store import areas as rows

KEY = "key-of-something-{:03}"
AROUND = Shape(
    "polygon", (((-95.7, 39.04), (-95.68, 39.04), (-95.68, 39.06), (-95.7, 39.06), (-95.7, 39.04)),)
)
ELSEWHERE = Shape(
    "polygon", (((-94.7, 39.04), (-94.68, 39.04), (-94.68, 39.06), (-94.7, 39.06), (-94.7, 39.04)),)
)


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


def add(desk, doer, name="North Topeka", key=0, **plan):
    return neighbourhoods.add(desk, doer, KEY.format(key), Plan(name, **plan)).result()


def group_of(desk, area):
    return atlas.one(desk, "ks", area)[0].area.group


def tell(desk, doer, key=0, kind="landmark", title="The old mill", **told):
    return place_stories.tell(desk, doer, Told(KEY.format(key), kind, title, **told)).result()


def test_a_groups_short_name_is_made_of_its_name_and_never_taken_twice(desk, organizer):
    slugs = [add(desk, organizer, "Highland Crest", n).slug for n in range(3)]

    assert slugs == ["highland-crest", "highland-crest-2", "highland-crest-3"]


def test_a_key_sent_twice_makes_one_group(desk, organizer):
    first, again = add(desk, organizer), add(desk, organizer)

    assert first == again
    assert len(neighbourhoods.groups(desk, "ks")) == 1


def test_only_organizers_make_groups(desk, steward):
    for doer in (steward, Doer("ks")):
        with pytest.raises(NotAllowed):
            add(desk, doer)


def test_a_link_that_was_taken_back_makes_no_group(desk, organizer):
    for issued in links.issued(desk):
        links.revoke(desk, issued.grant.id)

    with pytest.raises(NotFound):
        add(desk, organizer)


def test_a_steward_who_is_no_lead_is_refused(desk, organizer):
    with pytest.raises(Refused, match="lead: unknown"):
        add(desk, organizer, steward="nobody")


def test_a_boundary_is_an_outline(desk, organizer):
    with pytest.raises(Refused, match="shape: no_boundary"):
        add(desk, organizer, boundary=Shape("point", (((-95.7, 39.0),),)))


def test_areas_within_the_boundary_belong_to_it_whichever_came_first(desk, organizer, steward):
    before = an_area(desk, steward).area
    add(desk, organizer, boundary=AROUND)
    after = an_area(desk, steward, key="key-of-area-00002").area

    assert [group_of(desk, area) for area in (before, after)] == ["north-topeka"] * 2


def test_an_open_map_hears_which_areas_a_new_boundary_takes_in(desk, organizer, steward):
    area = an_area(desk, steward).area
    seen = atlas.atlas(desk, "ks").seq
    add(desk, organizer, boundary=AROUND)

    assert [each.area.id for each in atlas.atlas(desk, "ks", seen).areas] == [area]


@pytest.mark.parametrize("by_hand", [True, False])
def test_an_area_put_into_a_group_or_out_of_all_by_hand_stays_so(desk, organizer, steward, by_hand):
    add(desk, organizer, "Around", boundary=AROUND)
    area = an_area(desk, steward).area
    other = add(desk, organizer, "By hand", key=1).id if by_hand else None
    with desk.store.reading() as look:
        known = look.row("SELECT * FROM area")
    desk.store.write(lambda tx: _put_by_hand(tx, known, other)).result()

    add(desk, organizer, "Around as well", key=2, boundary=AROUND)

    assert group_of(desk, area) == ("by-hand" if by_hand else "")


def _put_by_hand(tx, row, group):
    rows.change(
        tx, row["changed"], row["id"], title=row["title"], text="", size="", wanted=0,
        shape=rows.read_shape(row["shape"]), m2=row["m2"], neighbourhood=group, steward=0,
    )  # fmt: skip


def test_a_boundary_that_is_moved_or_set_aside_lets_its_areas_go(desk, organizer, steward):
    area = an_area(desk, steward).area
    add(desk, organizer, boundary=AROUND)
    plan = Plan("North Topeka", boundary=ELSEWHERE)
    neighbourhoods.change(desk, organizer, KEY.format(1), "north-topeka", plan).result()
    assert group_of(desk, area) == ""

    plan = Plan("North Topeka", boundary=AROUND)
    neighbourhoods.change(desk, organizer, KEY.format(2), "north-topeka", plan).result()
    assert group_of(desk, area) == "north-topeka"

    neighbourhoods.decide(
        desk, organizer, KEY.format(3), "north-topeka", ReviewState.SET_ASIDE
    ).result()
    assert group_of(desk, area) == ""
    assert atlas.atlas(desk, "ks").neighbourhoods == ()
    with pytest.raises(NotFound):
        neighbourhoods.page(desk, "ks", "north-topeka")


def test_a_groups_page_has_its_areas_its_next_dates_and_what_changed_lately(
    desk, organizer, steward
):
    a_rally(desk, "past", parent="ks", title="Past", starts_at=datetime(2026, 11, 1, 9))
    a_rally(desk, "next", parent="ks", title="Next")
    area = an_area(desk, steward).area
    an_area(
        desk, steward, key="key-of-area-00002", title="Far away",
        shape=Shape("point", (((-94.0, 39.0),),)),
    )  # fmt: skip
    add(desk, organizer, boundary=AROUND)
    areas.say(desk, organizer, Said(KEY.format(9), area, Step.SCHEDULE, date="next")).result()

    page = neighbourhoods.page(desk, "ks", "north-topeka")

    assert [each.area.id for each in page.areas] == [area]
    assert [each.event.slug for each in page.dates] == ["next"]
    assert [(each.title, each.step) for each in page.lately] == [
        ("Corner of 6th and Jackson", Step.SCHEDULE),
        ("Corner of 6th and Jackson", Step.DRAW),
    ]


def test_what_was_taken_back_did_not_change_lately(desk, organizer, steward):
    area = an_area(desk, steward).area
    add(desk, organizer, boundary=AROUND)
    done = areas.say(desk, steward, Said(KEY.format(1), area, Step.CLEAN)).result()
    areas.undo(desk, steward, area, done.seq, KEY.format(2)).result()

    page = neighbourhoods.page(desk, "ks", "north-topeka")
    assert [each.step for each in page.lately] == [Step.DRAW]


def test_what_a_stranger_tells_waits_and_what_a_steward_tells_stands(desk, organizer, steward):
    add(desk, organizer)
    held = tell(desk, Doer("ks"), 1, of="north-topeka")
    stood = tell(desk, steward, 2, title="The bridge", of="north-topeka")

    assert (held.held, stood.held) == (True, False)
    shown = neighbourhoods.page(desk, "ks", "north-topeka").stories
    assert [story.title for story in shown] == ["The bridge"]
    assert [story.id for story in place_stories.waiting(desk, "ks")] == [held.story]


def test_a_lead_of_one_date_tells_directly_only_of_what_is_on_it(desk, steward):
    a_rally(desk, "dec-5", parent="ks", title="Date")
    a_lead(desk, "park_lead", event="dec-5")
    lead = Doer("ks", a_steward(desk, "park_lead", "dec-5").who)
    area = an_area(desk, steward).area

    assert tell(desk, lead, area=area).held


def test_a_story_told_twice_stands_once(desk, organizer):
    add(desk, organizer)

    first, again = (tell(desk, Doer("ks"), 1, of="north-topeka") for _ in range(2))

    assert (again.story, again.again) == (first.story, True)


def test_a_story_is_shown_set_aside_and_taken_back_by_organizers_alone(desk, organizer, steward):
    area = an_area(desk, steward).area
    story = tell(desk, Doer("ks"), 1, kind="story", text="A mill stood here.", area=area).story
    with pytest.raises(NotAllowed):
        place_stories.decide(desk, steward, story, ReviewState.SHOWN).result()

    def titles():
        return [each.title for each in place_stories.of_area(desk, "ks", area)]

    for state, told in (
        (ReviewState.SHOWN, ["The old mill"]),
        (ReviewState.SET_ASIDE, []),
        (ReviewState.HELD, []),
    ):
        place_stories.decide(desk, organizer, story, state).result()
        assert titles() == told
    assert keeping.check(desk) == []


def test_the_ledger_names_the_group_and_what_was_told_of_it(desk, organizer):
    group = add(desk, organizer, "North End")
    neighbourhoods.decide(
        desk, organizer, KEY.format(1), group.slug, ReviewState.SET_ASIDE
    ).result()
    neighbourhoods.decide(desk, organizer, KEY.format(2), group.slug, ReviewState.SHOWN).result()
    story = tell(desk, Doer("ks"), key=3, of=group.slug).story
    place_stories.decide(desk, organizer, story, ReviewState.SHOWN).result()

    told = corrections.story(desk, "ks", text="North End")[::-1]

    assert [(each.kind, each.step or each.decided, each.told) for each in told] == [
        ("group", "made", ""), ("group", "set_aside", ""), ("group", "shown", ""),
        ("story", "", "The old mill"), ("review", "shown", "The old mill"),
    ]  # fmt: skip


def test_a_decision_on_a_story_taken_back_in_the_ledger_is_taken_back(desk, organizer):
    group = add(desk, organizer)
    story = tell(desk, Doer("ks"), key=3, of=group.slug).story
    seq = place_stories.decide(desk, organizer, story, ReviewState.SHOWN).result().seq

    corrections.undo(desk, seq, by="desk", event="ks").result()

    assert [each.title for each in place_stories.waiting(desk, "ks")] == ["The old mill"]
    assert place_stories.shown(desk, "ks") == []


def test_nothing_is_told_of_a_place_that_is_not_shown(desk, organizer):
    held = an_area(desk).area

    for told in ({"area": held}, {"area": 99}, {"of": "nowhere"}):
        with pytest.raises(NotFound):
            tell(desk, Doer("ks"), **told)


def test_an_address_that_tells_without_end_is_slowed_down(desk, organizer):
    add(desk, organizer)
    passer = Doer("ks", address="192.0.2.7")

    for n in range(20):
        tell(desk, passer, n, of="north-topeka")

    with pytest.raises(Refused, match="area: too_many"):
        tell(desk, passer, 20, of="north-topeka")


@pytest.fixture
def later(tmp_path):
    """Return a desk with a rally and a lead, and the clock that it goes by."""
    clock = Clock()
    desk = a_desk(tmp_path, clock)
    a_rally(desk)
    a_lead(desk)
    yield desk, clock
    desk.store.close()


def test_a_steward_is_told_of_their_own_stale_areas_and_the_organizer_of_all(later):
    desk, clock = later
    a_lead(desk, "topeka_nurses", name="Topeka Nurses")
    theirs, other = a_steward(desk), a_steward(desk, "topeka_nurses")
    own = an_area(desk, theirs).area
    an_area(desk, an_organizer(desk), key="key-of-area-00002")
    clock.now = NOON + timedelta(days=31)

    assert [each.area.id for each in stale.stale(desk, "ks", theirs.lead)] == [own]
    assert stale.stale(desk, "ks", other.lead) == []
    assert len(stale.stale(desk, "ks")) == 2

    organizer = an_organizer(desk)
    add(desk, organizer, boundary=AROUND, steward="topeka_nurses")
    assert len(stale.stale(desk, "ks", other.lead)) == 2  # by their group


def test_a_look_at_an_area_makes_it_fresh_again(later):
    desk, clock = later
    area = an_area(desk).area
    organizer = an_organizer(desk)
    areas.decide(desk, organizer, area, ReviewState.SHOWN, KEY.format(1)).result()
    clock.now = NOON + timedelta(days=15)
    assert len(stale.stale(desk, "ks")) == 1
    organizer = an_organizer(desk)
    areas.say(desk, organizer, Said(KEY.format(2), area, Step.CONFIRM)).result()

    assert stale.stale(desk, "ks") == []
