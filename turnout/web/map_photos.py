"""Photos of areas: in as a phone took them, out as they were made anew."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout.desk import area_photos
from turnout.errors import NotAllowed, NotFound, Reason, Refused, SourceFailed
from turnout.house import house
from turnout.model import PhotoFiles
from turnout.model.areas import AreaReceipt
from turnout.sources.child import PHOTO_SECONDS, Reader
from turnout.sources.guard import MOST_PHOTO_BYTES
from turnout.web import asked, bodies, errors
from turnout.web.maps import NOT_KEPT, doer_of
from turnout.web.photos import HEADERS

MOST_PLACE = 2  # digits
_turn = asyncio.Semaphore(2)  # a decoder takes half a gigabyte at worst, and a core


async def take(request: Request) -> Response:
    """POST /e/EVENT/map/photos?key=KEY&place=0&kind=before: one photo of what was said under a
    key, as its bytes."""
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    lang = asked.language(request)
    body = await bodies.read(request.scope, request.receive, MOST_PHOTO_BYTES)
    try:
        receipt = await _kept(request, body)
    except Refused as refused:
        why = " ".join(errors.beside(lang, refused, ()).values())
        return JSONResponse({"refused": why}, 422, NOT_KEPT)
    except (NotFound, NotAllowed):
        why = errors.sentence(lang, Reason("area", "not_yours"))
        return JSONResponse({"refused": why}, 404, NOT_KEPT)
    return JSONResponse({"seq": receipt.seq, "held": receipt.held}, headers=NOT_KEPT)


async def _kept(request: Request, body: bytes) -> AreaReceipt:
    desk, params = house().desk, request.query_params
    doer = await run_in_threadpool(doer_of, request)
    key, place, kind = (
        params.get("key", "")[:64],
        _place(params.get("place", "")),
        params.get("kind", ""),
    )
    await run_in_threadpool(area_photos.must_be_known, desk, doer, key)
    files = await _made(body)
    return await asyncio.wrap_future(area_photos.keep(desk, doer, key, place, kind, files))


def large(request: Request) -> Response:
    """GET /e/EVENT/areas/AREA/photos/NAME.jpg: a photo as large as we keep it."""
    return _file(request, small=False)


def small(request: Request) -> Response:
    """GET /e/EVENT/areas/AREA/photos/NAME-small.jpg: the same for a list of many."""
    return _file(request, small=True)


def _file(request: Request, small: bool) -> Response:
    event, name = request.path_params["event"], request.path_params["name"]
    held = doer_of(request).who is not None
    found = area_photos.file(house().desk, event, name, small, held)
    if found is None:
        raise HTTPException(404)
    return Response(found, 200, HEADERS, "image/jpeg")


async def _made(body: bytes) -> PhotoFiles:
    """Return a photo made anew, by a child that ends with it. Raises Refused("photo")."""
    async with _turn:
        reader = Reader(PHOTO_SECONDS)
        try:
            return await reader.read_photo(body)
        except SourceFailed as failed:
            raise Refused("photo", "broken") from failed
        finally:
            await reader.close()


def _place(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_PLACE):
        raise Refused("photo", "not_kind")
    return int(text)
