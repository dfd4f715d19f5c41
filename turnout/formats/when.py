"""When an event takes place, in words and in its own zone; any moment, for machines."""

from datetime import UTC, datetime

from turnout import words
from turnout.model import Event


def stamp(at: datetime) -> str:
    """Return `at` as ISO 8601 in UTC, to the second: 2026-12-05T18:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def when(lang: str, event: Event) -> str:
    """Return the event's day and time in its own zone: "Sat, Dec 5, 12:00 PM to 2:00 PM"."""
    day, time = (of(lang, event.starts_at, event.zone) for of in (words.day, words.clock))
    if event.ends_at and words.day(lang, event.ends_at, event.zone) == day:
        end = words.clock(lang, event.ends_at, event.zone)
        return words.say(lang, "web.until", day=day, time=time, end=end)
    return words.say(lang, "web.when", day=day, time=time)
