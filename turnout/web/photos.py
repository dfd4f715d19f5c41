"""Photos that an organizer has shown: files of ours alone, under names that change with them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import photos
from turnout.house import house

HEADERS = {
    # For good, as new bytes have a new name; in the reader's own browser, since what is taken away
    # must not live on in somebody's cache between us.
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def large(request: Request) -> Response:
    """GET /e/EVENT/photos/NAME.jpg: a photo as large as we keep it."""
    return _file(request, small=False)


def small(request: Request) -> Response:
    """GET /e/EVENT/photos/NAME-small.jpg: the same for a list of many."""
    return _file(request, small=True)


def _file(request: Request, small: bool) -> Response:
    event, name = request.path_params["event"], request.path_params["name"]
    found = photos.file(house().desk, event, name, small)
    if found is None:
        raise HTTPException(404)
    return Response(found, 200, HEADERS, "image/jpeg")
