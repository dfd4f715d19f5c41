"""A pasted list of leads, read: with a line of headings in any order, or without one."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from turnout.errors import Refused
from turnout.rules.contact import contact_of, handle_of

MOST_LINES = 2_000  # leads of the largest day of action we know of are a tenth of that
# What the columns are called in lists people keep, small letters without accents or signs.
_HEADINGS = {
    "name": ("name", "lead", "full name", "organizer", "nombre", "lider"),
    "shown": ("shown name", "shown", "public name", "group", "nombre publico", "grupo"),
    "handle": ("handle", "handles", "account", "mastodon", "cuenta", "cuentas", "usuario"),
    "goal": ("goal", "promise", "people", "meta", "personas"),
    "contact": ("contact", "phone", "e-mail", "email", "mail", "contacto", "telefono", "correo"),
    "recruiter": ("recruiter", "recruited by", "invited by", "quien invito", "invito"),
}
_COLUMN = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")


@dataclass(frozen=True)
class Line:
    """One lead as the list has it: all text, nothing believed yet. number: of the line, from 1."""

    number: int
    name: str = ""
    shown: str = ""
    handles: tuple[str, ...] = ()
    goal: str = ""
    contact: str = ""
    recruiter: str = ""


def lines(text: str) -> list[Line]:
    """Return the leads in `text`, a line each; parted by tabs, semicolons or commas.

    Without headings each cell is known by its looks: a number is the goal, what begins with "@"
    or has no spaces a handle, an e-mail address or phone number the contact; the first is the
    name. Raises Refused("list", "too_long").
    """
    rows = [(number, cells) for number, cells in enumerate(_rows(text), 1) if any(cells)]
    if len(rows) > MOST_LINES:
        raise Refused("list", "too_long", most=MOST_LINES)
    columns = _columns(rows[0][1]) if rows else []
    if columns:
        return [_by_heading(number, columns, cells) for number, cells in rows[1:]]
    return [_by_looks(number, cells) for number, cells in rows]


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max("\t;,", key=first.count)
    reader = csv.reader(text.replace("\0", "").splitlines(), delimiter=mark)
    return [[cell.strip() for cell in row] for row in reader]


def _columns(cells: Sequence[str]) -> list[str]:
    """Return what each column holds, if `cells` are headings; empty where they are a lead."""
    found = [_COLUMN.get(cell.lower().translate(_PLAIN).strip("*: "), "") for cell in cells]
    return found if "name" in found and len(set(filter(None, found))) > 1 else []


def _by_heading(number: int, columns: Sequence[str], cells: Sequence[str]) -> Line:
    line = Line(number)
    for column, cell in zip(columns, cells, strict=False):
        if column == "handle":
            line = replace(line, handles=(*line.handles, *re.split(r"[\s,]+", cell)))
        elif column == "contact":
            line = replace(line, contact=line.contact or cell)
        elif column:
            line = _with(line, column, cell)
    return replace(line, handles=tuple(filter(None, line.handles)))


def _with(line: Line, column: str, cell: str) -> Line:
    fields = {"name": line.name, "shown": line.shown, "goal": line.goal}
    fields |= {"recruiter": line.recruiter, column: cell}
    return Line(line.number, handles=line.handles, contact=line.contact, **fields)


def _by_looks(number: int, cells: Sequence[str]) -> Line:
    name, *others = cells
    line = Line(number, name=name)
    for cell in filter(None, others):
        if cell.isdecimal() and len(cell) < 7:  # seven figures are a phone number
            line = replace(line, goal=line.goal or cell)
        elif not cell.startswith("@") and _is(contact_of, cell):
            line = replace(line, contact=line.contact or cell)
        elif _is(handle_of, cell):
            line = replace(line, handles=(*line.handles, cell))
        else:
            line = replace(line, shown=line.shown or cell)
    return line


def _is(read: Callable[[str], object], cell: str) -> bool:
    try:
        read(cell)
    except Refused:
        return False
    return True
