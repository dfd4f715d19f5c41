"""Why this number, what would move it, and what if. Nothing is stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from scipy.special import expit, logit

from turnout.model.forecasting import Changes, Forecast, LeadGain, Moves
from turnout.model.pledges import Pledge
from turnout.rules.forecast.arrivals import Stood, stood, to_come
from turnout.rules.forecast.fit import Fit
from turnout.rules.forecast.moments import chances, status_effect
from turnout.rules.forecast.predict import predict
from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Bools, Rows, chosen, columns, joined, rows
from turnout.rules.forecast.sums import summed
from turnout.rules.forecast.totals import Total, total

MOST_LEADS = 5  # as many calls as one evening has
MOST_NEW = 1_000_000  # heads; more than any square holds


def what_moves(fit: Fit, pledges: Sequence[Pledge] | Rows, target: int) -> Moves:
    """Return what would bring the median of the final range to `target`, one thing at a time."""
    told = total(fit, pledges if isinstance(pledges, Rows) else rows(pledges))
    gain = _gain_if_confirmed(fit, told)
    middle = _middle(fit, told)
    new = float(chances(fit.effects, fit.assumptions, _new_yeses(fit, 1))[0])
    fresh = 1 if fit.days > 0 else 0  # on the day nobody promises ahead

    def confirming(status: str) -> int | None:
        there = _of(told.promised, status)
        heads = round(float(told.promised.party[there].sum()))
        each = float(gain[there].sum()) / max(heads, 1)
        return _fewest(lambda count: middle(count * each, 0, 0), target, heads)

    return Moves(
        target=target,
        now=told.final.median,
        confirm_maybes=confirming("maybe"),
        confirm_yeses=confirming("yes"),
        new_yeses=_fewest(lambda n: middle(n * new, n, n * fresh), target, MOST_NEW),
        leads=_leads(told, gain),
    )


def what_if(
    fit: Fit, pledges: Sequence[Pledge] | Rows, changes: Changes, goal: int | None = None
) -> Forecast:
    """Return the forecast as if `changes` had happened, spread evenly over those they concern.

    Of more than there are, all.
    """
    every = pledges if isinstance(pledges, Rows) else rows(pledges)
    every = chosen(every, np.isnan(every.withdrawn))
    changed = _changed(every, "maybe", "confirmed", changes.confirm_maybes)
    changed = _changed(changed, "yes", None, changes.cancel_yeses)
    changed = _changed(changed, "yes", "confirmed", changes.confirm_yeses)
    if changes.new_yeses:
        changed = joined([changed, _new_yeses(fit, changes.new_yeses)])
    return predict(fit, changed, goal)


def _middle(fit: Fit, told: Total) -> Callable[[float, float, float], float]:
    """Return what the middle is with so much more expected, more heads, and more of late."""
    mean = told.moments.spread.mean
    now = stood(told.promised, fit.days, mean)

    def middle(expected: float, heads: float, pace: float) -> float:
        then = Stood(now.heads + heads, now.pace + pace, now.expected + expected)
        coming, _ = to_come(fit.arrivals, then, fit.assumptions)
        return mean + expected + coming.mean * fit.arrivals.typical

    return middle


def _fewest(middle: Callable[[int], float], target: int, most: int) -> int | None:
    """Return the fewest of 0 to `most` with which `middle`, which never falls, rounds to target."""
    reached = target - 0.5
    if middle(most) < reached:
        return None
    low, high = 0, most
    while low < high:
        half = (low + high) // 2
        low, high = (low, half) if middle(half) >= reached else (half + 1, high)
    return low


def _gain_if_confirmed(fit: Fit, told: Total) -> Floats:
    """Return heads that each row would add if it were confirmed; none where that is no gain."""
    sure = status_effect(fit.effects, fit.assumptions, "confirmed")
    step = np.array(
        [
            sure - status_effect(fit.effects, fit.assumptions, status)
            for status in told.promised.statuses
        ]
    )
    if not len(step):
        return np.zeros(0)
    then = expit(logit(told.chance) + np.maximum(step, 0)[told.promised.manner])
    return np.asarray(told.promised.party * (then - told.chance), np.float64)


def _leads(told: Total, gain: Floats) -> tuple[LeadGain, ...]:
    promised, groups = told.promised, len(told.promised.leads) + 1
    maybe, yes = _of(promised, "maybe"), _of(promised, "yes")
    gains = summed(promised.lead, np.where(maybe | yes, gain, 0), groups)[:-1]
    maybes = summed(promised.lead, np.where(maybe, promised.party, 0), groups)
    yeses = summed(promised.lead, np.where(yes, promised.party, 0), groups)
    best = np.argsort(-gains, kind="stable")[:MOST_LEADS]
    return tuple(
        LeadGain(int(promised.leads[at]), float(gains[at]), int(maybes[at]), int(yeses[at]))
        for at in best
        if gains[at] > 0
    )


def _of(every: Rows, status: str) -> Bools:
    there = np.array([each == status for each in every.statuses], bool)
    return there[every.manner] if len(there) else np.zeros(len(every), bool)


def _changed(every: Rows, status: str, to: str | None, heads: int) -> Rows:
    """Return rows where `heads` of `status` are `to`, or gone."""
    there = _of(every, status)
    share = min(1.0, heads / max(float(every.party[there].sum()), 1e-9))
    if not share or not there.any():
        return every
    concerned = chosen(every, there)
    kept = [chosen(every, ~there), replace(concerned, party=concerned.party * (1 - share))]
    if to is not None:
        manners = tuple((channel, to) for channel, _ in every.manners)
        kept.append(replace(concerned, manners=manners, party=concerned.party * share))
    return joined(kept)


def _new_yeses(fit: Fit, heads: int) -> Rows:
    """Return `heads` people on their own who say yes at the day of `fit`, each by themselves."""
    return columns(
        lead=[None] * heads,
        manner=[("", "yes")] * heads,
        days=np.full(heads, fit.days),
        party=np.ones(heads),
        single=np.zeros(heads, bool),
        withdrawn=np.full(heads, np.nan),
        showed=np.zeros(heads),
    )
