"""What to do next where there is nothing yet."""

from datetime import datetime

import streamlit as st

from turnout.model import Event
from turnout.ui import paper, visitor
from turnout.ui.desk import start
from turnout.ui.language import here, lang


def no_event(now: datetime, load: start.Load) -> None:
    """Draw how to make the first event. load: makes a made-up one to look around in."""
    start.first(visitor.Visitor(tuple(visitor.grants())), load)


def no_leads(event: Event) -> None:
    """Draw that there is no lead, and the way to the first."""
    paper.notes(here("rally.no_leads"))
    first_lead(event)


def first_lead(event: Event) -> None:
    """Draw the way to the first lead, for organizers."""
    where = {"event": event.slug, "section": "leads", "lang": lang()}
    st.page_link("pages/desk.py", label=here("rally.first_lead"), query_params=where)
