"""Lead: what do I do next? One lead's taps, people, pace and branch, for leads and organizers."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.house import house
from turnout.model import Role
from turnout.ui import choice, empty, heading, lead, naming, paper, stale
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(Role.LEAD, Role.ORGANIZER)
now = house().desk.clock()
event = choice.event(visitor, now, Role.LEAD, Role.ORGANIZER)
if event is None:
    empty.no_event(now, rehearsal.load)
    st.stop()

heading.heading(event)
who = lead.choice(visitor, event)
if who is None:
    empty.no_leads(event)
    st.stop()


@pulse(visitor, event.slug)
def own(picture: Picture) -> None:
    stands = lead.state(who)
    left, right = st.columns(2, gap="large")
    with left:
        called = stands["lead"]["name"] or f"@{stands['lead']['handle']}"
        st.header(paper.verbatim(called), anchor=False)
        lead.taps_or_day_after(who, event, stands)
        lead.to_the_pocket(who, event)
    with right:
        lead.to_ask(visitor, event, stands)
        lead.people(stands)
        lead.branch(who, event)
        stale.mine(stale.of(who))
    lead.pace(who, event, stands)


own()
naming.own(who)
