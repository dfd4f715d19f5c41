"""Events as iCalendar files (RFC 5545), with their times in UTC so that no zone can be missed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, vDuration
from icalendar import Event as Entry

from turnout.model import EventState
from turnout.model.areas import Dated

# Postponed is no iCalendar word: the old date stands in calendars, but not for sure.
_STATUS = {
    EventState.ON: "CONFIRMED",
    EventState.POSTPONED: "TENTATIVE",
    EventState.CANCELLED: "CANCELLED",
}
LOOK_AGAIN = timedelta(hours=6)  # a date rained out at dawn is known by noon


def calendar(dated: Dated, address: str, now: datetime, lang: str = "en") -> bytes:
    """Return the calendar file of one date; `now` is aware, `address` its page, or empty.

    Programs that have an older file of it take the newer one in its place by `dated.times`.
    A date without an end has none in the file either: programs show it at its start.
    """
    made = _calendar()
    made.add_component(_entry(dated, address, now, lang))
    return bytes(made.to_ical())


def calendars(
    name: str, dates: Iterable[tuple[Dated, str]], now: datetime, lang: str = "en"
) -> bytes:
    """Return the calendar called `name` that programs subscribe to: each date, with its page.

    A date has the same UID here and in its own file, so that nobody has it twice.
    """
    made = _calendar()
    made.add("name", name)
    made.add("x-wr-calname", name)  # what programs read that do not know RFC 7986
    made.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for dated, address in dates:
        made.add_component(_entry(dated, address, now, lang))
    return bytes(made.to_ical())


def _calendar() -> Calendar:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//turnout//turnout//EN")
    made.add("method", "PUBLISH")
    return made


def _entry(dated: Dated, address: str, now: datetime, lang: str) -> Entry:
    event, entry = dated.event, Entry()
    entry.add("uid", f"{event.slug}-{event.id}@turnout")  # stays when the event is moved
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    if event.ends_at:
        entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.title, parameters={"LANGUAGE": lang})
    if dated.place:
        entry.add("location", dated.place)
    if dated.at:
        lon, lat = dated.at
        entry.add("geo", (round(lat, 6), round(lon, 6)))  # latitude first, as RFC 5545 has it
    told = "\n".join(part for part in (event.ask, address) if part)
    if told:
        entry.add("description", told)
    if address:
        entry.add("url", address)
    entry.add("sequence", dated.times)
    entry.add("status", _STATUS[event.state])
    return entry
