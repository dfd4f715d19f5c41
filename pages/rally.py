"""Rally: are we going to make it? One event's live goals, for those who run, lead and fund it."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.rules.access import WORKBENCH
from turnout.ui import bar, choice, empty, heading, waiting
from turnout.ui.doors import doors
from turnout.ui.expected import with_forecast
from turnout.ui.language import here
from turnout.ui.pace import pace
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(*WORKBENCH)
now = house().desk.clock()
event = choice.event(visitor, now, *WORKBENCH)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

organizes = visitor.may(event.slug, Role.ORGANIZER)
heading.heading(event)


@pulse(visitor, event.slug)
def rally(picture: Picture) -> None:
    waiting.line(event, visitor)
    left, right = st.columns(2, gap="large")
    with left:
        bar.total(with_forecast(picture, visitor))
        heading.links(event)
        bar.just_in(picture)
    with right:
        if picture["sites"]:
            bar.sites(picture)
        if picture["leads"] or not picture["sites"]:
            bar.leads(picture)
        if organizes and not (picture["leads"] or picture["unnamed"]["leads"] or picture["sites"]):
            empty.no_leads(event)

    st.header(here("rally.pace_title"), anchor=False)
    pace(picture, event, ahead=organizes)
    if organizes:
        heading.to_forecast(event)

    left, _ = st.columns(2, gap="large")
    with left:
        doors(event)


rally()
