"""Sums by group, which is all that the forecast does to many promises."""

import numpy as np

from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Ints


def summed(group: Ints, values: Floats, groups: int) -> Floats:
    """Return the sum of `values` in each of `groups`, 0 where there is none."""
    return np.asarray(np.bincount(group, values, groups), np.float64)
