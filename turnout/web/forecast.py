"""GET /api/v1/events/EVENT/forecast: how many will come, for organizers' programs."""

import json
import zlib

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import accounts, forecasting, links
from turnout.formats import forecast as formats
from turnout.house import house
from turnout.model import Grant
from turnout.web import asked, guessing
from turnout.web.errors import NoKey
from turnout.web.keys import bearer
from turnout.web.progress import known_to

HOUR_SECONDS = 3600


def forecast(request: Request) -> Response:
    """Return the forecast to an organizer's key or session, or 304 when the asker has it.

    It is made where it was not yet: in a thread of its own, which keeps nobody else waiting.
    """
    slug, desk = request.path_params["event"], house().desk
    accounts.must_organize(desk, _visitor(request), slug)
    stand, told = forecasting.told(desk, slug)
    now = desk.clock()
    etag = f'"{stand.seq}-{int(now.timestamp()) // HOUR_SECONDS}-{_made_from(stand)}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    leads = forecasting.leads_of(desk, slug)
    values = formats.forecast(stand.event, told, stand.seq, now, leads)
    body = json.dumps(values, ensure_ascii=False)
    return Response(body, headers=headers, media_type="application/json")


def _visitor(request: Request) -> list[Grant]:
    """Return what a program's key grants, or a browser's session. Raises NoKey, NotAllowed."""
    desk, shown = house().desk, request.headers.get("authorization", "")
    if not shown:
        if session := request.cookies.get(links.COOKIE, ""):
            return links.visitor(desk, session)
        raise NoKey
    with guessing.watched(asked.address(request)):
        return accounts.organizers_bearer(desk, bearer(shown.encode("latin-1")))


def _made_from(stand: forecasting.Stand) -> str:
    return f"{zlib.crc32(repr((stand.history.version, stand.key[-1])).encode()):x}"
