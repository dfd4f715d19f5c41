from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import keeping, leads, links, looks, pocket, rallies, schedule, taps
from turnout.desk.taps import Tap
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Role

KEYS = [f"key-of-tap-number-{n}" for n in range(40)]


@pytest.fixture
def who(desk, rally):
    """Return the lead of the rally, by their own link."""
    return a_bearer(desk, "wichita_teachers")


@pytest.fixture
def tap(desk, who):
    """Return a function that takes one tap of that lead in."""
    return lambda kind, key=0, **said: taps.tap(desk, who, Tap(KEYS[key], kind, **said))


@pytest.fixture
def stands(desk, who):
    return partial(pocket.state, desk, who)


def a_bearer(desk, handle):
    token = links.mint(desk, Role.LEAD, "ks", lead=handle)
    session, _ = links.enter(desk, token)
    return pocket.actor(desk, links.visitor(desk, session), "ks")


def test_plus_one_declares_one_more(tap, stands):
    tap("more", 0, n=1)
    tap("more", 1, n=5)

    assert (stands()["coming"], stands()["by_count"]) == (6, 6)


def test_a_tap_sent_again_is_answered_and_counts_once(tap, stands):
    first = tap("more", n=5)

    again = tap("more", n=5)

    assert (again.seq, again.again, stands()["coming"]) == (first.seq, True, 5)


def test_a_tap_sent_again_after_the_lead_was_renamed_counts_once(desk, tap, stands):
    tap("more", n=5)
    leads.change(desk, "ks", "wichita_teachers", handles=["teachers@example.social"]).result()

    tap("more", n=5)

    assert stands()["coming"] == 5


def test_people_by_name_fill_the_total_first(tap, stands):
    tap("total", 0, n=40)

    tap("person", 1, name="Amina", party="3")

    assert (stands()["coming"], stands()["yes"], stands()["by_count"]) == (40, 3, 37)
    assert [(one["name"], one["party"]) for one in stands()["people"]] == [("Amina", 3)]


def test_a_person_is_confirmed_and_then_cannot_come(tap, stands):
    tap("person", 0, name="Amina", party="3", status="maybe")
    (amina,) = stands()["people"]

    tap("change", 1, person=amina["person"], party="2", status="confirmed")
    assert (stands()["confirmed"], stands()["maybe"]) == (2, 0)
    tap("change", 2, person=amina["person"], party="2", status="cancelled")

    assert stands()["coming"] == 0
    assert stands()["people"][0]["status"] == "cancelled"


def test_somebody_elses_person_cannot_be_changed(desk, tap, stands):
    a_lead(desk, "other")
    person = commit(desk, lead="other").person

    with pytest.raises(Refused) as refused:
        tap("change", person=person, status="cancelled")

    assert (refused.value.code, looks.progress(desk, "ks").count.coming) == ("not_yours", 1)


def test_a_new_goal_is_a_dated_goal(desk, tap, stands):
    tap("goal", n=80)

    assert stands()["goal"] == 80
    assert looks.progress(desk, "ks").leads[0].goal == 80


@pytest.mark.parametrize(
    "kind, said, coming",
    [("more", {"n": 5}, 10), ("total", {"n": 40}, 10), ("person", {"name": "Al"}, 10)],
)
def test_undo_takes_back_what_the_tap_did(kind, said, coming, tap, stands):
    tap("total", 0, n=10)
    tap(kind, 1, **said)

    tap("undo", 2, of=KEYS[1])
    tap("undo", 2, of=KEYS[1])
    tap("undo", 3, of=KEYS[1])

    assert stands()["coming"] == coming


def test_undo_of_a_tap_that_never_came_is_refused(tap):
    with pytest.raises(Refused) as refused:
        tap("undo", of=KEYS[7])

    assert refused.value.code == "never_came"


def test_a_total_from_before_a_newer_word_does_not_undo_it(desk, tap, stands):
    leads.declare(desk, "ks", "wichita_teachers", total=50).result()

    with pytest.raises(Refused) as refused:
        tap("total", n=40, age=timedelta(hours=3))

    assert (refused.value.code, stands()["coming"]) == ("overtaken", 50)


def test_one_more_from_before_a_newer_word_still_counts(desk, tap, stands):
    leads.declare(desk, "ks", "wichita_teachers", total=50).result()

    tap("more", n=1, age=timedelta(hours=3))

    assert stands()["coming"] == 51


@pytest.mark.parametrize("age", [timedelta(days=-3), timedelta(days=9_000)])
def test_no_clock_of_a_phone_puts_a_tap_into_the_future_or_the_far_past(age, desk, tap):
    tap("more", n=1, age=age)

    (point,) = pocket.pace(desk, a_bearer(desk, "wichita_teachers"))
    assert NOON - taps.LONGEST_KEPT - timedelta(hours=1) <= point.at <= NOON


@pytest.mark.parametrize(
    "kind, said", [("more", {"n": 1}), ("total", {"n": 9}), ("person", {"name": "Al"})]
)
@pytest.mark.parametrize(
    "shut, reason",
    [(rallies.close, "closed"), (schedule.postpone, "postponed"), (schedule.cancel, "cancelled")],
)
def test_what_takes_no_promise_refuses_more_people(shut, reason, kind, said, desk, tap):
    shut(desk, "ks").result()

    with pytest.raises(Refused) as refused:
        tap(kind, **said)

    assert (refused.value.field, refused.value.code) == ("event", reason)


def test_closed_doors_hear_that_fewer_come(desk, tap, stands):
    tap("total", 0, n=9)
    rallies.close(desk, "ks").result()

    tap("total", 1, n=4)

    assert stands()["coming"] == 4


@pytest.mark.parametrize(
    "kind, said",
    [
        ("person", {"name": " "}),
        ("person", {"name": "Al", "party": "lots"}),
        ("person", {"name": "Al", "contact": "nobody"}),
        ("more", {"n": 10**9}),
        ("total", {"n": -1}),
        ("goal", {"n": -1}),
        ("erase", {}),
    ],
)
def test_what_cannot_be_is_refused_and_stores_nothing(kind, said, tap, stands):
    with pytest.raises(Refused):
        tap(kind, **said)

    assert (stands()["coming"], stands()["people"], stands()["goal"]) == (0, [], 120)


def test_a_link_taken_back_takes_no_tap_in_the_same_breath(desk, who, tap, stands):
    links.revoke(desk, int(who.by.removeprefix("grant:")))

    with pytest.raises(NotFound):
        tap("more", n=1)

    assert stands()["coming"] == 0


def test_a_quiet_event_needs_no_name_and_sends_none_to_a_phone(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, quiet=True)
    a_lead(desk)
    bearer = a_bearer(desk, "wichita_teachers")

    taps.tap(desk, bearer, Tap(KEYS[0], "person", party="2"))
    commit(desk, "named", name="Amina", lead="wichita_teachers")

    assert {one["name"] for one in pocket.state(desk, bearer)["people"]} == {""}
    desk.store.close()


def test_the_totals_are_what_the_ledger_says(desk, tap):
    tap("total", 0, n=10)
    tap("person", 1, name="Al", party="3", status="confirmed")
    tap("more", 2, n=5)
    tap("undo", 3, of=KEYS[2])

    assert keeping.check(desk) == []


def test_a_stranger_is_nobodys_lead(desk, rally):
    with pytest.raises(NotAllowed):
        pocket.actor(desk, [], "ks")


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    said=st.lists(st.sampled_from([("more", 1), ("more", 5)]), min_size=1, max_size=8),
    order=st.data(),
)
def test_however_often_and_late_two_phones_send_each_tap_counts_once(said, order, tmp_path_factory):
    desk = a_desk(tmp_path_factory.mktemp("phones"))
    a_rally(desk)
    a_lead(desk)
    phones = [a_bearer(desk, "wichita_teachers") for _ in range(2)]
    sent = [(phone, n) for n in range(len(said)) for phone in (n % 2, n % 2)]

    for phone, n in order.draw(st.permutations(sent)):
        kind, people = said[n]
        taps.tap(desk, phones[phone], Tap(KEYS[n], kind, n=people))

    coming = pocket.state(desk, phones[0])["coming"]
    desk.store.close()
    assert coming == sum(people for _, people in said)
