"""The pace of an event for the wall: how many were coming at each day's end, and nothing else."""

import json
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import looks, rallies
from turnout.desk.forecasting_pace import by_day
from turnout.formats.pace import days
from turnout.house import House, house
from turnout.web.progress import unless_known


def pace(request: Request) -> Response:
    """GET /e/EVENT/pace.json: {"seq", "so_far": [[when, coming by then], ...]}, or 304."""
    slug = request.path_params["event"]
    seq = house().live.picture(slug).seq
    return unless_known(request, f'"{seq}"', lambda: _told(house(), slug, seq))


@lru_cache(maxsize=64)  # read once for each time the event moved, not for each wall
def _told(kept: House, slug: str, seq: int) -> bytes:
    event = rallies.event(kept.desk, slug)
    so_far = days(by_day(looks.pace(kept.desk, slug), event.zone))
    return json.dumps({"seq": seq, "so_far": so_far}, separators=(",", ":")).encode()
