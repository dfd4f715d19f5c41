"""A list as people paste it: cut into rows of cells, and its headings known."""

import csv
from collections.abc import Collection, Mapping, Sequence

from turnout.errors import Refused

MOST_LINES = 2_000  # the leads of the largest day of action we know of are a tenth of that
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")

Row = tuple[int, list[str]]  # the number of a line, from 1, and its cells


def rows(text: str) -> list[Row]:
    """Return the lines of `text` that hold something; parted by tabs, semicolons or commas.

    Raises Refused("list", "too_long").
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max("\t;,", key=first.count)
    reader = csv.reader(text.replace("\0", "").splitlines(), delimiter=mark)
    cut = [[cell.strip() for cell in row] for row in reader]
    found = [(number, cells) for number, cells in enumerate(cut, 1) if any(cells)]
    if len(found) > MOST_LINES:
        raise Refused("list", "too_long", most=MOST_LINES)
    return found


def columns(found: Sequence[Row], names: Mapping[str, Collection[str]], needed: str) -> list[str]:
    """Return what each column holds, "" for what is not known; empty where the first row is no
    headings.

    names: by column, what people call it, in small letters without accents or signs.
    needed: the column without which it is no list of ours.
    """
    if not found:
        return []
    known = {said: column for column, all_said in names.items() for said in all_said}
    cells = [cell.lower().translate(_PLAIN).strip("*: ") for cell in found[0][1]]
    told = [known.get(cell, "") for cell in cells]
    return told if needed in told and len(set(filter(None, told))) > 1 else []
