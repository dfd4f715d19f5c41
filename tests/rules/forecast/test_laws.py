"""What holds for every forecast, whatever was promised and whatever happened before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.model.forecasting import LEVELS, Assumptions, Changes
from turnout.model.pledges import UNKNOWN_DAYS, PastEvent, PastPledge, Pledge, TypedIn
from turnout.rules.forecast.explain import what_if, what_moves
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.predict import predict
from turnout.rules.forecast.sites import together

leads = st.one_of(st.none(), st.integers(0, 4))
ahead = st.one_of(st.floats(0, 400), st.just(UNKNOWN_DAYS))
pledges = st.builds(
    Pledge,
    lead=leads,
    channel=st.sampled_from(["form", "sms", ""]),
    status=st.sampled_from(["yes", "maybe", "confirmed"]),
    party=st.integers(1, 60),
    days_ahead=ahead,
    kind=st.sampled_from(["named", "declared"]),
    withdrawn_days=st.one_of(st.none(), st.floats(0, 60)),
)


@st.composite
def past_pledges(draw):
    each = draw(pledges)
    showed = draw(st.sampled_from([0, each.party, each.party // 2]))
    return PastPledge(**vars(each), showed=showed)


@st.composite
def histories(draw):
    detailed = draw(st.lists(st.lists(past_pledges(), max_size=25), max_size=3))
    tables = draw(st.lists(st.builds(TypedIn, heads, heads, leads), max_size=3))
    events = [
        PastEvent(at, DAY + timedelta(at), tuple(each), draw(st.integers(0, 30)))
        for at, each in enumerate(detailed)
    ]
    return (*events, *([PastEvent.typed_in(99, DAY, tables)] if tables else ()))


heads = st.integers(0, 500)
rates = st.floats(0, 1)
assumptions = st.builds(
    Assumptions, rates, rates, rates, rates, rates, rates, spread=st.floats(0, 3)
)
fits = st.builds(
    fit, histories(), st.sampled_from([0, 0.5, 1, 7, 28, 90]), st.booleans(), assumptions
)
DAY = date(2025, 5, 1)
slow = settings(max_examples=60, deadline=None)


@slow
@given(fits, st.lists(pledges, max_size=30))
def test_ranges_are_ordered_whole_and_within_what_is_possible(taught, promised):
    told = predict(taught, promised)
    standing = sum(each.party for each in promised if each.withdrawn_days is None)

    for each in (told.committed, told.final):
        assert list(each.quantiles) == sorted(each.quantiles)
        assert len(each.quantiles) == len(LEVELS)
        assert all(isinstance(people, int) for people in each.quantiles)
    assert told.heads == standing
    assert told.committed.quantiles[0] >= 0
    assert told.committed.quantiles[-1] <= standing


@slow
@given(fits, st.lists(pledges, max_size=30))
def test_no_fewer_come_in_all_than_of_those_committed(taught, promised):
    told = predict(taught, promised)
    both = zip(told.committed.quantiles, told.final.quantiles, strict=True)

    assert all(of_them <= in_all for of_them, in_all in both)


@slow
@given(fits, st.lists(pledges, max_size=20), pledges)
def test_another_commitment_never_lowers_the_final_median(taught, promised, another):
    before = predict(taught, promised)
    after = predict(taught, [*promised, another])

    assert after.final.median >= before.final.median
    assert after.committed.median >= before.committed.median


@slow
@given(fits, st.lists(pledges, min_size=1, max_size=20), st.data())
def test_a_cancellation_never_raises_it(taught, promised, data):
    at = data.draw(st.integers(0, len(promised) - 1))
    cancelled = [*promised]
    cancelled[at] = replace(promised[at], withdrawn_days=3.0)

    after = predict(taught, cancelled)

    assert after.final.median <= predict(taught, promised).final.median


@slow
@given(fits, st.lists(pledges, max_size=20))
def test_the_parts_add_up_to_the_middle_number(taught, promised):
    told = predict(taught, promised)

    assert told.final.median == pytest.approx(sum(part.expected for part in told.parts), abs=0.51)
    assert all(part.expected >= 0 for part in told.parts)


@slow
@given(fits, st.lists(pledges, max_size=20))
def test_the_sum_of_one_site_is_that_site(taught, promised):
    site = predict(taught, promised)
    parent = together([site])

    assert (parent.committed, parent.final) == (site.committed, site.final)


@slow
@given(fits, st.lists(pledges, max_size=20), st.integers(1, 400))
def test_what_would_move_it_does(taught, promised, target):
    moves = what_moves(taught, promised, target)
    if moves.new_yeses is None or moves.new_yeses > 5_000:
        return

    moved = what_if(taught, promised, Changes(new_yeses=moves.new_yeses))

    assert moved.final.median >= target


@slow
@given(fits, st.lists(pledges, max_size=20))
def test_supposing_nothing_changes_nothing(taught, promised):
    told, supposed = predict(taught, promised), what_if(taught, promised, Changes())

    assert (supposed.committed, supposed.final) == (told.committed, told.final)


@slow
@given(st.lists(pledges, max_size=20), st.integers(0, 60))
def test_taking_everything_back_leaves_nobody_committed(promised, days):
    taken_back = [replace(each, withdrawn_days=float(days)) for each in promised]

    assert predict(fit([], days), taken_back).committed.quantiles[-1] == 0
