"""Spreadsheets of places: a column each for latitude and longitude, one for both, or shapes."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from turnout.errors import Refused
from turnout.model.places import POINT, Drawing, Note, Shape
from turnout.sources import spreadsheet, workbook
from turnout.sources.places import wkt
from turnout.sources.places.gathering import MOST_PLACES, Gathering, Part, Told
from turnout.sources.spreadsheet import Cells, Sheet

LOOKED_AT = 50  # rows that say whether a column without a usual heading holds coordinates
MOSTLY = 0.6  # of its cells

_HEADINGS = {
    "latitude": ("latitude", "lat", "latitud", "gps latitude", "y"),
    "longitude": ("longitude", "lon", "lng", "long", "longitud", "gps longitude", "x"),
    "both": ("lat lon", "lat lng", "lat long", "latlng", "latlon", "latitude longitude",
             "latitud longitud", "coordinates", "coordenadas", "coords", "gps", "location",
             "ubicacion", "point", "punto"),
    "shape": ("wkt", "geometry", "geom", "the geom", "shape", "geometria"),
    "name": ("name", "title", "place", "site", "area", "nombre", "titulo", "lugar", "sitio",
             "zona"),
    "text": ("description", "text", "notes", "note", "comments", "details", "descripcion",
             "texto", "notas", "nota", "comentarios", "detalles"),
    "group": ("group", "folder", "layer", "category", "neighborhood", "neighbourhood", "grupo",
              "carpeta", "capa", "categoria", "barrio", "colonia"),
}  # fmt: skip
_NUMBER = r"[-+−]?\d{1,12}(?:[.,]\d{1,20})?"
_EXACT = r"[-+−]?\d{1,3}[.,]\d{1,20}"  # no whole numbers: "39,06" alone is one number, not two
_PAIR = re.compile(rf"\(?\s*({_EXACT})°?\s*[,;/ ]\s*({_EXACT})°?\s*\)?")
# 39.06, 39,06° N, 94 33 10.5 W, 39°03'36"N; the side of the world may stand before it too.
_DEGREES = re.compile(
    rf"([NSEWO])?\s*({_NUMBER})\s*[°º]?\s*(?:(\d{{1,2}})\s*['′’ ]\s*"
    rf"(?:(\d{{1,2}}(?:[.,]\d{{1,20}})?)\s*(?:\"|″|”|'')?\s*)?)?([NSEWO])?"
)


def read(body: bytes) -> Drawing:
    """Return the rows of `body` as points, or as the shapes that stand in it as text.

    Raises Refused("map"): not_map, no_columns, no_places, too_many_places.
    """
    try:
        sheet = spreadsheet.read(body, cells=workbook.cells_here)
    except Refused as refused:
        if refused.code == "too_many_rows":
            raise Refused("map", "too_many_places", most=MOST_PLACES) from None
        raise Refused("map", "not_map") from None
    columns = _columns(sheet)
    placed = _placing(columns)
    if placed is None:
        raise Refused("map", "no_columns")
    gathering = Gathering()
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        said = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if any(said.values()):
            told = Told(said.get("name", ""), said.get("text", ""), said.get("group", ""))
            gathering.add(placed(said), told, line)
    return gathering.whole("placelist")


def _columns(sheet: Sheet) -> dict[str, int]:
    """Return the place of each column that means something to us."""
    names = [_heading(column) for column in sheet.columns]
    found = {}
    for field, usual in _HEADINGS.items():
        place = next((names.index(name) for name in usual if name in names), None)
        if place is not None:
            found[field] = place
    if _placing(found) is None:
        cells = ((at, _cells(sheet.rows, at)) for at in range(len(names)))
        pairs = next((at for at, column in cells if _are_pairs(column)), None)
        found |= {"both": pairs} if pairs is not None else {}
    return found


def _heading(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def _cells(rows: Sequence[Cells], at: int) -> list[str]:
    return [row[at] for row in rows[:LOOKED_AT] if at < len(row) and row[at]]


def _are_pairs(cells: Sequence[str]) -> bool:
    found = sum(bool(_PAIR.fullmatch(cell.strip())) for cell in cells)
    return bool(cells) and found >= MOSTLY * len(cells)


def _placing(columns: Mapping[str, int]) -> Callable[[Mapping[str, str]], list[Part]] | None:
    """Return how a row of these columns says where it is; None where it cannot."""
    if "shape" in columns:
        return _of_shape
    if {"latitude", "longitude"} <= columns.keys():
        return _of_two
    return _of_both if "both" in columns else None


def _of_shape(said: Mapping[str, str]) -> list[Part]:
    return list(wkt.parts(said["shape"])) if said["shape"] else [Note("no_coordinates")]


def _of_two(said: Mapping[str, str]) -> list[Part]:
    return [_point(said["latitude"], said["longitude"])]


def _of_both(said: Mapping[str, str]) -> list[Part]:
    text = said["both"].strip()
    pair = _PAIR.fullmatch(text)
    if pair is not None:
        return [_point(pair[1], pair[2])]
    return [Note("not_coordinates", {"given": text[:40]}) if text else Note("no_coordinates")]


def _point(latitude: str, longitude: str) -> Part:
    if not latitude and not longitude:
        return Note("no_coordinates")
    try:
        return Shape(POINT, (((_degrees(longitude), _degrees(latitude)),),))
    except ValueError:
        return Note("not_coordinates", {"given": f"{latitude} {longitude}"[:40].strip()})


def _degrees(text: str) -> float:
    """Return the degrees that `text` says. Raises ValueError where it says none."""
    tidy = text.strip().upper()
    if tidy.lstrip("+-") in ("NAN", "INF", "INFINITY"):
        return float(tidy)  # who judges it says so by its name
    found = _DEGREES.fullmatch(tidy)
    if found is None:
        raise ValueError(text)
    whole, minutes, seconds = (
        float((found[group] or "0").replace(",", ".").replace("−", "-")) for group in (2, 3, 4)
    )
    parts = abs(whole) + minutes / 60 + seconds / 3600
    is_negative = found[2].startswith(("-", "−")) or {found[1], found[5]} & {"S", "W", "O"}
    return -parts if is_negative else parts
