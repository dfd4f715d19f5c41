"""The first evening: make your rally, or load the made-up one and look around."""

from collections.abc import Callable

import streamlit as st

from turnout.desk.desk import Desk
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.rules import access
from turnout.ui import paper
from turnout.ui.desk import answers, rally
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

Load = Callable[[Desk, str, str], Event]


def first(visitor: Visitor, load: Load | None) -> None:
    """Draw the way to the first rally, for who may make one; whom to ask, for others."""
    st.title(here("rally.empty_title"), anchor=False)
    if not access.organizes(visitor.grants, None):
        paper.notes(here("desk.first_ask"))
        return
    by = f"grant:{next(each.id for each in visitor.grants if access.organizes([each], None))}"
    paper.notes(here("desk.first_note"))
    if load:
        _offer_demo(load, by)
    rally.make(visitor, by)


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
