"""What the grammar makes of labelled lines: right, counted without a look, counted wrongly."""

import csv
from pathlib import Path

from tests.benchmarks.report import Report
from turnout.desk import posts
from turnout.sources import Post
from turnout.sources.text import clean

LABELLED = Path(__file__).parents[3] / "shared" / "feeds" / "phrases.tsv"
COLUMNS = ("lines", "intent right", "commit lines", "counted rightly", "counted wrongly")


def measure() -> Report:
    """Return the scores over the labelled lines beside the project; no row where there are none."""
    lines = list(_lines()) if LABELLED.exists() else []
    seen = [(line, _taken(line["text"])) for line in lines]
    right = sum(line["intent"] == found["intent"] for line, found in seen)
    commits = sum(line["intent"] == "commit" for line in lines)
    counted = [(line, found) for line, found in seen if found["decision"] == "counted"]
    good = sum(_is_right(line, found) for line, found in counted if line["intent"] == "commit")
    wrong = [line["text"] for line, found in counted if not _is_right(line, found)]
    row = (len(lines), right, commits, good, len(wrong))
    broken = [f"counted wrongly: {text}" for text in wrong]
    return Report("Phrases read", COLUMNS, [row] if lines else [], [], [], broken)


def _lines():
    with LABELLED.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _taken(text: str) -> dict[str, object]:
    post = Post("", "", "author", "social.example", None, clean(text))
    return posts.preview(post, "")


def _is_right(line: dict[str, str], found: dict[str, object]) -> bool:
    """Return whether what counts is what the label says; how many withdraw is not counted."""
    if line["intent"] == "commit":
        return found["intent"] == "commit" and str(found["people"]) == line["n"]
    return found["intent"] == line["intent"]
