"""A feed is connected by pasting: what it is, what its posts would count as, and only then kept."""

import streamlit as st

from turnout import words
from turnout.collect import Found, find_feed
from turnout.desk import feeds, posts
from turnout.errors import NotFound, Refused, SourceFailed
from turnout.house import house
from turnout.model import Event
from turnout.rules.phrases import MOST
from turnout.sources import Post
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here

SHOWN = 8  # posts of a feed that is looked at
_FOUND, _WRONG = "feed-found", "feed-wrong"


def add(event: Event, by: str) -> None:
    """Draw the field, and what was found for what was pasted there."""
    with st.container(key="feed-form"), st.form("feed-add", border=False):
        pasted = st.text_input(here("connect.pasted"), key="feed-url")
        paper.hint(here("connect.pasted_hint"))
        if st.form_submit_button(here("connect.look"), type="primary"):
            _look(pasted)
    if wrong := st.session_state.get(_WRONG):
        paper.wrong(wrong)
    if found := st.session_state.get(_FOUND):
        _told(event, found, by)


def _look(pasted: str) -> None:
    st.session_state[_FOUND] = st.session_state[_WRONG] = None
    try:
        with st.spinner(here("connect.looking")):
            st.session_state[_FOUND] = find_feed(pasted, house().desk.settings)
    except Refused as refused:
        st.session_state[_WRONG] = answers.sentence(refused.reasons[0])
    except SourceFailed as failed:
        st.session_state[_WRONG] = here("connect.failed", url=failed.url, why=reason(failed.reason))


def _told(event: Event, found: Found, by: str) -> None:
    with st.container(key="feed-look", gap="small"):
        paper.strong(here(f"connect.{found.kind}"))
        paper.notes(*filter(None, (found.title, found.url)))
        n = len(found.posts[:SHOWN])
        paper.notes(here("connect.last", n=n) if n else here("connect.last_none"))
        handles = posts.handles(house().desk, event.slug)
        for post in found.posts[:SHOWN]:
            _post(event, post, handles)
        with st.container(horizontal=True):
            st.button(here("connect.keep"), key="feed-keep", type="primary", on_click=_keep,
                      args=(event.slug, found.url, by))  # fmt: skip
            st.button(here("connect.drop"), key="feed-drop", on_click=_drop)
        for at, other in enumerate(found.others):
            label = here("connect.other", url=paper.verbatim(other))
            st.button(label, key=f"feed-other-{at}", on_click=_look, args=(other,))


def _post(event: Event, post: Post, handles: dict[str, str]) -> None:
    now, most = house().desk.clock(), house().desk.settings.hold_party
    seen = posts.preview(post, event.hashtag, handles, now, most)
    author = f"@{post.author}" if post.author else here("connect.unknown")
    paper.words(post.text[:400])
    paper.notes(here("connect.would", who=author, verdict=_verdict(seen)))


def _verdict(seen: dict[str, object]) -> str:
    decision, why = seen["decision"], seen["reason"]
    told = here(f"feeds.{decision}")
    if decision == "counted":
        return here("connect.counts", n=int(str(seen["people"])))
    for kind in ("held", "post"):
        if words.has(key := f"feeds.{kind}_{why}"):
            return f"{told}: {here(key, most=MOST)}"
    return told


def _keep(event: str, url: str, by: str) -> None:
    try:
        feeds.add(house().desk, event, url, by=by).result()
    except Refused as refused:
        st.session_state[_WRONG] = answers.sentence(refused.reasons[0])
    except NotFound:
        answers.closed()
    else:
        st.session_state["feed-url"] = ""
    _drop()


def _drop() -> None:
    st.session_state[_FOUND] = None


def reason(code: str) -> str:
    """Return why a feed cannot be read, in words."""
    name, _, status = code.partition(":")
    key = f"feeds.failed_{name}"
    return here(key, status=status) if words.has(key) else code
