"""/e/EVENT/show: the wall turned from an organizer's phone.

Without JavaScript each button is a form of its own. What an organizer wants is decided inside the
write, over what stands by then: several phones may turn one wall.
"""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from turnout import words
from turnout.desk import looks, show
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.formats.picture import show_of, stamp
from turnout.house import house
from turnout.model import Event
from turnout.model.show import Scene, Theme
from turnout.rules.show import MOST_MESSAGE, Wanted
from turnout.sources import form
from turnout.web import asked, bodies, errors, pages, phones
from turnout.web.organizing import PRIVATE, organized
from turnout.web.threads import posting

PACES = (0, 15, 30, 60)  # seconds a scene stands; 0: it stays
FIELDS = ("scene", "message", "every_seconds", "theme")


async def remote(request: Request) -> Response:
    """GET the phone's page; POST what is to be changed."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request)
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_change, request, posted)


def state(request: Request) -> Response:
    """GET /e/EVENT/show/state: what walls show, and how many listen, for an organizer's phone."""
    try:
        event, _ = organized(request)
    except NotAllowed:
        return phones.not_good(request, "web.link_not_good")
    return JSONResponse(_told(event), headers=PRIVATE)


def _change(request: Request, posted: form.Fields) -> Response:
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        event, by = organized(request)
        show.change(house().desk, event.slug, _wanted(posted), by=by).result()
    except Refused as refused:
        wrong = errors.beside(asked.language(request), refused, FIELDS)
        if wants_json:
            return JSONResponse({"wrong": wrong}, 422, PRIVATE)
        return _page(request, posted, wrong)
    except (NotAllowed, NotFound):
        if not wants_json:
            raise
        return phones.not_good(request, "web.link_not_good")
    if wants_json:
        return JSONResponse(_told(event), headers=PRIVATE)
    return RedirectResponse(f"/e/{event.slug}/show", 303, PRIVATE)


def _wanted(posted: form.Fields) -> Wanted:
    """Return what a form wants; a round of which nothing is ticked says that it was one."""
    told = {name: form.one(posted, name) if name in posted else None for name in FIELDS}
    return Wanted(**told, scenes=posted.get("scenes", []) if "round" in posted else None)


def _page(
    request: Request, posted: form.Fields | None = None, wrong: dict[str, str] | None = None
) -> Response:
    (event, _), lang = organized(request), asked.language(request)
    told = _told(event)
    return pages.page(
        request,
        "show.html",
        status=422 if wrong else 200,
        headers=PRIVATE,
        event=event,
        told=told,
        scenes=list(Scene),
        themes=list(Theme),
        paces=PACES,
        most=MOST_MESSAGE,
        message=form.one(posted, "message") if posted else told["show"]["message"],
        wrong=wrong or {},
        boot=pages.for_script(
            {
                "at": f"/e/{event.slug}/show",
                "liveUrl": f"/api/v1/events/{event.slug}/live",
                "zone": event.zone,
                "lang": lang,
                "words": words.for_browser(lang, "show"),
                "told": told,
                "most": MOST_MESSAGE,
            }
        ),
    )


def _told(event: Event) -> dict[str, Any]:
    """Return what walls show: {"seq", "scene", "show", "walls", "at"}; walls: of this process."""
    staged = show.staged(house().desk, event.slug, looks.progress(house().desk, event.slug))
    return {
        "seq": staged.seq,
        "scene": staged.scene.value,
        "show": show_of(staged.show),
        "walls": house().live.walls(event.slug),
        "at": stamp(staged.at),
    }
