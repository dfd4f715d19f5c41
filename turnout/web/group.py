"""GET /e/EVENT/groups/GROUP: one neighbourhood group, worth a look between dates as well."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from turnout import browser, words
from turnout.desk import neighbourhoods
from turnout.formats.area_words import needed
from turnout.formats.atlas import collection, photo
from turnout.formats.base_map import lines, outlines
from turnout.house import house
from turnout.model.areas import AreaState, Atlas, MapDate
from turnout.model.neighbourhoods import GroupPage, Lately, StoryKind
from turnout.web import asked, pages, share, shared, telling
from turnout.web.maps import let_in

MOST_PHOTOS = 12  # a look at a page, not an album
_QUIET = ("confirm", "release")  # steps that say nothing to who passes by


def group(request: Request) -> Response:
    """Return the page of one group; needs no JavaScript but for the map."""
    lang, seen = asked.language(request), _seen(request)
    at = _path(seen)
    whole = _as_atlas(seen)
    response = pages.page(
        request,
        "group.html",
        event=seen.event,
        group=seen.group,
        told=_headline(lang, seen),
        dates=[_date(lang, date) for date in seen.dates],
        lately=list(_lately(lang, seen)),
        map=collection(whole),
        drawn=bool(seen.areas or seen.group.shape),
        photos=list(_photos(seen)),
        og=shared.of_map(lang, whole, at, seen.group.name),
        share=share.of_map(
            lang, seen.event, asked.base_url(request) + at, seen.group.name, needed(lang, whole)
        ),
        boot=_boot(lang, whole, seen),
        **telling.shown(request, at, seen.stories),
    )
    if tiles := house().settings.map_tiles:
        let_in(response, tiles)
    return response


async def tell(request: Request) -> Response:
    """POST /e/EVENT/groups/GROUP/stories: a story or landmark of it."""
    event, slug = request.path_params["event"], request.path_params["group"]
    return await telling.tell(request, {"of": slug}, f"/e/{event}/groups/{slug}", group)


def _seen(request: Request) -> GroupPage:
    params = request.path_params
    return neighbourhoods.page(house().desk, params["event"], params["group"])


def _path(seen: GroupPage) -> str:
    return f"/e/{seen.event.slug}/groups/{seen.group.slug}"


def _as_atlas(seen: GroupPage) -> Atlas:
    """Return the group's part of the map as a map of its own."""
    return Atlas(seen.seq, seen.event, seen.areas, (), seen.dates, (seen.group,))


def _headline(lang: str, seen: GroupPage) -> str:
    """Return "3 of 9 areas cleaned"; empty while no area lies there."""
    clean = sum(each.area.state is AreaState.CLEANED for each in seen.areas)
    return words.say(lang, "map.cleaned_of", n=len(seen.areas), clean=clean) if seen.areas else ""


def _date(lang: str, date: MapDate) -> dict[str, Any]:
    event = date.event
    return {
        "when": pages.when(lang, event),
        "title": event.title,
        "place": event.place,
        "coming": words.say(lang, "map.coming", n=date.coming),
        "at": f"/e/{event.slug}/join" if event.open else f"/e/{event.slug}",
        "open": event.open,
    }


def _lately(lang: str, seen: GroupPage) -> Iterator[dict[str, str]]:
    for each in seen.lately:
        if each.step.value not in _QUIET:
            when = words.day(lang, each.at, seen.event.zone)
            at = f"/e/{seen.event.slug}/areas/{each.area}"
            yield {"when": when, "title": each.title, "at": at, "told": _happened(lang, each)}


def _happened(lang: str, each: Lately) -> str:
    """Return "Cleaned. 4 volunteers. 9 bags.\""""
    told = [words.say(lang, f"groups.lately_{each.step}")]
    if each.volunteers:
        told.append(words.say(lang, "map.by_volunteers", n=each.volunteers))
    if each.bags:
        told.append(words.say(lang, "map.bags_told", n=each.bags))
    return " ".join(told)


def _photos(seen: GroupPage) -> Iterator[dict[str, Any]]:
    """Yield the newest photos of the group's areas, the newest first."""
    kept = [(one, each.area) for each in seen.areas for one in each.photos]
    newest = sorted(kept, key=lambda pair: -pair[0].step)[:MOST_PHOTOS]
    for one, area in newest:
        yield {**photo(area.event, area.id, one), "of": area.title}


def _boot(lang: str, whole: Atlas, seen: GroupPage) -> Markup:
    """Return the options that browser/group.js is mounted with."""
    tiles, whose = house().settings.map_tiles, house().settings.map_attribution
    told = collection(whole)
    shapes = [each.area.shape for each in whole.areas]
    if seen.group.shape:
        shapes.append(seen.group.shape)
    landmarks = [
        {"title": story.title, "at": story.at}
        for story in seen.stories
        if story.at and story.kind is StoryKind.LANDMARK
    ]
    return pages.for_script(
        {
            "features": told["features"],
            "groups": told["groups"],
            "landmarks": landmarks,
            "at": f"/e/{seen.event.slug}/areas/",
            "label": words.say(lang, "map.label"),
            "move": words.say(lang, "map.move"),
            "base": [browser.address(outlines(shapes))],
            "lines": [] if tiles else lines(shapes),
            "tiles": {"url": tiles, "attribution": whose} if tiles else None,
        }
    )
