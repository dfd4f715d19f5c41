"""GET /e/EVENT/areas.png: "17 of 42 areas cleaned", the map drawn in, for whoever shares a link."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import atlas, looks
from turnout.desk.desk import Desk
from turnout.formats.base_map import outlines
from turnout.house import house
from turnout.model.areas import Atlas
from turnout.pictures import cards
from turnout.web import asked
from turnout.web.progress import known_to

_drawing = Lock()  # one at a time: a card takes a core, and the second asker wants the same one


@dataclass(frozen=True)
class Shared:
    """What a page tells networks of its card; `alt` is what the picture says."""

    address: str
    page: str
    width: int
    height: int
    alt: str


def card(request: Request) -> Response:
    """Return the card of a map in the reader's language; 304 when the asker has it.

    Drawn in a thread of its own, once for each time the event moved.
    """
    desk, slug, lang = house().desk, request.path_params["event"], asked.language(request)
    seq = looks.seq(desk, slug)
    etag = f'"{seq}-{lang}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Content-Language": lang,
        "Vary": "Accept-Language, Cookie",
        "X-Content-Type-Options": "nosniff",
    }
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    with _drawing:
        body = _drawn(desk, slug, lang, seq)
    return Response(body, headers=headers, media_type="image/png")


def shared(lang: str, seen: Atlas, at: str) -> Shared | None:
    """Return what the page at the path `at` tells networks; None where nobody said by which
    address this house is known: another would lead nowhere."""
    known = house().settings.public_url
    if not known:
        return None
    picture = f"{known}/e/{seen.event.slug}/areas.png?lang={lang}"
    return Shared(picture, f"{known}{at}", *cards.SIZE, cards.said(lang, seen, "").headline)


def of_page(lang: str, slug: str, at: str) -> Shared | None:
    """Return the same for a page that is of a part of a map."""
    return (
        shared(lang, atlas.atlas(house().desk, slug), at) if house().settings.public_url else None
    )


@lru_cache(32)
def _drawn(desk: Desk, slug: str, lang: str, seq: int) -> bytes:
    seen = atlas.atlas(desk, slug)
    said = cards.said(lang, seen, _typed(slug))
    shapes = [each.area.shape for each in seen.areas]
    placed = tuple((each.area.state, each.area.shape) for each in seen.areas)
    return cards.areas(said, placed, outlines(shapes))


def _typed(slug: str) -> str:
    """Return the map's address as people type it; the path alone where the rest is not known."""
    return f"{urlsplit(house().settings.public_url).netloc}/e/{slug}/map"
