"""Who else runs or funds the rally: a link for each, shown once, and the way to take it back."""

import streamlit as st

from turnout import words
from turnout.desk import letting_in
from turnout.desk.letting_in import LetIn
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import paper
from turnout.ui.desk import answers, passing
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_MADE = "made-let-in"


def people(visitor: Visitor, event: Event) -> None:
    """Draw the links there are, and the buttons that make one."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("desk.let_in"), anchor=False)
    paper.notes(here("desk.let_in_note"))
    with st.container(horizontal=True, key="let-in"):
        for role in letting_in.ROLES:
            label = here(f"desk.let_in_{role}")
            st.button(label, key=f"let-in-{role}", on_click=_make, args=(event.slug, role, by))
    _fresh(event)
    for each in letting_in.links(house().desk, event.slug):
        _one(event, each, by)


def _one(event: Event, each: LetIn, by: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"let-in-{each.grant}"):
        paper.notes(_told(event, each))
        if by == f"grant:{each.grant}":  # who took it back would shut the door on themselves
            paper.notes(here("desk.let_in_own"))
            return
        label = here("desk.let_in_back", number=each.grant)
        st.button(label, key=f"back-{each.grant}", on_click=_take_back,
                  args=(event.slug, each.grant, by))  # fmt: skip


def _told(event: Event, each: LetIn) -> str:
    made = words.day(lang(), each.made_at, event.zone)
    until = words.day(lang(), each.expires_at, event.zone) if each.expires_at else ""
    return here(f"desk.let_in_{each.role}_made", number=each.grant, day=made, until=until)


def _fresh(event: Event) -> None:
    made = st.session_state.get(_MADE)
    if not made or made[0] != event.slug:
        return
    with st.container(key="fresh-link", gap="small"):
        paper.strong(here(f"desk.let_in_{made[1]}_once"))
        paper.notes(here("desk.let_in_once_note"))
        st.code(passing.enter_address(made[2]), language=None, wrap_lines=True)
        if not house().settings.public_url:
            paper.notes(here("desk.link_local"))


def _make(event: str, role: Role, by: str) -> None:
    try:
        token = letting_in.make(house().desk, event, role, by=by).result()
    except NotFound:
        answers.closed()
        return
    st.session_state[_MADE] = (event, role, token)  # a reload forgets it


def _take_back(event: str, grant: int, by: str) -> None:
    st.session_state.pop(_MADE, None)
    try:
        letting_in.take_back(house().desk, event, grant, by=by).result()
    except NotFound:
        answers.closed()
