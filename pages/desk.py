"""Desk: what needs the organizer now, and all that an organizer does, without a command line."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.ui import choice, empty, heading
from turnout.ui.desk import SECTIONS, start
from turnout.ui.desk.switch import chosen
from turnout.ui.visitor import guard

visitor = guard(Role.ORGANIZER)
now = house().desk.clock()
event = choice.event(visitor, now, Role.ORGANIZER)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()
if start.another(visitor):
    st.stop()

heading.heading(event)
if event.slug == rehearsal.SLUG:
    start.offer(visitor, "made-up-another")
SECTIONS[chosen(tuple(SECTIONS))](visitor, event)
