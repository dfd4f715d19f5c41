"""How much people who share a lead, or a day, come or stay away together.

Taking people for independent coins is the mistake that makes ranges too narrow: an 80 % range
then covered 35 to 65 % of outcomes.
"""

from dataclasses import dataclass

import numpy as np

from turnout.rules.forecast.outcomes import Cells, Outcomes
from turnout.rules.forecast.priors import LEAD_SD, Floats
from turnout.rules.forecast.rows import Ints
from turnout.rules.forecast.sums import summed

LEAD_PRIOR, LEAD_WEIGHT = 0.2, 15.0  # hotels had 0.24 to 0.35 within a lead; we start a bit below
MOST_PER_CELL = 15.0  # a lead with 200 promises tells of one lead, not of 200
LEAST_UNSHRUNK = 0.35  # undoing more shrinkage than this would trust a single residual too much
EVENT_GRID = np.geomspace(5e-4, 0.3, 16)
# Variances of events were 5 to 12 times binomial: 0.015 at a few hundred heads, give or take 3.7x.
EVENT_MEDIAN, EVENT_LOG_SD = 0.015, 1.3
MOST = 0.95  # one lead's people are never a single coin


@dataclass(frozen=True)
class Correlations:
    """Of two heads' coming: with one lead at one event, and with two leads at one event."""

    lead: float
    event: float


PRIOR = Correlations(
    LEAD_PRIOR,
    float(
        np.average(
            EVENT_GRID,
            weights=np.exp(-0.5 * (np.log(EVENT_GRID / EVENT_MEDIAN) / EVENT_LOG_SD) ** 2),
        )
    ),
)


def correlations(seen: Outcomes, by_lead: Cells, p: Floats) -> Correlations:
    """Return both, drawn towards their priors, from residuals of fitted chances `p`.

    by_lead: the cells of each lead and event.
    """
    v = p * (1 - p)
    count = len(by_lead.heads)
    sums = _Sums(
        r=summed(by_lead.of, seen.heads * (seen.y - p), count),
        r2=summed(by_lead.of, _squares(seen, p), count),
        v=summed(by_lead.of, seen.heads * v, count),
        root=summed(by_lead.of, seen.heads * np.sqrt(v), count),
        event=_events_of(seen, by_lead, count),
    )
    lead = _lead(sums, by_lead, own=seen.own)
    return Correlations(lead, _event(sums, by_lead, seen, lead))


@dataclass(frozen=True)
class _Sums:
    """Of each cell of a lead and an event: residuals, their squares, variances, their roots."""

    r: Floats
    r2: Floats
    v: Floats
    root: Floats
    event: Ints


def _squares(seen: Outcomes, p: Floats) -> Floats:
    """Return the squared residuals: of single heads each, all came or stayed."""
    named = (seen.y - p) ** 2
    single = seen.y * (1 - p) ** 2 + (1 - seen.y) * p**2
    return np.where(seen.rows.single, seen.heads * single, named)


def _events_of(seen: Outcomes, by_lead: Cells, count: int) -> Ints:
    event = np.zeros(count, np.int64)
    event[by_lead.of] = seen.event
    return event


def _lead(sums: _Sums, by_lead: Cells, own: int) -> float:
    many = (by_lead.heads >= 2) & (by_lead.level != own)
    information = sums.v / (1 + np.maximum(by_lead.heads - 1, 0) * LEAD_PRIOR)
    of_lead = summed(by_lead.level, information, own + 1)[by_lead.level]
    whole = of_lead * LEAD_SD**2
    shrunk = whole / (1 + whole) * information / np.maximum(of_lead, 1e-12)
    unshrunk = 1 / np.maximum(1 - shrunk, LEAST_UNSHRUNK) ** 2
    pairs = np.maximum(sums.root**2 - sums.v, 1e-9)
    found = (unshrunk * sums.r**2 - sums.r2) / pairs
    weight = np.where(many, np.minimum(by_lead.heads - 1, MOST_PER_CELL), 0)
    mean = (LEAD_WEIGHT * LEAD_PRIOR + (weight * found).sum()) / (LEAD_WEIGHT + weight.sum())
    return float(np.clip(mean, 0, MOST))


def _event(sums: _Sums, by_lead: Cells, seen: Outcomes, lead: float) -> float:
    if seen.events < 2:
        return PRIOR.event  # the middle was fitted to the one event there is
    own = by_lead.level == seen.own
    within = np.where(own, sums.v, sums.v + lead * (sums.root**2 - sums.v))
    alone = np.where(own, sums.v, sums.root**2)
    count = seen.events
    missed = summed(sums.event, sums.r, count) ** 2 * count / (count - 1)
    known = summed(sums.event, within, count)
    across = summed(sums.event, sums.root, count) ** 2
    across = np.maximum(across - summed(sums.event, alone, count), 0)
    seen_any = known > 0
    variance = known[seen_any, None] + across[seen_any, None] * EVENT_GRID
    fit = -0.5 * (np.log(variance) + missed[seen_any, None] / variance).sum(axis=0)
    prior = -0.5 * (np.log(EVENT_GRID / EVENT_MEDIAN) / EVENT_LOG_SD) ** 2
    weight = np.exp(fit + prior - (fit + prior).max())
    return float((EVENT_GRID * weight).sum() / weight.sum())
