"""A post that tells a goal or a total: whose account is it? Only a lead's own word counts."""

import streamlit as st

from turnout.desk import leads, whose
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Kept, ReviewState
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here

WIDE = 320  # pixels of the choice: a lead's name, and no line across a wide screen


def is_asked(post: Kept) -> bool:
    """Return whether a post waits for nothing but to know whose account wrote it."""
    is_held = post.state is ReviewState.HELD and post.reason == "only_lead"
    return is_held and post.author is not None


def choice(event: Event, by: str, post: Kept, who: str) -> None:
    """Draw the leads to choose from, and the button that says so. who: as buttons name the post."""
    known = {lead.handle: lead.name for lead in leads.leads(house().desk, event.slug)}
    if not known:
        return
    key = f"whose-{post.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            here("review.whose", who=who),
            list(known),
            index=list(known).index(post.lead) if post.lead in known else None,
            format_func=lambda handle: paper.verbatim(known[handle]),
            placeholder=here("review.whose_choose"),
            key=key,
            width=WIDE,
        )
        st.button(
            here("review.whose_theirs"), key=f"theirs-{post.id}", on_click=_say,
            args=(event, by, post.id, key), type="primary",
        )  # fmt: skip


def _say(event: Event, by: str, post: int, key: str) -> None:
    lead = st.session_state.get(key)
    if not lead:
        st.toast(here("review.whose_first"))
        return
    try:
        decided = whose.is_leads(house().desk, event.slug, post, lead, by).result()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    except NotFound:
        answers.closed()
    else:
        if decided.failed:
            st.toast(here("review.whose_only"))
