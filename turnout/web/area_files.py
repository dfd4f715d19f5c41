"""GET /e/EVENT/areas.geojson, .kml, .csv: the map for other maps, always as it stands."""

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import atlas, looks
from turnout.desk.desk import Desk
from turnout.formats.map_files import FORMS
from turnout.house import house
from turnout.web.progress import OPEN_TO_ALL, known_to


def as_geojson(request: Request) -> Response:
    """GET /e/EVENT/areas.geojson."""
    return _file(request, "geojson")


def as_kml(request: Request) -> Response:
    """GET /e/EVENT/areas.kml."""
    return _file(request, "kml")


def as_csv(request: Request) -> Response:
    """GET /e/EVENT/areas.csv."""
    return _file(request, "csv")


def _file(request: Request, form: str) -> Response:
    """Return the areas that are shown; 304 when the asker has them."""
    desk, slug = house().desk, request.path_params["event"]
    seq = looks.seq(desk, slug)
    headers = {
        "ETag": f'"{seq}"',
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{slug}-areas.{form}"',
        "X-Content-Type-Options": "nosniff",
        **OPEN_TO_ALL,
    }
    if known_to(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = _kept(desk, slug, form, seq)
    return Response(body, headers=headers, media_type=FORMS[form].media_type)


@lru_cache(16)
def _kept(desk: Desk, slug: str, form: str, seq: int) -> bytes:
    return FORMS[form].written(atlas.atlas(desk, slug))
