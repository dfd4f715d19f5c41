"""What to do next where there is nothing yet, with the very command lines."""

from datetime import datetime, timedelta

import streamlit as st

from turnout.model import Event
from turnout.ui import paper
from turnout.ui.language import here

_TURNOUT = ".venv/bin/python -m turnout"  # as `make` has set it up, whatever python is elsewhere


def no_event(now: datetime) -> None:
    """Draw how to make the first event, or see a made-up one fill."""
    noon = (now + timedelta(days=30)).strftime("%Y-%m-%dT12:00")
    st.title(here("rally.empty_title"), anchor=False)
    paper.notes(here("rally.empty_terminal"))
    paper.commands(
        f"{_TURNOUT} event add statehouse",
        "--title 'Rally at the Statehouse'",
        f"--start {noon} --zone America/Chicago",
        "--place 'Statehouse steps, Topeka' --goal 600",
    )
    paper.notes(here("rally.empty_lead"))
    _first_lead("statehouse")
    st.button(here("rally.empty_again"), type="primary")
    paper.notes(here("rally.empty_demo"))
    paper.commands("make demo")


def no_leads(event: Event) -> None:
    """Draw how to add the first lead."""
    paper.notes(here("rally.no_leads"))
    _first_lead(event.slug)


def _first_lead(event: str) -> None:
    paper.commands(
        f"{_TURNOUT} lead add {event} --name 'Wichita Teachers'",
        "--handle wichita_teachers@mastodon.social --goal 120",
    )
