"""The roll of leads: as JSON for the wall, as a page that needs no script, and, for organizers, as
the sheet that somebody reads aloud from."""

from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import looks, rallies, recognition
from turnout.desk.roll import roll
from turnout.desk.showing import hides_names
from turnout.formats import roll_words as said
from turnout.formats.roll import encode
from turnout.house import House, house
from turnout.model.recognition import Roll
from turnout.web import asked, pages
from turnout.web.progress import OPEN_TO_ALL, known_to
from turnout.web.sheets import PRIVATE, organizes


def as_json(request: Request) -> Response:
    """GET /e/EVENT/roll.json: {"seq", "rows", "others"} as formats.roll has it, or 304."""
    slug = request.path_params["event"]
    seq, over = _stands(slug)
    etag = f'"{seq}{"-over" if over else ""}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", **OPEN_TO_ALL}
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    body = encode(_kept(house(), slug, seq, over))
    return Response(body, headers=headers, media_type="application/json")


def page(request: Request) -> Response:
    """GET /e/EVENT/roll: the same for phones in the crowd, and for who was not there."""
    event, lang = rallies.event(house().desk, request.path_params["event"]), asked.language(request)
    told = _now(event.slug)
    return pages.page(
        request,
        "roll.html",
        event=event,
        rows=told.rows,
        others=told.others,
        off=hides_names(event),
        numbers=partial(said.numbers, lang),
        brought=partial(said.brought, lang),
        honours=partial(said.honours, lang),
    )


def sheet(request: Request) -> Response:
    """GET /e/EVENT/roll/sheet: the names in large type with how each is said, for organizers."""
    event, _ = organizes(request)
    desk, lang = house().desk, asked.language(request)
    now = desk.clock()
    day, time = (of(lang, now, event.zone) for of in (words.day, words.clock))
    return pages.page(
        request,
        "roll_sheet.html",
        headers=PRIVATE,
        event=event,
        rows=_now(event.slug).rows,
        off=hides_names(event),
        said_as={
            each.handle: each.choice.said_as for each in recognition.of_event(desk, event.slug)
        },
        stands=words.say(lang, "recognition.sheet_stands", day=day, time=time),
        honours=partial(said.honours, lang),
    )


def _now(slug: str) -> Roll:
    return _kept(house(), slug, *_stands(slug))


def _stands(slug: str) -> tuple[int, bool]:
    """Return (seq, whether the event is over), asked of the store: who was hidden a moment ago
    is in no answer."""
    desk = house().desk
    return looks.seq(desk, slug), rallies.event(desk, slug).is_over(desk.clock())


@lru_cache(maxsize=64)  # made once for each time the event moved, not for each wall
def _kept(kept: House, slug: str, seq: int, over: bool) -> Roll:
    return roll(kept.desk, slug)
