"""Date and doors: closed and opened, moved, postponed, cancelled, each with its way back."""

from zoneinfo import ZoneInfo

import streamlit as st

from turnout.desk import corrections, rallies, schedule
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, EventState, Role
from turnout.ui import paper
from turnout.ui.desk import answers, following, start
from turnout.ui.language import here
from turnout.ui.visitor import Visitor


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    if event.state is not EventState.ON:
        paper.strong(here(f"schedule.state_{event.state}"))
    if (newest := schedule.newest(house().desk, event.slug)) is not None:
        _act("undo", lambda: corrections.undo(house().desk, newest, by=by, event=event.slug))
    st.header(here("schedule.doors"), anchor=False)
    paper.notes(here(f"schedule.{_doors(event)}"))
    if event.open:
        _act("close", lambda: rallies.close(house().desk, event.slug, by))
    else:
        _act("reopen", lambda: rallies.reopen(house().desk, event.slug, by))
    st.header(here("schedule.move"), anchor=False)
    _move(event, by)
    st.header(here("schedule.off"), anchor=False)
    _off(event, by)
    following.offer(visitor, event)
    start.offer(visitor, "another")


def _move(event: Event, by: str) -> None:
    known = schedule.effect(house().desk, event.slug)
    zone = ZoneInfo(event.zone)
    starts = event.starts_at.astimezone(zone)
    ends = event.ends_at.astimezone(zone) if event.ends_at else None
    with st.container(key="schedule-form"), st.form("schedule-move", border=False):
        with st.container(horizontal=True):
            day = st.date_input(here("schedule.day"), starts.date())
            start = st.time_input(here("schedule.start"), starts.time())
            end = st.time_input(here("schedule.end"), ends.time() if ends else None)
        place = st.text_input(here("schedule.place"), event.place, max_chars=300)
        paper.notes(here("schedule.effect", n=known.coming, named=known.by_name))
        asked = st.radio(here("schedule.ask"), ("keep", "again"),
                         format_func=lambda which: here(f"schedule.ask_{which}"))  # fmt: skip
        if st.form_submit_button(here("schedule.move_do"), type="primary"):
            begins, until = following.times(day, start, end)
            _do(lambda: schedule.move(
                house().desk, event.slug, begins, until, place, asked == "again", by
            ))  # fmt: skip


def _off(event: Event, by: str) -> None:
    desk, slug = house().desk, event.slug
    known = schedule.effect(desk, slug)
    paper.notes(
        here("schedule.effect", n=known.coming, named=known.by_name), here("schedule.off_note")
    )
    with st.container(horizontal=True, key="schedule-off"):
        if event.state is not EventState.ON:
            _act("resume", lambda: schedule.resume(desk, slug, by))
        if event.state is EventState.ON:
            _act("postpone", lambda: schedule.postpone(desk, slug, by))
        if event.state is not EventState.CANCELLED:
            with st.popover(here("schedule.cancel")):
                _act("cancel_sure", lambda: schedule.cancel(desk, slug, by), "primary")


def _doors(event: Event) -> str:
    if not event.open:
        return "closed"
    return "open" if event.state is EventState.ON else "open_later"


def _act(word, act, kind="secondary") -> None:  # type: ignore[no-untyped-def]
    """Draw the button `word`, which does `act`."""
    if st.button(here(f"schedule.{word}"), key=f"schedule-{word}", type=kind):
        _do(act)


def _do(act) -> None:  # type: ignore[no-untyped-def]
    try:
        act().result()
    except Refused as refused:
        paper.wrong(answers.sentence(refused.reasons[0]))
    except NotFound:
        answers.closed()
    else:
        st.rerun()
