"""The closed door: who a screen is for, how to get in, and what is open to everyone."""

import streamlit as st

from turnout import words
from turnout.desk import rallies
from turnout.house import house
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.language import here, lang


def door() -> None:
    """Draw the closed door."""
    st.title(here("frame.closed_title"), anchor=False)
    paper.notes(
        here("frame.closed_organizers"),
        here("frame.closed_have_link"),
        here("frame.closed_no_link"),
        here("frame.closed_operator"),
    )
    st.header(here("frame.closed_public"), anchor=False)
    open_events = [event for event in rallies.events(house().desk) if _is_public(event)]
    if open_events:
        paper.links([(f"/e/{event.slug}?lang={lang()}", _label(event)) for event in open_events])
    else:
        paper.notes(here("frame.closed_public_none"))


def _is_public(event: Event) -> bool:
    # A quiet event is for people at risk: it is found by its link only.
    return event.open and not event.quiet


def _label(event: Event) -> str:
    return f"{event.title}, {words.day(lang(), event.starts_at, event.zone)}"
