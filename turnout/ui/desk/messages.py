"""Messages to people: what goes out by itself, what is due, what is sent by hand, how it went."""

import streamlit as st

from turnout.desk import sending
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import paper
from turnout.ui.desk import answers, messages_budget, messages_due, messages_hand
from turnout.ui.language import here
from turnout.ui.visitor import Visitor
from turnout.words import has

_FORM = "messages-rules"
_MODES = ("hold", "rule")


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("messages.title"), anchor=False)
    paper.notes(here("messages.note"))
    _server()
    messages_due.due(event, by)
    messages_hand.section(event, by)
    messages_due.outcomes(event)
    st.header(here("messages.rules"), anchor=False)
    _rules(event, by)
    st.header(here("messages.budget"), anchor=False)
    messages_budget.budget(visitor)


def _server() -> None:
    """Say whether mail goes out, and what to do where it does not."""
    settings = house().settings
    if settings.smtp is None:
        paper.strong(here("messages.no_server"))
        paper.notes(here("messages.no_server_next"))
        return
    if found := sending.trouble(house().desk):
        key = f"messages.trouble_{found.partition(':')[0]}"
        paper.strong(here("messages.trouble"))
        paper.notes(here(key if has(key) else "messages.trouble_lost"))
        return
    paper.notes(here("messages.from", from_=settings.mail_from))


def _rules(event: Event, by: str) -> None:
    stands, wrong = sending.messaging(house().desk, event.slug), answers.wrong(_FORM)
    with st.form(_FORM, border=False):
        mode = st.radio(
            here("messages.mode"), _MODES, index=int(stands.by_rule), key=f"{_FORM}-mode",
            format_func=lambda name: here(f"messages.mode_{name}"),
        )  # fmt: skip
        days = st.text_input(
            here("messages.days"), ", ".join(map(str, stands.days)), key=f"{_FORM}-days",
            max_chars=40,
        )  # fmt: skip
        paper.hint(here("messages.days_why"))
        if "days_before" in wrong:
            paper.wrong(wrong["days_before"])
        missed = st.checkbox(here("messages.missed"), stands.missed, key=f"{_FORM}-missed")
        paper.hint(here("messages.missed_why"))
        if st.form_submit_button(here("messages.save"), type="primary"):
            _keep(event, by, mode == "rule", days, missed)


def _keep(event: Event, by: str, by_rule: bool, days: str, missed: bool) -> None:
    try:
        sending.set_messaging(
            house().desk, event.slug, by_rule=by_rule, days=days, missed=missed, by=by
        ).result()
    except Refused as refused:
        answers.refuse(_FORM, refused)
    except NotFound:
        answers.closed()
        return
    answers.forget(_FORM)
    st.toast(here("messages.saved"))
    st.rerun()
