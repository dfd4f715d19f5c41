"""The head of an event's page: what people come to, when and where; and where to send them."""

import streamlit as st

from turnout import words
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.language import here, lang


def heading(event: Event) -> None:
    """Draw the event's title, and its day, time and place in its own zone."""
    st.set_page_config(page_title=event.title)
    day, time = (of(lang(), event.starts_at, event.zone) for of in (words.day, words.clock))
    when = here("rally.when", day=day, time=time)
    closed = "" if event.open else here("light.closed")
    paper.title(event.title, *filter(None, (when, event.place, closed)))


def wall_link(event: Event, turns: bool) -> None:
    """Draw the one click that opens the wall itself, and what to press there; turns: the one that
    turns it from a phone as well."""
    at = f"/e/{event.slug}"
    ways = [(f"{at}/board?lang={lang()}", here("rally.open_wall"))]
    if turns:
        ways.append((f"{at}/show?lang={lang()}", here("rally.turn_wall")))
    paper.link_line(ways, here("rally.wall_keys"))


def links(event: Event) -> None:
    """Draw where this event can be opened and shared."""
    at = f"/e/{event.slug}"
    paper.link_line(
        [
            (f"{at}/board?lang={lang()}", here("rally.open_wall")),
            (f"{at}?lang={lang()}", here("rally.open_public")),
            (f"{at}/join?lang={lang()}", here("rally.open_join")),
        ]
    )


def to_forecast(event: Event) -> None:
    """Draw the way to why so many are expected."""
    where = {"event": event.slug, "lang": lang()}
    st.page_link("pages/forecast.py", label=here("foretold.to_forecast"), query_params=where)
