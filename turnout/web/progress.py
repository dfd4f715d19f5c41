"""GET /api/v1/events/EVENT/progress: the live picture once, named by its seq and forecast."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from turnout.house import house

OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}  # it is public: any page may read it


def progress(request: Request) -> Response:
    """Return the live picture, or 304 when the asker has it."""
    picture = house().live.picture(request.path_params["event"])
    headers = {"Access-Control-Expose-Headers": "ETag", **OPEN_TO_ALL}
    return unless_known(request, f'"{picture.tag}"', lambda: picture.data, headers)


def unless_known(
    request: Request, etag: str, body: Callable[[], bytes], more: Mapping[str, str] | None = None
) -> Response:
    """Return the JSON of `body`, made only for who does not have it yet; for others, 304."""
    headers = {"ETag": etag, "Cache-Control": "no-cache", **(more or {})}
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body(), headers=headers, media_type="application/json")


def known_to(request: Request, etag: str) -> bool:
    """Return whether the asker says that it has what is named `etag`."""
    known = request.headers.get("if-none-match", "")
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return etag in tags or known.strip() == "*"
