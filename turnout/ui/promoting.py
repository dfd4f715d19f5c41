"""A supporter made a lead with one tap, and the way back."""

import streamlit as st

from turnout.desk import corrections, promotions
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.model.network import Node
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

_DONE = "promoted"  # the visitor's own last tap: (event, seq, name, handle, how many came along)


def offer(event: Event, person: Node, by: str) -> None:
    """Draw one person who brought others, and the tap."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"ready-{person.key.id}"):
        paper.notes(here("network.ready_row", name=person.name, n=person.branch.people))
        button(event, person.key.id, person.name, by)


def button(event: Event, person: int, name: str, by: str) -> None:
    """Draw the tap that makes `person` a lead."""
    st.button(
        here("network.make_lead"),
        key=f"promote-{person}",
        help=paper.verbatim(here("network.make_lead_who", name=name)),
        on_click=promote,
        args=(event.slug, person, by),
    )


def promote(event: str, person: int, by: str) -> None:
    """Make `person` a lead, and keep what was done for `done`."""
    try:
        made = promotions.make_lead(house().desk, event, person, by=by).result()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    except NotFound:
        answers.closed()
    else:
        st.session_state[_DONE] = (event, made)


def done(event: Event, by: str) -> None:
    """Draw what the visitor's last tap did, and the tap that takes it back."""
    slug, made = st.session_state.get(_DONE, ("", None))
    if made is None or slug != event.slug:
        return
    paper.strong(here("network.made_lead", name=made.name, handle=made.lead))
    told = [here("network.came_along", n=made.moved)] if made.moved else []
    paper.notes(*told, here("network.made_next"))
    with st.container(horizontal=True, vertical_alignment="center", key="promoted"):
        where = {"event": slug, "lang": lang(), "section": "leads", "lead": made.lead}
        label = here("network.to_desk", name=paper.verbatim(made.name))
        st.page_link("pages/desk.py", label=label, query_params=where)
        st.button(here("network.undo"), key="promoted-undo", on_click=_undo, args=(slug, by))


def _undo(event: str, by: str) -> None:
    _, made = st.session_state.pop(_DONE)
    try:
        corrections.undo(house().desk, made.seq, by=by, event=event).result()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    except NotFound:
        answers.closed()
    else:
        st.toast(paper.verbatim(here("network.undone", name=made.name)))
