"""A pasted list, of leads or of sites, that is looked at before it is stored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import streamlit as st

from turnout.desk.leadlists import Fate
from turnout.errors import NotFound, Refused
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here

ROWS_SHOWN = 200  # more are counted: nobody reads on


class Judged(Protocol):
    """A line of the list, and what becomes of it."""

    @property
    def fate(self) -> Fate: ...


Line = TypeVar("Line", bound=Judged)


@dataclass(frozen=True)
class Listing(Generic[Line]):
    """What a list is of: how it is looked at and stored, drawn, and spoken of.

    offer, thanks: the button's words and what is said when it is done, for so many new ones.
    """

    key: str
    preview: Callable[[], Sequence[Line]]
    take: Callable[[], Sequence[Line]]
    table: Callable[[Sequence[Line]], None]
    offer: Callable[[int], str]
    thanks: Callable[[int], str]


def look(of: Listing[Line]) -> None:
    """Draw what becomes of each line, and the button that stores what is new."""
    try:
        found = of.preview()
    except Refused as refused:
        paper.wrong(answers.sentence(refused.reasons[0]))
        return
    paper.strong(_counted(found))
    of.table(found)
    new = _new(found)
    if new and st.button(of.offer(new), type="primary", key=of.key):
        _take(of)


def _take(of: Listing[Line]) -> None:
    try:
        taken = of.take()
    except (NotFound, Refused):
        answers.closed()
        return
    st.toast(of.thanks(_new(taken)))
    st.rerun()


def _new(found: Sequence[Judged]) -> int:
    return sum(1 for each in found if each.fate is Fate.NEW)


def _counted(found: Sequence[Judged]) -> str:
    """Return how many lines of a list are new, known, and not to be taken."""
    fates = [each.fate for each in found]
    new, known, refused = (fates.count(fate) for fate in (Fate.NEW, Fate.KNOWN, Fate.REFUSED))
    return here("desk.list_counts", n=new, known=known, refused=refused)
