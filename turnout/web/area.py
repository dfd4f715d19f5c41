"""GET /e/EVENT/areas/ID: one area and all that happened there; needs no JavaScript."""

from collections.abc import Iterator
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import area_photos, atlas, rallies
from turnout.formats.atlas import photo
from turnout.house import house
from turnout.model import Event
from turnout.model.areas import AreaState, AreaStep, Atlas, MapArea, MapDate, Step
from turnout.web import asked, pages, telling

MOST_DIGITS = 18
_REASONS = ("cancelled", "postponed")


def area(request: Request) -> Response:
    """Return the page of one area."""
    number = _number(request.path_params["area"])
    if number is None:
        raise HTTPException(404)
    desk, lang = house().desk, asked.language(request)
    event = rallies.event(desk, request.path_params["event"])
    shown, steps = atlas.one(desk, event.slug, number)
    dates = {each.event.slug: each for each in atlas.atlas(desk, event.slug).dates}
    photos = [photo(event.slug, shown.area.id, each) for each in shown.photos]
    return pages.page(
        request,
        "area.html",
        event=event,
        **telling.of_area(request, shown),
        area=shown.area,
        facts=list(facts(lang, event, shown, dates.get(shown.area.date))),
        join=_join(dates.get(shown.area.date), shown.area.id),
        photos={kind: [of for of in photos if of["kind"] == kind] for kind in area_photos.KINDS},
        steps=[_told(lang, event, step, dates) for step in reversed(steps)],
    )


async def tell(request: Request) -> Response:
    """POST /e/EVENT/areas/ID/stories: a story or landmark of it."""
    event, given = request.path_params["event"], request.path_params["area"]
    number = _number(given)
    if number is None:
        raise HTTPException(404)
    return await telling.tell(request, {"area": number}, f"/e/{event}/areas/{number}", area)


def joined_for(slug: str, given: str) -> tuple[str, str]:
    """Return (number, title) of the area that somebody signs up for at the event `slug`; empty
    where `given` is no area that is on it."""
    number = _number(given)
    title = atlas.title_on(house().desk, slug, number) if number is not None else ""
    return (given, title) if title else ("", "")


def _number(text: str) -> int | None:
    fits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if fits else None


def facts(lang: str, event: Event, shown: MapArea, date: MapDate | None) -> Iterator[str]:
    """Yield what is to be told of an area, a sentence each, the state first."""
    area, cleaning = shown.area, shown.cleaning
    yield words.say(lang, f"map.state_{area.state}")
    if date:
        yield words.say(lang, "map.scheduled_for", when=pages.when(lang, date.event))
        key = "map.coming_of_wanted" if area.wanted else "map.coming"
        yield words.say(lang, key, n=date.coming, wanted=area.wanted)
    elif area.wanted and area.state is not AreaState.CLEANED:
        yield words.say(lang, "map.wanted", n=area.wanted)
    if area.size:
        yield words.say(lang, f"map.size_{area.size}")
    if area.m2 >= 1:
        yield words.say(lang, "map.m2", n=round(area.m2))
    if cleaning and cleaning.volunteers:
        yield words.say(lang, "map.by_volunteers", n=cleaning.volunteers)
    if cleaning and cleaning.bags:
        yield words.say(lang, "map.bags_told", n=cleaning.bags)
    if shown.steward:
        yield words.say(lang, "map.steward", name=shown.steward, handle=f"@{shown.handle}")


def headline(lang: str, told: Atlas) -> str:
    """Return "17 of 42 areas cleaned"."""
    clean = sum(each.area.state is AreaState.CLEANED for each in told.areas)
    return words.say(lang, "map.cleaned_of", n=len(told.areas), clean=clean)


def needed(lang: str, told: Atlas) -> str:
    """Return "25 places need help"."""
    left = sum(each.area.state is not AreaState.CLEANED for each in told.areas)
    key = "need_help" if left else "need_none" if told.areas else "need_unknown"
    return words.say(lang, f"map.{key}", n=left)


def _join(date: MapDate | None, area: int) -> str:
    """Return where to sign up for the date that an area is on; empty where nobody can."""
    if date is None or not date.event.open or date.event.state.value != "on":
        return ""
    return f"/e/{date.event.slug}/join?area={area}"


def _told(lang: str, event: Event, step: AreaStep, dates: dict[str, MapDate]) -> dict[str, Any]:
    day = words.day(lang, step.said_at, event.zone)
    time = words.clock(lang, step.said_at, event.zone)
    return {
        "when": words.say(lang, "web.when", day=day, time=time),
        "lines": [line for line in _lines(lang, step, dates) if line],
        "note": step.note if step.door != "form" else "",  # a stranger's words nobody looked at
        "undone": step.undone,
    }


def _lines(lang: str, step: AreaStep, dates: dict[str, MapDate]) -> Iterator[str]:
    date = dates.get(step.date)
    named = pages.when(lang, date.event) if date else ""
    if step.step in (Step.SCHEDULE, Step.RELEASE):
        yield words.say(lang, f"map.step_{step.step}", date=named)
    else:
        yield words.say(lang, f"map.step_{step.step}")
    if step.reason in _REASONS:
        yield words.say(lang, f"map.reason_{step.reason}")
    if step.volunteers:
        yield words.say(lang, "map.by_volunteers", n=step.volunteers)
    if step.bags:
        yield words.say(lang, "map.bags_told", n=step.bags)
