import pytest

from tests.builders import a_rally, commit
from turnout.desk import keeping, looks, reviews
from turnout.errors import NotFound
from turnout.model import Door, ReviewState


@pytest.fixture
def held(desk, rally):
    return commit(desk, door=Door.FORM, scope="", party="9", name="Ben", lead="wichita_teachers")


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def test_what_waits_is_listed_with_its_reason(desk, held):
    (waiting,) = reviews.held(desk, "ks")

    assert (waiting.seq, waiting.name, waiting.party, waiting.lead, waiting.reason) == (
        held.seq, "Ben", 9, "Wichita Teachers", "large_party",
    )  # fmt: skip


def test_what_is_shown_counts_and_waits_no_longer(desk, held):
    receipt = reviews.decide(desk, held.seq, ReviewState.SHOWN).result()

    assert (receipt.coming, reviews.held(desk, "ks")) == (9, [])


@pytest.mark.parametrize("state", [ReviewState.SET_ASIDE, ReviewState.BLOCKED])
def test_what_is_put_aside_does_not_count(desk, held, state):
    reviews.decide(desk, held.seq, state).result()

    assert (coming(desk), reviews.held(desk, "ks")) == (0, [])


def test_every_decision_can_be_taken_back(desk, held):
    reviews.decide(desk, held.seq, ReviewState.SHOWN).result()
    reviews.decide(desk, held.seq, ReviewState.HELD).result()

    assert coming(desk) == 0
    assert keeping.check(desk) == []


def test_what_counted_can_be_put_aside_and_the_earlier_promise_stands_again(desk, rally):
    commit(desk, "1", party="2", contact="ana@example.org")
    troll = commit(desk, "2", party="50", contact="ana@example.org")
    reviews.decide(desk, troll.seq, ReviewState.SET_ASIDE).result()

    assert coming(desk) == 2


def test_a_newer_promise_outlasts_a_late_decision(desk, rally):
    first = commit(desk, "1", door=Door.FORM, scope="", party="9")
    commit(desk, "2", door=Door.FORM, scope="", party="3", person=first.person)
    reviews.decide(desk, first.seq, ReviewState.SHOWN).result()

    assert coming(desk) == 3


def test_an_unknown_commitment_is_not_found(desk, rally):
    with pytest.raises(NotFound):
        reviews.decide(desk, 999, ReviewState.SHOWN).result()


def test_a_commitment_of_another_event_is_not_found(desk, held):
    a_rally(desk, "mo")

    with pytest.raises(NotFound):
        reviews.decide(desk, held.seq, ReviewState.SHOWN, event="mo").result()
