"""Wall: the board as the hall sees it, and one click to open it on the projector."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.rules.access import WORKBENCH
from turnout.ui import choice, empty, heading
from turnout.ui.board import board
from turnout.ui.pulse import snapshot
from turnout.ui.visitor import guard

visitor = guard(*WORKBENCH)
now = house().desk.clock()
event = choice.event(visitor, now, *WORKBENCH)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.wall_link(event, turns=visitor.may(event.slug, Role.ORGANIZER))
with st.container(key="wall"):
    board(snapshot(event.slug))
