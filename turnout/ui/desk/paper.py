"""Paper and voice: sheets to print and to type in, and totals that leads tell on the phone."""

import secrets
from urllib.parse import urlencode

import streamlit as st

from turnout.desk import leads
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Door, Event, Lead, Role
from turnout.ui import paper
from turnout.ui.desk import switch
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_TOLD = "voice_told"


def section(visitor: Visitor, event: Event) -> None:
    """Draw the links to the sheets, and the form for a total told by voice."""
    known = leads.leads(house().desk, event.slug)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(here("paper.desk_title"), anchor=False)
        paper.notes(here("paper.desk_told"))
        _sheets(event, known)
    with right:
        st.header(here("paper.voice_title"), anchor=False)
        paper.notes(here("paper.voice_told" if known else "paper.voice_no_leads"))
        if not known:
            switch.go("leads", "paper-leads")
        else:
            _voice(event, known, visitor.by(event.slug, Role.ORGANIZER))


def _sheets(event: Event, known: list[Lead]) -> None:
    names = {lead.handle: lead.name for lead in known}
    chosen = st.selectbox(
        here("paper.desk_for"),
        ["", *names],
        format_func=lambda handle: names.get(handle) or here("paper.desk_everybody"),
        key="paper_for",
    )
    at = f"/e/{event.slug}/paper"

    def sheet(size: str) -> str:
        asked = {"lead": chosen or "", "size": size, "lang": lang()}
        return f"{at}/sheet?{urlencode(asked, safe='@')}"

    paper.links(
        [
            (f"{at}?lang={lang()}", here("paper.desk_type")),
            (sheet("letter"), here("paper.desk_letter")),
            (sheet("a4"), here("paper.desk_a4")),
        ]
    )


def _voice(event: Event, known: list[Lead], by: str) -> None:
    # The key outlives a rerun, so that a second press on a slow network repeats, not doubles.
    st.session_state.setdefault("voice_key", secrets.token_hex(20))
    names = {lead.handle: lead.name for lead in known}
    with st.form("voice", border=False):
        st.selectbox(
            here("paper.voice_lead"), list(names), format_func=names.__getitem__, key="voice_lead"
        )
        st.number_input(
            here("paper.voice_total"), min_value=0, value=None, step=1, key="voice_total"
        )
        st.form_submit_button(
            here("paper.voice_store"), type="primary", on_click=_declare, args=(event, names, by)
        )
    if told := st.session_state.pop(_TOLD, ""):
        paper.strong(told)


def _declare(event: Event, names: dict[str, str], by: str) -> None:
    handle, total = st.session_state["voice_lead"], st.session_state["voice_total"]
    if total is None:
        return
    try:
        receipt = leads.declare(
            house().desk, event.slug, handle, total=int(total), by=by, door=Door.VOICE,
            key=st.session_state["voice_key"],
        ).result()  # fmt: skip
    except (Refused, NotFound) as error:
        reason = error.reasons[0] if isinstance(error, Refused) else None
        key = f"refused.{reason.field}_{reason.code}" if reason else "refused.lead_unknown"
        st.session_state[_TOLD] = here(key, **(reason.values if reason else {"given": handle}))
        return
    name = names[handle]
    st.session_state[_TOLD] = here(
        "paper.voice_stored", name=name, total=int(total), n=receipt.coming
    )
    st.session_state["voice_key"] = secrets.token_hex(20)
    st.session_state["voice_total"] = None
