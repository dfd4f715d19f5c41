"""What a benchmark found, as a table that docs/performance.md can take as it is."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Aim:
    """A ratio of two figures of the same run, and what it should stay within."""

    what: str
    ratio: float
    limit: float
    at_least: bool = False  # else: at most

    @property
    def met(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def __str__(self) -> str:
        sign = "at least" if self.at_least else "at most"
        verdict = "met" if self.met else "MISSED"
        return f"{self.what}: {self.ratio:.2f} (aim: {sign} {self.limit:.3g}) {verdict}"


@dataclass(frozen=True)
class Report:
    """One benchmark's figures. `broken`: what had to hold and did not, in sentences."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    aims: Sequence[Aim] = ()
    notes: Sequence[str] = ()
    broken: Sequence[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"## {self.title}", "", *_table(self.columns, self.rows), ""]
        lines += [f"- {each}" for each in (*self.aims, *self.notes)]
        lines += [f"- BROKEN: {each}" for each in self.broken]
        return "\n".join(lines) + "\n"

    def as_json(self) -> dict[str, Any]:
        """Return plain values, with whether each aim was met."""
        values = dataclasses.asdict(self)
        for aim, given in zip(self.aims, values["aims"], strict=True):
            given["met"] = aim.met
        return values


def encoded(reports: Sequence[Report]) -> str:
    """Return `reports` as JSON, for comparing one run with another."""
    return json.dumps([report.as_json() for report in reports], indent=1, default=str)


def percentiles(figures: Sequence[float], *wanted: float) -> list[float]:
    """Return the `wanted` percentiles of `figures`, each a figure that was measured."""
    ordered = sorted(figures)
    return [ordered[min(len(ordered) - 1, int(len(ordered) * each / 100))] for each in wanted]


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    cells = [list(columns), *([cell(value) for value in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    lines = [_line(row, widths) for row in cells]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return [lines[0], rule, *lines[1:]]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    right = (cell.strip().rjust(len(cell)) for cell in others)
    return "| " + " | ".join([first, *right]) + " |"


def cell(value: object) -> str:
    """Return a figure as a table has it."""
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
