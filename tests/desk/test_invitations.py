"""By whose link somebody came: credit for their first word, and nothing else for anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_lead, a_rally, a_submission, commit
from turnout.desk import corrections, forgetting, invitations, looks, signups
from turnout.errors import Conflict
from turnout.model import Door
from turnout.rules import codes

EVENT = 1


def via(desk, receipt, event=EVENT):
    return invitations.code(desk.pepper, event, receipt.person)


def invited(desk):
    with desk.store.reading() as look:
        return dict(map(tuple, look.rows("SELECT person, inviter FROM invitation")))


def lead_of(desk, receipt):
    with desk.store.reading() as look:
        row = look.row("SELECT lead FROM current WHERE person = ?", (receipt.person,))
        return row[0] if row else None


@given(event=st.integers(1, 10**6), person=st.integers(1, 10**9), other=st.binary(min_size=1))
def test_a_code_is_read_by_who_made_it_and_by_nobody_else(event, person, other):
    code = invitations.code(b"pepper", event, person)

    assert invitations.person_of(b"pepper", event, code) == person
    assert invitations.person_of(b"pepper", event + 1, code) is None
    assert invitations.person_of(b"not the pepper" + other, event, code) is None


@given(st.text(max_size=40))
def test_what_is_no_code_is_nobodys(text):
    assert invitations.person_of(b"pepper", 1, text) is None


@given(st.integers(0, 32**codes.LENGTH - 1))
def test_a_number_is_read_back_from_its_code(number):
    assert codes.number_of(codes.code_of(f"{number:x}")) == number


def test_neighbours_have_codes_that_share_nothing(desk):
    one, next_one = (invitations.code(desk.pepper, EVENT, number) for number in (7, 8))

    assert sum(a == b for a, b in zip(one, next_one, strict=True)) < 6


def test_who_comes_by_a_supporters_link_was_brought_by_them(desk, rally):
    amina = commit(desk, "a", lead="wichita_teachers")
    bo = commit(desk, "b", name="Bo", lead="wichita_teachers", via=via(desk, amina))

    assert invited(desk) == {bo.person: amina.person}


def test_without_a_lead_they_go_with_the_lead_of_who_brought_them(desk, rally):
    amina = commit(desk, "a", lead="wichita_teachers")
    bo = commit(desk, "b", name="Bo", via=via(desk, amina))

    assert lead_of(desk, bo) == lead_of(desk, amina)


def test_the_first_who_brought_them_stands_for_good(desk, rally):
    amina, cy = commit(desk, "a"), commit(desk, "c", name="Cy")
    bo = commit(desk, "b", name="Bo", contact="bo@example.org", via=via(desk, amina))
    commit(desk, "b2", name="Bo", party="2", contact="bo@example.org", via=via(desk, cy))

    assert invited(desk) == {bo.person: amina.person}


def test_who_had_spoken_before_was_brought_by_nobody(desk, rally):
    commit(desk, "b", name="Bo", contact="bo@example.org")
    amina = commit(desk, "a")
    commit(desk, "b2", name="Bo", contact="bo@example.org", via=via(desk, amina))

    assert invited(desk) == {}


def test_nobody_brings_themselves(desk, rally):
    amina = commit(desk, "a", contact="a@example.org")
    commit(desk, "a2", contact="a@example.org", party="2", via=via(desk, amina))

    assert invited(desk) == {}


@pytest.mark.parametrize("code", ["", "x", "AAAAAAAAAAAAAAAA", "K7QM2XPA", "'; DROP", "é" * 16])
def test_an_unknown_code_is_no_reason_to_refuse_anybody(desk, rally, code):
    receipt = commit(desk, "b", name="Bo", via=code)

    assert not receipt.held
    assert invited(desk) == {}


def test_a_code_of_one_event_is_nobodys_at_another(desk, rally):
    a_rally(desk, "park")
    amina = commit(desk, "a")
    commit(desk, "b", event="park", name="Bo", via=via(desk, amina))

    assert invited(desk) == {}


def test_a_quiet_event_keeps_nothing_of_it(desk):
    a_rally(desk, "clinic", quiet=True)
    amina = commit(desk, "a", event="clinic")
    commit(desk, "b", event="clinic", name="Bo", via=via(desk, amina))

    assert invited(desk) == {}


def test_who_was_erased_brings_nobody_more_and_keeps_whom_they_brought(desk, rally):
    amina = commit(desk, "a")
    code = via(desk, amina)
    bo = commit(desk, "b", name="Bo", via=code)
    forgetting.erase(desk, "ks", amina.person).result()
    commit(desk, "c", name="Cy", via=code)

    assert invited(desk) == {bo.person: amina.person}


def test_a_code_outlives_that_its_person_was_made_one_with_another(desk, rally):
    amina = commit(desk, "a", contact="a@example.org")
    again = commit(desk, "x", handle="@amina@mastodon.social")
    code = via(desk, again)
    commit(desk, "m", contact="a@example.org", handle="@amina@mastodon.social")
    bo = commit(desk, "b", name="Bo", via=code)

    assert again.person != amina.person
    assert invited(desk) == {bo.person: amina.person}


def test_who_turns_out_to_have_come_before_was_brought_by_nobody(desk, rally):
    early = commit(desk, "e", name="Bo", contact="bo@example.org")
    amina = commit(desk, "a")
    late = commit(desk, "b", name="Bo", handle="@bo@mastodon.social", via=via(desk, amina))
    commit(desk, "m", contact="bo@example.org", handle="@bo@mastodon.social")

    assert late.person != early.person
    assert invited(desk) == {}


def test_whom_both_brought_is_theirs_once_they_are_one(desk, rally):
    one = commit(desk, "a", contact="a@example.org")
    other = commit(desk, "x", handle="@amina@mastodon.social")
    bo = commit(desk, "b", name="Bo", via=via(desk, other))
    again = commit(desk, "o", name="O", handle="@o@mastodon.social", via=via(desk, one))
    commit(desk, "m", contact="a@example.org", handle="@amina@mastodon.social")

    assert invited(desk) == {bo.person: one.person, again.person: one.person}


def test_what_a_lead_says_of_their_people_brings_nobody(desk, rally):
    amina = commit(desk, "a")
    commit(desk, "b", door=Door.LEAD, name="Bo", lead="wichita_teachers", via=via(desk, amina))

    assert invited(desk) == {}


def test_the_same_key_with_another_code_is_another_sign_up(desk, rally):
    amina = commit(desk, "a")
    commit(desk, "b", name="Bo", via=via(desk, amina))

    assert signups.commit(desk, a_submission("b", name="Bo", via=via(desk, amina))).result().again
    with pytest.raises(Conflict):
        commit(desk, "b", name="Bo")


def test_a_sign_up_that_was_taken_back_brings_nobody_and_comes_back_with_who_brought_it(
    desk, rally
):
    amina = commit(desk, "a")
    bo = commit(desk, "b", name="Bo", via=via(desk, amina))
    undone = corrections.undo(desk, bo.seq, by="desk", event="ks").result()
    corrections.undo(desk, undone.seq, by="desk", event="ks").result()

    assert looks.progress(desk, "ks").count.coming == 2
    assert invited(desk) == {bo.person: amina.person}


def test_a_guessed_code_gives_no_more_than_credit(desk, rally):
    amina = commit(desk, "a", contact="a@example.org", note="by bus", lead="wichita_teachers")
    a_lead(desk, "topeka_nurses", name="Topeka Nurses")
    with_code = commit(desk, "b", name="Bo", lead="topeka_nurses", via=via(desk, amina))
    without = commit(desk, "c", name="Cy", lead="topeka_nurses")

    assert vars(with_code).keys() == vars(without).keys()
    assert (with_code.coming, with_code.held) == (without.coming - 1, without.held)
    assert lead_of(desk, with_code) == lead_of(desk, without)
