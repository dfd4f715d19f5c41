"""Whose word was said when: what a look at the ledger tells those who decide by it."""

import itertools
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_rally, commit
from turnout.desk import forgetting, keeping, links, looks, reviews, signups
from turnout.errors import Refused
from turnout.model import Door, ReviewState

ANA = {"contact": "ana@example.org", "consent": "1"}
BO = {"contact": "bo@example.org", "consent": "1"}


@pytest.fixture
def desk(tmp_path):
    """Return a desk whose clock never stands still, with two rallies."""
    minutes = itertools.count()
    opened = a_desk(tmp_path, clock=lambda: NOON + timedelta(minutes=next(minutes)))
    for slug in ("ks", "mo"):
        a_rally(opened, slug, ask_contact="either", needs=("ride", "childcare"))
    yield opened
    assert keeping.check(opened) == []
    opened.store.close()


def by_form(desk, key, event="ks", **fields):
    """Sign somebody up on the form; return the receipt and their personal link's token."""
    receipt = commit(desk, key, event=event, door=Door.FORM, scope="form", **{**ANA, **fields})
    return receipt, links.personal(desk, event, receipt.person, receipt.seq)


def by_link(desk, key, token, **fields):
    mine = signups.mine(desk, token)
    given = {"event": mine.event.slug, "person": mine.person, "by": f"grant:{mine.grant}"}
    return commit(desk, key, door=Door.FORM, name="", **{**given, **fields})


def name_of(desk, person):
    with desk.store.reading() as look:
        return look.row("SELECT name FROM person WHERE id = ?", (person,))[0]


def needs_of(desk, person, event="ks"):
    with desk.store.reading() as look:
        sql = "SELECT need FROM need JOIN event ON event.id = event WHERE person = ? AND slug = ?"
        return [row[0] for row in look.rows(sql, (person, event))]


def test_by_the_link_of_a_strangers_sign_up_nobody_is_made_fewer_than_they_said(desk):
    commit(desk, "other", event="mo", party="1", **BO)  # so that no number is another's
    commit(desk, "few", party="1", **ANA)
    commit(desk, "many", party="5", **ANA)
    _, strangers = by_form(desk, "stranger", party="5")

    receipt = by_link(desk, "less", strangers, party="3")

    assert receipt.held
    assert looks.progress(desk, "ks").count.coming == 5


def test_by_ones_own_link_one_is_fewer_whatever_was_said_elsewhere_or_of_others(desk):
    commit(desk, "elsewhere", event="mo", party="5", **ANA)
    commit(desk, "other", party="5", **BO)
    _, own = by_form(desk, "own", party="4")

    receipt = by_link(desk, "less", own, party="2")

    assert not receipt.held
    assert looks.progress(desk, "ks").count.coming == 5 + 2


def test_a_promise_that_was_fewer_before_the_link_may_be_that_again(desk):
    commit(desk, "many", party="5", **ANA)
    commit(desk, "few", party="2", **ANA)
    _, own = by_form(desk, "own", party="3")

    assert not by_link(desk, "less", own, party="2").held


def test_taking_a_promise_back_by_ones_own_link_never_waits(desk):
    held, own = by_form(desk, "own", party="9")
    assert held.held

    assert not by_link(desk, "back", own, party="9", status="cancelled").held


def test_what_somebody_else_signs_up_leaves_ones_link_good(desk):
    receipt, own = by_form(desk, "own", name="Ana", party="2")
    by_form(desk, "other", name="Bo", **BO)

    assert (signups.mine(desk, own).name, signups.mine(desk, own).person) == ("Ana", receipt.person)


def test_a_link_tells_whether_what_it_opens_waits(desk):
    _, small = by_form(desk, "small", party="2")
    _, large = by_form(desk, "large", party="9", **BO)

    assert [signups.mine(desk, each).held for each in (small, large)] == [False, True]


def test_a_late_post_is_weighed_against_all_that_its_own_person_said(desk):
    feed = {"door": Door.FEED, "scope": "feed:ks"}
    for key, hour in (("first", "08"), ("last", "10")):
        commit(desk, key, said_at=f"2026-11-21T{hour}:00:00Z", **ANA, **feed)
    commit(desk, "other", said_at="2026-11-21T12:00:00Z", **BO, **feed)

    with pytest.raises(Refused):
        commit(desk, "between", said_at="2026-11-21T09:00:00Z", **ANA, **feed)
    assert not commit(desk, "newest", said_at="2026-11-21T11:00:00Z", **ANA, **feed).again


def test_the_needs_that_somebody_known_gives_with_their_first_sign_up_stand_at_once(desk):
    ana = commit(desk, "known", event="mo", **ANA).person
    commit(desk, "other", **BO)

    by_form(desk, "first", needs=("ride",))
    by_form(desk, "second", needs=("childcare",))

    assert needs_of(desk, ana) == ["ride"]


@pytest.fixture
def ana(desk):
    """Return Ana, in whose place a stranger says that she is Zoe and one fewer; that waits."""
    person = commit(desk, "ana", name="Ana", party="5", **ANA).person
    assert by_form(desk, "low", name="Zoe", party="4")[0].held
    return person


def shown(desk, person):
    """Show what waits of `person`, and return what they are then called."""
    (waits,) = (each for each in reviews.held(desk, "ks") if each.reason == "lowers")
    reviews.decide(desk, waits.seq, ReviewState.SHOWN).result()
    return name_of(desk, person)


def test_a_name_that_was_shown_stands_though_others_spoke_since(desk, ana):
    commit(desk, "bo", name="Bo", **BO)

    assert shown(desk, ana) == "Zoe"


def test_a_name_that_was_shown_stands_though_a_stranger_spoke_for_them_since(desk, ana):
    by_form(desk, "as many", name="Mallory", party="5")

    assert shown(desk, ana) == "Zoe"


def test_a_name_gives_way_to_what_they_said_of_themselves_elsewhere_since(desk, ana):
    commit(desk, "elsewhere", event="mo", name="Anna", **ANA)

    assert shown(desk, ana) == "Anna"


def test_what_they_say_at_another_event_leaves_what_waits_here(desk, ana):
    commit(desk, "elsewhere", event="mo", name="", **ANA)

    (waits,) = reviews.held(desk, "ks")
    assert waits.says == ("Zoe",)


def test_a_stranger_asks_for_no_reminder_in_the_name_of_somebody_known(desk):
    commit(desk, "ana", party="5", **ANA)
    by_form(desk, "low", party="1", remind="form/1")

    with desk.store.reading() as look:
        assert look.rows("SELECT * FROM reminder") == []


def test_a_key_that_comes_again_is_answered_though_who_said_it_was_erased(desk):
    first = commit(desk, "ana", party="5", **ANA)
    forgetting.erase(desk, "ks", first.person).result()

    again = commit(desk, "ana", party="5", **ANA)

    assert (again.again, again.seq, again.person) == (True, first.seq, None)
    assert looks.progress(desk, "ks").count.coming == 5
