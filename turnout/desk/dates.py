"""The dates of an event as calendars have them: all of them, those of one lead, or one."""

from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.showing import hides_names, is_shown
from turnout.errors import NotFound, Refused
from turnout.model import Event, ReviewState
from turnout.model.areas import Area, Dated
from turnout.model.places import bounds
from turnout.rules.contact import handle_of
from turnout.store import Reading, areas, events, leads, schedules


def dated(desk: Desk, slug: str) -> Dated:
    """Return one date. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        campaign = found(look, event.parent) if event.parent else event
        return _dated(look, campaign, event, _first_areas(look, campaign))


def dates(desk: Desk, slug: str, lead: str = "") -> tuple[Event, list[Dated]]:
    """Return an event and all its dates, the first one first, also those that are off or over;
    of an event without dates, itself.

    lead: only those that this lead (a handle) leads; who may not be named is not known here.
    A quiet date is in no calendar but that of a quiet event. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        known = [each for each in events.children(look, event.id) if event.quiet or not each.quiet]
        chosen = known or [event]
        if lead:
            chosen = _of_lead(look, event, chosen, lead)
        first = _first_areas(look, event)
        ordered = sorted(chosen, key=lambda each: (each.starts_at, each.id))
        return event, [_dated(look, event, each, first) for each in ordered]


def _of_lead(look: Reading, event: Event, chosen: list[Event], lead: str) -> list[Event]:
    everywhere = {each.id: each for each in (event, *chosen)}
    named = () if hides_names(event) else everywhere.values()
    led = {each.id for each in named if _leads(look, each, lead)}
    if not led:
        raise NotFound("lead", lead)
    return [each for each in chosen if each.id in led]


def _leads(look: Reading, date: Event, lead: str) -> bool:
    try:
        handle = handle_of(lead)
    except Refused:
        return False
    named = leads.named(look, date.id, handle.user, handle.host)
    rows = [row for row in leads.of_event(look, date.id) if row["id"] in named]
    return any(is_shown(row, hides_names(date)) for row in rows)


def _first_areas(look: Reading, campaign: Event) -> dict[str, Area]:
    """Return the first area that is shown on each date, by the date's slug."""
    first: dict[str, Area] = {}
    for area in areas.on_map(look, campaign.id, reviews=[ReviewState.SHOWN]):
        first.setdefault(area.date, area)
    return first


def _dated(look: Reading, campaign: Event, date: Event, first: dict[str, Area]) -> Dated:
    """Return a date with where it is: its own place, else that of the first area on it."""
    area = first.get(date.slug)
    own = date.place if area is None or date.place != campaign.place or date == campaign else ""
    place = own or ", ".join(part for part in (area.title if area else "", date.place) if part)
    at = bounds(area.shape).middle if area else None
    return Dated(date, schedules.times(look, date.id), place, at)
