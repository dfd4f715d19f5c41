"""Updates: what waits to be let go, one's own, what went where, and the rules of it all."""

import secrets

import streamlit as st

from turnout.desk import updates
from turnout.desk.channels import channels
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, ReviewState, Role
from turnout.model.updates import Update
from turnout.ui import paper
from turnout.ui.desk import answers, updates_draft, updates_rules, updates_went
from turnout.ui.desk.passing import base
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_FORM = "updates-own"
MOST_ASIDE = 5


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("updates.title"), anchor=False)
    if event.quiet:
        paper.notes(here("updates.quiet"))
        return
    paper.notes(here("updates.note"))
    _channels(event)
    found = updates.of_event(house().desk, event.slug, by)
    _drafts(event, [each for each in found if each.state is ReviewState.HELD], by)
    _own(event, by)
    updates_went.went(event, by)
    _aside(event, found, by)
    st.header(here("updates.rules"), anchor=False)
    updates_rules.rules(event, by)


def _drafts(event: Event, drafts: list[Update], by: str) -> None:
    st.header(here("updates.drafts"), anchor=False)
    if not drafts:
        paper.notes(here("updates.drafts_none"))
    for place, one in enumerate(drafts):
        with st.expander(updates_draft.label(event, one), expanded=place == 0):
            updates_draft.draft(event, one, by)


def _channels(event: Event) -> None:
    """Say where updates go, and what to do where that is nowhere but the feed."""
    known = channels(house().desk)
    ticked = updates.rules(house().desk, event.slug).channels
    if not known:
        paper.notes(here("updates.no_channels"), here("updates.no_channels_next"))
    elif not any(each.name in ticked for each in known):
        paper.notes(here("updates.none_ticked"))
    address = f"{base()}/e/{event.slug}/updates.atom?lang={lang()}"
    paper.link_line([(address, here("updates.feed_link"))], here("updates.feed"))


def _own(event: Event, by: str) -> None:
    """Draw the form of an update of one's own, folded: most days it is not needed."""
    with st.expander(here("updates.own"), expanded=bool(answers.wrong(_FORM))):
        paper.notes(here("updates.own_note"))
        key = st.session_state.setdefault(f"{_FORM}-key", secrets.token_hex(20))
        texts = updates_draft.fields(_FORM, {}, key)
        if "text" in (wrong := answers.wrong(_FORM)):
            paper.wrong(wrong["text"])
        if st.button(here("updates.own_save"), key=f"{_FORM}-save", type="primary"):
            _keep(event, texts, by, key)


def _keep(event: Event, texts: dict[str, str], by: str, key: str) -> None:
    try:
        updates.write(house().desk, event.slug, texts, by, key).result()
    except Refused as refused:
        answers.refuse(_FORM, refused)
    except NotFound:
        answers.closed()
        return
    answers.forget(_FORM)
    del st.session_state[f"{_FORM}-key"]
    st.toast(here("updates.saved"))
    st.rerun()


def _aside(event: Event, found: tuple[Update, ...], by: str) -> None:
    """Draw what was set aside lately, each with its way back."""
    aside = [each for each in found if each.state is ReviewState.SET_ASIDE and not each.postings]
    if not aside:
        return
    with st.expander(here("updates.aside")):
        for one in aside[:MOST_ASIDE]:
            paper.words(one.texts[lang()])
            if st.button(here("updates.bring_back"), key=f"back-{one.id}"):
                updates_draft.act(updates.hold, event, one, by)
