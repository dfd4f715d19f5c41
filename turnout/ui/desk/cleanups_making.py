"""One clean-up date or a series of them, told in words before they are made."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from turnout.desk import cleanups, leads, series
from turnout.desk.rallies import in_zone
from turnout.errors import NotFound, Refused
from turnout.formats.when import when
from turnout.house import house
from turnout.model import Event
from turnout.rules.rallies import MOST_GOAL
from turnout.rules.series import EVERY, MOST_DATES, starts
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.fields import Form
from turnout.ui.desk.following import times
from turnout.ui.language import here, lang

ONCE = "once"
_AHEAD = timedelta(days=14)  # long enough to ask people, short enough that they remember
_NINE, _NOON = time(9), time(12)


def offer(event: Event, by: str) -> None:
    """Draw the form for new dates, and what it would make."""
    name = f"cleanup-new-{event.slug}"
    st.header(here("cleanups.new"), anchor=False)
    with st.expander(here("cleanups.new_open"), expanded=bool(answers.wrong(name))):
        given = _drawn(name, event)
        planned = _planned(event, given)
        paper.strong(here("cleanups.preview", n=len(planned)))
        paper.notes(*(when(lang(), each) for each in planned))
        if st.button(here("cleanups.new_do", n=len(planned)), type="primary", key=f"{name}-do"):
            _make(name, event, given, by)


def _drawn(name: str, event: Event) -> dict[str, Any]:
    """Draw the form; return what it holds, as `series.make` takes it."""
    form = Form(name, None, answers.wrong(name))
    with st.container(key=f"{name}-form", gap="medium"):
        title = form.field("title", st.text_input, value=here("cleanups.new_title"), max_chars=300)
        first, ends = _when(form, event)
        every = form.field(
            "every", st.radio, (ONCE, *EVERY), horizontal=True,
            format_func=lambda which: here(f"cleanups.every_{which}"),
        )  # fmt: skip
        count = 1 if every == ONCE else form.field(
            "count", st.number_input, min_value=2, max_value=MOST_DATES, value=4
        )  # fmt: skip
        place = form.field("place", st.text_input, placeholder=event.place, max_chars=300)
        goal = form.field("wanted", st.number_input, min_value=0, max_value=MOST_GOAL, value=0,
                          step=5)  # fmt: skip
        return {
            "title": title,
            "first": first,
            "ends_at": ends,
            "every": EVERY[0] if every == ONCE else every,
            "count": int(count),
            "place": place,
            "goal": goal,
            "with_leads": _with_leads(name, event),
            "on_them": _on_them(name, event),
        }


def _when(form: Form, event: Event) -> tuple[datetime, datetime | None]:
    today = house().desk.clock().astimezone(ZoneInfo(event.zone)).date()
    with st.container(horizontal=True, key=f"{form.name}-when"):
        day: date = form.field("day", st.date_input, value=today + _AHEAD) or today + _AHEAD
        start = form.field("start", st.time_input, value=_NINE) or _NINE
        end = form.field("end", st.time_input, value=_NOON)
    return times(day, start, end)


def _with_leads(name: str, event: Event) -> bool:
    known = len(leads.leads(house().desk, event.slug))
    if not known:
        return False
    return st.checkbox(here("cleanups.with_leads", n=known), value=True, key=f"{name}-leads")


def _on_them(name: str, event: Event) -> list[int]:
    free = {area.id: area.title for area in cleanups.free(house().desk, event.slug)}
    if not free:
        return []
    if st.checkbox(here("cleanups.all_free", n=len(free)), key=f"{name}-all"):
        return list(free)
    return st.multiselect(
        here("cleanups.on_them"), list(free), key=f"{name}-areas", format_func=free.__getitem__,
        placeholder=here("cleanups.areas_none"),
    )  # fmt: skip


def _planned(event: Event, given: dict[str, Any]) -> list[Event]:
    """Return the dates as they would be, to be told in words."""
    first = in_zone(given["first"], event.zone)
    lasts = in_zone(given["ends_at"], event.zone) - first if given["ends_at"] else None
    at = starts(first, event.zone, given["every"], given["count"])
    return [_at(event, each, each + lasts if lasts else None) for each in at]


def _at(event: Event, starts_at: datetime, ends_at: datetime | None) -> Event:
    return Event(0, "", event.title, starts_at, ends_at, event.zone, event.place)


def _make(name: str, event: Event, given: dict[str, Any], by: str) -> None:
    try:
        made = series.make(house().desk, event.slug, **given, by=by).result()
    except Refused as refused:
        answers.refuse(name, refused)
    except NotFound:
        answers.closed()
    else:
        answers.start_anew(name)
        st.toast(here("cleanups.made", n=len(made)))
        st.rerun()
