"""How forecasts turned out: past events told again from what was known so many days before each,
with those before it to learn from. Nothing of it is stored: the ledger holds all it needs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from turnout.desk.desk import Desk
from turnout.desk.forecasting import fitted, forecast, learning
from turnout.desk.rallies import found
from turnout.model import Event
from turnout.rules.expecting import told as told_range
from turnout.store import Reading, events, forecasts, standings
from turnout.store.times import read

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


def turned_out(desk: Desk, slug: str, days: tuple[float, ...] = LOOKS_BACK) -> list[Outcome]:
    """Return what was forecast for an event that is over, the longest look back first, as it stood
    then; nothing where nobody was counted, nor of a time before the first promise.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        came, first = _who_came(look, event), _first_promise(look, event)
    if not (event.is_over(desk.clock()) and came and first):
        return []
    looks = [(before, event.starts_at - timedelta(days=before)) for before in sorted(days)[::-1]]
    return [_outcome(desk, event, before, at, came) for before, at in looks if first <= at]


def covered(outcomes: list[Outcome]) -> tuple[int, int]:
    """Return how many of `outcomes` held, of how many."""
    return sum(one.held for one in outcomes), len(outcomes)


def _outcome(desk: Desk, event: Event, before: float, at: datetime, came: int) -> Outcome:
    final = forecast(desk, event.slug, at, by_lead=False).final
    told = told_range(final.low80, final.median, final.high80)
    return Outcome(event.id, event.title, event.starts_at.date(), int(before), *told, came)


def _who_came(look: Reading, event: Event) -> int:
    """Return how many came: as counted in at the door, or as the crowd was counted where surely
    not everybody was."""
    checked = standings.came(look, event.id).heads
    crowd = forecasts.counted(look, event.id)
    return crowd[1] if crowd and crowd[0] > checked else checked


def _first_promise(look: Reading, event: Event) -> datetime | None:
    said = [forecasts.first_said_at(look, each) for each in events.family(look, event.id)]
    return min((read(at) for at in said if at), default=None)
