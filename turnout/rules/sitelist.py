"""A list of sites as organizers paste it: one a line, in columns of any order."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from turnout.errors import Refused
from turnout.rules import pasted

# What the columns are called in lists people keep, small letters without accents or signs.
_HEADINGS = {
    "title": ("title", "site", "city", "name", "titulo", "ciudad", "nombre"),
    "place": ("place", "address", "venue", "location", "where", "lugar", "direccion"),
    "start": ("start", "starts", "begins", "time", "when", "empieza", "hora", "cuando"),
    "goal": ("goal", "promise", "people", "meta", "personas"),
    "host": ("host", "host lead", "lead", "contact", "anfitrion", "lider", "responsable"),
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)")
_SLASHED = re.compile(r"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One site as the list has it: all text, nothing believed yet. number: of the line, from 1."""

    number: int
    title: str = ""
    place: str = ""
    start: str = ""
    goal: str = ""
    host: str = ""


def lines(text: str) -> list[Line]:
    """Return the sites in `text`, a line each; parted by tabs, semicolons or commas.

    Without headings the cells are title, place and start, in this order; a number alone is the
    goal and what has an "@" the host, wherever it stands.
    Raises Refused("list", "too_long").
    """
    rows = pasted.rows(text)
    columns = pasted.columns(rows, _HEADINGS, "title")
    if columns:
        return [_by_heading(number, columns, cells) for number, cells in rows[1:]]
    return [_by_place(number, cells) for number, cells in rows]


def start_of(text: str, on: date, at: time) -> datetime:
    """Return the local day and time that `text` says: "2027-12-04 13:00", "1 pm", "12/4/2027";
    what it leaves out is `on` and `at`. Raises Refused("start", "not_time")."""
    day, _, clock = text.strip().replace("T", " ").partition(" ")
    said = _ISO.fullmatch(day) or _SLASHED.fullmatch(day)
    if said is None:
        clock = text
    else:
        on = _day(said, text)
    return datetime.combine(on, _clock(clock.strip(), text) if clock.strip() else at)


def host_of(text: str) -> tuple[str, str]:
    """Return the name and the handle of a host, such as "Ana Ruiz @ana"; a handle alone has no
    name. Raises Refused("host", "no_handle")."""
    words = text.replace("(", " ").replace(")", " ").split()
    handle = next((word for word in words if word.startswith("@")), "")
    if not handle and len(words) == 1:
        handle = words[0]
    if not handle:
        raise Refused("host", "no_handle", given=text[:60])
    return " ".join(word for word in words if word != handle).strip(" ,"), handle


def _day(said: re.Match[str], whole: str) -> date:
    try:
        return date(int(said["year"]), int(said["month"]), int(said["day"]))
    except ValueError as error:
        raise Refused("start", "not_time", given=whole[:60]) from error


def _clock(text: str, whole: str) -> time:
    said = _CLOCK.fullmatch(text)
    if said is None or not (said[2] or said[3]):
        raise Refused("start", "not_time", given=whole[:60])
    hour, minute, half = int(said[1]), int(said[2] or 0), (said[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Refused("start", "not_time", given=whole[:60])
    return time(hour, minute)


def _by_heading(number: int, columns: list[str], cells: list[str]) -> Line:
    found = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    return Line(number, **found)


def _by_place(number: int, cells: list[str]) -> Line:
    found: dict[str, str] = {}
    ordered = iter(("title", "place", "start"))
    for cell in cells:
        column = _looks(cell) or next(ordered, "host")
        if cell:
            found.setdefault(column, cell)
    return Line(number, **found)


def _looks(cell: str) -> str:
    """Return the column that a cell is of wherever it stands; empty where its place says."""
    if cell.isascii() and cell.isdecimal():
        return "goal"
    return "host" if "@" in cell else ""
