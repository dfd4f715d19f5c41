"""Workbooks (.xlsx, .xls, .ods): bytes -> rows of text, read in a child process.

A file of 2 KB can ask for a table of 500 GB, by one cell far out or by what it packs; whoever
reads it runs out of memory and dies. That must not be the server.
"""

import io
import json
import resource
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

MEMORY_BYTES = 1536 * 2**20  # 50,000 rows of 60 columns need 500 MiB
CPU_SECONDS = 60
PATIENCE_SECONDS = 90  # a busy machine is slow, which is no list's fault
MOST_LETTERS = 60_000_000  # in all cells: what comes back is held in the server's own memory
HOME = Path(__file__).parents[2]  # where `python -m turnout.sources.workbook` is found


def cells(body: bytes, columns: int, letters: int) -> list[list[str]]:
    """Return the rows of the first sheet in `body`, each cut to so many columns, and each cell
    to so many letters.

    Raises ValueError for what is no workbook, or takes more memory or time than any honest one.
    """
    try:
        told = subprocess.run(  # noqa: S603 - our own module, and nothing of the file's
            [sys.executable, "-m", "turnout.sources.workbook", str(columns), str(letters)],
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
            env={"LANG": "C.UTF-8"},  # it needs no secret of ours
            timeout=PATIENCE_SECONDS,
            check=True,
        ).stdout
    except (subprocess.SubprocessError, OSError) as error:
        raise ValueError("no workbook that can be read") from error
    rows: list[list[str]] = json.loads(told)
    return rows


def main(columns: int, letters: int) -> None:
    """Read a workbook from standard input and write its rows to standard output, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        json.dump(cells_here(sys.stdin.buffer.read(), columns, letters), sys.stdout)
    except ValueError as error:
        sys.exit(str(error))


def cells_here(body: bytes, columns: int, letters: int) -> list[list[str]]:
    """Return what `cells` does, read in this process: for one that may die of it.

    Raises ValueError for what is no workbook, or holds too many letters.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    except CalamineError as error:
        raise ValueError("no workbook that can be read") from error
    rows, left = [], MOST_LETTERS
    for row in book.get_sheet_by_index(0).iter_rows():
        written = [_written(cell)[:letters] for cell in row[:columns]]
        rows.append(written if any(written) else [])
        left -= sum(map(len, written))
        if left < 0:
            raise ValueError("too many letters")
    return rows


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a workbook has no other numbers: 3 comes as 3.0
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
