"""GET /e/EVENT/areas/ID: one area and all that happened there; needs no JavaScript."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import area_photos, atlas, rallies
from turnout.formats import area_words
from turnout.formats.atlas import photo
from turnout.house import house
from turnout.model import Event
from turnout.model.areas import AreaStep, MapDate
from turnout.web import asked, pages, share, shared, telling


def area(request: Request) -> Response:
    """Return the page of one area."""
    number = asked.number(request.path_params["area"])
    if number is None:
        raise HTTPException(404)
    desk, lang = house().desk, asked.language(request)
    event = rallies.event(desk, request.path_params["event"])
    shown, steps = atlas.one(desk, event.slug, number)
    seen = atlas.atlas(desk, event.slug)
    dates = {each.event.slug: each for each in seen.dates}
    at = f"/e/{event.slug}/areas/{shown.area.id}"
    photos = [photo(event.slug, shown.area.id, each) for each in shown.photos]
    state, *facts = area_words.facts(lang, event, shown, dates.get(shown.area.date))
    return pages.page(
        request,
        "area.html",
        event=event,
        **telling.of_area(request, shown, seen),
        og=shared.of_area(lang, seen, shown, at),
        share=share.of_area(
            lang, shown, dates.get(shown.area.date), event.quiet, asked.base_url(request) + at
        ),
        area=shown.area,
        facts=[state[:1].upper() + state[1:], *facts],  # it stands by itself, as a sentence
        join=area_words.join_address(dates.get(shown.area.date), shown.area.id),
        photos={kind: [of for of in photos if of["kind"] == kind] for kind in area_photos.KINDS},
        steps=[_told(lang, event, step, dates) for step in reversed(steps)],
    )


async def tell(request: Request) -> Response:
    """POST /e/EVENT/areas/ID/stories: a story or landmark of it."""
    event, given = request.path_params["event"], request.path_params["area"]
    number = asked.number(given)
    if number is None:
        raise HTTPException(404)
    return await telling.tell(request, {"area": number}, f"/e/{event}/areas/{number}", area)


def joined_for(slug: str, given: str) -> tuple[str, str]:
    """Return (number, title) of the area that somebody signs up for at the event `slug`; empty
    where `given` is no area that is on it."""
    number = asked.number(given)
    title = atlas.title_on(house().desk, slug, number) if number is not None else ""
    return (given, title) if title else ("", "")


def _told(lang: str, event: Event, step: AreaStep, dates: dict[str, MapDate]) -> dict[str, Any]:
    return {
        "when": area_words.step_at(lang, event, step),
        "lines": list(area_words.step_lines(lang, step, dates)),
        "note": area_words.step_note(step),
        "undone": step.undone,
    }
