"""The pictures beside a shared link: GET /e/EVENT/card.png and its kin, each in two sizes
(?size=square) and two languages. Nothing is on them that public pages do not show.
"""

import asyncio
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import atlas, contest
from turnout.desk.desk import Desk
from turnout.errors import NotFound
from turnout.formats import roll_words
from turnout.formats.base_map import outlines
from turnout.house import house
from turnout.model import LeadProgress, Progress
from turnout.model.areas import Atlas, MapArea
from turnout.model.seeing import Audience, Part
from turnout.pictures import card_words, cards, challenge_cards, map_cards
from turnout.web import asked, roll_now
from turnout.web.progress import known_to

# A drawing takes a core for a tenth of a second: one at a time, beside the loop and its threads,
# and a crowd that asks for the same one finds it drawn.
_hand = ThreadPoolExecutor(1, "cards")
MOST_DRAWN = 64  # some 80 kB each


@dataclass(frozen=True)
class Drawing:
    """All that one picture is made of. placed, outlines: of a card with a map. seq: as of when; of
    the same words the same picture is drawn, whatever else moved."""

    seq: int = field(compare=False)
    card: card_words.Card | map_cards.MapCard
    placed: map_cards.Placed = ()
    outlines: str = ""


Said = Callable[[Request, str], Drawing]


async def event(request: Request) -> Response:
    """GET /e/EVENT/card.png: how many are coming, and are still needed."""
    return await _answered(request, _of_event)


async def lead(request: Request) -> Response:
    """GET /e/EVENT/leads/HANDLE/card.png: what a lead promised, and who is coming with them."""
    return await _answered(request, _of_lead)


async def challenge(request: Request) -> Response:
    """GET /e/EVENT/challenges/ID/card.png: a challenge and what it still needs."""
    return await _answered(request, _of_challenge)


async def area(request: Request) -> Response:
    """GET /e/EVENT/areas/AREA/card.png: one area and what it needs."""
    return await _answered(request, _of_area)


async def areas(request: Request) -> Response:
    """GET /e/EVENT/areas.png: "17 of 42 areas cleaned", the map drawn in."""
    return await _answered(request, _of_map)


def public(slug: str) -> Progress:
    """Return the live picture of an event that may have cards, without what its page is not shown.

    Raises NotFound, also for a quiet one: its numbers are passed on by nobody's preview.
    """
    progress = house().live.picture(slug).progress
    if progress is None or progress.event.quiet:
        raise NotFound("card", slug)
    if not progress.seen.may(Part.LEADS, Audience.PAGE):
        progress = replace(progress, leads=())
    return progress


def lead_of(progress: Progress, handle: str) -> LeadProgress:
    """Return the shown lead that `handle` means. Raises NotFound, also for one who is hidden."""
    found = card_words.shown_lead(progress.leads, handle)
    if found is None:
        raise NotFound("lead", handle)
    return found


def area_of(seen: Atlas, given: str) -> MapArea:
    """Return the shown area that has the number `given`. Raises NotFound."""
    number = asked.number(given)
    found = next((each for each in seen.areas if each.area.id == number), None)
    if found is None:
        raise NotFound("area", given)
    return found


def map_of(slug: str) -> Atlas:
    """Return the map of an event that may have cards, as it stands. Raises NotFound."""
    return _atlas(house().desk, slug, public(slug).seq)


async def _answered(request: Request, said: Said) -> Response:
    return await asyncio.get_running_loop().run_in_executor(_hand, _answer, request, said)


def _answer(request: Request, said: Said) -> Response:
    """Return the card in the reader's language; 304 when the asker has it."""
    lang, wanted = asked.language(request), request.query_params.get("size", "")
    size = cards.SIZES.get(wanted, cards.WIDE)
    drawing = said(request, lang)
    # What is said changes with the hour too: the day comes, and is over.
    etag = f'"{drawing.seq}-{lang}-{zlib.crc32(repr((drawing.card, size)).encode()):x}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Content-Language": lang,
        "Vary": "Accept-Language, Cookie",
        "X-Content-Type-Options": "nosniff",
    }
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(_drawn(drawing, size), headers=headers, media_type="image/png")


@lru_cache(MOST_DRAWN)
def _drawn(drawing: Drawing, size: tuple[int, int]) -> bytes:
    if isinstance(drawing.card, map_cards.MapCard):
        return map_cards.drawn(drawing.card, drawing.placed, drawing.outlines, size)
    return cards.drawn(drawing.card, size)


def _of_event(request: Request, lang: str) -> Drawing:
    progress = public(request.path_params["event"])
    at = asked.typed(f"/e/{progress.event.slug}")
    return Drawing(progress.seq, card_words.of_event(lang, progress, house().desk.clock(), at))


def _of_lead(request: Request, lang: str) -> Drawing:
    progress = public(request.path_params["event"])
    meant = lead_of(progress, request.path_params["handle"])
    at = asked.typed(f"/e/{progress.event.slug}/join?lead={meant.handle.partition('@')[0]}")
    now, brought = house().desk.clock(), _brought(lang, progress.event.slug, meant)
    return Drawing(progress.seq, card_words.of_lead(lang, progress, meant, now, at, brought))


def _brought(lang: str, slug: str, lead: LeadProgress) -> tuple[str, ...]:
    """Return the line of whom a lead on the roll brought, as far as those may be named."""
    rows = (
        each for each in roll_now.public(slug, Audience.PAGE).rows if each.handle == lead.handle
    )
    said = (roll_words.brought(lang, row) for row in rows)
    return tuple(line for line in said if line)


def _of_challenge(request: Request, lang: str) -> Drawing:
    progress = public(request.path_params["event"])
    given = request.path_params["challenge"]
    _, _, meant = contest.public(house().desk, progress.event.slug, asked.number(given) or 0)
    at = asked.typed(f"/e/{progress.event.slug}/challenges/{meant.id}")
    card = challenge_cards.of_challenge(lang, progress, meant, house().desk.clock(), at)
    return Drawing(progress.seq, card)


def _of_area(request: Request, lang: str) -> Drawing:
    seen = map_of(request.path_params["event"])
    meant = area_of(seen, request.path_params["area"])
    dates = {each.event.slug: each for each in seen.dates}
    at = asked.typed(f"/e/{seen.event.slug}/areas/{meant.area.id}")
    card = map_cards.of_area(lang, seen, meant, dates.get(meant.area.date), at)
    return _mapped(seen, card, (meant,))


def _of_map(request: Request, lang: str) -> Drawing:
    seen = map_of(request.path_params["event"])
    card = map_cards.of_map(lang, seen, asked.typed(f"/e/{seen.event.slug}/map"))
    return _mapped(seen, card, seen.areas)


def _mapped(seen: Atlas, card: map_cards.MapCard, shown: tuple[MapArea, ...]) -> Drawing:
    placed = tuple((each.area.state, each.area.shape) for each in shown)
    return Drawing(seen.seq, card, placed, outlines(shape for _, shape in placed))


@lru_cache(4)  # a map of a thousand areas is read once for each time it moved
def _atlas(desk: Desk, slug: str, seq: int) -> Atlas:
    return atlas.atlas(desk, slug)
