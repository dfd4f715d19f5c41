"""A range as it is told: rounded outwards, ordered, and never narrower than it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.expecting import told

heads = st.lists(st.integers(0, 1_000_000), min_size=3, max_size=3).map(sorted)


@given(ends=heads)
def test_what_is_told_holds_what_was_foretold(ends):
    low, mid, high = told(*ends)

    assert 0 <= low <= ends[0]
    assert high >= ends[2]
    assert low <= mid <= high


@pytest.mark.parametrize(
    "exact, rounded",
    [
        ((7, 12, 19), (7, 12, 19)),
        ((31, 44, 58), (30, 45, 60)),
        ((263, 312, 358), (260, 310, 360)),
        ((4_873, 5_512, 6_101), (4_800, 5_500, 6_200)),
    ],
)
def test_tens_are_told_where_ones_would_promise_too_much(exact, rounded):
    assert told(*exact) == rounded
