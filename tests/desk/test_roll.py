"""The roll against a real store: numbers as they stand, deeds on the night and afterwards."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, come, commit
from turnout.desk import leads, merging, pocket, taps
from turnout.desk.roll import roll
from turnout.desk.taps import Tap
from turnout.model import Role
from turnout.model.recognition import Honour, Place

START = datetime(2026, 12, 5, 18, tzinfo=UTC)  # of the rally "ks"
LEADS = ("ana", "bo", "cy", "di")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, clock)
    a_rally(desk)
    yield desk
    desk.store.close()


def named(desk, handle, place="roll", event="ks", **fields):
    """Add a lead who is on the roll, or named where they say."""
    lead = a_lead(desk, f"{handle}@example.org", name=handle.title(), event=event, **fields)
    who = pocket.Actor(event, lead.id, Role.LEAD, "desk")
    taps.tap(desk, who, Tap(f"key-of-{event}-{handle}".ljust(20, "-"), "roll", place=place))
    return lead


def promise(desk, lead, heads, event="ks", **given):
    """Have one person of a lead promise so many heads; return who it is."""
    key = f"{lead.handle}{heads}{event}{given}"
    return commit(desk, key, event=event, party=str(heads), lead=lead.handle, **given).person


def honoured(desk):
    return {row.name: set(row.honours) for row in roll(desk, "ks").rows}


def test_on_the_night_honours_come_as_people_do(desk, clock):
    lead = named(desk, "ana")
    person = promise(desk, lead, 4)
    assert honoured(desk) == {"Ana": set()}

    clock.now = START
    come(desk, heads=4, person=person, lead=lead.id)

    assert honoured(desk) == {"Ana": {Honour.KEPT}}


def test_once_it_is_over_what_was_promised_is_what_stood_when_it_began(desk, clock):
    lead = named(desk, "ana")
    person, gone = promise(desk, lead, 4), promise(desk, lead, 6)
    clock.now = START
    come(desk, heads=4, person=person, lead=lead.id)
    clock.now = START + timedelta(hours=1)
    commit(desk, "late", person=gone, party="6", status="cancelled", lead=lead.handle)

    (on_the_night,) = roll(desk, "ks").rows
    clock.now = START + timedelta(days=1)
    (afterwards,) = roll(desk, "ks").rows

    assert (on_the_night.promised, afterwards.promised, afterwards.came) == (4, 10, 4)
    assert afterwards.honours == ()


@pytest.fixture
def spring(desk, clock):
    """Let Ana have led a rally in spring, to which two came."""
    a_rally(desk, "spring", starts_at=datetime(2026, 4, 11, 12), hashtag="Spring")
    lead = named(desk, "ana", event="spring")
    clock.now = datetime(2026, 4, 1, tzinfo=UTC)
    person = promise(desk, lead, 2, "spring", name="Old hand", contact="old@example.org")
    come(desk, "spring", heads=2, person=person, lead=lead.id)
    clock.now = NOON
    return person


def test_growth_first_timers_and_first_promises_are_known_by_earlier_rallies(desk, spring, clock):
    ana, bo = named(desk, "ana"), named(desk, "bo")
    again = promise(desk, ana, 3, name="Old hand", contact="old@example.org")
    new = promise(desk, bo, 2, name="Newcomer", contact="new@example.org")
    clock.now = START
    come(desk, heads=3, person=again, lead=ana.id)
    come(desk, heads=2, person=new, lead=bo.id)

    on_the_night = honoured(desk)
    clock.now = START + timedelta(days=1)

    assert again == spring
    assert on_the_night == honoured(desk) == {
        "Ana": {Honour.KEPT, Honour.GREW},
        "Bo": {Honour.KEPT, Honour.FIRST_TIMERS, Honour.FIRST_PROMISE},
    }  # fmt: skip


def test_where_nobody_led_before_nobody_is_honoured_for_a_first_promise(desk, clock):
    lead = named(desk, "ana")
    come(desk, heads=1, person=promise(desk, lead, 1), lead=lead.id)

    assert honoured(desk) == {"Ana": {Honour.KEPT}}


def test_who_is_not_named_is_in_no_number_of_the_branch_that_they_stand_in(desk):
    ana = named(desk, "ana")
    hidden = a_lead(desk, "hidden", name="Hidden", recruited_by=ana.handle)
    under = named(desk, "bo", recruited_by="hidden")
    for lead, came in ((ana, 2), (hidden, 1), (under, 2)):
        come(desk, heads=came, person=promise(desk, lead, 2), lead=lead.id)

    first, second = roll(desk, "ks").rows

    assert (first.branch, first.leads_below, first.brought, first.brought_others) == (4, 1, (), 1)
    assert (second.by, second.depth) == (None, 0)
    assert Honour.BRANCH not in first.honours  # whoever is hidden has kept half


def test_of_two_made_one_the_branches_are_one(desk):
    ana, bo = named(desk, "ana"), named(desk, "bo")
    named(desk, "cy", recruited_by=bo.handle)
    merging.merge(desk, "ks", ana.handle, bo.handle, total=0, goal=0).result()

    assert [(row.name, row.leads_below) for row in roll(desk, "ks").rows] == [("Ana", 1), ("Cy", 0)]


goals = st.lists(st.tuples(st.sampled_from(LEADS), st.integers(0, 500)), max_size=6)
brought = st.lists(
    st.tuples(st.sampled_from(LEADS), st.integers(1, 9), st.integers(0, 9)), max_size=8
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(brought=brought, goals=goals)
def test_goals_raised_or_lowered_change_no_honour_and_no_order(tmp_path_factory, brought, goals):
    desk = a_desk(tmp_path_factory.mktemp("goals"))
    a_rally(desk)
    known = {}
    for handle, over in zip(LEADS, ("", "ana", "bo", ""), strict=True):
        known[handle] = named(desk, handle, recruited_by=over)
    for number, (handle, heads, came) in enumerate(brought):
        person = promise(desk, known[handle], heads, name=f"P{number}")
        come(desk, heads=came, person=person, lead=known[handle].id)
    before = [(row.name, row.honours) for row in roll(desk, "ks").rows]

    for handle, goal in goals:
        leads.set_goal(desk, "ks", known[handle].handle, goal).result()

    assert [(row.name, row.honours) for row in roll(desk, "ks").rows] == before
    desk.store.close()


overs = st.tuples(*(st.sampled_from(("", *LEADS[:place])) for place in range(len(LEADS))))
places = st.lists(st.sampled_from(Place), min_size=len(LEADS), max_size=len(LEADS))
heads = st.lists(st.integers(1, 9), min_size=len(LEADS), max_size=len(LEADS))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(overs=overs, places=places, heads=heads)
def test_whatever_those_bring_who_are_not_on_it_no_number_of_the_roll_tells(
    tmp_path_factory, overs, places, heads
):
    desk = a_desk(tmp_path_factory.mktemp("unnamed"))
    a_rally(desk)
    known = [
        named(desk, handle, place, recruited_by=over)
        for handle, over, place in zip(LEADS, overs, places, strict=True)
    ]
    before = roll(desk, "ks")

    for lead, place, brought in zip(known, places, heads, strict=True):
        if place is not Place.ROLL:
            promise(desk, lead, brought)

    after = roll(desk, "ks")
    assert (after.rows, after.others) == (before.rows, before.others)
    desk.store.close()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(overs=overs, places=places, heads=heads)
def test_a_branch_is_the_sum_of_the_rows_that_stand_in_it(tmp_path_factory, overs, places, heads):
    desk = a_desk(tmp_path_factory.mktemp("sums"))
    a_rally(desk)
    above = dict(zip(LEADS, overs, strict=True))
    for handle, place, brought in zip(LEADS, places, heads, strict=True):
        promise(desk, named(desk, handle, place, recruited_by=above[handle]), brought)

    rows = roll(desk, "ks").rows

    for row in rows:
        over = row.name.lower()
        within = [each for each in rows if over in line(above, each.name.lower())]
        assert row.branch == sum(each.coming for each in within)
        assert row.leads_below == len(within) - 1
    desk.store.close()


def line(above, lead):
    """Return a lead with all who stand over them."""
    return [lead, *line(above, above[lead])] if lead else []
