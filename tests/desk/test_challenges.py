"""Challenges: made, answered, called off, and how far they are by what people promise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, commit
from turnout.desk import challenges, leads, links, pocket, taps
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.errors import Refused
from turnout.model import Role
from turnout.model.challenges import ChallengeState, Wanted

LEAD, OTHER = "wichita_teachers@mastodon.social", "cane@mastodon.social"
DESK = Actor("ks", 0, Role.ORGANIZER, "desk")
SOON = NOON + timedelta(hours=2)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    opened = a_desk(tmp_path, clock)
    a_rally(opened)
    a_lead(opened)
    a_lead(opened, OTHER, name="Cane River Nurses")
    yield opened
    opened.store.close()


def a_challenge(desk, actor=DESK, key="challenge", **fields):
    wanted = Wanted(**{"target": 12, "deadline": SOON, **fields})
    return challenges.make(desk, actor, key, wanted).result().seq


def by_lead(desk, handle=LEAD):
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=handle))
    return pocket.actor(desk, [grant], "ks")


def stands(desk, number):
    return challenges.one(desk, "ks", number)


def test_a_challenge_to_everybody_is_met_by_real_commitments(desk):
    number = a_challenge(desk)
    commit(desk, "1", party="9", lead=LEAD)
    assert (stands(desk, number).state, stands(desk, number).done) == (ChallengeState.LIVE, 9)

    commit(desk, "2", name="Bo", party="3")

    assert (stands(desk, number).state, stands(desk, number).done) == (ChallengeState.MET, 12)
    assert stands(desk, number).met_at == NOON


def test_what_stood_before_counts_for_nothing(desk):
    commit(desk, "1", party="9", lead=LEAD)

    assert stands(desk, a_challenge(desk)).done == 0


def test_whoever_is_asked_counts_once_they_accepted(desk):
    number = a_challenge(desk, whom=(LEAD,))
    commit(desk, "1", party="9", lead=LEAD)
    assert (stands(desk, number).state, stands(desk, number).done) == (ChallengeState.OFFERED, 0)

    challenges.answer(desk, by_lead(desk), "answer", number, "accepted").result()

    assert (stands(desk, number).state, stands(desk, number).done) == (ChallengeState.LIVE, 9)


def test_a_known_key_is_answered_again(desk):
    wanted = Wanted(12, SOON)
    first = challenges.make(desk, DESK, "key", wanted).result()

    again = challenges.make(desk, DESK, "key", replace(wanted, target=20)).result()

    assert (again.seq, again.again) == (first.seq, True)
    assert len(challenges.of_event(desk, "ks")) == 1


def test_a_jump_counts_for_nothing_until_somebody_looked(desk):
    number = a_challenge(desk)

    leads.declare(desk, "ks", LEAD, total=50).result()
    commit(desk, "1", party="11", lead=LEAD)

    assert (stands(desk, number).done, stands(desk, number).held) == (0, 11)


def test_only_who_likes_to_compete_can_be_asked_each(desk):
    with pytest.raises(Refused) as refused:
        a_challenge(desk, way="each", whom=(LEAD,))
    assert (refused.value.field, refused.value.code) == ("challenge_whom", "not_competing")

    challenges.compete(desk, by_lead(desk), "compete", True).result()

    assert a_challenge(desk, way="each", whom=(LEAD,))


def tapped(desk, kind, key, **told):
    return taps.tap(desk, by_lead(desk), Tap(key.ljust(16, "0"), kind, **told))


def test_a_phone_challenges_answers_and_says_whether_it_competes(desk):
    seq = tapped(desk, "challenge", "one", wanted=Wanted(10, SOON)).seq
    asked = a_challenge(desk, whom=(LEAD,))
    tapped(desk, "challenge_answer", "two", challenge=asked, says="accepted")
    tapped(desk, "compete", "three", says="yes")

    kept = pocket.state(desk, by_lead(desk))["challenges"]

    assert (kept["competes"], [each["id"] for each in kept["mine"]]) == (True, [asked, seq])


def test_a_tap_sent_again_challenges_once(desk):
    first = tapped(desk, "challenge", "one", wanted=Wanted(10, SOON))
    again = tapped(desk, "challenge", "one", wanted=Wanted(10, SOON))

    assert (again.seq, again.again) == (first.seq, True)


def test_what_waits_for_an_answer_is_open(desk):
    asked = a_challenge(desk, whom=(LEAD,))

    kept = pocket.state(desk, by_lead(desk))["challenges"]

    assert [each["id"] for each in kept["open"]] == [asked]
