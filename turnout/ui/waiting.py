"""What needs an organizer now: sign-ups that wait for a look, refusals, feeds that fail."""

from urllib.parse import urlsplit

import streamlit as st

from turnout import words
from turnout.desk import feeds as feed_rows
from turnout.desk import reviews
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Door, Event, Feed, Held, Refusal, ReviewState, Role
from turnout.rules import phrases
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

HELD_SHOWN = 5  # looked at a few at a time
REFUSED_SHOWN = 10


def waiting(event: Event, visitor: Visitor) -> None:
    """Draw what waits for an organizer's eyes; that nothing does, where that is so."""
    desk = house().desk
    held, feeds = reviews.held(desk, event.slug), feed_rows.feeds(desk, event.slug)
    if not held and not any(feed.failure for feed in feeds):
        paper.notes(here("rally.now_nothing"))
    if held:
        _held(held, event, visitor.by(event.slug, Role.ORGANIZER))
    for feed in feeds:
        (paper.strong if feed.failure else paper.notes)(_health(feed, event))
    _refused(feed_rows.refusals(desk, event.slug)[:REFUSED_SHOWN], event)


def held(event: Event, visitor: Visitor) -> None:
    """Draw the sign-ups that wait for a look, where there are any."""
    if found := reviews.held(house().desk, event.slug):
        _held(found, event, visitor.by(event.slug, Role.ORGANIZER))


def _held(held: list[Held], event: Event, by: str) -> None:
    paper.strong(here("rally.held", n=len(held)))
    paper.notes(here("rally.held_next"))
    for one in held[:HELD_SHOWN]:
        _one_held(one, event, by)
    if len(held) > HELD_SHOWN:
        paper.notes(here("rally.held_more", n=len(held) - HELD_SHOWN))


def _refused(refusals: list[Refusal], event: Event) -> None:
    if not refusals:
        return
    title = here("rally.refused", n=len(refusals))
    with st.expander(title):
        head = (here("rally.refused_when"), here("rally.doors_door"), here("rally.refused_why"))
        paper.table(title, head, [_one_refused(one, event) for one in refusals], words=3)


def _one_held(one: Held, event: Event, by: str) -> None:
    with st.container(gap="xsmall", key=f"held-{one.seq}"):
        paper.notes(_who(one), _why_held(one), *_then(one))
        _choices(one, event, by)


def _choices(one: Held, event: Event, by: str) -> None:
    with st.container(horizontal=True):
        # Each button says whom it is about: by ear, "Count them" five times over says nothing.
        who = paper.verbatim(one.name) or here("rally.held_this")
        count, aside = (here(f"rally.held_{act}", name=who) for act in ("count", "aside"))
        for label, state in ((count, ReviewState.SHOWN), (aside, ReviewState.SET_ASIDE)):
            decision = (one.seq, state, by, event.slug)
            st.button(label, key=f"{state}-{one.seq}", on_click=_decide, args=decision)


def _why_held(one: Held) -> str:
    screen = "feeds" if one.door == Door.FEED else "rally"
    return _said(f"{screen}.held_{one.reason}", one.reason, most=phrases.MOST)


def _then(one: Held) -> list[str]:
    """Return what else letting it count does to people known before."""
    alike = [here("rally.held_alike")] if one.alike else []
    says = [here("rally.held_says", says=", ".join(one.says))] if one.says else []
    return alike + says


def _who(one: Held) -> str:
    name = one.name or here("rally.held_nobody")
    party = here("rally.held_party", n=one.party)
    if one.lead:
        return here("rally.held_who", name=name, party=party, lead=one.lead)
    return here("rally.held_who_own", name=name, party=party)


def _decide(seq: int, state: ReviewState, by: str, event: str) -> None:
    try:
        reviews.decide(house().desk, seq, state, by, event).result()
    except NotFound:
        st.toast(here("rally.held_gone"))


def _one_refused(one: Refusal, event: Event) -> tuple[str, str, str]:
    at = f"{words.day(lang(), one.at, event.zone)}, {words.clock(lang(), one.at, event.zone)}"
    return (at, here(f"rally.door_{one.door}"), _why(one))


def _why(one: Refusal) -> str:
    screen = "feeds" if one.field == "post" else "refused"
    fallback = here("refused.fallback", field=one.field)
    return _said(f"{screen}.{one.field}_{one.code}", fallback, **one.values)


def _health(feed: Feed, event: Event) -> str:
    host = urlsplit(feed.url).hostname or feed.url
    good = feed.last_good_at
    when = {"day": "", "time": ""}
    if good:
        when["day"] = words.day(lang(), good, event.zone)
        when["time"] = words.clock(lang(), good, event.zone)
    if not feed.on:
        return here("rally.feed_off", host=host, reason=_why_failed(feed))
    if feed.failure:
        key = "rally.feed_bad" if good else "rally.feed_never"
        return here(key, host=host, reason=_why_failed(feed), **when)
    if not good:
        return here("rally.feed_new", host=host)
    return here("rally.feed_good", host=host, n=feed.brought, **when)


def _why_failed(feed: Feed) -> str:
    """Return why a feed could not be read, a code such as "status:404", in words."""
    code, _, status = feed.failure.partition(":")
    return _said(f"feeds.failed_{code}", feed.failure, status=status)


def _said(key: str, otherwise: str, **values: object) -> str:
    return here(key, **values) if words.has(key) else otherwise
