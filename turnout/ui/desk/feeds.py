"""Feeds: added, seen how they are, paused, read now, removed; and posts that did not count."""

import streamlit as st

from turnout import words
from turnout.desk import feeds
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Feed, Refusal, Role
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("keeping.feeds"), anchor=False)
    known = feeds.feeds(house().desk, event.slug)
    if not known:
        paper.notes(here("keeping.feed_none"))
    for feed in known:
        _feed(event, feed, by)
    _add(event, by)
    st.header(here("keeping.refused"), anchor=False)
    _refused(event)


def _feed(event: Event, feed: Feed, by: str) -> None:
    when = here("keeping.feed_never")
    if feed.last_good_at:
        day, time = (of(lang(), feed.last_good_at, event.zone) for of in (words.day, words.clock))
        when = f"{day}, {time}"
    told = [here("keeping.feed_told", when=when, n=feed.brought)]
    told += [_failure(feed.failure)] if feed.failure else []
    told += [] if feed.on else [here("keeping.feed_off")]
    with st.container(key=f"feed-{feed.id}", gap="small"):
        paper.strong(feed.url)
        paper.notes(" ".join(told))
        _acts(event, feed, by)


def _acts(event: Event, feed: Feed, by: str) -> None:
    with st.container(horizontal=True):
        for act in ("pause", "now", "remove") if feed.on else ("resume", "remove"):
            label = here(f"keeping.feed_{act}", n=feed.id)
            given = (event.slug, feed.id, act, by)
            st.button(label, key=f"feed-{act}-{feed.id}", on_click=_act, args=given)


def _act(event: str, feed: int, act: str, by: str) -> None:
    try:
        feeds.change(house().desk, event, feed, act, by=by).result()
    except NotFound:
        answers.closed()


def _add(event: Event, by: str) -> None:
    with st.container(key="feed-form"), st.form("feed-add", border=False):
        url = st.text_input(here("keeping.feed_url"), key="feed-url")
        if not st.form_submit_button(here("keeping.feed_add"), type="primary"):
            return
    try:
        feeds.add(house().desk, event.slug, url, by=by).result()
    except Refused as refused:
        paper.wrong(answers.sentence(refused.reasons[0]))
    except NotFound:
        answers.closed()
    else:
        st.rerun()


def _refused(event: Event) -> None:
    found = feeds.refusals(house().desk, event.slug)
    if not found:
        paper.notes(here("keeping.refused_none"))
        return
    head = [here(f"keeping.refused_{name}") for name in ("post", "why", "when")]
    paper.table(here("keeping.refused"), head, [_row(event, each) for each in found], words=3)


def _row(event: Event, each: Refusal) -> tuple[str, str, str]:
    for screen in ("feeds", "refused"):
        key = f"{screen}.{each.field}_{each.code}"
        if words.has(key):
            return each.ref, here(key, **each.values), words.day(lang(), each.at, event.zone)
    return each.ref, each.code, words.day(lang(), each.at, event.zone)


def _failure(reason: str) -> str:
    code, _, status = reason.partition(" ")
    key = f"feeds.failed_{code}"
    return here(key, status=status) if words.has(key) else reason
