"""Progress: is it real? What funders are told, and how each number was counted."""

import streamlit as st

from turnout.demo import rehearsal
from turnout.desk.accounts import READERS
from turnout.house import house
from turnout.rules.access import organizes
from turnout.ui import cleanups, closed, empty, heading, progress
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import guard

visitor = guard(*READERS, open_to_all=progress.is_open)
now = house().desk.clock()
event = progress.choice(visitor, now)
if event is None:
    if organizes(visitor.grants, None):
        empty.no_event(now, rehearsal.load)
    else:
        closed.door()
    st.stop()

heading.heading(event)


@pulse(visitor, event.slug)
def account(picture: Picture) -> None:
    report = progress.report(visitor, event.slug, picture["seq"])
    left, right = st.columns(2, gap="large")
    with left:
        progress.promised(report)
    with right:
        progress.answer(report)
    progress.over_time(report)
    cleanups.account(report)
    progress.beside(report)
    left, right = st.columns(2, gap="large")
    with left:
        progress.leads(report)
    with right:
        progress.doors(report)
        progress.take(report)
    progress.stands(report)


account()
