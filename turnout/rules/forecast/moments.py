"""Mean and doubt of those who promised, per lead and in all: sums over rows, nothing drawn."""

from dataclasses import dataclass

import numpy as np

from turnout.model.forecasting import Assumptions, Spread
from turnout.rules.forecast.effects import Effects
from turnout.rules.forecast.priors import (
    LEAD_SD,
    STATUS_SD,
    Floats,
    is_assumed,
    status_mean,
)
from turnout.rules.forecast.rows import Ints, Rows
from turnout.rules.forecast.sums import summed


@dataclass(frozen=True)
class Moments:
    """Sums for each of rows.leads, and last for people on their own.

    heads, mean: promised and expected. own: variance of the lead's alone. weight: what a shift of
    all log odds by one would add to the mean. spread: of the whole.
    """

    heads: Floats
    mean: Floats
    own: Floats
    weight: Floats
    spread: Spread


def chances(effects: Effects, assumptions: Assumptions, every: Rows) -> Floats:
    """Return the chance of each row that its heads show."""
    lead = np.append(of_leads(effects.leads, effects.lead, every.leads, 0.0), 0.0)
    manners = _of_manners(effects, assumptions, every)
    cells = (manners[:, None] + effects.bucket).ravel()
    eta = cells[every.manner * len(effects.bucket) + every.bucket] + lead[every.lead]
    return np.asarray(1 / (1 + np.exp(-eta)))


def moments(effects: Effects, every: Rows, p: Floats) -> Moments:
    """Return the sums over rows whose heads show with chances `p`."""
    groups = len(every.leads) + 1
    party = every.party
    v = p * (1 - p)
    weighted = party * v
    alone = summed(every.lead, np.where(every.single, weighted, party * weighted), groups)
    root = summed(every.lead, party * np.sqrt(v), groups)
    weight = summed(every.lead, weighted, groups)
    mean = summed(every.lead, party * p, groups)
    pairs = root**2
    pairs[-1] = alone[-1]  # people on their own share the day and nothing else
    rho = effects.correlations
    doubt = np.append(of_leads(effects.leads, effects.lead_variance, every.leads, LEAD_SD**2), 0.0)
    own = alone + rho.lead * (pairs - alone) + weight**2 * doubt
    day = rho.event * max(root.sum() ** 2 - pairs.sum(), 0.0)
    rates = weight.sum() ** 2 * effects.middle_variance + _of_statuses(effects, every, weighted)
    spread = Spread(float(mean.sum()), float(own.sum()), float(day), float(rates))
    return Moments(summed(every.lead, party, groups), mean, own, weight, spread)


def of_leads(known: Ints, values: Floats, wanted: Ints, unknown: float) -> Floats:
    """Return the value of each of `wanted`, where `known` (ascending) has it."""
    if not len(known):
        return np.full(len(wanted), unknown)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[place] == wanted, values[place], unknown)


def status_effect(effects: Effects, assumptions: Assumptions, status: str) -> float:
    """Return what `status` adds in log odds: as learned, else as assumed."""
    learned = effects.status.get(status)
    return status_mean(assumptions, status) if learned is None else learned


def _of_manners(effects: Effects, assumptions: Assumptions, every: Rows) -> Floats:
    return np.array(
        [
            effects.middle
            + effects.channel.get(channel, 0.0)
            + status_effect(effects, assumptions, status)
            for channel, status in every.manners
        ]
    )


def _of_statuses(effects: Effects, every: Rows, weighted: Floats) -> float:
    """Return the variance of rates that were assumed for a status by itself."""
    by_manner = summed(every.manner, weighted, max(len(every.manners), 1))
    by_status: dict[str, float] = {}
    for status, weight in zip(every.statuses, by_manner.tolist(), strict=False):
        if is_assumed(status):
            by_status[status] = by_status.get(status, 0.0) + weight
    return sum(
        weight**2 * effects.status_variance.get(status, STATUS_SD**2)
        for status, weight in by_status.items()
    )
