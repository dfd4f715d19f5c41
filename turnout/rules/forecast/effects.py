"""What moves the chance that a promise is kept: log odds, each drawn towards its prior.

logit p = middle + bucket of days ahead + channel + status + lead, found by Newton steps.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from turnout.model.forecasting import Assumptions
from turnout.rules.forecast import correlations as together
from turnout.rules.forecast import priors
from turnout.rules.forecast.correlations import Correlations
from turnout.rules.forecast.outcomes import Cells, Outcomes, cells
from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Ints
from turnout.rules.forecast.sums import summed

PASSES = 5  # a sixth would move less than a tenth of what is left in doubt
LONGEST_STEP = 2.0  # log odds: where every maybe came, a whole Newton step would overshoot


@dataclass(frozen=True)
class Effects:
    """What each level adds, in log odds, and for some the variance left in doubt.

    leads: ascending; lead, lead_variance: of each of them. channel, status: by name.
    """

    middle: float
    middle_variance: float
    bucket: Floats
    channel: Mapping[str, float]
    status: Mapping[str, float]
    status_variance: Mapping[str, float]
    leads: Ints
    lead: Floats
    lead_variance: Floats
    correlations: Correlations


@dataclass
class _Factor:
    """Levels that rows fall into, and what is believed of each: before looking, and so far."""

    level: Ints
    cells: Cells
    prior: Floats
    precision: Floats
    effect: Floats
    names: tuple[str, ...] = ()

    @property
    def variance(self) -> Floats:
        return 1 / self.precision


def effects(
    seen: Outcomes, assumptions: Assumptions, withdrawals_known: bool, days: float
) -> Effects:
    """Return what `seen`, as it stood so many days before, taught; with no rows the priors."""
    factors = _factors(seen, assumptions, withdrawals_known, days)
    middle, bucket, channel, status, lead = factors
    rho, information = together.PRIOR, [np.zeros(len(each.prior)) for each in factors]
    eta = np.sum([each.effect[each.level] for each in factors], axis=0)
    for number in range(PASSES if len(seen.rows) else 0):
        if number:
            rho = together.correlations(seen, lead.cells, expit(eta))
        for place, factor in enumerate(factors):
            information[place] = _step(factor, seen, eta, rho)
    known = zip(information, factors, strict=True)
    variances = [1 / (found + each.precision) for found, each in known]
    return Effects(
        middle=float(middle.effect[0]),
        middle_variance=float(variances[0][0]),
        bucket=bucket.effect,
        channel=dict(zip(channel.names, channel.effect.tolist(), strict=True)),
        status=dict(zip(status.names, status.effect.tolist(), strict=True)),
        status_variance=dict(zip(status.names, variances[3].tolist(), strict=True)),
        leads=seen.rows.leads,
        lead=lead.effect[:-1],
        lead_variance=variances[4][:-1],
        correlations=rho,
    )


def _step(factor: _Factor, seen: Outcomes, eta: Floats, rho: Correlations) -> Floats:
    """Move `factor` and `eta` by one Newton step; return what is known of each level."""
    p = expit(eta)
    at = factor.cells
    mixed = at.share * rho.lead + (1 - at.share) * rho.event
    damped = 1 + np.maximum(at.heads - 1, 0) * mixed
    known = summed(at.of, seen.heads * p * (1 - p), len(at.heads)) / damped
    missed = summed(at.of, seen.heads * (seen.y - p), len(at.heads)) / damped
    levels = len(factor.prior)
    information = summed(at.level, known, levels)
    pull = (factor.effect - factor.prior) * factor.precision
    step = (summed(at.level, missed, levels) - pull) / (information + factor.precision)
    step = np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    factor.effect += step
    eta += step[factor.level]
    return information


def _factors(
    seen: Outcomes, assumptions: Assumptions, withdrawals_known: bool, days: float
) -> tuple[_Factor, ...]:
    every = seen.rows
    middle = np.array([priors.middle(assumptions, withdrawals_known, days)])
    spread = np.array([1 / priors.middle_variance(assumptions, withdrawals_known)])
    bucket = np.full(len(priors.BUCKET_MEANS), priors.BUCKET_SD**-2)
    bucket[0] = priors.PINNED
    lead = np.full(seen.own + 1, priors.LEAD_SD**-2)
    lead[-1] = priors.PINNED  # people on their own are what the middle is about
    return (
        _factor(seen, np.zeros(len(every), np.int64), middle, spread),
        _factor(seen, every.bucket, priors.BUCKET_MEANS, bucket),
        _named(seen, [channel for channel, _ in every.manners], priors.CHANNEL_SD, None),
        _named(seen, every.statuses, priors.STATUS_SD, assumptions),
        _factor(seen, every.lead, np.zeros(seen.own + 1), lead),
    )


def _named(
    seen: Outcomes, of_manner: list[str], sd: float, assumptions: Assumptions | None
) -> _Factor:
    names = tuple(sorted(set(of_manner)))
    places = np.array([names.index(name) for name in of_manner], np.int64)
    precision = np.array([sd**-2 if name else priors.PINNED for name in names])
    prior = np.array([priors.status_mean(assumptions, n) if assumptions else 0.0 for n in names])
    level = places[seen.rows.manner] if len(places) else seen.rows.manner
    return _factor(seen, level, prior, precision, names)


def _factor(
    seen: Outcomes, level: Ints, prior: Floats, precision: Floats, names: tuple[str, ...] = ()
) -> _Factor:
    at = cells(seen, level, max(len(prior), 1))
    return _Factor(level, at, prior, precision, prior.copy(), names)
