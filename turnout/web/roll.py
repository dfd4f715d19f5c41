"""The roll of leads, for everybody: as JSON for the wall, and as a page that needs no script."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import looks, rallies
from turnout.desk.roll import roll
from turnout.formats.roll import encode
from turnout.house import House, house
from turnout.web.progress import OPEN_TO_ALL, known_to


def as_json(request: Request) -> Response:
    """GET /e/EVENT/roll.json: {"seq", "rows", "others"} as formats.roll has it, or 304."""
    slug = request.path_params["event"]
    seq, over = _stands(slug)
    etag = f'"{seq}{"-over" if over else ""}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", **OPEN_TO_ALL}
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(_told(house(), slug, seq, over), headers=headers, media_type="application/json")


def _stands(slug: str) -> tuple[int, bool]:
    """Return (seq, whether the event is over), asked of the store: who was hidden a moment ago
    is in no answer."""
    desk = house().desk
    return looks.seq(desk, slug), rallies.event(desk, slug).is_over(desk.clock())


@lru_cache(maxsize=64)  # made once for each time the event moved, not for each wall
def _told(kept: House, slug: str, seq: int, over: bool) -> bytes:
    return encode(roll(kept.desk, slug))
