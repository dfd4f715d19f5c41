"""A stranger's form moves the number of a known person, and nothing else of them, at once."""

import pytest

from tests.builders import a_rally, commit
from tests.desk.test_claims import ANA, AS_SHE_WAS, AS_THEY_SAY, LIES, known_of, planted
from tests.desk.test_claims import ana as ana
from tests.desk.test_claims import desk as desk
from turnout.desk import carrying, corrections, links, looks, reviews, signups
from turnout.errors import Refused
from turnout.model import Door, ReviewState


@pytest.fixture
def raised(desk, ana):
    """Return what a stranger says in Ana's place: it is more, and so it counts."""
    receipt = a_stranger_says(desk, "more")
    assert (receipt.held, receipt.person) == (False, ana)
    return receipt


def a_stranger_says(desk, key, **fields):
    return commit(desk, key, door=Door.FORM, **{**ANA, **LIES, "party": "6", **fields})


def decide(desk, receipt, state):
    return reviews.decide(desk, receipt.seq, state, event="ks").result()


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def test_it_counts_and_leaves_the_person_as_they_were(desk, ana, raised):
    assert coming(desk) == 6
    assert known_of(desk, ana) == AS_SHE_WAS


@pytest.mark.parametrize("party", ["5", "6"])
def test_as_much_or_more_makes_no_difference_to_that(desk, ana, party):
    a_stranger_says(desk, "more", party=party)

    assert known_of(desk, ana) == AS_SHE_WAS


def test_an_empty_name_is_not_filled_by_a_stranger_either(desk):
    zoe = commit(desk, "z", name="", contact=ANA["contact"]).person
    a_stranger_says(desk, "more")

    assert known_of(desk, zoe)[0] == ""


def test_a_further_handle_is_nobodys_until_it_was_looked_at(desk, ana, raised):
    other = commit(desk, "z", name="Zoe", party="3", handle=LIES["handle"])

    assert other.person != ana
    assert coming(desk) == 9


def test_the_organizer_reads_who_is_meant_and_what_waits(desk, ana, raised):
    (held,) = reviews.held(desk, "ks")

    assert (held.seq, held.name, held.reason) == (raised.seq, "Ana", "known_person")
    assert (held.says, held.needs) == (("Zephyrina", "@zephyr_handle@m.social"), ("ride",))


def test_shown_it_is_theirs_and_the_number_stays(desk, ana, raised):
    decide(desk, raised, ReviewState.SHOWN)

    assert known_of(desk, ana) == AS_THEY_SAY
    assert (coming(desk), reviews.held(desk, "ks")) == (6, [])


def test_undone_they_are_as_before_and_it_waits_again(desk, ana, raised):
    decided = decide(desk, raised, ReviewState.SHOWN)
    undone = corrections.undo(desk, decided.seq, by="desk", event="ks").result()

    assert known_of(desk, ana) == AS_SHE_WAS
    assert [held.seq for held in reviews.held(desk, "ks")] == [raised.seq]
    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert known_of(desk, ana) == AS_THEY_SAY


@pytest.mark.parametrize("state", [ReviewState.SET_ASIDE, ReviewState.BLOCKED])
def test_left_as_they_were_nothing_of_it_is_kept_and_the_number_stays(desk, ana, raised, state):
    decided = decide(desk, raised, state)

    assert (planted(desk), known_of(desk, ana), coming(desk)) == ([], AS_SHE_WAS, 6)
    assert reviews.held(desk, "ks") == []
    with pytest.raises(Refused) as refused:
        corrections.undo(desk, decided.seq, by="desk", event="ks").result()
    assert refused.value.code == "not_undoable"


def test_taking_the_sign_up_itself_back_takes_what_it_said_along(desk, ana, raised):
    corrections.undo(desk, raised.seq, by="desk", event="ks").result()

    assert (planted(desk), coming(desk), reviews.held(desk, "ks")) == ([], 5, [])


def test_a_handle_somebody_else_has_by_now_makes_them_one_when_it_is_shown(desk, ana, raised):
    commit(desk, "z", name="Zoe", party="3", handle=LIES["handle"])
    (held,) = reviews.held(desk, "ks")
    assert held.alike

    decide(desk, raised, ReviewState.SHOWN)
    assert coming(desk) == 3  # of the one, the newest word


def test_who_says_what_is_known_of_them_waits_for_nobody(desk, ana):
    again = commit(
        desk, "again", door=Door.FORM, name="Ana", party="6", needs=("childcare",), **ANA
    )

    assert (again.held, reviews.held(desk, "ks"), coming(desk)) == (False, [], 6)


def test_with_the_first_sign_up_at_another_event_its_needs_stand_at_once(desk, ana):
    a_rally(desk, "mo", ask_contact="either", needs=("ride",))
    a_stranger_says(desk, "mo", event="mo", name="Ana", handle="")

    (person,) = carrying.export(desk, "mo")["people"]
    assert (person["name"], person["needs"]) == ("Ana", ["ride"])
    assert reviews.held(desk, "mo") == []


@pytest.mark.parametrize("door", [Door.API, Door.DESK, Door.PAPER, Door.IMPORT, Door.LEAD])
def test_doors_that_somebody_vouches_for_still_correct_a_name(desk, ana, door):
    commit(desk, "other", door=door, name="Ana Lopez", party="7", contact=ANA["contact"])

    assert known_of(desk, ana)[0] == "Ana Lopez"


def test_a_correction_stands_though_a_stranger_has_signed_up_since(desk, ana):
    corrected = commit(desk, "typo", door=Door.FORM, name="Ana Lopez", party="5", **ANA)
    a_stranger_says(desk, "later")

    decide(desk, corrected, ReviewState.SHOWN)

    assert known_of(desk, ana)[0] == "Ana Lopez"


def test_of_two_words_that_are_both_shown_the_newer_stands_in_either_order(desk, ana):
    first = commit(desk, "1", door=Door.FORM, name="Ana Lopez", party="5", **ANA)
    second = commit(desk, "2", door=Door.FORM, name="Ana Lopez Ruiz", party="5", **ANA)
    decide(desk, second, ReviewState.SHOWN)
    decide(desk, first, ReviewState.SHOWN)

    assert known_of(desk, ana)[0] == "Ana Lopez Ruiz"


def test_the_link_that_a_stranger_gets_reads_what_they_wrote_and_not_the_name(desk, ana, raised):
    token = links.personal(desk, "ks", raised.person, raised.seq)

    assert signups.mine(desk, token).name == "Zephyrina"
