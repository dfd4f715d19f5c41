"""Neighbourhoods: groups and who looks after them, stories that wait, areas that went stale."""

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import streamlit as st

from turnout.desk import leads, neighbourhoods, place_stories, stale
from turnout.desk.areas import Doer
from turnout.desk.neighbourhoods import Plan
from turnout.desk.pocket import Actor
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.house import house
from turnout.model import Event, ReviewState, Role
from turnout.model.neighbourhoods import Group, Story
from turnout.model.places import Shape
from turnout.rules.neighbourhoods import MOST_NAME, MOST_TEXT
from turnout.ui import paper
from turnout.ui import stale as waits
from turnout.ui.desk import answers
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_FILES = ("kml", "kmz", "geojson", "json", "gpx")


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    doer = Doer(
        event.slug, Actor(event.slug, 0, Role.ORGANIZER, visitor.by(event.slug, Role.ORGANIZER))
    )
    _stories(doer, event)
    _stale(event)
    st.header(here("groups.title"), anchor=False)
    known = neighbourhoods.groups(house().desk, event.slug)
    if not known:
        paper.notes(here("groups.none"))
    for group in known:
        _group(doer, event, group)
    with st.expander(here("groups.add"), expanded=bool(answers.wrong("group-add"))):
        _form(doer, event, None)


def _stories(doer: Doer, event: Event) -> None:
    desk, slug = house().desk, event.slug
    st.header(here("groups.waiting"), anchor=False)
    held = place_stories.waiting(desk, slug)
    if not held:
        paper.notes(here("groups.waiting_none"))
    for story in held:
        _story(doer, story, (ReviewState.SHOWN, ReviewState.SET_ASIDE))
    decided = (*place_stories.set_aside(desk, slug), *place_stories.shown(desk, slug))
    if decided:
        with st.expander(here("groups.decided", n=len(decided))):
            for story in decided:
                _story(doer, story, (ReviewState.HELD,))


def _story(doer: Doer, story: Story, offered: Sequence[ReviewState]) -> None:
    """Draw one story with what may be decided of it. To let it wait again is the way back."""
    told = here(f"groups.story_{story.review}", kind=here(f"groups.kind_{story.kind}"), of=story.of)
    with st.container(key=f"story-{story.id}", gap="small"):
        paper.strong(story.title)
        paper.notes(told)
        if story.text:
            paper.words(story.text)
        with st.container(horizontal=True):
            for state in offered:
                st.button(
                    here(f"groups.decide_{state}"), key=f"story-{story.id}-{state}",
                    on_click=_done, args=(place_stories.decide, doer, story.id, state),
                )  # fmt: skip


def _stale(event: Event) -> None:
    told = stale.stale(house().desk, event.slug)
    st.header(here("groups.stale_title"), anchor=False)
    if told:
        waits.waiting(told)
    else:
        paper.notes(here("groups.stale_none"))


def _group(doer: Doer, event: Event, group: Group) -> None:
    shown = group.review is ReviewState.SHOWN
    with st.container(key=f"group-{group.id}", gap="small"):
        paper.strong(group.name)
        paper.notes(_told(group))
        if shown:
            address = f"/e/{event.slug}/groups/{group.slug}?lang={lang()}"
            paper.link_line([(address, here("groups.page"))])
        act, other = ("set_aside", ReviewState.SET_ASIDE) if shown else ("show", ReviewState.SHOWN)
        label = here(f"groups.group_{act}", name=paper.verbatim(group.name))
        decision = (neighbourhoods.decide, doer, _key(), group.slug, other)
        st.button(label, key=f"group-{group.id}-{act}", on_click=_done, args=decision)
        name = _form_name(group)
        with st.expander(here("groups.change"), expanded=bool(answers.wrong(name))):
            _form(doer, event, group)


def _told(group: Group) -> str:
    areas = here("groups.has_areas", n=group.areas)
    if group.review is not ReviewState.SHOWN:
        return f"{here('groups.is_set_aside')} {areas}"
    if not group.handle:
        return f"{areas} {here('groups.no_lead')}"
    return f"{areas} {here('groups.has_lead', handle=f'@{group.handle}')}"


def _form(doer: Doer, event: Event, group: Group | None) -> None:
    """Draw what a group is, to be made or changed."""
    name, wrong = _form_name(group), answers.wrong(_form_name(group))
    given: dict[str, Any] = {}
    with st.container(key=f"{name}-form", gap="medium"):
        given["name"] = st.text_input(
            here("groups.field_name"), group.name if group else "", MOST_NAME, key=f"{name}-name"
        )
        given["text"] = st.text_area(
            here("groups.field_text"), group.text if group else "", max_chars=MOST_TEXT,
            key=f"{name}-text",
        )  # fmt: skip
        given["steward"] = _steward(event, group, name)
        given["file"] = st.file_uploader(
            here("groups.field_boundary"), _FILES, key=f"{name}-boundary",
            help=here("groups.why_boundary"),
        )  # fmt: skip
        for reason in wrong.values():
            paper.wrong(reason)
        if st.button(here("groups.keep"), type="primary", key=f"{name}-keep"):
            _keep(doer, group, name, given)


def _steward(event: Event, group: Group | None, name: str) -> str:
    handles = ["", *(lead.handle for lead in leads.leads(house().desk, event.slug))]
    if group and group.handle and group.handle not in handles:  # a lead of one of its dates
        handles.append(group.handle)
    at = handles.index(group.handle) if group else 0
    chosen = st.selectbox(
        here("groups.field_steward"), handles, at, key=f"{name}-steward",
        format_func=lambda handle: f"@{handle}" if handle else here("groups.nobody"),
    )  # fmt: skip
    return chosen or ""


def _keep(doer: Doer, group: Group | None, name: str, given: dict[str, Any]) -> None:
    desk = house().desk
    try:
        boundary = _boundary(group, given["file"])
        plan = Plan(given["name"], given["text"], boundary, given["steward"])
        if group:
            kept = neighbourhoods.change(desk, doer, _key(), group.slug, plan).result()
        else:
            kept = neighbourhoods.add(desk, doer, _key(), plan).result()
    except Refused as refused:
        answers.refuse(name, refused)
    except (NotFound, NotAllowed):
        answers.closed()
    else:
        answers.start_anew(name)
        st.toast(here("groups.kept", name=paper.verbatim(kept.name)))
        st.rerun()


def _boundary(group: Group | None, file: Any) -> Shape | None:
    """Return the outline in the file that was chosen, else the one that stands."""
    if file is not None:
        return neighbourhoods.outline(file.getvalue(), file.name)
    return group.shape if group else None


def _done(act: Callable[..., Future[Any]], *given: Any) -> None:
    try:
        act(house().desk, *given).result()
    except (NotFound, NotAllowed):
        answers.closed()


def _form_name(group: Group | None) -> str:
    return f"group-{group.id}" if group else "group-add"


def _key() -> str:
    return secrets.token_urlsafe(16)
