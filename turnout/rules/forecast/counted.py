"""The day itself: whoever is in stays in, and a range begins where the door has got to."""

from dataclasses import replace

from turnout.model.attendance import Came
from turnout.model.forecasting import Forecast, Range
from turnout.rules.forecast.predict import chance_of


def with_came(told: Forecast, came: Came, goal: int | None = None) -> Forecast:
    """Return `told` when so many `came` already. Its parts stay what was expected of each."""
    if not came.heads:
        return told
    final = _from(told.final, came.heads)
    return replace(
        told,
        committed=_from(told.committed, came.checked),
        final=final,
        chance_of_goal=None if told.guess else chance_of(final, goal),
    )


def _from(heads: Range, least: int) -> Range:
    return Range(tuple(max(each, least) for each in heads.quantiles))
