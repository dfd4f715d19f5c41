"""A supporter who is to lead: found by name, made a lead with one tap."""

import streamlit as st

from turnout.desk import forgetting
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import paper, promoting
from turnout.ui.language import here
from turnout.ui.visitor import Visitor


def find(visitor: Visitor, event: Event) -> None:
    """Draw what the last tap did, and the way to find who has signed up and is to lead."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    promoting.done(event, by)
    if event.quiet:
        return  # nobody's branch is kept, and no name is shown
    with st.expander(here("network.make_one")):
        paper.notes(here("network.make_one_note"))
        text = st.text_input(here("network.make_one_find"), key="supporter-find")
        found = [each for each in forgetting.find(house().desk, event.slug, text) if each.name]
        if text.strip() and not found:
            paper.notes(here("network.nobody_found"))
        for each in found:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"known-{each.person}"
            ):
                paper.notes(", ".join((each.name, *each.contacts, *each.handles)))
                promoting.button(event, each.person, each.name, by)
