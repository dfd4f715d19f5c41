from hypothesis import given
from hypothesis import strategies as st

from turnout.model import Count, Standing, Status
from turnout.rules.standings import count, declared_after, minus, moved, plus, with_party

heads = st.integers(0, 10_000)
standings = st.builds(
    Standing, confirmed=heads, yes=heads, maybe=heads, cancelled=heads, declared=heads, goal=heads
)
counts = st.builds(Count, confirmed=heads, yes=heads, by_count=heads, maybe=heads)


def test_people_who_sign_up_by_name_fill_the_declared_total_first():
    assert count(Standing(yes=15, declared=40)) == Count(yes=15, by_count=25)


def test_nobody_is_by_count_once_more_are_named_than_declared():
    assert count(Standing(confirmed=10, yes=35, declared=40)).by_count == 0


@given(standings)
def test_coming_is_the_larger_of_named_and_declared(standing):
    named = standing.confirmed + standing.yes

    assert count(standing).coming == max(named, standing.declared)


@given(standings, heads)
def test_maybe_is_never_in_the_sum(standing, more):
    with_more = with_party(standing, Status.MAYBE, more)

    assert count(with_more).coming == count(standing).coming


@given(standings, st.sampled_from(list(Status)), heads)
def test_a_party_that_leaves_leaves_no_trace(standing, status, party):
    assert with_party(with_party(standing, status, party), status, -party) == standing


@given(counts, counts)
def test_minus_undoes_plus(one, other):
    assert minus(plus(one, other), other) == one


def test_plus_one_declares_one_more_than_what_stands():
    assert declared_after(Standing(yes=15, declared=3), total=None, more=1) == 16


def test_a_total_replaces_what_was_declared():
    assert declared_after(Standing(yes=15, declared=60), total=40, more=None) == 40


@given(standings, st.integers(-20_000, 20_000))
def test_a_declared_total_never_falls_below_nought(standing, more):
    assert declared_after(standing, total=None, more=more) >= 0


def test_who_has_nobody_and_takes_one_away_declares_nobody():
    assert declared_after(Standing(), total=None, more=-1) == 0


def test_what_moves_moves_each_number_by_its_own():
    before = Standing(confirmed=1, yes=2, maybe=3, cancelled=4, declared=5, goal=6)

    after = moved(before, confirmed=10, yes=20, maybe=30, declared=50)

    assert after == Standing(confirmed=11, yes=22, maybe=33, cancelled=4, declared=55, goal=6)
