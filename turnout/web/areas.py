"""GET /api/v1/events/EVENT/areas: the map, whole or as it changed since the asker looked."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import atlas, looks
from turnout.desk.desk import Desk
from turnout.errors import Refused
from turnout.formats.atlas import encode
from turnout.house import house
from turnout.web.progress import OPEN_TO_ALL, known_to

MOST_SINCE = 18  # digits


def areas(request: Request) -> Response:
    """Return the map, or what changed after ?since=SEQ; 304 when the asker has it."""
    desk, slug = house().desk, request.path_params["event"]
    since = _since(request.query_params.get("since", ""))
    etag = f'"{looks.seq(desk, slug)}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Access-Control-Expose-Headers": "ETag",
        **OPEN_TO_ALL,
    }
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    body = _encoded(desk, slug, since)
    return Response(body, headers=headers, media_type="application/geo+json")


def _encoded(desk: Desk, slug: str, since: int) -> bytes:
    """Return the map as it stands: a crowd that looks at once is handed the same bytes."""
    return _kept(desk, slug, since, looks.seq(desk, slug))


@lru_cache(64)
def _kept(desk: Desk, slug: str, since: int, seq: int) -> bytes:
    return encode(atlas.atlas(desk, slug, since))


def _since(text: str) -> int:
    if not text:
        return -1
    if not text.isascii() or not text.isdigit() or len(text) > MOST_SINCE:
        raise Refused("since", "not_seq", given=text[:40])
    return int(text)
