"""Ready texts that somebody sends by hand: by lead, to copy or to merge, ticked off when sent."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from turnout.desk import corrections, sending_hand
from turnout.desk.sending_hand import Text
from turnout.errors import NotFound, Refused
from turnout.formats.mailmerge import mail_merge
from turnout.house import house
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.passing import base
from turnout.ui.language import here

MOST_SHOWN = 20  # of one lead: who has more takes the file
_UNDO = "messages-sent"


def section(event: Event, by: str) -> None:
    """Draw what is to be sent by hand, by lead; nothing where there is nothing, and was not."""
    found = sending_hand.by_hand(house().desk, event.slug, base(), by)
    if not found and not _undoable(event):
        return
    st.header(here("messages.hand"), anchor=False)
    paper.notes(here("messages.hand_note"))
    _undo(event, by)
    if found:
        st.download_button(
            here("messages.hand_file"), partial(_csv, event.slug, base(), by),
            f"{event.slug}-messages.csv", "text/csv", key="messages-file", on_click="ignore",
        )  # fmt: skip
    groups: dict[str, list[Text]] = {}
    for each in found:
        groups.setdefault(each.lead, []).append(each)
    for place, (lead, theirs) in enumerate(sorted(groups.items(), key=lambda g: (not g[0], g[0]))):
        label = paper.verbatim(lead) if lead else here("messages.hand_own")
        with st.expander(here("messages.hand_group", lead=label, n=len(theirs))):
            texts(event, theirs, by, f"hand-{place}")


def of_lead(event: Event, handle: str, by: str) -> None:
    """Draw the texts of one lead's people, on their own page; nothing where there are none."""
    found = sending_hand.by_hand(house().desk, event.slug, base(), by, handle)
    if not found and not _undoable(event, handle):
        return
    st.header(
        here("messages.hand_lead" if found else "pocket.texts_none", n=len(found)), anchor=False
    )
    _undo(event, by, handle)
    texts(event, found, by, "hand-own", handle)


def texts(event: Event, found: Sequence[Text], by: str, key: str, lead: str | None = None) -> None:
    """Draw ready texts with what ticks each off, and all of them."""
    for each in found[:MOST_SHOWN]:
        with st.container(key=f"text-{each.id}", gap="xxsmall"):
            who = " · ".join(part for part in (each.name, each.contact) if part)
            paper.strong(who or here("messages.nobody"))
            st.code(each.text, language=None, wrap_lines=True)
            if st.button(here("messages.hand_sent"), key=f"sent-{each.id}"):
                _sent(event, [each.id], by, lead)
    if len(found) > MOST_SHOWN:
        paper.notes(here("messages.more", n=len(found) - MOST_SHOWN))
    if len(found) > 1 and st.button(here("messages.hand_all", n=len(found)), key=f"{key}-all"):
        _sent(event, [each.id for each in found], by, lead)


# No page is drawn for a download, so its guard is not asked: the texts ask for themselves.
def _csv(slug: str, at: str, by: str) -> str:
    return mail_merge(sending_hand.by_hand(house().desk, slug, at, by))


def _sent(event: Event, ids: list[str], by: str, lead: str | None) -> None:
    try:
        seq = sending_hand.sent_by_hand(house().desk, event.slug, ids, by, lead).result()
    except NotFound:
        answers.closed()
        return
    if seq:
        st.session_state[_UNDO] = (event.slug, lead, seq)
    st.rerun()


def _undoable(event: Event, lead: str | None = None) -> int:
    slug, whose, seq = st.session_state.get(_UNDO, ("", None, 0))
    return seq if (slug, whose) == (event.slug, lead) else 0


def _undo(event: Event, by: str, lead: str | None = None) -> None:
    """Draw the way back from the visitor's own last tick; others are in the ledger."""
    seq = _undoable(event, lead)
    if not seq or not st.button(here("messages.hand_undo"), key="messages-undo"):
        return
    del st.session_state[_UNDO]
    try:
        corrections.undo(house().desk, seq, by=by, event=event.slug, lead=lead or "").result()
    except (NotFound, Refused):
        answers.closed()
    else:
        st.rerun()
