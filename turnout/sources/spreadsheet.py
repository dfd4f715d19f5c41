"""Spreadsheets as organizers save them: bytes -> a sheet of text cells. Nothing is believed yet.

CSV in whatever encoding and with whatever separator, and what Excel, LibreOffice and Google
Sheets save as their own.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from turnout.errors import Refused
from turnout.sources import workbook

MOST_BYTES = 30_000_000  # 50,000 rows of the widest export we know of fill half of it
MOST_ROWS = 200_000
MOST_COLUMNS = 300
MOST_CELL = 32_767  # letters, as in Excel; what is longer is cut, and refused all the same
HEADER_WITHIN = 20  # lines; titles and notes stand above the headings of some exports
_ZIPPED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # .xlsx and .ods, .xls
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t|"
_FORMULA = ("=", "+", "-", "@")

csv.field_size_limit(MOST_BYTES)

Cells = tuple[str, ...]
Workbook = Callable[[bytes, int, int], list[list[str]]]  # of so many columns and letters


@dataclass(frozen=True)
class Sheet:
    """A table: its headings, its rows as wide as they are, and the line that each row is on.

    lines: as a spreadsheet counts its rows, the first is 1.
    """

    columns: Cells
    rows: tuple[Cells, ...]
    lines: tuple[int, ...]


def read(body: bytes, cells: Workbook = workbook.cells) -> Sheet:
    """Return the first sheet in `body`; empty rows are left out.

    cells: what reads a workbook; by default in a process of its own.
    Where no line looks like headings, the columns are called "A", "B" and so on.
    Raises Refused("file", "empty" | "too_large" | "not_table").
    """
    if len(body) > MOST_BYTES:
        raise Refused("file", "too_large", most=MOST_BYTES // 1_000_000)
    found = _workbook(body, cells) if body.startswith((_ZIPPED, _OLE)) else _separated(_text(body))
    numbered = [(line, row) for line, row in enumerate(found, 1) if any(row)]
    if not numbered:
        raise Refused("file", "empty")
    if len(numbered) > MOST_ROWS:
        raise Refused("file", "too_many_rows", most=MOST_ROWS)
    return _headed(numbered)


def _text(body: bytes) -> str:
    """Return `body` as text: by its mark, as UTF-8, else as what Windows wrote."""
    marked = next((encoding for mark, encoding in _MARKS if body.startswith(mark)), None)
    if marked is None and b"\0" in body[:4_000]:
        raise Refused("file", "not_table")
    try:
        return body.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked:
            raise Refused("file", "not_table") from None
        return body.decode("cp1252", "replace")


def _separated(text: str) -> list[Cells]:
    lines = io.StringIO(text, newline="")
    try:
        return [_row(row) for row in csv.reader(lines, delimiter=_separator(text))]
    except csv.Error:
        raise Refused("file", "not_table") from None


def _separator(text: str) -> str:
    """Return what parts the cells: what cuts most of the first rows into equally many."""
    lines = text[:60_000].splitlines()[:50]

    def evenness(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_SEPARATORS, key=evenness)


def _workbook(body: bytes, cells: Workbook) -> list[Cells]:
    try:
        return [_row(row) for row in cells(body, MOST_COLUMNS, MOST_CELL)]
    except ValueError:
        raise Refused("file", "not_table") from None


def _row(cells: list[str]) -> Cells:
    return tuple(_cell(cell) for cell in cells[:MOST_COLUMNS])


def _cell(text: str) -> str:
    """Return a cell's text; what keeps a spreadsheet from running it as a formula is no part
    of it."""
    text = text[:MOST_CELL].strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _headed(numbered: list[tuple[int, Cells]]) -> Sheet:
    wide = max(len(row) for _, row in numbered)
    head = next((at for at, row in _first(numbered) if _are_headings(row, wide)), None)
    columns = numbered[head][1] if head is not None else ()
    below = numbered[head + 1 :] if head is not None else numbered
    names = tuple(name or _letter(at) for at, name in enumerate(_padded(columns, wide)))
    return Sheet(names, tuple(row for _, row in below), tuple(line for line, _ in below))


def _first(numbered: list[tuple[int, Cells]]) -> list[tuple[int, Cells]]:
    return [(at, row) for at, (_, row) in enumerate(numbered[:HEADER_WITHIN])]


def _are_headings(row: Cells, wide: int) -> bool:
    """Return whether `row` names columns: words in more than half of them, and no values."""
    named = [cell for cell in row if cell]
    values = [cell for cell in named if "@" in cell or cell[0].isdigit() or cell.startswith("+")]
    return not values and (len(named) > wide // 2) and (wide == 1 or len(named) > 1)


def _padded(row: Cells, wide: int) -> Cells:
    return row + ("",) * (wide - len(row))


def _letter(at: int) -> str:
    """Return what spreadsheets call the column `at`, from 0: A, B ... Z, AA."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
