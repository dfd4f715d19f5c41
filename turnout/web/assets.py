"""The browser's files under the hash of them all: asked for once, kept for a year."""

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from turnout import browser

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".geojson": "application/geo+json",
}
KEPT = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file; `small` is it gzipped, or None where that saves nothing."""

    body: bytes
    small: bytes | None
    type: str


def serve(request: Request) -> Response:
    """GET /e/-/assets/BUILD/FILE. A page of another build gets today's file, unkept."""
    name, build = request.path_params["file"], request.path_params["build"]
    if name not in browser.files():
        raise HTTPException(404)
    found = _asset(name)
    headers = {
        "Cache-Control": KEPT if build == browser.build() else "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",  # fonts and modules of an embed in a sandboxed frame
        "Vary": "Accept-Encoding",
    }
    if found.small is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(found.small, headers=headers, media_type=found.type)
    return Response(found.body, headers=headers, media_type=found.type)


@cache
def _asset(name: str) -> Asset:
    suffix, body = PurePosixPath(name).suffix, browser.read(name)
    small = gzip.compress(body, 9, mtime=0) if suffix != ".woff2" else body
    return Asset(body, small if len(small) < len(body) else None, TYPES[suffix])
