"""The roll of leads: as JSON for the wall, as a page that needs no script, and, for organizers, as
the sheet that somebody reads aloud from."""

from functools import partial

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import rallies, recognition
from turnout.desk.showing import hides_names
from turnout.formats import roll_words as said
from turnout.formats.roll import encode
from turnout.house import house
from turnout.model import Event
from turnout.model.seeing import Audience
from turnout.web import asked, pages, shared
from turnout.web.organizing import PRIVATE, organized
from turnout.web.progress import OPEN_TO_ALL, unless_known
from turnout.web.roll_now import now, public, stands


def as_json(request: Request) -> Response:
    """GET /e/EVENT/roll.json: {"seq", "rows", "others"} as formats.roll has it, or 304."""
    slug = request.path_params["event"]
    seq, over = stands(slug)
    etag = f'"{seq}{"-over" if over else ""}"'
    walls = (Audience.WALL, Audience.PAGE)
    return unless_known(request, etag, lambda: encode(public(slug, *walls)), OPEN_TO_ALL)


def page(request: Request) -> Response:
    """GET /e/EVENT/roll: the same for phones in the crowd, and for who was not there."""
    event, lang = rallies.event(house().desk, request.path_params["event"]), asked.language(request)
    told = public(event.slug, Audience.PAGE)
    return pages.page(
        request,
        "roll.html",
        event=event,
        seq=told.seq,
        rows=told.rows,
        others=told.others,
        og=shared.of_event(lang, event, f"/e/{event.slug}/roll"),
        off=hides_names(event),
        numbers=partial(said.numbers, lang, counted=told.counted),
        brought=partial(said.brought, lang),
        honours=partial(said.honours, lang),
        boot=_boot(lang, event),
    )


def _boot(lang: str, event: Event) -> Markup:
    lost = "light.last_heard"
    return pages.for_script(
        {
            "liveUrl": f"/api/v1/events/{event.slug}/live",
            "words": {lost: words.for_browser(lang, "light")[lost]},
            "lang": lang,
            "zone": event.zone,
        }
    )


def sheet(request: Request) -> Response:
    """GET /e/EVENT/roll/sheet: the names in large type with how each is said, for organizers."""
    event, _ = organized(request)
    desk, lang = house().desk, asked.language(request)
    at = desk.clock()
    day, time = (of(lang, at, event.zone) for of in (words.day, words.clock))
    return pages.page(
        request,
        "roll_sheet.html",
        headers=PRIVATE,
        event=event,
        rows=now(event.slug).rows,
        off=hides_names(event),
        said_as={
            each.handle: each.choice.said_as for each in recognition.of_event(desk, event.slug)
        },
        stands=words.say(lang, "recognition.sheet_stands", day=day, time=time),
        honours=partial(said.honours, lang),
    )
