"""Each lead's own two ranges, or a word where the heads are few."""

from collections.abc import Mapping

import numpy as np

from turnout.model.forecasting import FEWEST_FOR_A_RANGE, SHARE_WORDS, LeadForecast
from turnout.rules.forecast import quantiles
from turnout.rules.forecast.arrivals import shares
from turnout.rules.forecast.fitted import Fit
from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Ints
from turnout.rules.forecast.totals import Total

# From which share of heads on each of SHARE_WORDS is said, from the second word on.
WORDS_FROM = np.array([0.05, 0.2, 0.4, 0.6, 0.85])
# A single lead's late arrivals swing more than everybody's: as much again as the total's do.
LEAD_MISS2 = 0.5


def by_lead(fit: Fit, told: Total) -> Mapping[int, LeadForecast]:
    """Return what to expect of each lead who has promised anything."""
    sums = told.moments
    few = sums.heads[:-1] < FEWEST_FOR_A_RANGE
    words = np.searchsorted(WORDS_FROM, sums.mean / np.maximum(sums.heads, 1), side="right")
    large = np.flatnonzero(~few)
    committed, final = lead_heads(fit, told, large)
    inner = dict(zip(large.tolist(), map(quantiles.as_range, committed), strict=True))
    outer = dict(zip(large.tolist(), map(quantiles.as_range, final), strict=True))
    return {
        lead: LeadForecast(
            int(sums.heads[place]), inner.get(place), outer.get(place), SHARE_WORDS[words[place]]
        )
        for place, lead in enumerate(told.promised.leads.tolist())
        if sums.heads[place]
    }


def lead_heads(fit: Fit, told: Total, places: Ints) -> tuple[Floats, Floats]:
    """Return whole heads at LEVELS, of those committed and in the end: a row for each of `places`
    among the leads of `told`."""
    sums = told.moments
    heads, mean = sums.heads[places], sums.mean[places]
    variance = sums.own[places] + sums.weight[places] ** 2 * fit.effects.middle_variance
    inner = quantiles.within(heads, mean, variance)
    inner = quantiles.whole(inner, 0, heads[:, None])
    coming = told.coming
    late = coming.mean * shares(fit.arrivals, told.promised.leads, sums.heads)[places]
    miss2 = (coming.day + coming.rates) / max(coming.mean, 1e-9) ** 2 + LEAD_MISS2
    doubt = variance + fit.arrivals.phi * late + late**2 * miss2
    outer = quantiles.above(mean + late, doubt)
    return inner, quantiles.whole(outer, inner)
