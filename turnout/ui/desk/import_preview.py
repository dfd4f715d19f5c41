"""What a list would change: counts by kind as one bar, and each row with what becomes of it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from turnout.desk import importing
from turnout.desk.comparing import CHANGES, KINDS, NEW, REFUSED
from turnout.desk.importing import Preview, Row, Sheet, Verdict
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.words import number

A_PAGE = 20  # rows: what a screen holds
_INKS = {
    "new": "var(--sure)",
    "changes": "var(--signal)",
    "same": "var(--count)",
    "again": "var(--line)",
    "older": "var(--line)",
    "refused": "var(--ink)",
}


def counts(seen: Preview) -> None:
    """Draw how many rows are new, change something, or are to be mended."""
    st.subheader(here("importing.would"), anchor=False)
    tally(seen.counts)
    if seen.empty:
        paper.notes(here("importing.empty_rows", n=seen.empty))


def tally(counts: dict[str, int]) -> None:
    """Draw counts by verdict: a bar in their proportion, and the figures in words below."""
    bar([(counts[kind], _INKS[kind], here(f"importing.kind_{kind}"))
         for kind in KINDS if counts.get(kind)])  # fmt: skip


def bar(parts: Sequence[tuple[int, str, str]]) -> None:
    """Draw parts (how many, the ink, what they are) as a bar, and the figures in words below."""
    bar = "".join(f'<i style="flex:{n};background:{ink}"></i>' for n, ink, _ in parts)
    legend = "".join(
        f'<li><i style="background:{ink}"></i><b>{number(lang(), n)}</b> {escape(what)}</li>'
        for n, ink, what in parts
    )
    st.html(f'<div class="tally" aria-hidden="true">{bar}</div><ul class="tally-in">{legend}</ul>')


def rows(seen: Preview, sheet: Sheet) -> None:
    """Draw the rows of one kind, or all, a page at a time."""
    kinds = ["", *(kind for kind in KINDS if seen.counts[kind])]
    kind = st.pills(
        here("importing.which"),
        kinds,
        default=REFUSED if seen.counts[REFUSED] else "",
        required=True,
        format_func=lambda kind: here(f"importing.kind_{kind}" if kind else "importing.every"),
        key="import_kind",
    )
    shown = seen.of(kind or "")
    first = _first(len(shown))
    pairs = shown[first : first + A_PAGE]
    told = here("importing.page_of", first=first + 1, last=first + len(pairs), n=len(shown))
    head = [here(f"importing.head_{name}") for name in ("line", "who", "says", "becomes")]
    with st.container(key="import_rows"):
        paper.table(told, head, [_row(row, verdict) for row, verdict in pairs], words=4)
    paper.notes(told)


def _first(many: int) -> int:
    """Return the first row to show, from 0; draw the choice of a page where there are several."""
    pages = -(-many // A_PAGE)
    if pages < 2:
        return 0
    page = st.number_input(here("importing.page"), 1, pages, key="import_page", width=160)
    return (min(int(page), pages) - 1) * A_PAGE


def _row(row: Row, verdict: Verdict) -> tuple[str, ...]:
    came = row.submission
    name = came.name or came.contact or came.handle or here("importing.nobody")
    lead = came.lead
    said = _says(came.party, came.status, lead)
    return (number(lang(), row.line), name, said, _becomes(verdict))


def _becomes(verdict: Verdict) -> str:
    if verdict.kind == REFUSED:
        return " ".join(importing.why(lang(), reason) for reason in verdict.reasons)
    if verdict.kind == CHANGES and verdict.before:
        before = verdict.before
        return here("importing.row_changes", before=_says(str(before.party), before.status, ""))
    if verdict.kind == NEW and verdict.known:
        return here("importing.row_known")
    return here(f"importing.row_{verdict.kind}")


def _says(party: str, status: str, lead: str) -> str:
    known = status in ("yes", "maybe", "confirmed", "cancelled")
    said = here(f"paper.status_{status}") if known else status
    key = "importing.says_lead" if lead else "importing.says"
    return here(key, party=party, status=said, **({"lead": lead} if lead else {}))
