"""Approved photos and stories, for the walls of an event."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk.wall_stories import wall_stories
from turnout.formats.wall_stories import encode
from turnout.house import House, house
from turnout.web.progress import unless_known


def stories(request: Request) -> Response:
    """GET /e/EVENT/stories.json: {"seq", "rows"} as formats.wall_stories has it, or 304."""
    slug = request.path_params["event"]
    seq = house().live.picture(slug).seq
    return unless_known(request, f'"{seq}"', lambda: _told(house(), slug, seq))


@lru_cache(maxsize=64)  # made once for each time the event moved, not for each wall
def _told(kept: House, slug: str, seq: int) -> bytes:
    return encode(slug, *wall_stories(kept.desk, slug))
