"""Whom to thank and to tell: ready texts by lead, to copy or to merge, ticked off when done."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from turnout.desk import corrections, thanks
from turnout.errors import NotFound, Refused
from turnout.formats.mailmerge import mail_merge
from turnout.house import house
from turnout.model import Event
from turnout.model.thanks import Draft
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here

MOST_SHOWN = 20  # of one group: who has more takes the file
_UNDO = "cleanups-told"


def section(event: Event, by: str) -> None:
    """Draw what is still to be told, and the way back from what was ticked off last."""
    st.header(here("cleanups.telling"), anchor=False)
    paper.notes(here("cleanups.telling_note"))
    due = thanks.drafts(house().desk, event.slug, _base(), by)
    _undo(event, by)
    if not due:
        paper.notes(here("cleanups.telling_none"))
        return
    reached = [each for each in due if each.contact]
    paper.strong(here("cleanups.due", n=len(due)))
    if len(reached) < len(due):
        paper.notes(here("cleanups.unreached", n=len(due) - len(reached)))
    if reached:
        st.download_button(
            here("cleanups.file"), partial(_csv, event.slug, by), f"{event.slug}-thanks.csv",
            "text/csv", key="cleanups-file", on_click="ignore",
        )  # fmt: skip
    for place, (lead, theirs) in enumerate(_by_lead(due).items()):
        _group(event, place, lead, theirs, by)


# No page is drawn for a download, so its guard is not asked: the drafts ask for themselves.
def _csv(slug: str, by: str) -> str:
    return mail_merge(thanks.drafts(house().desk, slug, _base(), by))


def _group(event: Event, place: int, lead: str, theirs: list[Draft], by: str) -> None:
    label = paper.verbatim(lead) if lead else here("cleanups.no_lead")
    with st.expander(here("cleanups.group", lead=label, n=len(theirs))):
        for each in theirs[:MOST_SHOWN]:
            _draft(event, each, by)
        if len(theirs) > MOST_SHOWN:
            paper.notes(here("cleanups.more", n=len(theirs) - MOST_SHOWN))
        if st.button(here("cleanups.told_all", n=len(theirs)), key=f"told-all-{place}"):
            _tell(event, [each.id for each in theirs], by)


def _draft(event: Event, draft: Draft, by: str) -> None:
    with st.container(key=f"draft-{draft.id.replace(':', '-')}", gap="xxsmall"):
        who = " · ".join(part for part in (draft.name, draft.contact) if part)
        paper.strong(who or here("cleanups.nobody"))
        if not draft.contact:
            paper.hint(here("cleanups.no_contact"))
        st.code(draft.text, language=None, wrap_lines=True)
        if st.button(here("cleanups.told"), key=f"told-{draft.id}"):
            _tell(event, [draft.id], by)


def _tell(event: Event, ids: Sequence[str], by: str) -> None:
    try:
        told = thanks.tell(house().desk, event.slug, ids, by).result()
    except NotFound:
        answers.closed()
        return
    if told.seq:
        st.session_state[_UNDO] = (event.slug, told.seq, told.people)
    st.rerun()


def _undo(event: Event, by: str) -> None:
    """Draw the way back from the visitor's own last tick; others are in the ledger."""
    slug, seq, people = st.session_state.get(_UNDO, ("", 0, 0))
    if slug != event.slug:
        return
    if st.button(here("cleanups.told_undo", n=people), key="told-undo"):
        del st.session_state[_UNDO]
        try:
            corrections.undo(house().desk, seq, by=by, event=slug).result()
        except (NotFound, Refused):
            answers.closed()
        else:
            st.rerun()


def _by_lead(due: list[Draft]) -> dict[str, list[Draft]]:
    groups: dict[str, list[Draft]] = {}
    for each in due:
        groups.setdefault(each.lead, []).append(each)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == "", group[0])))


def _base() -> str:
    host = st.context.headers.get("Host", "localhost:8501")
    return house().settings.public_url or f"http://{host}"
