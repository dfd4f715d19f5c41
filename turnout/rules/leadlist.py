"""A pasted list of leads, read: with a line of headings in any order, or without one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from turnout.errors import Refused
from turnout.rules import pasted
from turnout.rules.contact import contact_of, handle_of

# What the columns are called in lists people keep, small letters without accents or signs.
_HEADINGS = {
    "name": ("name", "lead", "full name", "organizer", "nombre", "lider"),
    "shown": ("shown name", "shown", "public name", "group", "nombre publico", "grupo"),
    "handle": ("handle", "handles", "account", "mastodon", "cuenta", "cuentas", "usuario"),
    "goal": ("goal", "promise", "people", "meta", "personas"),
    "contact": ("contact", "phone", "e-mail", "email", "mail", "contacto", "telefono", "correo"),
    "recruiter": ("recruiter", "recruited by", "invited by", "quien invito", "invito"),
}


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
    rows = pasted.rows(text)
    columns = pasted.columns(rows, _HEADINGS, "name")
    if columns:
        return [_by_heading(number, columns, cells) for number, cells in rows[1:]]
    return [_by_looks(number, cells) for number, cells in rows]


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
