"""The live total: two ranges for all promises, in milliseconds, from rows and a fit."""

from dataclasses import dataclass

import numpy as np

from turnout.model.forecasting import Range, Spread
from turnout.rules.forecast import quantiles
from turnout.rules.forecast.arrivals import stood, to_come
from turnout.rules.forecast.fitted import Fit
from turnout.rules.forecast.moments import Moments, chances, moments
from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Rows, chosen


@dataclass(frozen=True)
class Total:
    """Who comes of those committed (`committed`), and in the end (`final`): ranges and spreads.

    promised: the rows that stand; chance: of each of them; moments: their sums. coming: those who
    have promised nothing yet; walking: which share of those walk in.
    """

    committed: Range
    final: Range
    committed_spread: Spread
    final_spread: Spread
    promised: Rows
    chance: Floats
    moments: Moments
    coming: Spread
    walking: float


def total(fit: Fit, every: Rows) -> Total:
    """Return both totals for the promises of `every` that have not been taken back.

    50,000 rows of 10,000 leads take less than 5 ms: keep rows by seq, not objects.
    """
    standing = np.isnan(every.withdrawn)
    promised = every if standing.all() else chosen(every, standing)
    p = chances(fit.effects, fit.assumptions, promised)
    sums = moments(fit.effects, promised, p)
    coming, walking = to_come(
        fit.arrivals, stood(promised, fit.days, sums.spread.mean), fit.assumptions
    )
    committed = widened(sums.spread, fit.track.committed_factor, rates=1.0)
    final = widened(plus(sums.spread, coming), fit.track.final_factor, fit.track.final_factor)
    middle = sums.spread.mean + coming.mean * fit.arrivals.typical
    of_them, in_all = ranges(promised.heads, committed, final, middle)
    return Total(of_them, in_all, committed, final, promised, p, sums, coming, walking)


def ranges(heads: float, committed: Spread, final: Spread, middle: float) -> tuple[Range, Range]:
    """Return both ranges, the final one about `middle`.

    At no level do fewer come in all than of those committed.
    """
    inner = quantiles.within(_one(heads), _one(committed.mean), _one(committed.variance))
    inner = quantiles.whole(quantiles.centred(inner, _one(committed.mean)), 0, heads)
    outer = quantiles.above(_one(final.mean), _one(final.variance))
    outer = quantiles.whole(quantiles.centred(outer, _one(middle)), inner)
    return quantiles.as_range(inner[0]), quantiles.as_range(outer[0])


def plus(one: Spread, other: Spread) -> Spread:
    """Return both together, where neither tells of the other."""
    return Spread(
        one.mean + other.mean, one.own + other.own, one.day + other.day, one.rates + other.rates
    )


def widened(one: Spread, by: float, rates: float) -> Spread:
    """Return `one` with its variance times `by`, and `rates` for what is of show rates."""
    return Spread(one.mean, one.own * by, one.day * by, one.rates * rates)


def _one(value: float) -> Floats:
    return np.array([value])
