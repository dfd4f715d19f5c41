"""Forecast: how many will come? The range first, then why, what would move it, and what taught
it. For organizers; a lead is told of their own people on their own page."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.ui import (
    choice,
    empty,
    forecast,
    forecast_moves,
    forecast_past,
    forecast_rows,
    heading,
)
from turnout.ui.forecast_assumed import assumed
from turnout.ui.pace import pace
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(Role.ORGANIZER)
now = house().desk.clock()
event = choice.event(visitor, now, Role.ORGANIZER)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.heading(event)


@pulse(visitor, event.slug)
def foretold(picture: Picture) -> None:
    seen = forecast.of(visitor, event, picture)
    left, right = st.columns(2, gap="large")
    with left:
        forecast.answer(seen)
    with right:
        forecast.why(seen)
    forecast.over_time(seen)
    pace(picture, event, ahead=True)
    if seen.told:
        left, right = st.columns(2, gap="large")
        with left:
            forecast_moves.target(seen)
            forecast_rows.sites(seen)
        with right:
            forecast_moves.what_if(seen, seen.told)
            forecast_rows.leads(seen, seen.told)
    left, right = st.columns(2, gap="large")
    with left:
        forecast_past.track(seen)
        forecast_past.past(seen)
    with right:
        assumed(seen)


foretold()
