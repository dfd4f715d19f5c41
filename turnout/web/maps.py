"""The map page: a light page that opens, reads, and takes reports and marks without signal.

The page itself holds only what everybody may see, so that a phone may keep it; who holds the
phone is asked for apart, and checked again inside every write.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from turnout import browser, words
from turnout.desk import area_photos, atlas, doers, links, rallies
from turnout.desk.area_acts import Doer
from turnout.errors import NotAllowed, Refused
from turnout.formats.area_words import headline, needed
from turnout.formats.atlas import collection
from turnout.formats.atlas import waiting as waiting_collection
from turnout.formats.base_map import lines, outlines
from turnout.house import house
from turnout.model import Event
from turnout.model.areas import Atlas
from turnout.web import asked, bodies, errors, map_acts, pages, share, shared
from turnout.web.threads import posting

MOST_BYTES = 256_000
NOT_KEPT = {"Cache-Control": "no-store"}
# What the page needs without signal, beside itself: map.html loads these and no others.
FILES = (
    *("tokens.css", "bar.css", "light.css", "forms.css", "map.css", "leaflet/leaflet.css"),
    *("barlow-condensed-600.woff2", "leaflet/leaflet.js", *browser.OUTLINES),
    *(
        f"{name}.js"
        for name in ("map", "map-card", "map-data", "map-draw", "map-fields", "map-filter")
    ),
    *(f"{name}.js" for name in ("map-forms", "map-kept", "map-leaflet", "map-list", "map-look")),
    *(f"{name}.js" for name in ("map-many", "map-patterns", "map-picture")),
    *(f"{name}.js" for name in ("map-queue", "map-send", "map-told", "map-view", "shrink")),
    *(f"{name}.js" for name in ("dom", "live", "new-key", "share", "when", "words")),
)
# Of the other screens' sentences, those it says; of the map's, those it does not.
_LIGHT_WORDS = ("light.last_heard", "light.copied")
_LOOKING = (
    *("map.after", "map.any_", "map.bags_told", "map.before", "map.by_volunteers", "map.cleaned_"),
    *(
        "map.coming",
        "map.count_",
        "map.empty",
        "map.filter",
        "map.happened",
        "map.history_",
        "map.join",
    ),
    *("map.label", "map.m2", "map.move", "map.need_", "map.none_shown", "map.only_mine"),
    *("map.photo_", "map.scheduled_for", "map.show_more", "map.size_", "map.state_"),
    *("map.steward", "map.unsent", "map.waiting", "map.wanted", "light.last_heard"),
)
_AREAS_OWN = ("map.step_", "map.reason_", "map.area_title")


def page(request: Request) -> Response:
    """GET /e/EVENT/map: where help is needed."""
    return _page(request, "map.html")


def embed(request: Request) -> Response:
    """GET /e/EVENT/map/embed: the same to look at, in a frame on anybody's site."""
    return _page(request, "map_embed.html", framed=True)


def me(request: Request) -> Response:
    """GET /e/EVENT/map/me: as whom this phone acts here."""
    doer = doer_of(request)
    told = {
        "role": doer.who.role.value if doer.who else "",
        "mine": atlas.looked_after(house().desk, doer.map, doer.lead) if doer.lead else [],
    }
    return JSONResponse(told, headers=NOT_KEPT)


def waiting(request: Request) -> Response:
    """GET /e/EVENT/map/waiting: the reports that wait for a look, for stewards and organizers."""
    doer = doer_of(request)
    if doer.who is None:
        raise NotAllowed("map")
    desk = house().desk
    told = waiting_collection(atlas.waiting(desk, doer.map), area_photos.held(desk, doer.map))
    return JSONResponse(told, headers=NOT_KEPT)


async def take(request: Request) -> Response:
    """POST /e/EVENT/map/acts: {acts}; each is answered by its key."""
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Refused("body", "type_unknown")
    body = await bodies.read(request.scope, request.receive, MOST_BYTES)
    acts = map_acts.read(body)
    lang = asked.language(request)
    doer = await run_in_threadpool(doer_of, request)
    answers = await posting(map_acts.answers, house().desk, doer, lang, acts)
    return JSONResponse({"answers": answers}, headers=NOT_KEPT)


def worker(request: Request) -> Response:
    """GET /e/EVENT/map/sw.js: what lets the page open without signal."""
    at = f"/e/{request.path_params['event']}/map"
    told = {"build": browser.build(), "page": at, "files": [browser.address(f) for f in FILES]}
    body = f"const TOLD = {json.dumps(told)};\n{browser.text('pocket-worker.js')}"
    headers = {"Service-Worker-Allowed": at, "Cache-Control": "no-cache"}
    return Response(body, 200, headers, "text/javascript; charset=utf-8")


def _page(request: Request, template: str, framed: bool = False) -> Response:
    event, lang = rallies.event(house().desk, request.path_params["event"]), asked.language(request)
    # Its areas are there, and a report to the date's own map would be seen by nobody.
    if (campaign := atlas.map_of(house().desk, event)) != event.slug:
        asked_for = f"?{request.url.query}" if request.url.query else ""
        tail = "/embed" if framed else ""
        return RedirectResponse(f"/e/{campaign}/map{tail}{asked_for}", 307, NOT_KEPT)
    seen = atlas.atlas(house().desk, event.slug)
    told, at = collection(seen), f"/e/{event.slug}/map"
    response = pages.page(
        request,
        template,
        framed=framed,
        headers={"X-Turnout-Build": browser.build()},
        event=event,
        map=told,
        told=headline(lang, seen),
        needed=needed(lang, seen),
        og=shared.of_map(lang, seen, at),
        share=share.of_map(
            lang, event, asked.base_url(request) + at, event.title, needed(lang, seen)
        ),
        boot=pages.for_script(_boot(lang, event, seen, told, framed)),
    )
    let_in(response, house().settings.map_tiles)
    return response


def _boot(
    lang: str, event: Event, seen: Atlas, told: dict[str, Any], framed: bool
) -> dict[str, Any]:
    """Return the options that browser/map.js is mounted with."""
    tiles, whose = house().settings.map_tiles, house().settings.map_attribution
    return {
        "event": event.slug,
        "zone": event.zone,
        "at": f"/e/{event.slug}/map",
        "map": told,
        "liveUrl": f"/api/v1/events/{event.slug}/live",
        "areasUrl": f"/api/v1/events/{event.slug}/areas",
        "base": [browser.address(outlines(each.area.shape for each in seen.areas))],
        "lines": [] if tiles else lines(each.area.shape for each in seen.areas),
        "tiles": {"url": tiles, "attribution": whose} if tiles else None,
        "ask": event.ask_contact != "no",
        "lang": lang,
        "words": _said(lang, framed),
    }


def _said(lang: str, framed: bool) -> dict[str, Any]:
    """Return the sentences the page's scripts say, without those of an area's own page; framed:
    those alone that are said where one can only look."""
    said = words.for_browser(lang, "light", "map")
    ours = (key for key in said if key in _LIGHT_WORDS or key.startswith("map."))
    named = {key: said[key] for key in ours if not key.startswith(_AREAS_OWN)}
    return {key: of for key, of in named.items() if not framed or key.startswith(_LOOKING)}


def let_in(response: Response, tiles: str) -> None:
    """Let the page show photos that were just taken, and pictures of the map server that the
    operator chose, if any."""
    parts = urlsplit(tiles.replace("{s}", "*"))
    server = f" {parts.scheme}://{parts.netloc}" if tiles else ""
    policy = response.headers["Content-Security-Policy"]
    allowed = f"img-src 'self' data: blob:{server}"
    response.headers["Content-Security-Policy"] = policy.replace("img-src 'self' data:", allowed)


def doer_of(request: Request) -> Doer:
    """Return as whom the browser that asks acts on the map. Raises NotFound."""
    desk = house().desk
    held = links.visitor(desk, request.cookies.get(links.COOKIE, ""))
    doer = doers.doer(desk, held, request.path_params["event"])
    return doer if doer.who else Doer(doer.map, address=asked.address(request))
