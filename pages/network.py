"""Network: who brought whom? The branches of an event, to organizers; their own, to a lead."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.ui import choice, empty, heading, network, promoting
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(Role.ORGANIZER, Role.LEAD)
now = house().desk.clock()
event = choice.event(visitor, now, Role.ORGANIZER, Role.LEAD)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.heading(event)


@pulse(visitor, event.slug)
def branches(picture: Picture) -> None:
    seen = network.of(visitor, event)
    network.headline(seen)
    promoting.done(event, seen.who.by)
    if not seen.is_organizers:
        network.tree(seen)
        return
    left, right = st.columns([3, 1], gap="large")
    with left:
        network.tree(seen)
    with right:
        network.ready(seen)


branches()
