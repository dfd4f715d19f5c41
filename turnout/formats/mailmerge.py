"""Drafts as a table that mail programs merge. It holds personal data: for organizers only."""

from collections.abc import Iterable

from turnout.formats.table import csv_table
from turnout.model.thanks import Draft

COLUMNS = ("name", "contact", "language", "subject", "text")


def mail_merge(drafts: Iterable[Draft]) -> str:
    """Return those who can be reached as CSV, a person and occasion a row; nothing in it is run
    as a formula."""
    return csv_table(COLUMNS, (_row(each) for each in drafts if each.contact))


def _row(draft: Draft) -> dict[str, str]:
    return {
        "name": draft.name,
        "contact": draft.contact,
        "language": draft.lang,
        "subject": draft.subject,
        "text": draft.text,
    }
