"""Strangers can type anybody's contact: what that may change waits for an organizer."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import corrections, keeping, links, looks, reviews
from turnout.errors import Refused
from turnout.model import Door, ReviewState, Role

ANA = {"contact": "ana@example.org", "consent": "1"}
HANDLE = {"handle": "ana@m.social"}
ALL_DOORS = [Door.FORM, Door.API, Door.IMPORT, Door.PAPER, Door.VOICE, Door.DESK]


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def a_stranger_says(desk, key, **fields):
    return commit(desk, key, door=Door.FORM, **fields)


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def show_all(desk):
    for held in reviews.held(desk, "ks"):
        reviews.decide(desk, held.seq, ReviewState.SHOWN).result()


def two_known(desk):
    commit(desk, "1", party="2", **ANA)
    commit(desk, "2", party="3", **HANDLE)
    return a_stranger_says(desk, "3", party="4", **ANA, **HANDLE)


def test_shown_two_people_become_one(desk):
    both = two_known(desk)
    assert (reviews.held(desk, "ks")[0].reason, coming(desk)) == ("two_people", 5)
    reviews.decide(desk, both.seq, ReviewState.SHOWN).result()

    assert coming(desk) == 4


def test_set_aside_they_stay_two(desk):
    both = two_known(desk)
    reviews.decide(desk, both.seq, ReviewState.SET_ASIDE).result()

    assert coming(desk) == 5


def test_who_was_made_one_is_not_parted_by_an_undo(desk):
    decided = reviews.decide(desk, two_known(desk).seq, ReviewState.SHOWN).result()

    with pytest.raises(Refused) as refused:
        corrections.undo(desk, decided.seq, by="desk", event="ks").result()

    assert refused.value.code == "not_undoable"


@pytest.mark.parametrize("less", [{"party": "1"}, {"party": "5", "status": "maybe"}])
def test_a_stranger_who_says_less_for_somebody_is_held(desk, less):
    commit(desk, "1", party="5", **ANA)
    a_stranger_says(desk, "2", **less, **ANA)

    assert (reviews.held(desk, "ks")[0].reason, coming(desk)) == ("lowers", 5)


def test_a_stranger_who_says_as_much_or_more_is_not(desk):
    commit(desk, "1", party="5", **ANA)
    a_stranger_says(desk, "2", party="6", **ANA)

    assert coming(desk) == 6


def test_a_key_may_say_less_at_once(desk):
    commit(desk, "1", party="5", **ANA)
    commit(desk, "2", party="1", **ANA)

    assert coming(desk) == 1


def a_link(desk, said):
    token = links.personal(desk, "ks", said.person, said.seq)
    from turnout.desk.signups import mine

    return mine(desk, token)


def test_a_personal_link_may_say_less_at_once(desk):
    said = a_stranger_says(desk, "1", party="5", **ANA)
    entry = a_link(desk, said)
    a_stranger_says(desk, "2", status="cancelled", person=entry.person, by=f"grant:{entry.grant}")

    assert coming(desk) == 0


@pytest.mark.parametrize("party", ["2", "7"])
def test_the_link_of_a_stranger_is_no_better_than_their_form(tmp_path, party):
    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, ask_contact="either")
    commit(desk, "1", party="5", **ANA)
    clock[0] = NOON.replace(hour=13)
    entry = a_link(desk, a_stranger_says(desk, "2", party=party, **ANA))
    clock[0] = NOON.replace(hour=14)
    a_stranger_says(desk, "3", status="cancelled", person=entry.person, by=f"grant:{entry.grant}")

    assert coming(desk) >= 5


# One human: what each says is the same, however they are known when they say it. A lead names
# their own people only: humans 1 and 3.
WAYS = ["contact", "handle", "both"]
said = st.tuples(st.integers(0, 3), st.sampled_from(ALL_DOORS), st.sampled_from(WAYS)) | st.tuples(
    st.sampled_from([1, 3]), st.just(Door.LEAD), st.sampled_from(WAYS)
)
# Here two leads name anybody, each other's people among them.
LEADS = ("lead@m.social", "other@m.social")
named = st.tuples(
    st.integers(0, 3), st.just(Door.LEAD), st.sampled_from(WAYS), st.sampled_from(LEADS)
)


def in_two_orders(one):
    return st.lists(one, max_size=8).flatmap(
        lambda list_: st.tuples(st.just(list_), st.permutations(list_))
    )


@settings(max_examples=40, deadline=None)
@given(in_two_orders(said))
def test_who_says_one_thing_by_any_door_in_any_order_stands_the_same(orders):
    stands = [_stands_after(order) for order in orders]

    assert stands[0] == stands[1]


@settings(max_examples=40, deadline=None)
@given(in_two_orders(said | named))
def test_whoever_names_them_nobody_is_counted_twice_or_lost_once_all_is_looked_at(orders):
    counts = [_stands_after(order)[0] for order in orders]

    assert counts[0] == counts[1]


def _stands_after(order):
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        a_rally(desk, ask_contact="either")
        for lead in LEADS:
            a_lead(desk, lead)
        by = {lead: _link_of(desk, lead) for lead in LEADS}
        for number, (human, door, known_by, *lead) in enumerate(order):
            of = lead[0] if lead else ["", LEADS[0]][human % 2]
            fields = {"contact": f"p{human}@example.org", "consent": "1"}
            fields |= {"handle": f"p{human}@m.social"}
            for name in {"contact": ["handle"], "handle": ["contact", "consent"]}.get(known_by, ()):
                del fields[name]
            commit(
                desk, str(number), door=door, scope=f"{door}", party=str(human + 1),
                status=["yes", "maybe", "yes", "yes"][human], lead=of,
                by=by[of] if door is Door.LEAD else "public", **fields,
            )  # fmt: skip
        show_all(desk)
        now, wrong = looks.progress(desk, "ks"), keeping.check(desk)
        desk.store.close()
    assert wrong == []
    return now.count, now.leads, now.own


def _link_of(desk, lead):
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=lead))
    return f"grant:{grant.id}"
