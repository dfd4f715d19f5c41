"""Areas where nothing happened for too long, each with the one thing to do."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from turnout.desk import stale
from turnout.desk.pocket import Actor
from turnout.house import house
from turnout.rules.stale import Stale
from turnout.ui import paper
from turnout.ui.language import here, lang

FOLDED = 6  # areas that a glance takes in; a walk has no more either


def of(who: Actor) -> list[Stale]:
    """Return the areas of a steward that wait."""
    return stale.stale(house().desk, who.event, who.lead)


def waiting(told: Sequence[Stale]) -> None:
    """Draw the areas that wait, the longest first; each leads to its place on the map."""
    _list(told[:FOLDED])
    if len(told) > FOLDED:
        with st.expander(here("groups.stale_all", n=len(told))):
            _list(told[FOLDED:])


def mine(told: Sequence[Stale]) -> None:
    """Draw how many of a steward's areas wait, and which; nothing where none does."""
    if told:
        st.header(here("groups.stale_title"), anchor=False)
        paper.strong(here("groups.stale_mine", n=len(told)))
        waiting(told)


def _list(told: Sequence[Stale]) -> None:
    st.html(f'<ul class="waits">{"".join(map(_line, told))}</ul>')


def _line(each: Stale) -> str:
    at = f"/e/{each.area.event}/map?area={each.area.id}&amp;lang={lang()}"
    why = here(f"groups.stale_{each.why}", n=each.days)
    return (
        f'<li><a href="{at}" target="_blank" rel="noopener">{escape(each.area.title)}</a>'
        f" <span>{escape(why)}</span></li>"
    )
