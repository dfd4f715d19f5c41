"""The map as everybody may see it, and what an organizer sees of areas that wait."""

from collections.abc import Iterable, Mapping
from typing import Any

from turnout.desk import area_photos
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.showing import hides_names, is_shown
from turnout.errors import NotFound
from turnout.model import Event, ReviewState
from turnout.model.areas import Area, AreaStep, Atlas, Cleaning, MapArea, MapDate, Neighbourhood
from turnout.rules.contact import Handle
from turnout.store import Reading, area_steps, areas, events, leads, neighbourhoods, standings

SHOWN = (ReviewState.SHOWN,)
Names = Mapping[int, tuple[str, str]]  # (shown name, handle) of each lead who may be shown


def atlas(desk: Desk, slug: str, since: int = -1) -> Atlas:
    """Return the map of an event; since: of its areas only those changed after that record.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        return atlas_in(look, found(look, slug), since)


def atlas_in(look: Reading, event: Event, since: int = -1) -> Atlas:
    """Return the map of an event as this one look has it."""
    dates = [event, *events.children(look, event.id)]
    named = names(look, event)
    return Atlas(
        seq=standings.total(look, event.id)[0],
        event=event,
        areas=tuple(
            _shown(look, event, areas.on_map(look, event.id, reviews=SHOWN, since=since), named)
        ),
        gone=tuple(areas.gone_since(look, event.id, since, SHOWN)) if since >= 0 else (),
        dates=_dates(look, event, dates),
        neighbourhoods=tuple(_group(row, named) for row in neighbourhoods.of_event(look, event.id)),
        since=since,
    )


def waiting(desk: Desk, slug: str) -> list[Area]:
    """Return the reports that wait for a look, oldest first. Raises NotFound."""
    with desk.store.reading() as look:
        return areas.on_map(look, found(look, slug).id, reviews=[ReviewState.HELD])


def one(desk: Desk, slug: str, area: int, held: bool = False) -> tuple[MapArea, list[AreaStep]]:
    """Return one area and its whole history, the first step first; held: also of one that waits
    for a look. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        known = areas.one(look, event.id, area)
        if known is None or not (held or known.review is ReviewState.SHOWN):
            raise NotFound("area", str(area))
        named = names(look, event)
        (shown,) = _shown(look, event, [known], named)
        return shown, area_steps.history(look, area)


def title_on(desk: Desk, slug: str, area: int) -> str:
    """Return the title of an area that is shown and on the date `slug`; empty where none is."""
    with desk.store.reading() as look:
        date = found(look, slug)
        maps = [date, *([found(look, date.parent)] if date.parent else [])]
        known = [areas.one(look, event.id, area) for event in maps]
    fits = (each for each in known if each and each.review is ReviewState.SHOWN)
    return next((each.title for each in fits if each.date == slug), "")


def is_empty(desk: Desk, slug: str) -> bool:
    """Return whether no area was ever on the map of an event. Raises NotFound."""
    with desk.store.reading() as look:
        return areas.version(look, found(look, slug).id) == 0


def map_of(desk: Desk, event: Event) -> str:
    """Return whose map an event's areas are on: its campaign's, where it has none of its own and
    that has one."""
    if not event.parent or not is_empty(desk, event.slug):
        return event.slug
    return event.slug if is_empty(desk, event.parent) else event.parent


def looked_after(desk: Desk, slug: str, lead: int) -> list[int]:
    """Return the areas that lead number `lead` looks after, on the map of an event."""
    with desk.store.reading() as look:
        return areas.looked_after(look, found(look, slug).id, lead)


def names(look: Reading, event: Event) -> Names:
    """Return the leads of an event and its dates who may be named on its map."""
    dates = [event, *events.children(look, event.id)]
    shown = [date for date in dates if not hides_names(date) and not hides_names(event)]
    return {
        row["id"]: (row["name"], str(Handle(row["user"], row["host"])))
        for date in shown
        for row in leads.of_event(look, date.id)
        if is_shown(row, hidden=False)
    }


def _shown(
    look: Reading, event: Event, found_: Iterable[Area], named: Names
) -> Iterable[MapArea]:  # fmt: skip
    cleanings = area_steps.cleanings(look, event.id)
    photos = area_photos.shown(look, event.id)
    for area in found_:
        name, handle = named.get(area.steward, ("", ""))
        cleaning = _cleaning(cleanings.get(area.id), named)
        yield MapArea(area, name, handle, cleaning, tuple(photos.get(area.id, ())))


def _cleaning(step: AreaStep | None, named: Names) -> Cleaning | None:
    if step is None:
        return None
    name, handle = named.get(step.lead, ("", ""))
    return Cleaning(step.said_at, step.date, step.bags, step.volunteers, name, handle)


def _dates(look: Reading, event: Event, dates: list[Event]) -> tuple[MapDate, ...]:
    """Return the dates that areas may be on. A quiet one is on no public map but its own."""
    shown = [date for date in dates if event.quiet or not date.quiet]
    counts = standings.totals(look, [date.id for date in shown])
    areas_on = areas.counted_by_date(look, event.id)
    listed = [MapDate(date, counts[date.id].coming, areas_on.get(date.id, 0)) for date in shown]
    children = [each for each in listed if each.event.id != event.id or each.areas]
    return tuple(sorted(children, key=lambda each: each.event.starts_at))


def _group(row: Any, named: Names) -> Neighbourhood:
    name, handle = named.get(row["steward"], ("", ""))
    shape = areas.read_shape(row["shape"]) if row["shape"] else None
    return Neighbourhood(row["slug"], row["name"], row["text"], shape, name, handle)
