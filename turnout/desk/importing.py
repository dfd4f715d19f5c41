"""A list brought in: what each row would do, told before anything is stored, by the same
decisions that storing makes. Running it is `import_jobs`."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from turnout import words
from turnout.desk import leads, rallies
from turnout.desk.comparing import STORED, Comparing, Verdict
from turnout.desk.desk import Desk
from turnout.errors import Reason
from turnout.formats.table import csv_table
from turnout.model import Event, Lead, Submission
from turnout.rules import mapping
from turnout.rules.cells import plain
from turnout.rules.mapping import ColumnMap
from turnout.sources import spreadsheet
from turnout.sources.spreadsheet import Cells, Sheet
from turnout.store import Reading

AT_ONCE = 256  # rows looked up together, and stored before the next look
REASON = "turnout"  # the column of a list of refused rows that says why; left out on the way back

__all__ = ["ColumnMap", "Sheet", "Verdict", "guess", "preview", "read"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as it would be taken in. `line` is the row's in the spreadsheet."""

    line: int
    cells: Cells
    submission: Submission


@dataclass(frozen=True)
class Preview:
    """What would become of each row of a list, in its order.

    empty: rows in which nobody is named.
    """

    rows: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]
    counts: Counter[str]
    empty: int

    @property
    def to_store(self) -> int:
        """Return how many rows would be written."""
        return sum(self.counts[kind] for kind in STORED)

    def of(self, kind: str) -> list[tuple[Row, Verdict]]:
        """Return the rows of one kind with their verdicts; of all where `kind` is empty."""
        pairs = zip(self.rows, self.verdicts, strict=True)
        return [(row, verdict) for row, verdict in pairs if kind in ("", verdict.kind)]


@lru_cache(maxsize=2)  # an organizer looks at one list at a time; it is personal, so no more
def read(body: bytes) -> Sheet:
    """Return the list in `body`. Raises Refused("file")."""
    return without_reasons(spreadsheet.read(body))


def guess(sheet: Sheet) -> ColumnMap:
    """Return what each column of `sheet` most likely means."""
    return mapping.guess(sheet.columns, sheet.rows)


def preview(desk: Desk, event: str, sheet: Sheet, given: ColumnMap, by: str = "desk") -> Preview:
    """Return what bringing in `sheet` would change, and store nothing. Raises NotFound."""
    with desk.store.reading() as look:
        found = rallies.found(look, event)
        rows = tuple(rows_of(desk, look, found, sheet, given, by))
        comparing = Comparing(desk, found)
        verdicts = tuple(
            verdict
            for at in range(0, len(rows), AT_ONCE)
            for verdict in comparing.verdicts(
                look, [row.submission for row in rows[at : at + AT_ONCE]]
            )
        )
    counts = Counter(verdict.kind for verdict in verdicts)
    return Preview(rows, verdicts, counts, len(sheet.rows) - len(rows))


def rows_of(
    desk: Desk, look: Reading, event: Event, sheet: Sheet, given: ColumnMap, by: str
) -> Iterator[Row]:
    """Yield the rows of `sheet` that name somebody, each with a key of its own.

    The key is the row's own id, else a digest of what stands in it and of how often that stood
    in the list before: the same list, brought in again, has the same keys.
    """
    known = _Leads(leads.leads(desk, event.slug))
    seen: Counter[str] = Counter()
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        if mapping.says_nothing(cells, given):
            continue
        key = _key(sheet.columns, cells, given)
        seen[key] += 1
        submission = mapping.submission(
            cells, given, event, f"{key}:{seen[key]}", by, known.meant(cells, given)
        )
        yield Row(line, cells, submission)


def refused_csv(sheet: Sheet, refused: Sequence[tuple[Row, str]]) -> str:
    """Return the rows that were refused as they came, each with its reason in a last column:
    to be mended and brought in again."""
    names = (*_told_apart(sheet.columns), REASON)
    rows = ((*_as_wide(row.cells, sheet), why) for row, why in refused)
    return csv_table(names, (dict(zip(names, cells, strict=True)) for cells in rows))


def without_reasons(sheet: Sheet) -> Sheet:
    """Return `sheet` without the column that `refused_csv` added: a mended row keeps its key."""
    if not sheet.columns or sheet.columns[-1] != REASON:
        return sheet
    wide = len(sheet.columns) - 1
    return replace(sheet, columns=sheet.columns[:-1], rows=tuple(row[:wide] for row in sheet.rows))


class _Leads:
    """Whom the cells of a list mean: a lead's handle, or the name that is shown."""

    def __init__(self, known: Sequence[Lead]) -> None:
        self._meant: dict[str, str] = {}
        self._handles: dict[str, list[str]] = {}
        for lead in known:
            user = lead.handle.partition("@")[0]
            for name in {plain(lead.name), lead.handle.lower(), user.lower()} - {""}:
                self._handles.setdefault(name, []).append(lead.handle)

    def meant(self, cells: Cells, given: ColumnMap) -> str:
        """Return the lead's handle; what is unknown stays, to be refused, but for a referrer:
        that may be anything."""
        text = mapping.cell(cells, given, "lead")
        if text:
            return self._handle(text) or text
        return self._handle(mapping.cell(cells, given, "referrer"))

    def _handle(self, text: str) -> str:
        if text not in self._meant:
            self._meant[text] = self._looked_up(text)
        return self._meant[text]

    def _looked_up(self, text: str) -> str:
        bare = text.strip().lstrip("@").lower()
        for name in (bare, plain(text)):
            found = self._handles.get(name, [])
            if len(found) == 1:
                return found[0]
        return ""


def _key(columns: Cells, cells: Cells, given: ColumnMap) -> str:
    own = mapping.cell(cells, given, "id")
    if own:
        return f"id:{own[:200]}"
    # By heading and not by place: a column that was moved or left empty makes no other row.
    said = sorted((name, cell) for name, cell in zip(columns, cells, strict=False) if cell)
    return (
        "row:"
        + hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
    )


def _told_apart(columns: Cells) -> list[str]:
    """Return the headings; one that stands there twice gets its place."""
    return [f"{name} {at}" if name in columns[:at] else name for at, name in enumerate(columns)]


def _as_wide(cells: Cells, sheet: Sheet) -> Cells:
    return (*cells, *[""] * (len(sheet.columns) - len(cells)))[: len(sheet.columns)]


def why(lang: str, reason: Reason) -> str:
    """Return why a cell was refused, with its field before it, in the words of a list."""
    own = f"importing.why_{reason.field}_{reason.code}"
    usual = f"refused.{reason.field}_{reason.code}"
    key = next((key for key in (own, usual) if words.has(key)), "refused.fallback")
    said = words.say(lang, key, **{"field": reason.field, **reason.values})
    label = f"importing.field_{reason.field}"
    if not words.has(label):
        return said
    return words.say(lang, "importing.why_beside", field=words.say(lang, label), why=said)
