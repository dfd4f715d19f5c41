"""What the grammar makes of labelled lines: right, counted without a look, counted wrongly."""

import csv
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.report import Report
from turnout.desk import posts
from turnout.sources import Post
from turnout.sources.text import clean

LABELLED = Path(__file__).parents[3] / "shared" / "feeds" / "phrases.tsv"
OWN = Path(__file__).parents[1] / "rules" / "phrases.tsv"
COLUMNS = (
    "set",
    "lines",
    "intent right",
    "commit lines",
    "counted rightly",
    "counted wrongly",
)
NOTE = (
    "The grammar was mended with every set but the last in view: only the last one's figures are "
    "those of lines it had not seen."
)


def measure() -> Report:
    """Return the scores over the labelled lines beside the project, where there are any, and over
    the project's own, set by set."""
    sets = {"labelled": list(_lines(LABELLED))} if LABELLED.exists() else {}
    for line in _lines(OWN):
        sets.setdefault(line["set"], []).append(line)
    rows = [_row(name, lines) for name, lines in sets.items()]
    wrong = [text for lines in sets.values() for text in _wrong(lines)]
    broken = [f"counted wrongly: {text}" for text in wrong]
    return Report("Phrases read", COLUMNS, rows, [], [NOTE], broken)


def _row(name: str, lines: list[dict[str, str]]) -> tuple[object, ...]:
    seen = [(line, _taken(line["text"])) for line in lines]
    right = sum(line["intent"] == found["intent"] for line, found in seen)
    promises = [(line, found) for line, found in seen if line["intent"] == "commit" and line["n"]]
    counted = [(line, found) for line, found in promises if found["decision"] == "counted"]
    good = sum(_is_right(line, found) for line, found in counted)
    return name, len(lines), right, len(promises), good, len(_wrong(lines))


def _wrong(lines: list[dict[str, str]]) -> list[str]:
    seen = [(line, _taken(line["text"])) for line in lines]
    counted = [(line, found) for line, found in seen if found["decision"] == "counted"]
    return [line["text"] for line, found in counted if not _is_right(line, found)]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _taken(text: str) -> dict[str, object]:
    post = Post("", "", "author", "social.example", None, clean(text))
    return posts.preview(post, "")


def _is_right(line: dict[str, str], found: dict[str, object]) -> bool:
    """Return whether what counts is what the label says; how many withdraw is not counted."""
    if line["intent"] == "commit":
        return found["intent"] == "commit" and str(found["people"]) == line["n"]
    return found["intent"] == line["intent"]
