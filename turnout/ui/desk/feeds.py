"""Feeds: added, seen how they are, paused, read now, removed; and posts that did not count."""

import streamlit as st

from turnout import words
from turnout.desk import feeds
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Event, Feed, Refusal, Role
from turnout.ui import paper
from turnout.ui.desk import answers, connecting
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
    connecting.add(event, by)
    _to_the_posts(event)
    st.header(here("keeping.refused"), anchor=False)
    _refused(event)


def _feed(event: Event, feed: Feed, by: str) -> None:
    when = here("keeping.feed_never")
    if feed.last_good_at:
        day, time = (of(lang(), feed.last_good_at, event.zone) for of in (words.day, words.clock))
        when = f"{day}, {time}"
    told = [here("keeping.feed_told", when=when, n=feed.brought)]
    if feed.last_posts:
        told.append(here("keeping.feed_held", n=feed.last_posts))
    if feed.failure:
        told.append(connecting.reason(feed.failure))
    if feed.on and feed.next_at:
        told.append(here("keeping.feed_next", when=words.clock(lang(), feed.next_at, event.zone)))
    if not feed.on:
        told.append(here("keeping.feed_off"))
    if feed.moved_to:
        told.append(here("keeping.feed_moved", url=feed.moved_to))
    with st.container(key=f"feed-{feed.id}", gap="small"):
        paper.strong(feed.url)
        paper.notes(" ".join(told))
        _acts(event, feed, by)


def _acts(event: Event, feed: Feed, by: str) -> None:
    with st.container(horizontal=True):
        acts = ("pause", "now", "remove") if feed.on else ("resume", "remove")
        for act in ("follow", *acts) if feed.moved_to else acts:
            label = here(f"keeping.feed_{act}", n=feed.id)
            given = (event.slug, feed.id, act, by)
            st.button(label, key=f"feed-{act}-{feed.id}", on_click=_act, args=given)


def _act(event: str, feed: int, act: str, by: str) -> None:
    try:
        feeds.change(house().desk, event, feed, act, by=by).result()
    except NotFound:
        answers.closed()


def _to_the_posts(event: Event) -> None:
    query = {"event": event.slug, "lang": lang()}
    st.page_link("pages/review.py", label=here("keeping.feed_posts"), query_params=query)


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
