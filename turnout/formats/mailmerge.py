"""Drafts as a table that mail programs merge. It holds personal data: for organizers only."""

from collections.abc import Iterable
from typing import Protocol

from turnout.formats.table import csv_table

COLUMNS = ("name", "contact", "language", "subject", "text")


class Addressed(Protocol):
    """A text with whom it is for."""

    @property
    def name(self) -> str: ...
    @property
    def contact(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...


def mail_merge(drafts: Iterable[Addressed]) -> str:
    """Return those who can be reached as CSV, a person and occasion a row; nothing in it is run
    as a formula."""
    return csv_table(COLUMNS, (_row(each) for each in drafts if each.contact))


def _row(draft: Addressed) -> dict[str, str]:
    return {
        "name": draft.name,
        "contact": draft.contact,
        "language": draft.lang,
        "subject": draft.subject,
        "text": draft.text,
    }
