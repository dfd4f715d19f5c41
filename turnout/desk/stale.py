"""Areas that have gone stale, for their stewards and for organizers."""

from turnout.desk.atlas import SHOWN
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Event
from turnout.rules import stale as rules
from turnout.rules.stale import Stale
from turnout.store import Reading, area_steps, areas, events, neighbourhoods


def stale(desk: Desk, slug: str, lead: int | None = None) -> list[Stale]:
    """Return the areas of an event that wait for somebody, the longest first.

    lead: only those that this lead looks after, by themselves or by their group. Asked with a
    date's slug, the map is its campaign's. Raises NotFound.
    """
    with desk.store.reading() as look:
        asked = found(look, slug)
        event = found(look, asked.parent) if asked.parent else asked
        theirs = set(areas.looked_after(look, event.id, lead)) if lead is not None else set()
        groups = _groups_of(look, event, lead) if lead is not None else set()
        if lead is not None and not theirs and not groups:
            return []
        known = areas.on_map(look, event.id, reviews=SHOWN)
        if lead is not None:
            known = [each for each in known if each.id in theirs or each.group in groups]
        if not known:
            return []
        moved, now = area_steps.moved_at(look, event.id), desk.clock()
        dates = {each.slug: each for each in (event, *events.children(look, event.id))}
    told = (rules.stale(each, moved[each.id], dates.get(each.date), now) for each in known)
    return sorted((each for each in told if each), key=lambda each: (-each.days, each.area.id))


def _groups_of(look: Reading, event: Event, lead: int) -> set[str]:
    return {
        row["slug"] for row in neighbourhoods.of_event(look, event.id) if row["steward"] == lead
    }
