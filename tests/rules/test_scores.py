"""Promises kept: against what stood at the start, whatever the goal was or became."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model import Status
from turnout.model.scores import Listed, Order, Score
from turnout.rules import scores
from turnout.rules.scores import Site, There, Word

YES, CONFIRMED, MAYBE = Status.YES, Status.CONFIRMED, Status.MAYBE


def a_word(person=1, lead=1, party=1, status=YES, withdrawn=False):
    return Word(person, lead, party, status, withdrawn)


def of_one(*words, declared=None, there=(), firsts=None):
    """Return the score of lead 1."""
    site = Site(words, declared or {}, there)
    return scores.by_lead([site], firsts).get(1, Score())


def test_a_promise_is_what_stood_by_name_and_by_count_when_it_began():
    score = of_one(a_word(1, party=3), a_word(2, party=2, status=CONFIRMED), declared={1: 9})

    assert (score.promised, score.confirmed) == (9, 2)


def test_people_named_fill_the_declared_total_first():
    assert of_one(a_word(1, party=8), declared={1: 5}).promised == 8


@pytest.mark.parametrize("word", [a_word(status=MAYBE), a_word(withdrawn=True)])
def test_a_maybe_and_a_withdrawal_were_no_promise(word):
    assert of_one(word).promised == 0


def test_walk_ins_with_a_lead_are_brought_by_them():
    score = of_one(a_word(), there=[There(1, 1, 1), There(None, 1, 2), There(None, 1, 1)])

    assert (score.came, score.checked, score.walk_ins, score.kept) == (4, 1, 3, 4.0)


def test_what_was_taken_back_at_the_door_brought_nobody():
    score = of_one(a_word(), there=[There(1, 1, 0)], firsts={1})

    assert (score.came, score.first_timers) == (0, 0)


def test_first_timers_are_persons_and_unknown_where_nothing_can_tell():
    there = [There(1, 1, 4), There(2, 1, 1)]

    assert of_one(there=there, firsts={1}).first_timers == 1
    assert of_one(there=there, firsts=None).first_timers is None


def test_a_person_at_two_sites_is_one_person():
    sites = [
        Site([a_word(1, party=2)], {}, [There(1, 1, 2)]),
        Site([a_word(1, party=3, status=CONFIRMED)], {}, [There(1, 1, 1)]),
    ]
    score = scores.together(sites, {1})

    assert (score.promised, score.confirmed, score.came, score.first_timers) == (3, 3, 2, 1)


def test_a_person_who_came_with_two_leads_is_with_both_and_once_in_all():
    sites = [Site([], {}, [There(1, 1, 2)]), Site([], {}, [There(1, 2, 2)])]

    assert {lead: each.came for lead, each in scores.by_lead(sites, None).items()} == {1: 2, 2: 2}
    assert scores.together(sites, None).came == 2


@pytest.mark.parametrize(
    "came, promised, counted, listed",
    [
        (0, 40, 0, Listed.NONE),
        (0, 40, 90, Listed.NONE),
        (2, 40, 0, Listed.PARTLY),  # tried out
        (4, 100, 0, Listed.PARTLY),
        (5, 100, 0, Listed.FULL),
        (1, 1, 0, Listed.FULL),  # small, and all of it
        (30, 40, 31, Listed.PARTLY),  # more were there than were written down
        (30, 40, 30, Listed.FULL),
    ],
)
def test_a_list_is_trusted_as_far_as_it_goes(came, promised, counted, listed):
    assert scores.listed(came, promised, counted) is listed


def test_sites_are_trusted_together_where_each_is():
    full, partly, none = Listed.FULL, Listed.PARTLY, Listed.NONE

    assert scores.together_listed([None, full, full]) is full
    assert scores.together_listed([full, none]) is partly
    assert scores.together_listed([None]) is none
    assert scores.together_listed([partly]) is partly


def test_nobody_is_missed_where_no_list_was_kept():
    assert scores.missed([1, 2, 3], {2, 9}) == [1, 3]
    assert scores.missed([1, 2, 3], set()) == []


@pytest.mark.parametrize(
    "promised, came, word",
    [
        (10, 12, "all"),
        (10, 10, "all"),
        (10, 9, "nearly_all"),
        (10, 7, "most"),
        (10, 5, "half"),
        (10, 1, "some"),
        (10, 0, "none"),
        (0, 3, "unpromised"),
        (0, 0, ""),
    ],
)
def test_a_promise_is_told_in_words(promised, came, word):
    assert scores.kept_word(Score(promised, checked=came)) == word


def test_by_kept_promises_a_small_lead_stands_beside_a_large_one_by_name():
    told = {"large": Score(100, checked=104), "small": Score(2, checked=2), "late": Score(9)}

    assert scores.ranked(told, Order.KEPT, {k: k for k in told}) == ["large", "small", "late"]


def test_by_growth_one_who_grew_stands_before_a_larger_one_who_did_not():
    told = {
        "large": Score(100, checked=90, before=95),
        "new": Score(5, checked=5),
        "small": Score(6, checked=6, before=2),
    }

    assert scores.ranked(told, Order.GROWN, {k: k for k in told}) == ["small", "large", "new"]


def test_who_takes_a_promise_back_in_time_stands_no_lower_than_who_kept_none():
    told = {"a": Score(9), "b": Score(0)}

    places = {each: scores.place(score, Order.KEPT) for each, score in told.items()}
    assert places["b"] >= places["a"]


heads = st.just(0) | st.integers(0, 300)
some_score = st.builds(
    Score, promised=heads, confirmed=heads, checked=heads, walk_ins=heads,
    first_timers=st.none() | heads, goal=heads, before=st.none() | heads,
)  # fmt: skip
field_of_leads = st.dictionaries(st.sampled_from("abcdefgh"), some_score, min_size=1)


@given(told=field_of_leads, order=st.sampled_from(Order), data=st.data())
def test_lowering_a_goal_or_a_promise_never_lowers_a_place(told, order, data):
    who = data.draw(st.sampled_from(sorted(told)))
    score = told[who]
    honest = replace(
        score,
        goal=data.draw(st.integers(0, score.goal)),
        promised=data.draw(st.integers(0, score.promised)),
    )
    names = {each: each for each in told}

    before = scores.ranked(told, order, names)
    after = scores.ranked({**told, who: honest}, order, names)
    assert after.index(who) <= before.index(who)


@given(told=some_score, goal=heads)
def test_no_ratio_knows_the_goal(told, goal):
    other = replace(told, goal=goal)

    assert (other.kept, other.grown, scores.kept_word(other)) == (
        told.kept, told.grown, scores.kept_word(told),
    )  # fmt: skip
