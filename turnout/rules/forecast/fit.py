"""The fit: made once for an event and a day, after which every total is fast."""

from collections.abc import Sequence
from dataclasses import replace

from turnout.model.forecasting import Assumptions
from turnout.model.pledges import PastEvent
from turnout.rules.forecast.fitted import Fit, fitted
from turnout.rules.forecast.rows import Past, past
from turnout.rules.forecast.track import tracked

__all__ = ["Fit", "fit"]


def fit(
    history: Sequence[PastEvent] | Past,
    days_to_event: float,
    withdrawals_known: bool = False,
    assumptions: Assumptions | None = None,
) -> Fit:
    """Return what `history` taught, as seen `days_to_event` before each of its events.

    withdrawals_known: whether "can't make it" was recorded then as it is now. Events may come in
    any order; only those that are over by now belong in it.
    """
    known = history if isinstance(history, Past) else past(history)
    days = max(days_to_event, 0.0)
    taken = assumptions or Assumptions()
    bare = fitted(known, days, withdrawals_known, taken)
    return replace(bare, track=tracked(known, days, withdrawals_known, taken))
