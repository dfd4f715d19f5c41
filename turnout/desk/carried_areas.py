"""The map of an event as plain values, as `carrying` takes it away."""

from base64 import b64encode
from typing import Any

from turnout.model import Event, ReviewState
from turnout.store import (
    Reading,
    area_changes,
    area_imports,
    area_photos,
    area_steps,
    areas,
    events,
    neighbourhoods,
    pictures,
    place_stories,
)

Values = dict[str, Any]
_WAS = ("title", "text", "size", "wanted", "shape", "m2")


def map_of(look: Reading, event: Event) -> Values:
    """Return the groups, areas, photos and stories on an event's map, and which of its campaign's
    areas are on the event: those are carried with the campaign."""
    return {
        "groups": [dict(row) for row in neighbourhoods.carried(look, event.id)],
        "areas": [dict(row) for row in areas.carried(look, event.id)],
        "photos": [_photo(look, row) for row in area_photos.of_event(look, event.id)],
        "stories": [dict(row) for row in place_stories.carried(look, event.id)],
        "on_it": _on_it(look, event),
    }


def steps_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of an event says of its map, by its seq: a step of an area with what
    it was before, what became of a group, or how many records came with a map file."""
    steps: dict[int, Values] = {
        row["seq"]: {"step": _present(row)} for row in area_steps.of_event(look, event)
    }
    for row in area_changes.of_event(look, event):
        steps[row["seq"]]["was"] = {name: row[name] for name in _WAS}
    files: dict[int, Values] = {
        row["seq"]: {"areas": row["areas"]} for row in area_imports.of_event(look, event)
    }
    groups: dict[int, Values] = {
        row["seq"]: {"group": {"id": row["neighbourhood"], "act": row["act"]}}
        for row in neighbourhoods.records(look, event)
    }
    return steps | files | groups


def _present(row: Any) -> Values:
    return {name: value for name, value in dict(row).items() if value not in (None, "", 0)}


def _photo(look: Reading, row: Any) -> Values:
    subject, digest = f"area_photo:{row['id']}", row["digest"]
    files = {
        name: b64encode(pictures.file(look, subject, digest, name == "small") or b"").decode()
        for name in ("large", "small")
    }
    return {name: value for name, value in dict(row).items() if name != "event"} | files


def _on_it(look: Reading, event: Event) -> list[list[Any]]:
    """Return [place, title] of each area of the campaign that is on this event; the place is that
    among all areas of the campaign, from 0."""
    campaign = events.find(look, event.parent) if event.parent else None
    if campaign is None:
        return []
    listed = areas.on_map(look, campaign.id, reviews=list(ReviewState))
    return [[at, area.title] for at, area in enumerate(listed) if area.date == event.slug]
