"""GET /api/v1/events/EVENT/progress: the live picture once, named by its seq and forecast."""

from starlette.requests import Request
from starlette.responses import Response

from turnout.house import house

OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}  # it is public: any page may read it


def progress(request: Request) -> Response:
    """Return the live picture, or 304 when the asker has it."""
    picture = house().live.picture(request.path_params["event"])
    etag = f'"{picture.tag}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Access-Control-Expose-Headers": "ETag",
        **OPEN_TO_ALL,
    }
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(picture.data, headers=headers, media_type="application/json")


def known_to(request: Request, etag: str) -> bool:
    """Return whether the asker says that it has what is named `etag`."""
    known = request.headers.get("if-none-match", "")
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return etag in tags or known.strip() == "*"
