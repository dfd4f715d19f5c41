"""The closed door: who a screen is for, how to get in, and what is open to everyone."""

from datetime import datetime, timedelta

import streamlit as st

from turnout import words
from turnout.desk import rallies
from turnout.house import house
from turnout.model import Event
from turnout.ui import account, paper
from turnout.ui.language import here, lang

_STILL_SHOWN = timedelta(days=1)  # so that the evening after, its number can still be found


def door(*, has_link: bool = False) -> None:
    """Draw the closed door. has_link: to who opened a link to other screens already."""
    st.title(here("frame.closed_title"), anchor=False)
    if has_link:
        paper.notes(here("frame.closed_opens_others"), here("frame.closed_another_link"))
    else:
        paper.notes(
            here("frame.closed_organizers"),
            here("frame.closed_have_link"),
            here("frame.closed_no_link"),
            here("frame.closed_operator"),
        )
    account.sign_in()
    st.header(here("frame.closed_public"), anchor=False)
    desk = house().desk
    open_events = [e for e in rallies.events(desk) if _is_public(e, desk.clock())]
    if open_events:
        paper.links([(f"/e/{event.slug}?lang={lang()}", _label(event)) for event in open_events])
    else:
        paper.notes(here("frame.closed_public_none"))


def _is_public(event: Event, now: datetime) -> bool:
    # A quiet event is for people at risk: it is found by its link only.
    over = event.is_over(now - _STILL_SHOWN)
    return event.open and not event.quiet and not over


def _label(event: Event) -> str:
    return f"{event.title}, {words.day(lang(), event.starts_at, event.zone)}"
