"""Challenges: made, answered, called off, and how far they are by what people promise."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    challenge_review,
    challenges,
    corrections,
    keeping,
    leads,
    links,
    looks,
    merging,
    pocket,
    taps,
)
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.errors import NotFound, Refused
from turnout.formats.picture import picture
from turnout.model import ReviewState, Role
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


def test_a_jump_in_many_small_steps_is_a_jump_and_looked_at_once(desk, clock):
    number = a_challenge(desk, declared_most=12)
    for total in range(4, 41, 4):
        leads.declare(desk, "ks", LEAD, total=total).result()
        clock.now += timedelta(seconds=20)

    assert (stands(desk, number).done, stands(desk, number).held) == (8, 12)
    assert len(challenge_review.gains(desk, "ks")) == 1

    (waits,) = challenge_review.gains(desk, "ks")
    challenge_review.decide(desk, "ks", f"gain:{waits.seq}", ReviewState.SHOWN).result()

    assert stands(desk, number).state is ChallengeState.MET


def test_a_total_that_grows_over_an_evening_is_no_jump(desk, clock):
    number = a_challenge(desk, declared_most=12)
    for total in (4, 8, 12):
        leads.declare(desk, "ks", LEAD, total=total).result()
        clock.now += timedelta(minutes=20)

    assert (stands(desk, number).done, stands(desk, number).held) == (12, 0)


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


def test_a_jump_that_is_shown_counts_and_set_aside_does_not(desk):
    number = a_challenge(desk)
    seq = commit(desk, "1", party="11", lead=LEAD).seq

    challenge_review.decide(desk, "ks", f"gain:{seq}", ReviewState.SHOWN).result()
    assert (stands(desk, number).done, stands(desk, number).held) == (11, 0)
    shown = challenge_review.decide(desk, "ks", f"gain:{seq}", ReviewState.SET_ASIDE).result()
    assert (stands(desk, number).done, stands(desk, number).held) == (0, 0)

    corrections.undo(desk, shown.seq, by="desk", event="ks").result()

    assert stands(desk, number).done == 11


def test_a_jump_that_is_withdrawn_takes_nothing_away(desk):
    number = a_challenge(desk)
    commit(desk, "1", party="30", contact="a@example.org", lead=LEAD)
    commit(desk, "2", name="Bo", party="2")

    commit(desk, "3", party="1", status="cancelled", contact="a@example.org")

    assert (stands(desk, number).done, stands(desk, number).held) == (2, 0)
    assert challenge_review.gains(desk, "ks") == []


def test_what_counted_before_a_jump_is_taken_away_with_it(desk):
    number = a_challenge(desk)
    commit(desk, "1", party="5", contact="a@example.org", lead=LEAD)
    commit(desk, "2", party="40", contact="a@example.org", lead=LEAD)
    assert stands(desk, number).done == 5

    commit(desk, "3", party="1", status="cancelled", contact="a@example.org")

    assert stands(desk, number).done == 0


def test_who_goes_to_another_lead_is_no_gain_of_all_and_no_jump(desk):
    commit(desk, "1", party="30", contact="a@example.org", lead=LEAD)
    number = a_challenge(desk)

    commit(desk, "2", party="30", contact="a@example.org", lead=OTHER)

    assert (stands(desk, number).done, stands(desk, number).held) == (0, 0)


def test_declared_heads_count_as_far_as_the_challenge_says(desk):
    none, some = (a_challenge(desk, key=str(n), target=40, declared_most=n) for n in (0, 4))

    leads.declare(desk, "ks", LEAD, total=9).result()

    assert (stands(desk, none).done, stands(desk, some).done) == (0, 4)


def test_who_gives_a_name_after_they_were_declared_is_counted_once(desk):
    number = a_challenge(desk, target=40, declared_most=10)
    leads.declare(desk, "ks", LEAD, total=6).result()

    commit(desk, "1", party="6", lead=LEAD)

    assert stands(desk, number).done == 6


def test_a_lead_who_lowers_a_goal_or_a_total_is_not_hurt(desk):
    leads.declare(desk, "ks", LEAD, total=50).result()
    number = a_challenge(desk, declared_most=5, whom=(LEAD,))
    challenges.answer(desk, by_lead(desk), "answer", number, "accepted").result()
    commit(desk, "1", party="4", lead=LEAD)

    leads.set_goal(desk, "ks", LEAD, 10).result()
    leads.declare(desk, "ks", LEAD, total=20).result()
    assert stands(desk, number).done == 4
    leads.declare(desk, "ks", LEAD, total=50).result()

    assert stands(desk, number).done == 4


def test_withdrawals_before_the_deadline_take_away_again(desk):
    number = a_challenge(desk, target=3)
    commit(desk, "1", party="3", contact="a@example.org")
    assert stands(desk, number).state is ChallengeState.MET

    commit(desk, "2", party="1", status="cancelled", contact="a@example.org")

    assert stands(desk, number).state is ChallengeState.LIVE


def test_what_comes_after_the_deadline_counts_only_if_it_was_said_before(desk, clock):
    number = a_challenge(desk)
    clock.now = SOON + timedelta(minutes=30)
    in_time = (SOON - timedelta(minutes=5)).isoformat()

    commit(desk, "1", party="5", said_at=in_time)
    commit(desk, "2", name="Bo", party="6")
    assert (stands(desk, number).done, stands(desk, number).state) == (5, ChallengeState.MISSED)
    clock.now = SOON + timedelta(minutes=61)
    commit(desk, "3", name="Cy", party="7", said_at=in_time)

    assert stands(desk, number).done == 5


def test_a_challenge_of_a_campaign_counts_its_sites(desk):
    a_rally(desk, "salina", parent="ks")
    number, own = a_challenge(desk), challenges.make(
        desk, replace(DESK, event="salina"), "own", Wanted(9, SOON)
    ).result().seq  # fmt: skip

    commit(desk, "1", event="salina", party="4")
    commit(desk, "2", name="Bo", party="2")

    assert stands(desk, number).done == 6
    assert challenges.one(desk, "salina", own).done == 4


def test_each_is_met_once_all_who_accepted_reached_it(desk):
    for handle in (LEAD, OTHER):
        challenges.compete(desk, by_lead(desk, handle), handle, True).result()
    number = a_challenge(desk, way="each", whom=(LEAD, OTHER), target=4)
    for handle in (LEAD, OTHER):
        challenges.answer(desk, by_lead(desk, handle), handle + "a", number, "accepted").result()

    commit(desk, "1", party="5", lead=LEAD)
    assert (stands(desk, number).done, stands(desk, number).state) == (0, ChallengeState.LIVE)
    commit(desk, "2", name="Bo", party="4", lead=OTHER)

    assert (stands(desk, number).done, stands(desk, number).state) == (4, ChallengeState.MET)


def test_who_declined_counts_for_nothing_and_all_declining_ends_it(desk):
    number = a_challenge(desk, whom=(LEAD, OTHER))
    challenges.answer(desk, by_lead(desk), "1", number, "accepted").result()
    commit(desk, "1", party="5", lead=LEAD)
    challenges.answer(desk, by_lead(desk), "2", number, "declined").result()
    assert (stands(desk, number).done, stands(desk, number).state) == (0, ChallengeState.OFFERED)

    challenges.answer(desk, by_lead(desk, OTHER), "3", number, "declined").result()

    assert stands(desk, number).state is ChallengeState.DECLINED


def test_an_answer_comes_too_late_after_the_deadline(desk, clock):
    number, lead = a_challenge(desk, whom=(LEAD,)), by_lead(desk)
    clock.now = SOON + timedelta(seconds=1)

    with pytest.raises(Refused) as refused:
        challenges.answer(desk, lead, "1", number, "accepted").result()

    assert refused.value.code == "over"


@pytest.mark.parametrize("late, counts", [(30, True), (90, False)])
def test_an_answer_from_a_phone_without_signal_counts_for_an_hour(desk, clock, late, counts):
    number = a_challenge(desk, whom=(LEAD,))
    clock.now = SOON + timedelta(minutes=late)
    said = {"challenge": number, "says": "accepted", "age": timedelta(hours=3)}

    with nullcontext() if counts else pytest.raises(Refused):
        tapped(desk, "challenge_answer", "one", **said)

    assert (stands(desk, number).live_at is not None) is counts


def test_called_off_and_brought_back_it_goes_on_as_if_nothing_had_been(desk):
    number = a_challenge(desk)
    off = challenges.call_off(desk, DESK, "off", number).result().seq
    commit(desk, "1", party="5")
    assert stands(desk, number).state is ChallengeState.CALLED_OFF

    corrections.undo(desk, off, by="desk", event="ks").result()

    assert (stands(desk, number).done, stands(desk, number).state) == (5, ChallengeState.LIVE)


def test_undoing_a_challenge_calls_it_off_and_undoing_that_brings_it_back(desk):
    number = a_challenge(desk)

    corrections.undo(desk, number, by="desk", event="ks").result()
    assert stands(desk, number).state is ChallengeState.CALLED_OFF
    corrections.undo(desk, number, by="desk", event="ks").result()

    assert stands(desk, number).state is ChallengeState.CALLED_OFF
    told = corrections.story(desk, "ks", kinds=["challenge"])
    corrections.undo(desk, told[0].undone_by, by="desk", event="ks").result()
    assert stands(desk, number).state is ChallengeState.LIVE


def test_an_answer_is_taken_back(desk):
    number = a_challenge(desk, whom=(LEAD,))
    seq = tapped(desk, "challenge_answer", "one", challenge=number, says="accepted").seq

    tapped(desk, "undo", "two", of="one".ljust(16, "0"))

    assert stands(desk, number).state is ChallengeState.OFFERED
    assert corrections.story(desk, "ks", kinds=["challenge_answer"])[-1].seq == seq


def test_a_lead_asks_only_whom_they_can_know_of_and_calls_off_only_their_own(desk):
    leads.show(desk, "ks", OTHER, False).result()
    with pytest.raises(Refused) as refused:
        a_challenge(desk, by_lead(desk), whom=(OTHER,))
    assert (refused.value.field, refused.value.code) == ("challenge_whom", "unknown")

    number = a_challenge(desk)
    with pytest.raises(Refused) as refused:
        challenges.call_off(desk, by_lead(desk), "off", number).result()

    assert refused.value.code == "not_yours"


def test_how_a_challenge_ended_is_no_leads_to_call_off_or_to_undo(desk, clock):
    lead = by_lead(desk)
    number = a_challenge(desk, lead)
    clock.now = SOON + timedelta(minutes=1)
    acts = (
        lambda: challenges.call_off(desk, lead, "off", number),
        lambda: corrections.undo(desk, number, by=lead.by, event="ks", lead=LEAD),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act().result()
        assert refused.value.code == "over"
    assert stands(desk, number).state is ChallengeState.MISSED

    challenges.call_off(desk, DESK, "off", number).result()

    assert stands(desk, number).state is ChallengeState.CALLED_OFF


def test_a_lead_has_three_running_at_a_time(desk):
    lead = by_lead(desk)
    for n in range(3):
        number = a_challenge(desk, lead, str(n))
    with pytest.raises(Refused) as refused:
        a_challenge(desk, lead, "3")
    assert refused.value.code == "too_many_of_yours"

    challenges.call_off(desk, lead, "off", number).result()

    assert a_challenge(desk, lead, "4")


def test_a_lead_who_calls_off_and_challenges_again_does_so_nine_times_a_day(desk, clock):
    lead = by_lead(desk)
    for n in range(9):
        number = a_challenge(desk, lead, f"made {n}")
        challenges.call_off(desk, lead, f"off {n}", number).result()

    with pytest.raises(Refused) as refused:
        a_challenge(desk, lead, "tenth")
    assert refused.value.code == "too_many_a_day"

    clock.now += timedelta(days=1, seconds=1)

    assert a_challenge(desk, lead, "tomorrow", deadline=clock.now + timedelta(hours=1))


@pytest.mark.parametrize(
    "field, code, wanted",
    [
        ("challenge_target", "out_of_range", {"target": 0}),
        ("challenge_deadline", "past", {"deadline": NOON}),
        ("challenge_deadline", "after_event", {"deadline": NOON + timedelta(days=90)}),
        ("challenge_whom", "missing", {"way": "each"}),
        ("challenge_whom", "unknown", {"whom": ("nobody",)}),
        ("challenge_measure", "unknown", {"measure": "likes"}),
        ("challenge_text", "too_long", {"text": "a" * 141}),
    ],
)
def test_what_cannot_be_asked_is_refused(desk, field, code, wanted):
    with pytest.raises(Refused) as refused:
        a_challenge(desk, **wanted)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert challenges.of_event(desk, "ks") == ()


def test_a_link_that_was_taken_back_challenges_nobody(desk):
    lead = by_lead(desk)
    links.revoke(desk, int(lead.by.removeprefix("grant:")))

    for act in (
        lambda: challenges.make(desk, lead, "1", Wanted(9, SOON)),
        lambda: challenges.compete(desk, lead, "2", True),
    ):
        with pytest.raises(NotFound):
            act().result()


def test_everybody_sees_what_somebody_took_up_and_only_shown_leads(desk):
    number = a_challenge(desk, whom=(LEAD, OTHER))
    assert looks.progress(desk, "ks").challenges == ()
    for handle in (LEAD, OTHER):
        challenges.answer(desk, by_lead(desk, handle), handle, number, "accepted").result()
    leads.show(desk, "ks", OTHER, False).result()
    commit(desk, "1", party="4", lead=OTHER)

    (shown,) = picture(looks.progress(desk, "ks"))["challenges"]

    assert [part["handle"] for part in shown["parts"]] == [LEAD]
    assert shown["others"] == {"leads": 1, "done": 4}
    assert "Cane River" not in str(shown)


def test_what_still_needs_people_stands_before_what_is_met_and_that_before_what_is_over(
    desk, clock
):
    over = a_challenge(desk, key="over", deadline=NOON + timedelta(minutes=30))
    needs = a_challenge(desk, key="needs", target=50)
    met = a_challenge(desk, key="met", target=3)
    clock.now += timedelta(hours=1)

    commit(desk, "1", party="3")

    shown = [each.id for each in looks.progress(desk, "ks").challenges]
    assert shown == [needs, met, over]


def test_what_is_over_leaves_the_picture_after_a_day(desk, clock):
    a_challenge(desk)
    clock.now = SOON + timedelta(hours=23)
    commit(desk, "1")
    assert [each.state for each in looks.progress(desk, "ks").challenges] == ["missed"]

    clock.now = SOON + timedelta(hours=25)
    commit(desk, "2", name="Bo")

    assert looks.progress(desk, "ks").challenges == ()


def test_two_leads_made_one_have_gained_what_both_did(desk):
    number = a_challenge(desk, whom=(LEAD, OTHER))
    for handle in (LEAD, OTHER):
        challenges.answer(desk, by_lead(desk, handle), handle, number, "accepted").result()
    commit(desk, "1", party="4", lead=OTHER)
    commit(desk, "2", name="Bo", party="3", lead=LEAD)

    merging.merge(desk, "ks", LEAD, OTHER, total=0, goal=0).result()

    assert (stands(desk, number).done, len(stands(desk, number).parts)) == (7, 1)
    assert keeping.check(desk) == []


def test_erasing_a_lead_blanks_what_they_wrote(desk):
    leads.change(desk, "ks", LEAD, contact="lead@example.org").result()
    number = a_challenge(desk, by_lead(desk), text="Ours is the hall")

    keeping.erase(desk, "lead@example.org").result()

    assert stands(desk, number).challenge.text == ""
    assert stands(desk, number).by.name == ""


def test_the_line_of_a_lead_who_is_hidden_is_hidden_with_them(desk):
    number = a_challenge(desk, by_lead(desk), text="The Teachers fill the hall")
    challenge_review.decide(desk, "ks", f"challenge:{number}", ReviewState.SHOWN).result()
    assert looks.progress(desk, "ks").challenges[0].text == "The Teachers fill the hall"

    leads.show(desk, "ks", LEAD, False).result()

    assert looks.progress(desk, "ks").challenges[0].text == ""


def test_a_jump_of_who_takes_no_part_waits_for_nobody(desk):
    number = a_challenge(desk, whom=(LEAD,))
    commit(desk, "1", party="30", lead=LEAD)
    assert challenge_review.gains(desk, "ks") == []

    challenges.answer(desk, by_lead(desk), "answer", number, "accepted").result()

    assert [each.people for each in challenge_review.gains(desk, "ks")] == [30]


def test_what_was_on_its_way_while_the_challenge_was_made_counts(desk, clock):
    number = a_challenge(desk)
    clock.now -= timedelta(seconds=2)

    commit(desk, "1", party="4")

    assert stands(desk, number).done == 4


def test_one_record_waits_once_however_many_challenges_it_is_for(desk):
    for n in (1, 2):
        a_challenge(desk, key=str(n))
    seq = commit(desk, "1", party="30", lead=LEAD).seq
    assert [each.seq for each in challenge_review.gains(desk, "ks")] == [seq]

    challenge_review.decide(desk, "ks", f"gain:{seq}", ReviewState.SHOWN).result()

    assert [each.done for each in challenges.of_event(desk, "ks")] == [30, 30]


def test_it_says_for_good_when_it_first_came_to_the_target(desk, clock):
    number = a_challenge(desk, target=3)
    commit(desk, "1", party="3", contact="a@example.org")
    clock.now += timedelta(minutes=10)
    commit(desk, "2", party="1", status="cancelled", contact="a@example.org")
    assert stands(desk, number).met_at is None

    commit(desk, "3", name="Bo", party="4")

    assert (stands(desk, number).state, stands(desk, number).met_at) == (ChallengeState.MET, NOON)


def test_it_is_never_met_before_it_was_made(desk):
    number = a_challenge(desk, target=8)

    commit(desk, "1", party="8", said_at=(NOON - timedelta(days=3)).isoformat())

    assert stands(desk, number).met_at == NOON
