"""How forecasts turned out: past events told again from what was known so many days before each,
with those before it to learn from. Nothing of it is stored: the ledger holds all it needs."""

from dataclasses import dataclass
from datetime import date

from turnout.desk.desk import Desk
from turnout.desk.forecasting import fitted, learning
from turnout.rules.expecting import told as told_range

LOOKS_BACK = (1.0, 7.0, 28.0)  # days: the eve, when reminders go out, and when leads are recruited


@dataclass(frozen=True)
class Outcome:
    """What was forecast for a past event so many days before, and how many came."""

    number: int
    title: str
    day: date
    days_before: int
    low: int
    mid: int
    high: int
    came: int

    @property
    def held(self) -> bool:
        """Return whether as many came as the range said, as it should four times in five."""
        return self.low <= self.came <= self.high


def track(desk: Desk, slug: str, days: tuple[float, ...] = LOOKS_BACK) -> list[Outcome]:
    """Return how forecasts of the past events of `slug` turned out, newest first, the longest look
    back first. The first event ever had nothing to learn from, and is not among them.

    Raises NotFound.
    """
    with desk.foreseen.lock, desk.store.reading() as look:
        past, assumed = learning(desk, look, slug)
        known = past.titles
        found = [
            (known[one.event], before, one)
            for before in days
            for one in fitted(desk, look, past, before, assumed).track.scored
        ]
    told = [
        Outcome(
            each.number, each.title, each.day, int(before),
            *told_range(one.final.low80, one.final.median, one.final.high80), one.came,
        )
        for each, before, one in found
    ]  # fmt: skip
    return sorted(told, key=lambda one: (one.day, one.number, one.days_before), reverse=True)


def covered(outcomes: list[Outcome]) -> tuple[int, int]:
    """Return how many of `outcomes` held, of how many."""
    return sum(one.held for one in outcomes), len(outcomes)
