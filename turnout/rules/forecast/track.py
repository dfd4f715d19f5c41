"""How forecasts turned out, and by how much that widens or narrows the next one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from turnout.model.forecasting import Assumptions, Scored, Spread, Track
from turnout.rules.forecast.fitted import fitted
from turnout.rules.forecast.rows import Past, before, chosen, visible
from turnout.rules.forecast.totals import total

MOST_EVENTS = 8  # older events were run by other people on other lists
WEIGHT = 5.0  # five events' worth of trust in the method before it has been seen to fail
MOST_MISS2 = 9.0  # one storm must not widen every range for good: three standard misses count
LEAST, MOST = 0.5, 4.0  # a range is at least 0.7 and at most twice as wide as the method says

LEAST_VARIANCE = 0.25  # half a person: nothing can be foretold better


def factor(misses: Sequence[float]) -> float:
    """Return what to multiply variances by, from standardised misses."""
    squared = np.minimum(np.square(np.asarray(misses, float)), MOST_MISS2)
    return float(np.clip((WEIGHT + squared.sum()) / (WEIGHT + len(squared)), LEAST, MOST))


def tracked(known: Past, days: float, withdrawals_known: bool, assumptions: Assumptions) -> Track:
    """Return how each of the last events would have been forecast from those before it.

    The first event had none before, and is no test of a method that learns; nor is a table, which
    does not say what stood on a day before the event.
    """
    told = [at for at in range(1, len(known)) if days < 1 or not known.coarse[at]]
    last = told[-MOST_EVENTS:]
    each = [_scored(known, place, days, withdrawals_known, assumptions) for place in last]
    return Track(
        scored=tuple(one for one, _, _ in each),
        committed_factor=factor([miss for _, miss, _ in each]),
        final_factor=factor([miss for _, _, miss in each]),
    )


def _scored(
    known: Past, place: int, days: float, withdrawals_known: bool, assumptions: Assumptions
) -> tuple[Scored, float, float]:
    """Return one event's forecast and outcome, with both standardised misses."""
    fit = fitted(before(known, place), days, withdrawals_known, assumptions)
    then = chosen(known.rows, known.event == place)
    stood = chosen(then, visible(then, days))
    told = total(fit, replace(stood, withdrawn=np.full(len(stood), np.nan)))
    committed_came = int(stood.showed.sum())
    came = int(then.showed.sum() + known.walk_ins[place])
    scored = Scored(known.ids[place], told.committed, committed_came, told.final, came)
    return (
        scored,
        _miss(told.committed_spread, committed_came),
        _miss(told.final_spread, came),
    )


def _miss(spread: Spread, came: int) -> float:
    return float((came - spread.mean) / np.sqrt(max(spread.variance, LEAST_VARIANCE)))
