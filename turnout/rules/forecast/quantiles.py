"""Ranges from a mean and a variance, in closed form and in whole people."""

import numpy as np
from scipy.special import betaincinv, gammaincinv

from turnout.model.forecasting import LEVELS, Range
from turnout.rules.forecast.priors import Floats

MIDDLE = LEVELS.index(0.5)
_LEVELS = np.array(LEVELS)
NEARLY_ALL_OR_NONE = 0.95  # of the variance that a single coin has: a beta cannot hold more
LEAST_VARIANCE = 1e-6  # where nothing is in doubt the formulas still need something to divide by


def within(most: Floats, mean: Floats, variance: Floats) -> Floats:
    """Return heads at LEVELS, a row for each mean, none above its `most`: beta on [0, most]."""
    share = np.clip(mean / np.maximum(most, 1e-9), 1e-6, 1 - 1e-6)
    coin = share * (1 - share)
    doubt = np.clip(variance / np.maximum(most, 1e-9) ** 2, 1e-12, NEARLY_ALL_OR_NONE * coin)
    weight = np.minimum(coin / doubt - 1, 1e8)
    found = betaincinv((share * weight)[:, None], ((1 - share) * weight)[:, None], _LEVELS)
    return np.asarray(most[:, None] * found)


def above(mean: Floats, variance: Floats) -> Floats:
    """Return heads at LEVELS, a row for each mean, where no most is known: gamma."""
    shape, scale = _shape(mean, variance)
    return np.asarray(gammaincinv(shape[:, None], _LEVELS) * scale[:, None])


def centred(heads: Floats, middle: Floats) -> Floats:
    """Return `heads` bent so that each row's median is its `middle`, and the ends hardly move.

    The median of a skewed range falls when only its doubt grows, as it does when somebody joins
    who may not come. A `middle` that never falls then is what parts of a number can add up to.
    """
    bent = heads + (middle - heads[:, MIDDLE])[:, None] * (1 - np.abs(2 * _LEVELS - 1))
    bent[:, MIDDLE:] = np.maximum.accumulate(bent[:, MIDDLE:], axis=1)
    bent[:, MIDDLE::-1] = np.minimum.accumulate(bent[:, MIDDLE::-1], axis=1)
    return np.asarray(bent, np.float64)


def whole(heads: Floats, least: Floats | float = 0, most: Floats | float = np.inf) -> Floats:
    """Return `heads` rounded and kept within what is possible."""
    return np.asarray(np.clip(np.floor(heads + 0.5), least, most), np.float64)


def as_range(heads: Floats) -> Range:
    """Return one row of whole heads as a range."""
    return Range(tuple(int(each) for each in heads))


def _shape(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    kept = np.maximum(mean, 1e-6)
    doubt = np.maximum(variance, np.maximum(LEAST_VARIANCE, 1e-8 * kept**2))
    return kept**2 / doubt, doubt / kept
