"""The next rally, made from this one: what is asked of it, and what comes along."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from turnout.desk import following, leads
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.rules import access
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.fields import Form
from turnout.ui.language import here
from turnout.ui.visitor import Visitor


def offer(visitor: Visitor, event: Event) -> None:
    """Draw the way to the next rally, for who may make one."""
    by = next((f"grant:{each.id}" for each in visitor.grants if access.organizes([each], None)), "")
    if not by:
        return
    st.header(here("schedule.next"), anchor=False)
    paper.notes(here("schedule.next_note"))
    name = f"next-{event.slug}"
    with st.expander(here("schedule.next_open"), expanded=bool(answers.wrong(name))):
        given = _drawn(name, event)
        if st.button(here("schedule.next_do"), type="primary", key=f"{name}-do"):
            _make(name, event, given, by)


def times(day: date, start: time, end: time | None) -> tuple[datetime, datetime | None]:
    """Return when it begins and ends; what ends before it begins, ends the next day."""
    next_day = timedelta(days=1 if end and end <= start else 0)
    ends = datetime.combine(day, end) + next_day if end else None
    return datetime.combine(day, start), ends


def _drawn(name: str, event: Event) -> dict[str, Any]:
    """Draw the form; return what it holds, as `following.follow` takes it."""
    desk = house().desk
    proposed = following.proposal(desk, event.slug)
    zone = ZoneInfo(event.zone)
    starts = proposed.starts_at.astimezone(zone)
    ends = proposed.ends_at.astimezone(zone) if proposed.ends_at else None
    form = Form(name, None, answers.wrong(name))
    with st.container(key=f"{name}-form", gap="medium"):
        form.field("title", st.text_input, value=event.title, max_chars=300)
        slug = form.field("slug", st.text_input, placeholder=proposed.slug, max_chars=60)
        with st.container(horizontal=True, key=f"{name}-when"):
            day = form.field("day", st.date_input, value=starts.date())
            start = form.field("start", st.time_input, value=starts.time())
            end = form.field("end", st.time_input, value=ends.time() if ends else None)
        goal = form.field("goal", st.number_input, min_value=0, max_value=MOST_GOAL,
                          value=event.goal, step=10)  # fmt: skip
        known = len(leads.leads(desk, event.slug))
        with_leads = bool(known) and st.checkbox(
            here("schedule.next_leads", n=known), value=False, key=f"{name}-leads"
        )
    begins, until = times(day or starts.date(), start or starts.time(), end)
    return {
        "slug": slug.strip() or proposed.slug,
        "title": form.given["title"],
        "starts_at": begins,
        "ends_at": until,
        "goal": goal,
        "with_leads": with_leads,
    }


def _make(name: str, event: Event, given: dict[str, Any], by: str) -> None:
    try:
        made = following.follow(house().desk, event.slug, **given, by=by).result()
    except Refused as refused:
        answers.refuse(name, refused)
    except NotFound:
        answers.closed()
    else:
        answers.start_anew(name)
        st.toast(here("schedule.next_made", title=paper.verbatim(made.title)))
        st.query_params["event"] = made.slug
        st.query_params["section"] = "rally"
        st.rerun()
