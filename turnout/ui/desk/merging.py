"""A lead who was added twice, on their card: the other entry chosen, looked at, and made one."""

from collections.abc import Iterator, Sequence

import streamlit as st

from turnout import words
from turnout.desk import merging
from turnout.desk.cards import Card
from turnout.desk.merging import Effect
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang


def offer(event: Event, of: Card, others: Sequence[Card], by: str) -> None:
    """Draw the way to make `of` one with another of the event's leads."""
    alive = [each.lead for each in others if each.lead.name]  # who was erased has no name
    names = {lead.handle: lead.name for lead in alive if lead.id != of.lead.id}
    if not names:
        return
    with st.expander(here("merging.offer", name=paper.verbatim(of.lead.name))):
        paper.notes(here("merging.note"))
        chosen = st.selectbox(
            here("merging.which"), list(names), index=None, key=f"merge-{of.lead.id}",
            format_func=lambda handle: f"{names[handle]} @{handle}",
            placeholder=here("merging.which_none"), width=420,
        )  # fmt: skip
        if chosen:
            _look(event, of, chosen, by)


def _look(event: Event, of: Card, other: str, by: str) -> None:
    try:
        told = merging.effect(house().desk, event.slug, of.lead.handle, other)
    except (Refused, NotFound):
        answers.closed()
        return
    paper.notes(*_sentences(told))
    total, goal = _choose(of, told)
    paper.strong(here("merging.no_undo"))
    if st.button(here("merging.do"), type="primary", key=f"merge-do-{of.lead.id}"):
        _merge(event, of, other, total, goal, by)


def _sentences(told: Effect) -> Iterator[str]:
    """Yield what becomes of everything the other entry has."""
    name, other = told.kept.name, f"{told.gone.name} @{told.gone.handle}"
    yield here("merging.stays", name=f"{name} @{told.kept.handle}", other=other)
    if told.gone.named:
        yield here("merging.people", n=told.gone.named, name=name, other=other)
    handles = ", ".join(f"@{handle}" for handle in told.gone.handles)
    yield here("merging.handles", name=name, handles=handles)
    if told.gone.links or told.kept.links:
        yield here("merging.links", name=name)
    if told.gone.recruits:
        yield here("merging.recruits", n=told.gone.recruits, name=name, other=other)
    if told.recruiter:
        yield here("merging.recruiter", handle=told.recruiter)
    if told.gone.hidden or told.kept.hidden:
        yield here("merging.hidden", name=name)
    yield here("merging.person")


def _choose(of: Card, told: Effect) -> tuple[int, int]:
    """Draw which total and which goal stands, where there is a choice; return both."""
    total, goal = told.totals[0], told.goals[0]
    if len(told.totals) > 1:
        total = st.radio(
            here("merging.total"), told.totals, key=f"merge-total-{of.lead.id}",
            format_func=lambda n: here("merging.total_one", total=n, coming=told.coming(n)),
        )  # fmt: skip
    if len(told.goals) > 1:
        goal = st.radio(
            here("merging.goal"), told.goals, key=f"merge-goal-{of.lead.id}",
            format_func=lambda n: words.number(lang(), n), horizontal=True,
        )  # fmt: skip
    return total, goal


def _merge(event: Event, of: Card, other: str, total: int, goal: int, by: str) -> None:
    try:
        merging.merge(
            house().desk, event.slug, of.lead.handle, other, total=total, goal=goal, by=by
        ).result()
    except (Refused, NotFound):
        answers.closed()
    else:
        st.toast(here("merging.done", name=paper.verbatim(of.lead.name)))
        st.rerun()
