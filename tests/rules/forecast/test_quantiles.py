import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.forecast import quantiles
from turnout.rules.forecast.track import factor

heads = st.floats(0.1, 1e5)


@given(heads, heads, heads, heads)
def test_a_bent_range_is_ordered_about_its_middle(most, mean, variance, middle):
    found = quantiles.within(np.array([most]), np.array([min(mean, most)]), np.array([variance]))
    bent = quantiles.centred(found, np.array([middle]))[0]

    assert bent[quantiles.MIDDLE] == pytest.approx(middle)
    assert (np.diff(bent) >= 0).all()


def test_a_range_without_doubt_is_one_number():
    found = quantiles.within(np.array([100.0]), np.array([60.0]), np.array([0.0]))

    assert quantiles.whole(found).tolist() == [[60.0] * 13]


def test_a_symmetric_range_has_its_mean_in_the_middle():
    found = quantiles.within(np.array([100.0]), np.array([50.0]), np.array([64.0]))[0]

    assert found[quantiles.MIDDLE] == pytest.approx(50)
    assert found[-1] - 50 == pytest.approx(1.96 * 8, rel=0.05)


def test_misses_as_large_as_foretold_leave_ranges_as_they_are():
    assert factor([1.0, -1.0, 1.0]) == pytest.approx(1)


def test_one_storm_does_not_widen_ranges_for_good():
    assert factor([100.0]) == factor([3.0]) < 2.5


@given(st.lists(st.floats(-1e6, 1e6), max_size=8))
def test_a_record_at_most_halves_a_variance_and_at_most_quadruples_it(misses):
    assert 0.5 <= factor(misses) <= 4
