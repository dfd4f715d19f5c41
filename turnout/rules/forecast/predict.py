"""The forecast that people see: ranges, what each part adds, and each lead's."""

from collections.abc import Mapping, Sequence

import numpy as np

from turnout.model.forecasting import LEVELS, Forecast, LeadForecast, Part, Range
from turnout.model.pledges import Pledge
from turnout.rules.forecast import leads
from turnout.rules.forecast.fit import Fit
from turnout.rules.forecast.rows import Rows, rows
from turnout.rules.forecast.sums import summed
from turnout.rules.forecast.totals import Total, total

STATUSES = ("confirmed", "yes", "maybe", "declared")


def predict(
    fit: Fit, pledges: Sequence[Pledge] | Rows, goal: int | None = None, *, by_lead: bool = True
) -> Forecast:
    """Return the forecast for promises as they stand at the day of `fit`.

    by_lead: whether to say what to expect of each lead too, which takes longer than the total.
    """
    told = total(fit, pledges if isinstance(pledges, Rows) else rows(pledges))
    each: Mapping[int, LeadForecast] = leads.by_lead(fit, told) if by_lead else {}
    return Forecast(
        heads=round(told.promised.heads),
        committed=told.committed,
        final=told.final,
        parts=parts(fit, told),
        guess=fit.guess,
        assumptions=fit.assumptions,
        by_lead=each,
        chance_of_goal=None if fit.guess else chance_of(told.final, goal),
        track=fit.track,
        committed_spread=told.committed_spread,
        final_spread=told.final_spread,
        guess_to_come=not fit.arrivals.events,
    )


def parts(fit: Fit, told: Total) -> tuple[Part, ...]:
    """Return what adds up to the middle of the final range, before it is rounded."""
    promised = told.promised
    named = [status if status in STATUSES else "yes" for status in promised.statuses]
    place = np.array([STATUSES.index(status) for status in named], np.int64)
    of_row = place[promised.manner] if len(place) else promised.manner
    expected = summed(of_row, promised.party * told.chance, len(STATUSES))
    heads = summed(of_row, promised.party, len(STATUSES))
    coming = told.coming.mean * fit.arrivals.typical
    return (
        *(
            Part(name, float(expected[at]), round(float(heads[at])))
            for at, name in enumerate(STATUSES)
        ),
        Part("still_to_come", coming * (1 - told.walking)),
        Part("walk_ins", coming * told.walking),
    )


def chance_of(final: Range, goal: int | None) -> float | None:
    """Return the chance of `goal` people or more, read off the range: nothing is told for surer
    than its ends are, 1 in 40."""
    if goal is None:
        return None
    return float(1 - np.interp(goal - 0.5, final.quantiles, LEVELS))
