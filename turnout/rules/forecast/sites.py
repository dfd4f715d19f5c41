"""One forecast for many sites: what they share is counted once, and not averaged out."""

from collections.abc import Sequence

import numpy as np

from turnout.model.forecasting import Assumptions, Forecast, Part, Spread
from turnout.rules.forecast.predict import chance_of
from turnout.rules.forecast.totals import ranges

# News, a strike and most weather reach all sites of a day; a locked hall and a late bus do not.
# Nobody has published how much is which, so half of each site's swing of the day is shared.
SHARED_DAY = 0.5


def together(forecasts: Sequence[Forecast], goal: int | None = None) -> Forecast:
    """Return the parent's forecast from its sites'. A lead may be at many sites: by_lead is empty,
    and is had by a forecast over all sites' promises.

    The sites' show rates come from the same past, so that one that is too high is so everywhere.
    """
    committed = _sum([each.committed_spread for each in forecasts])
    final = _sum([each.final_spread for each in forecasts])
    parts = _parts(forecasts)
    heads = sum(each.heads for each in forecasts)
    inner, outer = ranges(heads, committed, final, sum(part.expected for part in parts))
    guess = any(each.guess for each in forecasts) or not forecasts
    return Forecast(
        heads=heads,
        committed=inner,
        final=outer,
        parts=parts,
        guess=guess,
        assumptions=forecasts[0].assumptions if forecasts else Assumptions(),
        chance_of_goal=None if guess else chance_of(outer, goal),
        committed_spread=committed,
        final_spread=final,
        guess_to_come=any(each.guess_to_come for each in forecasts) or not forecasts,
    )


def _sum(spreads: Sequence[Spread]) -> Spread:
    days = np.array([each.day for each in spreads])
    rates = np.array([each.rates for each in spreads])
    alone, alike = float(days.sum()), float(np.sqrt(days).sum() ** 2)
    return Spread(
        mean=sum(each.mean for each in spreads),
        own=sum(each.own for each in spreads),
        day=SHARED_DAY * alike + (1 - SHARED_DAY) * alone,
        rates=float(np.sqrt(rates).sum() ** 2),
    )


def _parts(forecasts: Sequence[Forecast]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for part in (part for each in forecasts for part in each.parts):
        so_far = found.get(part.name, Part(part.name, 0.0))
        found[part.name] = Part(
            part.name, so_far.expected + part.expected, so_far.heads + part.heads
        )
    return tuple(found.values())
