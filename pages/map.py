"""Map: where is help needed? A campaign's areas to look at, and for those who run it to act on."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.rules.access import WORKBENCH
from turnout.ui import choice, empty, heading, map_page
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(*WORKBENCH)
now = house().desk.clock()
event = choice.event(visitor, now, *WORKBENCH)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.heading(event)
ours = map_page.of(visitor, event)


@pulse(visitor, ours.campaign)
def areas(picture: Picture) -> None:
    seen = ours.seen(picture)
    map_page.headline(ours, seen)
    left, right = st.columns([3, 2], gap="large")
    with left:
        shown = map_page.figure(ours, seen)
    with right:
        if not seen.areas:
            map_page.empty(ours)
        map_page.beside(ours, seen, shown)


areas()
