"""What was let go: where it is posted, how that went, and what an organizer says of it."""

import streamlit as st

from turnout import words
from turnout.desk import updates
from turnout.desk.channels import channel
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, ReviewState
from turnout.model.updates import Posting, PostState, Update
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.updates_draft import act, channel_name, moment
from turnout.ui.language import here, lang

MOST = 20
LOOK_SECONDS = 4.0  # between looks at what is on its way
_OPEN = (PostState.DUE, PostState.TAKEN)


def went(event: Event, by: str) -> None:
    """Draw what was let go, newest first; while something is on its way, again and again."""
    st.header(here("updates.went"), anchor=False)
    postings = [each for one in _let_go(event, by) for each in one.postings]
    moves = any(each.state in _OPEN for each in postings)
    st.fragment(_all, run_every=LOOK_SECONDS if moves else None)(event, by)


def _let_go(event: Event, by: str) -> list[Update]:
    found = updates.of_event(house().desk, event.slug, by)
    return [each for each in found if each.postings or each.let_go_at][:MOST]


def _all(event: Event, by: str) -> None:
    try:
        found = _let_go(event, by)
    except NotFound:
        answers.closed()
        return
    if not found:
        paper.notes(here("updates.went_none"))
    for one in found:
        with st.container(key=f"went-{one.id}", gap="xsmall"):
            _one(event, one, by)


def _one(event: Event, one: Update, by: str) -> None:
    kind, at = here(f"updates.kind_{one.kind}"), one.let_go_at or one.made_at
    key = "updates.went_by_rule" if one.by_rule else "updates.went_at"
    shown = one.state is ReviewState.SHOWN
    paper.strong(here(key, kind=kind, when=moment(event, at)) if shown else kind)
    paper.words(one.texts[lang()])
    for said in answers.wrong(f"update-{one.id}").values():
        paper.wrong(said)
    for each in one.postings:
        _posting(event, one, each, by)
    if not one.postings:
        paper.notes(here("updates.nowhere"))
    if shown:
        _take_back(event, one, by)


def _posting(event: Event, one: Update, each: Posting, by: str) -> None:
    """Draw one outcome, and what can be said of it where somebody must say something."""
    said = _outcome(event, each)
    failed = each.state is PostState.FAILED and one.state is ReviewState.SHOWN
    if each.state is not PostState.DOUBTFUL and not failed:
        paper.notes(said)
        return
    paper.strong(said)
    with st.container(horizontal=True, key=f"said-{one.id}-{each.channel}"):
        _say(event, one, each, by)


def _outcome(event: Event, each: Posting) -> str:
    values = {"channel": _name(each.channel), "when": "", "why": _why(each.reason)}
    if each.state is PostState.DUE and each.not_before > house().desk.clock():
        again = each.tries and each.reason not in ("night", "enough")
        key, when = "due_again" if again else "due_at", each.not_before
    else:
        key, when = each.state.value, each.at
    return here(f"updates.post_{key}", **{**values, "when": moment(event, when)})


def _name(name: str) -> str:
    known = channel(house().desk, name)
    return channel_name(known) if known else here("updates.channel_gone", mark=name)


def _why(reason: str) -> str:
    name, _, code = reason.partition(":")
    if name == "refused":
        return here("updates.why_refused" if code else "updates.why_refused_plain", code=code)
    key = f"updates.why_{name}"
    return here(key) if words.has(key) else ""


def _say(event: Event, one: Update, each: Posting, by: str) -> None:
    """Draw what can be said of a posting that is in doubt, or that failed."""
    name, is_in_doubt = f"{one.id}-{each.channel}", each.state is PostState.DOUBTFUL
    if is_in_doubt and st.button(here("updates.is_there"), key=f"there-{name}"):
        _said(event, one, each, True, by)
    if st.button(here("updates.send_again"), key=f"again-{name}"):
        _said(event, one, each, False, by)


def _said(event: Event, one: Update, each: Posting, is_there: bool, by: str) -> None:
    try:
        updates.say_of(house().desk, event.slug, one.id, each.channel, is_there, by).result()
    except Refused as refused:
        answers.refuse(f"update-{one.id}", refused)
    except NotFound:
        answers.closed()
        return
    st.rerun()


def _take_back(event: Event, one: Update, by: str) -> None:
    """Draw the way back: whole while nothing is out; then out of the feed, and the truth."""
    if all(each.state is PostState.DUE and not each.tries for each in one.postings):
        if st.button(here("updates.call_back"), key=f"call-back-{one.id}"):
            act(updates.hold, event, one, by)
        return
    if st.button(
        here("updates.take_out"), key=f"take-out-{one.id}", help=here("updates.stays_out")
    ):
        act(updates.set_aside, event, one, by)
