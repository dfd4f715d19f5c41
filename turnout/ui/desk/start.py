"""The first evening: make your rally, or load the made-up one and look around."""

from collections.abc import Callable

import streamlit as st

from turnout.desk.desk import Desk
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.rules import access
from turnout.ui import paper
from turnout.ui.desk import answers, rally, switch
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_ANOTHER = "new"  # no section of the desk: the one place where no rally is open yet
Load = Callable[[Desk, str, str], Event]


def first(visitor: Visitor, load: Load) -> None:
    """Draw the way to the first rally, for who may make one; whom to ask, for others."""
    st.title(here("rally.empty_title"), anchor=False)
    by = _maker(visitor)
    if not by:
        paper.notes(here("desk.first_ask"))
        return
    paper.notes(here("desk.first_note"))
    _offer_demo(load, by)
    rally.make(visitor, by)


def another(visitor: Visitor) -> bool:
    """Return whether an empty form was asked for by `offer`; draw it then."""
    by = _maker(visitor)
    asked = bool(by) and st.query_params.get("section") == _ANOTHER
    if asked:
        st.title(here("desk.another"), anchor=False)
        paper.notes(here("desk.first_note"))
        rally.make(visitor, by)
    return asked


def offer(visitor: Visitor, key: str) -> None:
    """Draw the way to an empty form, for who may make a rally."""
    if _maker(visitor):
        switch.to(here("desk.another"), key, section=_ANOTHER)


def _maker(visitor: Visitor) -> str:
    """Return by which link the visitor makes rallies; empty for who may not."""
    every = (each for each in visitor.grants if access.organizes([each], None))
    return next((f"grant:{each.id}" for each in every), "")


def _offer_demo(load: Load, by: str) -> None:
    paper.notes(here("desk.demo_note"))
    if not st.button(here("desk.demo_load"), key="demo-load"):
        return
    try:
        with st.spinner(here("desk.demo_loading")):
            made = load(house().desk, lang(), by)
    except (Refused, NotFound):
        answers.closed()
    else:
        st.switch_page("pages/desk.py", query_params={"event": made.slug, "lang": lang()})
