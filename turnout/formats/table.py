"""Tables as CSV that a spreadsheet shows and never runs."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

# What makes Excel, LibreOffice or Sheets take a cell for a formula, or move it to one.
# Source: OWASP, "CSV Injection". Full-width forms are taken for their narrow ones.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return `rows` as CSV under their `columns`; lines end as RFC 4180 has it.

    A cell that would be run as a formula gets a leading apostrophe; numbers are left alone.
    A value that is missing or None is an empty cell; a list is written with commas.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return written.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" ").startswith(_STARTS_A_FORMULA) else value
