from concurrent.futures import wait

import pytest

from tests.builders import a_lead, a_rally, commit
from turnout.desk import leads, links, looks, rallies, schedule
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Role

TEACHERS = "wichita_teachers"


def standing(desk):
    (lead,) = looks.progress(desk, "ks").leads
    return lead


def test_a_declared_total_counts_by_count(desk, rally):
    leads.declare(desk, "ks", TEACHERS, total=40).result()

    assert standing(desk).count == Count(by_count=40)


def test_named_people_fill_the_declared_total_first(desk, rally):
    leads.declare(desk, "ks", TEACHERS, total=40).result()
    receipt = commit(desk, party="3", lead=TEACHERS)

    assert standing(desk).count == Count(yes=3, by_count=37)
    assert receipt.coming == 40


def test_a_cancelled_name_leaves_the_declared_total_standing(desk, rally):
    leads.declare(desk, "ks", TEACHERS, total=40).result()
    commit(desk, "1", party="3", lead=TEACHERS, contact="ana@example.org")
    commit(desk, "2", status="cancelled", contact="ana@example.org")

    assert standing(desk).count == Count(by_count=40)


def test_plus_one_is_one_more_than_what_stands(desk, rally):
    commit(desk, party="5", lead=TEACHERS)

    assert leads.declare(desk, "ks", TEACHERS, more=1).result().coming == 6


def test_four_who_say_forty_at_once_make_forty(desk, rally):
    futures = [leads.declare(desk, "ks", TEACHERS, total=40, key=str(n)) for n in range(4)]
    wait(futures)

    assert looks.progress(desk, "ks").count.coming == 40


def test_a_double_tap_counts_once(desk, rally):
    leads.declare(desk, "ks", TEACHERS, more=5, key="tap-1").result()
    again = leads.declare(desk, "ks", TEACHERS, more=5, key="tap-1").result()

    assert again.again
    assert looks.progress(desk, "ks").count.coming == 5


@pytest.mark.parametrize("said", [{"total": -1}, {"total": 10**9}, {}])
def test_a_total_that_cannot_be_is_refused(desk, rally, said):
    with pytest.raises(Refused):
        leads.declare(desk, "ks", TEACHERS, **said)


def test_a_goal_may_be_raised_and_honestly_lowered(desk, rally):
    leads.set_goal(desk, "ks", TEACHERS, 200).result()
    leads.set_goal(desk, "ks", TEACHERS, 90).result()

    assert standing(desk).goal == 90
    told = [(item.kind, item.people) for item in looks.progress(desk, "ks").just_in]
    assert told == [("goal", -110), ("goal", 80), ("goal", 120)]


def test_a_new_goal_moves_the_clock(desk, rally):
    before = looks.seq(desk, "ks")
    leads.set_goal(desk, "ks", TEACHERS, 200).result()

    assert looks.seq(desk, "ks") == before + 1


def test_a_lead_is_listed_as_added(desk, rally):
    a_lead(desk, "salina@m.social", name="Salina", goal=60, recruited_by=TEACHERS)

    _, salina = leads.leads(desk, "ks")
    assert (salina.name, salina.handle, salina.goal, salina.recruited_by) == (
        "Salina", "salina@m.social", 60, "wichita_teachers",
    )  # fmt: skip


@pytest.mark.parametrize(
    "fields, field, code",
    [
        ({"name": " "}, "name", "missing"),
        ({"name": "\0"}, "name", "bad_characters"),
        ({"handle": "no handle"}, "handle", "not_handle"),
        ({"handle": "wichita_teachers@mastodon.social"}, "handle", "taken"),
        ({"goal": -1}, "goal", "out_of_range"),
        ({"recruited_by": "nobody"}, "recruited_by", "unknown"),
    ],
)
def test_a_lead_that_cannot_be_is_refused(desk, rally, fields, field, code):
    with pytest.raises(Refused) as refused:
        a_lead(desk, **{"handle": "new@m.social", **fields})

    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: leads.set_goal(desk, "ks", "", 5),
        lambda desk: leads.declare(desk, "ks", "", total=5),
        lambda desk: leads.show(desk, "ks", "", shown=False),
    ],
)
def test_those_on_their_own_are_no_lead(desk, rally, act):
    before = looks.seq(desk, "ks")

    with pytest.raises(Refused) as refused:
        act(desk).result()
    assert (refused.value.field, refused.value.code) == ("lead", "unknown")
    assert looks.seq(desk, "ks") == before


def test_a_lead_who_signs_up_is_no_second_human(desk, rally):
    commit(desk, handle="wichita_teachers@mastodon.social", party="2")

    with desk.store.reading() as look:
        assert look.row("SELECT count(*) FROM person")[0] == 1


def test_a_lead_who_is_not_shown_keeps_the_count_and_loses_the_name(desk, rally):
    commit(desk, party="3", lead=TEACHERS)
    leads.show(desk, "ks", TEACHERS, shown=False).result()

    progress = looks.progress(desk, "ks")
    assert (progress.leads, progress.unnamed.coming, progress.unnamed_leads) == ((), 3, 1)
    assert {item.lead for item in progress.just_in} == {""}

    leads.show(desk, "ks", TEACHERS, shown=True).result()
    assert standing(desk).count.coming == 3


def test_a_lead_of_no_event_is_not_found(desk):
    with pytest.raises(NotFound):
        leads.leads(desk, "nowhere")


def test_leads_of_two_events_may_share_a_handle(desk, rally):
    a_rally(desk, "mo")
    a_lead(desk, event="mo")

    assert len(leads.leads(desk, "mo")) == 1


SHUT = [
    (lambda desk: rallies.close(desk, "ks"), "closed"),
    (lambda desk: schedule.postpone(desk, "ks"), "postponed"),
    (lambda desk: schedule.cancel(desk, "ks"), "cancelled"),
]


@pytest.mark.parametrize("shut, reason", SHUT)
def test_more_people_are_not_declared_to_what_takes_none(shut, reason, desk, rally):
    leads.declare(desk, "ks", TEACHERS, total=9).result()
    shut(desk).result()

    for said in ({"total": 10}, {"more": 1}):
        with pytest.raises(Refused) as refused:
            leads.declare(desk, "ks", TEACHERS, **said).result()
        assert (refused.value.field, refused.value.code) == ("event", reason)
    assert standing(desk).count.coming == 9


@pytest.mark.parametrize("shut, reason", SHUT)
def test_a_lead_who_brings_fewer_is_heard_though_it_takes_none(shut, reason, desk, rally):
    leads.declare(desk, "ks", TEACHERS, total=9, key="one").result()
    shut(desk).result()
    leads.declare(desk, "ks", TEACHERS, total=4).result()
    again = leads.declare(desk, "ks", TEACHERS, total=9, key="one").result()

    assert (again.again, standing(desk).count.coming) == (True, 4)


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.LEAD])
def test_who_holds_a_link_declares_until_it_is_taken_back(role, desk, rally):
    links.mint(desk, role, "ks")
    (issued,) = links.issued(desk)
    by = f"grant:{issued.grant.id}"
    leads.declare(desk, "ks", TEACHERS, total=4, by=by).result()
    links.revoke(desk, issued.grant.id)

    with pytest.raises(NotFound):
        leads.declare(desk, "ks", TEACHERS, total=40, by=by).result()
    assert standing(desk).count == Count(by_count=4)


@pytest.mark.parametrize(
    "role, event, door",
    [
        (Role.FUNDER, "ks", Door.LEAD),
        (Role.API, "ks", Door.VOICE),
        (Role.LEAD, "park", Door.LEAD),
        (Role.ORGANIZER, "park", Door.VOICE),
        (Role.API, "park", Door.SMS),
    ],
)
def test_a_link_for_something_else_declares_nothing(role, event, door, desk, rally):
    a_rally(desk, "park")
    links.mint(desk, role, event)
    (issued,) = links.issued(desk)

    with pytest.raises(NotFound):
        leads.declare(
            desk, "ks", TEACHERS, total=40, by=f"grant:{issued.grant.id}", door=door
        ).result()
    assert standing(desk).count == Count()
