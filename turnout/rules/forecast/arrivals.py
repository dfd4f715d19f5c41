"""Who is still to come: heads that promise later, and heads that walk in unpromised.

Past events tell how many showed beyond what stood so many days before, and how that went with
what stood then. Without them the growth of sign-up curves stands in, as a guess.
"""

from dataclasses import dataclass

import numpy as np

from turnout.model.forecasting import Assumptions, Spread
from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Bools, Ints, Past, Rows, distinct
from turnout.rules.forecast.sums import summed

# Six sign-up curves: 8 to 32 % came in the last 7 days, 24 to 62 % in the last 14. Of all who show,
# the share that has not promised yet so many days before:
TO_COME_DAYS = (0.0, 1.0, 3.0, 7.0, 14.0, 28.0, 56.0)
TO_COME = (0.03, 0.12, 0.2, 0.33, 0.5, 0.65, 0.8)
# For each head promised between k and 2k days before, so many promise in the k days left:
PACE_DAYS = (0.0, 3.0, 7.0, 14.0, 28.0)
PACE = (0.8, 1.0, 1.4, 1.9, 2.2)
LATE_SHOW = 0.8  # late promises are fresh ones, kept by 72 to 95 %
GUESS_SD = 0.8  # two in three curves lie between half and twice the middle one

PULL = np.array([0.3, 0.2])  # what stands, and its pace, say something of what comes: not much
PULL_WEIGHT = 3.0  # three events' worth
# More promises never foretell fewer arrivals; beyond 1.2 a crowd would breed itself.
PULL_LEAST, PULL_MOST = 0.0, 1.2
FEW_EVENTS, GUESS_WEIGHT = 3, 0.1  # until then the guess counts as a tenth of an event
MISS_GRID = np.geomspace(0.04, 1.5, 18)
MISS_MEDIAN, MISS_LOG_SD = 0.45, 0.8  # of the relative miss: arrivals are known to a half
MOST_DOUBT = 0.5  # of the miss's square that the pull's own doubt may add
LEAST_TYPICAL = 0.1  # where the formula would say nobody, a misses' square of 3.3 or more
LEAD_WEIGHT = 1.0  # a lead's own past counts for one event less than there were
LEAD_HEADS = 5.0  # heads that stand for one who has promised none yet: nobody is at nought
NEW_LEADS, NEW_LEADS_WEIGHT = 0.2, 5.0  # a fifth by leads not yet active, until five heads tell


@dataclass(frozen=True)
class Arrivals:
    """What past events taught of who comes later, `days` before.

    total: heads over `events`; growth: how many such events they came from, each weighed by its
    pull; centre: of log heads and log pace. miss2: squared relative miss. phi: heads a party.
    walk_ins: share of them that had promised nothing, None where unknown. inverse: of X'X + 3I.
    leads, late, stood: each lead's mean heads that came later, and that stood; the last two are
    for a lead not known. idle: share that leads bring who have promised nothing yet.
    """

    days: float
    events: int
    total: float
    growth: float
    pull: Floats
    centre: Floats
    inverse: Floats
    miss2: float
    phi: float
    walk_ins: float
    leads: Ints
    late: Floats
    stood: Floats
    idle: float

    @property
    def typical(self) -> float:
        """The median over the mean of what comes: a few events with very many lift the mean.

        Of a gamma: Banneheka & Ekanayake, Vidyodaya Journal of Science 14 (2009).
        """
        miss2 = self.miss2 * (1 + 1 / self.events) if self.events else GUESS_SD**2
        return max(3 / miss2 - 0.8, LEAST_TYPICAL) / (3 / miss2 + 0.2)


@dataclass(frozen=True)
class Stood:
    """What had been promised at a moment. expected: how many of them show. pace: heads that said
    by name between k and 2k days before that they come."""

    heads: float
    pace: float
    expected: float


def stood(every: Rows, days: float, expected: float) -> Stood:
    """Return what stands in `every`, so many `days` before the event."""
    return Stood(every.heads, float(every.party[_fresh(every, days)].sum()), expected)


def arrivals(history: Past, days: float, then: Bools) -> Arrivals:
    """Return what `history` taught. then: which rows had been promised so many `days` before."""
    use = ~history.coarse | (days < 1)  # a table does not say who promised when
    every, count = history.rows, len(history)
    here = use[history.event] if len(every) else np.zeros(0, bool)
    early, later = then & here, ~then & here

    def per_event(where: Bools, values: Floats) -> Floats:
        return summed(history.event[where], values[where], count)[use]

    fresh = early & _fresh(every, days)
    heads, pace = per_event(early, every.party), per_event(fresh, every.party)
    came = per_event(later, every.showed) + history.walk_ins[use]
    x = np.log(np.stack([heads + 10, pace + 10], axis=1))
    centre = x.mean(axis=0) if len(x) else np.zeros(2)
    pull, inverse = _pull(x - centre, came)
    growth = np.exp((x - centre) @ pull)
    named = every.party[here & ~every.single]
    phi = float((named**2).sum() / named.sum()) if named.sum() else 1.0
    leads = _by_lead(history, early, later, int(use.sum()))
    return Arrivals(
        days=days,
        events=int(use.sum()),
        total=float(came.sum()),
        growth=float(growth.sum()),
        pull=pull,
        centre=centre,
        inverse=inverse,
        miss2=_miss2(came, growth, phi),
        phi=max(phi, 1.0),
        walk_ins=float(history.walk_ins[use].sum() / max(came.sum(), 1.0)),
        leads=every.leads,
        late=leads[0],
        stood=leads[1],
        idle=leads[2],
    )


def to_come(known: Arrivals, now: Stood, assumptions: Assumptions) -> tuple[Spread, float]:
    """Return how many more come than promised so far, and the share of them that walk in."""
    guess, guessed_walk_ins = _guess(known.days, now, assumptions)
    if not known.events:
        doubt = (GUESS_SD * guess) ** 2
        return Spread(guess, guess, 0.0, doubt), guessed_walk_ins
    x = np.log(np.array([now.heads + 10, now.pace + 10])) - known.centre
    growth = float(np.exp(x @ known.pull))
    weight = GUESS_WEIGHT if known.events < FEW_EVENTS else 0.0
    mean = growth * (known.total + weight * guess) / (known.growth + weight * growth)
    doubt = float(x @ known.inverse @ x) * min(known.miss2, MOST_DOUBT)
    rates = mean**2 * (known.miss2 / known.events + doubt)
    return Spread(mean, known.phi * mean, mean**2 * known.miss2, rates), known.walk_ins


def shares(known: Arrivals, leads: Ints, heads: Floats) -> Floats:
    """Return the share of what is still to come of each of `leads`, and of those on their own.

    heads: promised so far by each, the last on their own. What is missing to 1 is brought by
    leads who have promised nothing yet.
    """
    place = np.minimum(np.searchsorted(known.leads, leads), max(len(known.leads) - 1, 0))
    new = len(known.late) - 1
    at = np.where(known.leads[place] == leads, place, new) if len(known.leads) else new
    at = np.append(np.broadcast_to(at, len(leads)), len(known.leads))
    weight = known.late[at] * (LEAD_HEADS + heads) / (LEAD_HEADS + known.stood[at])
    weight[heads <= 0] = 0
    return np.asarray(weight / max(weight.sum(), 1e-9) * (1 - known.idle))


def _fresh(every: Rows, days: float) -> Bools:
    """Return which rows tell the pace: a maybe is no arrival, and a count is set, not signed up."""
    if not len(every):
        return np.zeros(0, bool)
    sure = np.array([status != "maybe" for status in every.statuses], bool)[every.manner]
    return np.asarray(sure & ~every.single & (every.days >= days) & (every.days < 2 * days))


def _pull(x: Floats, came: Floats) -> tuple[Floats, Floats]:
    y = np.log(came + 2)
    y = y - y.mean() if len(y) else y
    inverse = np.linalg.inv(x.T @ x + PULL_WEIGHT * np.eye(2))
    found = inverse @ (x.T @ y + PULL_WEIGHT * PULL)
    return np.clip(found, PULL_LEAST, PULL_MOST), np.asarray(inverse, np.float64)


def _miss2(came: Floats, growth: Floats, phi: float) -> float:
    """Return the squared relative miss: its posterior mean over a grid."""
    prior = -0.5 * (np.log(MISS_GRID / MISS_MEDIAN) / MISS_LOG_SD) ** 2
    fit = np.zeros(len(MISS_GRID))
    count = len(came)
    if count > 1 and came.sum():
        expected = growth * came.sum() / growth.sum()
        variance = phi * expected[:, None] + (expected[:, None] * MISS_GRID) ** 2
        missed = (came - expected)[:, None] ** 2 * count / (count - 1)
        fit = -0.5 * (np.log(variance) + missed / variance).sum(axis=0)
    weight = np.exp(fit + prior - (fit + prior).max())
    return float((MISS_GRID**2 * weight).sum() / weight.sum())


def _guess(days: float, now: Stood, assumptions: Assumptions) -> tuple[float, float]:
    """Return the cold start's arrivals, and the share of them that walk in."""
    share = float(np.interp(days, TO_COME_DAYS, TO_COME))
    by_curve = now.expected * share / (1 - share)
    by_pace = now.pace * LATE_SHOW * float(np.interp(days, PACE_DAYS, PACE))
    promised = float(np.sqrt(by_curve * by_pace))
    walk_ins = min(max(assumptions.walk_ins, 0.0), 0.9)
    walking = (now.expected + promised) * walk_ins / (1 - walk_ins)
    return promised + walking, walking / max(promised + walking, 1e-9)


def _by_lead(
    history: Past, early: Bools, later: Bools, events: int
) -> tuple[Floats, Floats, float]:
    """Return each lead's late heads and standing heads a mean event, with the mean lead's for
    those on their own and for new ones; and what idle leads bring."""
    every, own = history.rows, len(history.rows.leads)
    cell = history.event * (own + 1) + every.lead
    keys, of = distinct(cell, len(history) * (own + 1))
    late = summed(of[later], every.showed[later], len(keys))
    stand = summed(of[early], every.party[early], len(keys))
    lead = keys % (own + 1)
    active = max(len(keys), 1)
    mean_late, mean_stand = late.sum() / active, stand.sum() / active
    weight = events + LEAD_WEIGHT

    def of_each(values: Floats, mean: float) -> Floats:
        heads = summed(lead, values, own + 1) + LEAD_WEIGHT * mean
        return np.append(heads / weight, max(mean, 1e-6))

    idle = late[stand <= 0].sum() + history.walk_ins.sum() + NEW_LEADS * NEW_LEADS_WEIGHT
    everyone = late.sum() + history.walk_ins.sum() + NEW_LEADS_WEIGHT
    return of_each(late, mean_late), of_each(stand, mean_stand), float(idle / everyone)
