"""The rally itself: everything about it in one form, changed and changed back."""

from typing import Any

import streamlit as st

from turnout.desk import rallies
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import paper
from turnout.ui.desk import answers, fields, letting_in, opened
from turnout.ui.language import here
from turnout.ui.visitor import Visitor


def section(visitor: Visitor, event: Event) -> None:
    """Draw the form with what stands, and the way back from the last change."""
    name = f"rally-{event.slug}"
    as_opened = opened.opened(name, event)
    given = _drawn(name, as_opened.shown, opened.form_of(name))
    if said := opened.clashed(name):
        paper.wrong(said)
    answers.point(name)
    _take_back(visitor, event, name)
    if st.button(here("desk.rally_save"), type="primary", key=f"{name}-save"):
        _save(visitor, name, as_opened.stood, given)
    letting_in.people(visitor, event)


def make(visitor: Visitor, by: str) -> None:
    """Draw the form of a new rally; made, it is opened on the desk."""
    given = _drawn("rally-new", None, "rally-new")
    answers.point("rally-new")
    if not st.button(here("desk.rally_make"), type="primary", key="rally-new-save"):
        return
    try:
        made = rallies.add(house().desk, **given, by=by, ahead=True).result()
    except Refused as refused:
        answers.refuse("rally-new", refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget("rally-new")
        st.query_params["event"] = made.slug
        st.query_params.pop("section", None)
        st.switch_page("pages/desk.py", query_params=dict(st.query_params))


def _drawn(name: str, event: Event | None, drawn_as: str) -> dict[str, Any]:
    """Draw the form; return what it holds, as `rallies.add` takes it."""
    form = fields.Form(drawn_as, event, answers.wrong(name))
    today = house().desk.clock().date()
    with st.container(key=f"{name}-form", gap="medium"):
        for part, title in (("what", ""), ("asks", "rally_asks"), ("sees", "rally_sees")):
            if title:
                st.header(here(f"desk.{title}"), anchor=False)
            fields.what(form, today) if part == "what" else getattr(fields, part)(form)
    return form.given


def _save(visitor: Visitor, name: str, stood: Event, given: dict[str, Any]) -> None:
    desk, slug, by = house().desk, stood.slug, visitor.by(stood.slug, Role.ORGANIZER)
    before = {field: getattr(stood, field) for field in given}
    try:
        after = rallies.change(desk, slug, by=by, opened=stood, **given).result()
    except Refused as refused:
        if refused.code == "changed_meanwhile":
            opened.clash(name, rallies.event(desk, slug), given)
        answers.refuse(name, refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget(name)
        opened.settled(name)
        opened.keep(name, after)
        changed = {field: was for field, was in before.items() if getattr(after, field) != was}
        answers.keep_undo(name, changed)
        st.rerun()


def _take_back(visitor: Visitor, event: Event, name: str) -> None:
    """Draw that the last change is kept, with its undo, until something else is changed."""
    before = answers.undo_of(name)
    if not before:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", width=420, key=f"{name}-undo"
    ):  # no wider, so that the way back stands beside what it takes back
        paper.strong(here("desk.rally_saved"))
        if st.button(here("desk.undo"), key=f"{name}-undo-it"):
            _undo(visitor, event, name, before)


def _undo(visitor: Visitor, event: Event, name: str, before: dict[str, Any]) -> None:
    by, saved = visitor.by(event.slug, Role.ORGANIZER), opened.saved(name)
    try:
        rallies.change(house().desk, event.slug, by=by, opened=saved, **before).result()
    except Refused:
        st.toast(here("desk.rally_undo_late"))
    except NotFound:
        answers.closed()
    opened.fill_anew(name)
    st.rerun()
