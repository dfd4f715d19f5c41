"""What counts for a challenge: laws of the sums, and each state by its reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model.challenges import Answer, Challenge, ChallengeState, Gained, Measure, Way
from turnout.rules import challenges as rules

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MADE = Challenge(
    1, "ks", 0, Measure.HEADS, 20, NOON + timedelta(hours=1), Way.TOGETHER, (), 5, "", NOON
)  # fmt: skip
ASKED = replace(MADE, whom=(1, 2))
more = st.integers(-30, 60)
gained = st.builds(Gained, more, more, more, more, st.integers(0, 50), st.integers(0, 50))
whoever = st.tuples(st.just(1), st.integers(0, 3))
tallies = st.dictionaries(whoever, gained, max_size=4)
challenges = st.builds(
    lambda measure, most, whom: replace(MADE, measure=measure, declared_most=most, whom=whom),
    st.sampled_from(Measure), st.integers(0, 20), st.sampled_from([(), (1, 2)]),
)  # fmt: skip


def done(challenge, tallied, takes_part=frozenset({1, 2})):
    return rules.score(challenge, takes_part, tallied, ()).done


@given(challenges, st.lists(st.tuples(whoever, gained), max_size=12))
def test_the_order_in_which_things_are_said_changes_nothing(challenge, said):
    stood = {who: (each.stood_named, each.stood_declared) for who, each in said}
    said = [
        (who, replace(each, stood_named=stood[who][0], stood_declared=stood[who][1]))
        for who, each in said
    ]
    one, other = (rules.Score(challenge, {1, 2}) for _ in range(2))
    for who, each in said:
        one.add(who, each)
    for who, each in reversed(said):
        other.add(who, each)

    assert one.done == other.done


@given(tallies, st.integers(0, 20))
def test_declared_heads_never_add_more_than_the_challenge_says(tallied, most):
    without = replace(MADE, declared_most=0)

    assert 0 <= done(replace(MADE, declared_most=most), tallied) - done(without, tallied) <= most


@given(tallies, st.integers(1, 60), st.integers(0, 50))
def test_a_total_that_is_lowered_hurts_nobody(tallied, fewer, stood):
    lowered = {**tallied, (1, 9): Gained(declared=-fewer, stood_declared=stood)}

    assert done(MADE, lowered) == done(MADE, tallied)


@given(challenges, tallies, st.dictionaries(whoever, gained, min_size=1, max_size=3))
def test_a_jump_that_waits_never_adds_anything(challenge, tallied, jump):
    jump = {who: replace(each, stood_named=0, stood_declared=0) for who, each in jump.items()}
    tallied = {who: replace(each, stood_declared=0, declared=0) for who, each in tallied.items()}
    jump = {who: replace(each, declared=0) for who, each in jump.items()}
    both = dict(tallied)
    for who, each in jump.items():
        both[who] = rules.plus(both.get(who, Gained()), each)

    waits = rules.score(challenge, frozenset({1, 2}), both, [jump]).done

    assert waits <= done(challenge, tallied)


@given(tallies, st.lists(st.integers(1, 3), min_size=1, max_size=3))
def test_of_each_it_is_done_as_far_as_whoever_has_furthest_to_go(tallied, asked):
    challenge = replace(ASKED, way=Way.EACH, whom=tuple(asked))
    score = rules.score(challenge, frozenset(asked), tallied, ())

    assert score.done == min(score.of(lead) for lead in asked)


@pytest.mark.parametrize("gains, jumps", [(10, False), (11, True), (-40, False)])
def test_more_than_ten_and_half_the_target_at_once_is_a_jump(gains, jumps):
    assert rules.is_jump(MADE, Gained(named=gains)) is jumps
    assert not rules.is_jump(replace(MADE, target=100), Gained(named=min(gains, 50)))


YES, NO = Answer.ACCEPTED.value, Answer.DECLINED.value


@pytest.mark.parametrize(
    "challenge, answers, off, met, minutes, state",
    [
        (MADE, {}, False, False, 10, ChallengeState.LIVE),
        (MADE, {}, False, True, 10, ChallengeState.MET),
        (MADE, {}, False, True, 90, ChallengeState.MET),
        (MADE, {}, False, False, 90, ChallengeState.MISSED),
        (MADE, {}, True, True, 90, ChallengeState.CALLED_OFF),
        (ASKED, {}, False, True, 10, ChallengeState.OFFERED),
        (ASKED, {1: NO}, False, False, 10, ChallengeState.OFFERED),
        (ASKED, {1: NO, 2: NO}, False, False, 10, ChallengeState.DECLINED),
        (ASKED, {1: NO}, False, False, 90, ChallengeState.DECLINED),
        (ASKED, {1: NO, 2: YES}, False, False, 10, ChallengeState.LIVE),
    ],
)  # fmt: skip
def test_each_state_has_its_reason(challenge, answers, off, met, minutes, state):
    now = NOON + timedelta(minutes=minutes)

    assert rules.state(challenge, answers, off, met, now) is state


def test_at_the_deadline_itself_it_is_not_missed_yet():
    assert rules.state(MADE, {}, False, False, MADE.deadline) is ChallengeState.LIVE
    assert rules.in_time(MADE, MADE.deadline)
