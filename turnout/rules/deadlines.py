"""Deadlines that are easy to say, in the event's own zone; browser/deadlines.js has the same."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from turnout.model.trade import Event, end_of

LEAST = timedelta(minutes=10)  # nearer is no challenge
FRIDAY = 4
_EASY = (("tonight", 0, time(21)), ("noon", 1, time(12)), ("evening", 1, time(18)))


def easy(event: Event, now: datetime) -> list[tuple[str, datetime]]:
    """Return the choices that are ahead and before the event is over, soonest first:
    "tonight", "noon" and "evening" of tomorrow, "friday", and "start": when it begins."""
    zone = ZoneInfo(event.zone)
    today = now.astimezone(zone).date()

    def on(days: int, at: time) -> datetime:
        return datetime.combine(today + timedelta(days), at, zone)

    choices = [(name, on(days, at)) for name, days, at in _EASY]
    friday = (FRIDAY - today.weekday()) % 7
    if friday > 1:  # sooner it is tonight, or tomorrow
        choices.append(("friday", on(friday, time(18))))
    choices.append(("start", event.starts_at))
    ends = end_of(event.starts_at, event.ends_at)
    return sorted((each for each in choices if now + LEAST < each[1] <= ends), key=lambda e: e[1])
