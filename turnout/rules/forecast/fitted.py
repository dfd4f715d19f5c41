"""What past events taught, so many days before the event, and nothing yet of how well."""

from dataclasses import dataclass, field

from turnout.model.forecasting import Assumptions, Track
from turnout.rules.forecast import arrivals as late
from turnout.rules.forecast.arrivals import Arrivals
from turnout.rules.forecast.effects import Effects, effects
from turnout.rules.forecast.outcomes import outcomes
from turnout.rules.forecast.rows import Past, chosen, visible


@dataclass(frozen=True)
class Fit:
    """What a forecast needs besides the promises that stand. Keep it by (events, day)."""

    days: float
    assumptions: Assumptions
    effects: Effects
    arrivals: Arrivals
    events: int
    track: Track = field(default_factory=Track)

    @property
    def guess(self) -> bool:
        """Whether nothing was there to learn from."""
        return not self.events


def fitted(known: Past, days: float, withdrawals_known: bool, assumptions: Assumptions) -> Fit:
    """Return a fit without its track record."""
    then = visible(known.rows, days)
    seen = outcomes(chosen(known.rows, then), known.event[then], len(known))
    return Fit(
        days=days,
        assumptions=assumptions,
        effects=effects(seen, assumptions, withdrawals_known, days),
        arrivals=late.arrivals(known, days, then),
        events=len(known),
    )
