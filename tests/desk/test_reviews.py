import pytest

from tests.builders import a_rally, commit
from turnout.desk import keeping, links, looks, reviews
from turnout.errors import NotFound
from turnout.model import Door, ReviewState, Role


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
    assert [waiting.seq for waiting in reviews.held(desk, "ks")] == [held.seq]
    assert keeping.check(desk) == []


def test_what_counted_and_is_to_be_looked_at_again_is_listed(desk, rally):
    counted = commit(desk)
    reviews.decide(desk, counted.seq, ReviewState.HELD).result()

    assert coming(desk) == 0
    assert [waiting.seq for waiting in reviews.held(desk, "ks")] == [counted.seq]


@pytest.fixture
def of_a_burst(desk, rally):
    """Return the receipt of a sign-up that waits because of where it came from."""
    signed = [commit(desk, str(n), "203.0.113.9", door=Door.FORM, scope="") for n in range(6)]
    assert signed[-1].held
    return signed[-1]


def by_own_link(desk, key, receipt, **fields):
    return commit(desk, key, door=Door.FORM, scope="mine", person=receipt.person, **fields)


def test_one_of_a_burst_goes_on_waiting_however_its_link_changes_it(desk, of_a_burst):
    changed = by_own_link(desk, "7", of_a_burst, party="7")
    by_own_link(desk, "8", of_a_burst, status="cancelled")
    again = by_own_link(desk, "9", of_a_burst, party="7")

    assert (changed.held, again.held) == (True, True)
    assert coming(desk) == 5


def test_one_of_a_burst_who_was_let_in_changes_it_at_once(desk, of_a_burst):
    reviews.decide(desk, of_a_burst.seq, ReviewState.SHOWN).result()

    assert not by_own_link(desk, "7", of_a_burst, party="3").held
    assert coming(desk) == 8


def test_a_large_party_made_smaller_counts_at_once(desk, held):
    assert not by_own_link(desk, "2", held, party="3").held


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


def test_whose_link_was_taken_back_decides_no_more(desk, held):
    links.mint(desk, Role.ORGANIZER, "ks")
    (issued,) = links.issued(desk)
    links.revoke(desk, issued.grant.id)

    with pytest.raises(NotFound):
        reviews.decide(desk, held.seq, ReviewState.SHOWN, f"grant:{issued.grant.id}", "ks").result()
    assert coming(desk) == 0
