"""A small table of a past event, read: lead, committed, came; all reasons at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from turnout.errors import Reason, Refused
from turnout.model.pasts import PastLine
from turnout.rules.contact import handle_of
from turnout.rules.intake import has_hidden_characters

MOST_LINES = 2_000  # as many leads as a list may bring
MOST_HEADS = 1_000_000
# What the columns are called in tables people keep, small letters without accents.
_HEADINGS = {
    "lead": ("lead", "handle", "organizer", "lider", "cuenta"),
    "committed": ("committed", "promised", "signed up", "rsvps", "comprometidas", "inscritas"),
    "came": ("came", "showed", "attended", "vinieron", "asistieron"),
}
_COLUMN = {heading: column for column, headings in _HEADINGS.items() for heading in headings}
_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")


def by_headings(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return `rows` as {lead, committed, came}, all text. Raises Refused("table", "no_columns")
    where the headings name no committed or no came."""
    named = [_COLUMN.get(each.strip().lower().translate(_PLAIN), "") for each in columns]
    if not {"committed", "came"} <= set(named):
        raise Refused("table", "no_columns")
    return [{name: cell for name, cell in zip(named, row, strict=False) if name} for row in rows]


def past_lines(rows: Sequence[Mapping[str, object]]) -> tuple[PastLine, ...]:
    """Return the lines of a table by lead, those of no lead first.

    Rows without any number are left out. Raises Refused with every reason found; its values name
    the row, from 1.
    """
    filled = [(at, row) for at, row in enumerate(rows, 1) if _text(row, "committed", "came")]
    reasons = [reason for at, row in filled for reason in _reasons(at, row)]
    if not filled:
        reasons.append(Reason("table", "empty"))
    if len(filled) > MOST_LINES:
        reasons.append(Reason("table", "too_long", {"most": MOST_LINES}))
    lines = [] if reasons else [_line(row) for _, row in filled]
    leads = Counter(line.lead for line in lines)
    twice = [lead for lead, times in leads.items() if times > 1]
    reasons += [Reason("table", "lead_twice", {"given": lead}) for lead in twice]
    if reasons:
        raise Refused.of(reasons)
    return tuple(sorted(lines, key=lambda line: line.lead))


def check_past(title: str, day: date, today: date) -> None:
    """Raise Refused with every reason why there was no such event."""
    reasons = []
    if not title.strip():
        reasons.append(Reason("title", "missing"))
    if len(title) > 300:
        reasons.append(Reason("title", "too_long", {"most": 300}))
    if has_hidden_characters(title):
        reasons.append(Reason("title", "bad_characters"))
    if day > today:
        reasons.append(Reason("day", "not_past"))
    if reasons:
        raise Refused.of(reasons)


def _reasons(at: int, row: Mapping[str, object]) -> list[Reason]:
    reasons = [
        Reason(name, code, {"row": at, "most": MOST_HEADS})
        for name in ("committed", "came")
        if (code := _fault(_text(row, name)))
    ]
    if _handle(row) is None:
        reasons.append(Reason("lead", "not_in_row", {"row": at}))
    return reasons


def _fault(text: str) -> str:
    if not text:
        return "missing"
    if not (text.isascii() and text.isdigit()):
        return "not_whole"
    return "too_many" if len(text) > 9 or int(text) > MOST_HEADS else ""


def _line(row: Mapping[str, object]) -> PastLine:
    return PastLine(int(_text(row, "committed")), int(_text(row, "came")), _handle(row) or "")


def _handle(row: Mapping[str, object]) -> str | None:
    """Return the lead's handle, empty for none, or None where that is no handle."""
    text = _text(row, "lead")
    if not text:
        return ""
    try:
        known = handle_of(text)
    except Refused:
        return None
    return str(known) if known else None


def _text(row: Mapping[str, object], *names: str) -> str:
    return "".join("" if row.get(name) is None else str(row[name]).strip() for name in names)
