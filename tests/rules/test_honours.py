"""What leads are honoured for: never for size, and never at the cost of being honest."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from turnout.model.recognition import Honour
from turnout.rules.honours import Deeds, honours

people = st.integers(0, 400)
lone = st.builds(
    Deeds, promised=people, came=people, first_timers=st.integers(0, 40),
    before=st.none() | people, beginner=st.booleans(),
)  # fmt: skip
deeds = st.builds(replace, lone, below=st.lists(lone, max_size=4).map(tuple))


def test_a_small_promise_kept_is_honoured_as_a_large_one():
    assert honours(Deeds(promised=1, came=1)) == (Honour.KEPT,)
    assert honours(Deeds(promised=400, came=340)) == (Honour.KEPT,)


def test_whoever_brought_hundreds_of_more_promised_is_not_honoured_for_their_number():
    assert honours(Deeds(promised=400, came=339)) == ()


def test_a_branch_is_whole_only_where_every_promise_in_it_was_kept():
    kept, not_kept, silent = Deeds(4, 4), Deeds(4, 3), Deeds()

    assert Honour.BRANCH in honours(Deeds(10, 10, below=(kept, silent)))
    assert Honour.BRANCH not in honours(Deeds(10, 10, below=(kept, not_kept)))
    assert Honour.BRANCH not in honours(Deeds(10, 2, below=(kept,)))
    assert Honour.BRANCH not in honours(Deeds(10, 10, below=(silent,)))


def test_growth_is_measured_against_ones_own_last_time():
    assert Honour.GREW in honours(Deeds(came=11, before=10))
    assert Honour.GREW not in honours(Deeds(came=109, before=100))
    assert Honour.GREW not in honours(Deeds(came=400, before=None))


def test_first_timers_are_honoured_by_their_share_of_a_promise():
    assert Honour.FIRST_TIMERS in honours(Deeds(promised=8, came=8, first_timers=2))
    assert Honour.FIRST_TIMERS not in honours(Deeds(promised=80, came=80, first_timers=2))


def test_a_first_promise_is_honoured_when_anybody_came_by_it():
    assert Honour.FIRST_PROMISE in honours(Deeds(promised=10, came=1, beginner=True))
    assert Honour.FIRST_PROMISE not in honours(Deeds(promised=10, came=0, beginner=True))
    assert Honour.FIRST_PROMISE not in honours(Deeds(promised=10, came=9))


def test_no_deed_knows_a_goal():
    assert not [name for name in Deeds.__dataclass_fields__ if "goal" in name]


@given(did=deeds, times=st.integers(2, 50))
def test_size_alone_brings_and_takes_no_honour(did, times):
    assert honours(_larger(did, times)) == honours(did)


@given(did=deeds, more=st.integers(1, 100))
def test_one_more_who_comes_takes_no_honour_away(did, more):
    assert set(honours(did)) <= set(honours(replace(did, came=did.came + more)))


@given(did=deeds, fewer=st.integers(0, 400))
def test_to_say_in_time_that_it_will_be_fewer_takes_no_honour_for_kept_promises_away(did, fewer):
    lowered = replace(did, promised=max(1, did.promised - fewer))

    assert not (Honour.KEPT in honours(did) and Honour.KEPT not in honours(lowered))


def _larger(did, times):
    before = None if did.before is None else did.before * times
    return replace(
        did, promised=did.promised * times, came=did.came * times, before=before,
        first_timers=did.first_timers * times, below=tuple(_larger(b, times) for b in did.below),
    )  # fmt: skip
