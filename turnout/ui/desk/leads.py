"""The leads: how each stands, one by one or as a list, and their own links to hand out."""

import streamlit as st

from turnout import words
from turnout.desk import cards
from turnout.desk.cards import Card
from turnout.house import house
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.desk import adding, lead, supporters
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_KEY = "desk_lead"


def section(visitor: Visitor, event: Event) -> None:
    """Draw the leads of the rally, the one chosen, and the ways to add more."""
    found = cards.cards(house().desk, event.slug)
    if found:
        _table(found, event)
        paper.link_line(
            [(f"/e/{event.slug}/sheets?lang={lang()}", here("desk.sheets"))],
            here("desk.sheets_note"),
        )
        if card := _chosen(found):
            lead.card(visitor, event, card, found)
    else:
        paper.notes(here("desk.leads_none"))
    adding.add(visitor, event, first=not found)
    supporters.find(visitor, event)


def _table(found: list[Card], event: Event) -> None:
    names = ("lead", "link", "heard", "coming", "goal")
    head = [here(f"desk.head_{name}") for name in names]
    with st.container(key="lead-table"):
        rows = [_row(card, event) for card in found]
        paper.table(here("desk.section_leads"), head, rows, words=3)


def _row(card: Card, event: Event) -> tuple[str, ...]:
    shown = card.lead.name if card.lead.shown else here("desk.lead_hidden", name=card.lead.name)
    return (
        f"{shown} @{card.lead.handle}",
        lead.link_state(card, event),
        lead.heard(card, event),
        words.number(lang(), card.count.coming),
        words.number(lang(), card.lead.goal) if card.lead.goal else "",
    )


def _chosen(found: list[Card]) -> Card | None:
    """Draw the choice of one lead; return whom the address names."""
    by_handle = {card.lead.handle: card for card in found}
    asked = st.query_params.get("lead")
    st.session_state[_KEY] = asked if asked in by_handle else None
    st.selectbox(
        here("desk.which_lead"),
        list(by_handle),
        index=None,
        key=_KEY,
        format_func=lambda handle: f"{by_handle[handle].lead.name} @{handle}",
        placeholder=here("desk.which_lead_none"),
        on_change=_choose,
        width=420,
    )
    return by_handle.get(asked or "")


def _choose() -> None:
    if handle := st.session_state[_KEY]:
        st.query_params["lead"] = handle
    else:
        st.query_params.pop("lead", None)
