"""Which areas have gone stale: nothing happened there for so long that somebody should look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from turnout.model.areas import Area, AreaState
from turnout.model.trade import Event
from turnout.rules.areas import is_active

# Two weekends: whoever lives near could have gone and looked on one of them.
UNCONFIRMED = timedelta(days=14)
# A month: a clean-up is planned once a month where there is one at all, and this is not on it.
UNPLANNED = timedelta(days=30)
# The evening of the date and the day after: then who was there has told, or forgot.
UNTOLD = timedelta(days=1)

WAITS: Mapping[AreaState, timedelta] = {
    AreaState.REPORTED: UNCONFIRMED,
    AreaState.REOPENED: UNCONFIRMED,
    AreaState.CONFIRMED: UNPLANNED,
}


@dataclass(frozen=True)
class Stale:
    """An area that waits. why: its state's name, which says what to do; days: since when."""

    area: Area
    why: AreaState
    days: int


def stale(area: Area, moved_at: datetime, date: Event | None, now: datetime) -> Stale | None:
    """Return that an area has gone stale, or None.

    moved_at: when it took its newest step; date: the event it is on, if it is on one.
    """
    if area.state is AreaState.SCHEDULED:
        return _after(area, date, now) if date else None
    longest = WAITS.get(area.state)
    waited = now - moved_at
    return Stale(area, area.state, waited.days) if longest and waited >= longest else None


def _after(area: Area, date: Event, now: datetime) -> Stale | None:
    """Return that the date of an area is over, and nobody said whether it was cleaned."""
    over = now - (date.ends_at or date.starts_at)
    if is_active(date, now) or over < UNTOLD:
        return None
    return Stale(area, AreaState.SCHEDULED, over.days)
