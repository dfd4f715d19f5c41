"""An event as an iCalendar file (RFC 5545), with its times in UTC so that no zone can be missed."""

from datetime import UTC, datetime

from icalendar import Calendar
from icalendar import Event as Entry

from turnout.model import Event, EventState

# Postponed is no iCalendar word: the old date stands in calendars, but not for sure.
_STATUS = {
    EventState.ON: "CONFIRMED",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}


def calendar(event: Event, address: str, now: datetime, lang: str = "en", times: int = 0) -> bytes:
    """Return the calendar file of `event`; `now` is aware, `address` its page, or empty.

    times: how often when or whether it takes place was changed. Programs that have an older
    file of it take the newer one in its place by that number.

    An event without an end has none in the file either: programs show it at its start.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//turnout//turnout//EN")
    made.add("method", "PUBLISH")
    entry = _entry(event, address, now, lang)
    entry.add("sequence", times)
    entry.add("status", _STATUS[event.state])
    made.add_component(entry)
    return bytes(made.to_ical())


def _entry(event: Event, address: str, now: datetime, lang: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.slug}-{event.id}@turnout")  # stays when the event is moved
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    if event.ends_at:
        entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title, parameters={"LANGUAGE": lang})
    if event.place:
        entry.add("location", event.place)
    told = "\n".join(part for part in (event.ask, address) if part)
    if told:
        entry.add("description", told)
    if address:
        entry.add("url", address)
    return entry
