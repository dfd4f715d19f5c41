"""Which event a page shows: the one in the address, else the next one coming."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import streamlit as st

from turnout.model import Event, EventState, Role
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor
from turnout.words import day


def event(visitor: Visitor, now: datetime, *roles: Role) -> Event | None:
    """Return the event to show, None where there is none; draw a switch between several."""
    return among(visitor.events(*roles), now)


def among(open_events: Sequence[Event], now: datetime) -> Event | None:
    """Return the one of `open_events` to show, None where there is none; draw the switch."""
    events = {each.slug: each for each in open_events}
    if not events:
        return None
    slugs = sorted(events, key=lambda slug: _soonest(events[slug], now))
    asked = st.query_params.get("event")
    current = asked if asked in events else slugs[0]
    if len(slugs) > 1:
        _switch(slugs, current, events)
    return events[current]


def _switch(slugs: list[str], current: str, events: dict[str, Event]) -> None:
    st.session_state["which_event"] = current
    st.selectbox(
        here("frame.which_event"),
        slugs,
        key="which_event",
        format_func=_names(events.values()).__getitem__,
        on_change=_choose,
        width=420,
        label_visibility="collapsed",
    )


def _names(events: Iterable[Event]) -> dict[str, str]:
    """Return what each event is called in the switch: dates of a series also by their day."""
    known = list(events)
    times = Counter(each.title for each in known)
    return {
        each.slug: each.title if times[each.title] == 1 else here(
            "frame.which_day", title=each.title, day=day(lang(), each.starts_at, each.zone)
        )
        for each in known
    }  # fmt: skip


def _choose() -> None:
    st.query_params["event"] = st.session_state["which_event"]


def _soonest(event: Event, now: datetime) -> tuple[bool, bool, float]:
    """Order: what is still to come, soonest first; what is over, latest first; then cancelled."""
    seconds = (event.starts_at - now).total_seconds()
    return (event.state is EventState.CANCELLED, seconds < 0, abs(seconds))
