"""What becomes of each kind of news, the limits, and which channels post in which language."""

import streamlit as st

from turnout.desk import updates
from turnout.desk.channels import channels
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.model.updates import DIGEST, NEWS, SMALL, Mode, UpdateRules
from turnout.rules.update_limits import MOST_A_DAY
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.updates_draft import channel_name
from turnout.ui.language import here
from turnout.words import LANGUAGES

_FORM = "updates-rules"
_LIMITS = (("most", 1, MOST_A_DAY), ("quiet_from", 0, 23), ("quiet_until", 0, 23),
           ("digest_at", 0, 23))  # fmt: skip
_ACROSS = 2


def rules(event: Event, by: str) -> None:
    """Draw the form with what stands."""
    stands, wrong = updates.rules(house().desk, event.slug), answers.wrong(_FORM)
    paper.notes(here("updates.rules_note"))
    with st.form(_FORM, border=False):
        modes = _modes(stands)
        limits = {}
        for column, (name, least, most) in zip(st.columns(len(_LIMITS)), _LIMITS, strict=True):
            with column:
                limits[name] = int(
                    st.number_input(
                        here(f"updates.{name}"), least, most, getattr(stands, name),
                        key=f"{_FORM}-{name}",
                    )
                )  # fmt: skip
                if name in wrong:
                    paper.wrong(wrong[name])
        paper.hint(here("updates.limits_why"))
        ticked = _channels(stands)
        if st.form_submit_button(here("updates.rules_save"), type="primary"):
            _keep(event, UpdateRules(modes=modes, channels=ticked, **limits), by)


def _modes(stands: UpdateRules) -> dict[str, Mode]:
    kinds, given = (*NEWS, DIGEST), {}
    for first in range(0, len(kinds), _ACROSS):  # row by row: a phone has them in that order too
        row = kinds[first : first + _ACROSS]
        for column, kind in zip(st.columns(_ACROSS), row, strict=True):
            offered = [mode for mode in Mode if mode is not Mode.GATHERED or kind in SMALL]
            with column:
                given[kind] = st.selectbox(
                    here(f"updates.kind_{kind}"), offered, offered.index(stands.modes[kind]),
                    format_func=lambda mode: here(f"updates.mode_{mode}"), key=f"{_FORM}-{kind}",
                )  # fmt: skip
    return given


def _channels(stands: UpdateRules) -> dict[str, str]:
    """Draw each channel with its language; return those that post. What is not set on this server
    any more is forgotten."""
    known, ticked = channels(house().desk), {}
    if known:
        paper.strong(here("updates.channels"))
    for each in known:
        on, language, _ = st.columns([3, 1, 2], vertical_alignment="center")
        was = stands.channels.get(each.name, LANGUAGES[0])
        with on:
            label = here("updates.channel_on", channel=channel_name(each))
            posts = st.checkbox(
                paper.verbatim(label), each.name in stands.channels, key=f"{_FORM}-on-{each.name}"
            )
        with language:
            chosen = st.selectbox(
                here("updates.channel_lang", channel=channel_name(each)), LANGUAGES,
                LANGUAGES.index(was), label_visibility="collapsed",
                format_func=lambda at: here(
                    "updates.english" if at == "en" else "updates.spanish"
                ), key=f"{_FORM}-lang-{each.name}",
            )  # fmt: skip
        if posts:
            ticked[each.name] = chosen
    return ticked


def _keep(event: Event, now: UpdateRules, by: str) -> None:
    try:
        updates.set_rules(house().desk, event.slug, now, by).result()
    except Refused as refused:
        answers.refuse(_FORM, refused)
    except NotFound:
        answers.closed()
        return
    answers.forget(_FORM)
    st.toast(here("updates.saved"))
    st.rerun()
