"""One lead on the desk: their link to hand out, and everything known of them, to change."""

from collections.abc import Sequence

import streamlit as st

from turnout import words
from turnout.desk import handing, leads
from turnout.desk.cards import Card
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Role
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.desk import answers, merging, passing
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor


def card(visitor: Visitor, event: Event, of: Card, among: Sequence[Card]) -> None:
    """Draw one lead, `among` all of the rally."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    with st.container(key=f"lead-{of.lead.id}", gap="small"):
        st.header(paper.verbatim(of.lead.name), anchor=False)
        paper.notes(*_facts(of, event))
        passing.sign_up(event, of)
        _link(event, of, by)
        with st.expander(here("desk.lead_change", name=paper.verbatim(of.lead.name))):
            _change(event, of, by)
        merging.offer(event, of, among, by)


def link_state(of: Card, event: Event) -> str:
    """Return whether the lead has a link, and whether it was opened."""
    if of.link is None:
        return here("desk.link_none")
    if of.link.opened_at is None:
        return here("desk.link_made", day=words.day(lang(), of.link.made_at, event.zone))
    return here("desk.link_opened", day=words.day(lang(), of.link.opened_at, event.zone))


def heard(of: Card, event: Event) -> str:
    """Return when the lead last said a total themselves."""
    if of.said_at is None:
        return here("desk.heard_never")
    return words.day(lang(), of.said_at, event.zone)


def _facts(of: Card, event: Event) -> list[str]:
    reach = ", ".join(filter(None, (of.name, of.email, of.phone)))
    handles = ", ".join(f"@{handle}" for handle in of.handles)
    facts = [
        f"{reach} ({handles})",
        here("desk.lead_facts", link=link_state(of, event), total=heard(of, event)),
    ]
    if of.lead.recruited_by:
        facts.append(here("desk.recruited_by", handle=of.lead.recruited_by))
    if not of.lead.shown:
        facts.append(here("desk.lead_not_public"))
    return facts


def _link(event: Event, of: Card, by: str) -> None:
    handle = of.lead.handle
    with st.container(horizontal=True, key=f"lead-{of.lead.id}-acts"):
        if st.button(here("desk.link_make"), type="primary", key=f"make-{of.lead.id}"):
            if of.link:
                _ask_anew(event.slug, handle, of.lead.name, by)
            else:
                passing.make(event.slug, handle, by)
                st.rerun()
        if of.link and st.button(here("desk.link_take_back"), key=f"back-{of.lead.id}"):
            _ask_back(event.slug, handle, of.lead.name, by)
        word = "desk.lead_hide" if of.lead.shown else "desk.lead_show"
        shown = (event.slug, handle, not of.lead.shown, by)
        st.button(here(word), key=f"show-{of.lead.id}", on_click=_show, args=shown)
    passing.fresh(event, of)


def _ask_anew(event: str, handle: str, name: str, by: str) -> None:
    @st.dialog(here("desk.link_anew_title", name=paper.verbatim(name)))
    def ask() -> None:
        paper.notes(here("desk.link_anew_note"))
        if st.button(here("desk.link_anew"), type="primary", key="link-anew"):
            passing.make(event, handle, by)
            st.rerun()

    ask()


def _ask_back(event: str, handle: str, name: str, by: str) -> None:
    @st.dialog(here("desk.link_back_title", name=paper.verbatim(name)))
    def ask() -> None:
        paper.notes(here("desk.link_back_note"))
        if st.button(here("desk.link_take_back"), type="primary", key="link-back"):
            try:
                handing.take_back(house().desk, event, handle, by=by).result()
            except NotFound:
                answers.closed()
            passing.forget(event, handle)
            st.rerun()

    ask()


def _show(event: str, handle: str, shown: bool, by: str) -> None:
    with answers.in_passing():
        leads.show(house().desk, event, handle, shown, by).result()


def _change(event: Event, of: Card, by: str) -> None:
    name = f"lead-{of.lead.id}-form"
    wrong = answers.wrong(name)
    with st.form(name, border=False):
        called = st.text_input(here("desk.lead_name"), of.name)
        _under(wrong, "name")
        shown = st.text_input(here("desk.lead_shown"), of.lead.name)
        handles = st.text_input(here("desk.lead_handles"), " ".join(f"@{h}" for h in of.handles))
        _under(wrong, "handle")
        contact = st.text_input(here("desk.lead_contact"), of.phone or of.email)
        _under(wrong, "contact")
        recruiter = st.text_input(here("desk.lead_recruiter"), of.lead.recruited_by or "")
        _under(wrong, "recruited_by")
        goal = st.number_input(here("desk.lead_goal"), 0, MOST_GOAL, of.lead.goal)
        if not st.form_submit_button(here("desk.rally_save"), type="primary"):
            return
    desk, slug, handle = house().desk, event.slug, of.lead.handle
    try:
        leads.change(
            desk, slug, handle, by=by, name=called, shown_name=shown or called,
            handles=handles.replace(",", " ").split(), contact=contact, recruited_by=recruiter,
        ).result()  # fmt: skip
        kept = handles.replace(",", " ").split()[0].lstrip("@")
        if goal != of.lead.goal:
            leads.set_goal(desk, slug, kept, goal, by).result()
    except Refused as refused:
        answers.refuse(name, refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget(name)
        st.query_params["lead"] = kept.lower()
        st.toast(here("desk.lead_saved", name=paper.verbatim(shown or called)))
        st.rerun()


def _under(wrong: dict[str, str], field: str) -> None:
    if field in wrong:
        paper.wrong(wrong[field])
