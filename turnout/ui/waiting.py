"""What waits for an organizer: told in one line, and the sign-ups to be looked at."""

import streamlit as st

from turnout import words
from turnout.desk import affairs, cards, reviews
from turnout.desk.cards import Card
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Door, Event, Held, ReviewState, Role
from turnout.rules import phrases
from turnout.rules.checklist import Need
from turnout.rules.review import KNOWN_PERSON
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

HELD_SHOWN = 5  # looked at a few at a time


def line(event: Event, visitor: Visitor) -> None:
    """Draw what needs an organizer first, in one line that leads to the desk; nothing where
    nothing does."""
    if not visitor.may(event.slug, Role.ORGANIZER):
        return
    found = needs(event, visitor, cards.cards(house().desk, event.slug))
    if not found:
        return
    with st.container(key="needs"):
        key = "rally.needs_more" if len(found) > 1 else "rally.needs"
        label = here(key, first=_named(found[0]), n=len(found) - 1)
        query = {"event": event.slug, "lang": lang()}
        st.page_link("pages/desk.py", label=label, query_params=query)


def needs(event: Event, visitor: Visitor, of_leads: list[Card]) -> list[Need]:
    """Return what needs an organizer now; for a date also on its campaign's map, if they may."""
    return affairs.needs(house().desk, event, of_leads, campaign(event, visitor))


def campaign(event: Event, visitor: Visitor) -> str:
    """Return whose map an organizer of `event` looks after: the campaign's, where they may."""
    parent = event.parent or event.slug
    return parent if visitor.may(parent, Role.ORGANIZER) else event.slug


def held(event: Event, visitor: Visitor) -> None:
    """Draw the sign-ups that wait for a look, where there are any."""
    if found := reviews.held(house().desk, event.slug):
        _held(found, event, visitor.by(event.slug, Role.ORGANIZER))


def _held(held: list[Held], event: Event, by: str) -> None:
    paper.strong(here("rally.held", n=len(held)))
    paper.notes(here("rally.held_next"))
    for one in held[:HELD_SHOWN]:
        alone = sum(one.name == each.name for each in held) == 1
        _one_held(one, alone, event, by)
    if len(held) > HELD_SHOWN:
        paper.notes(here("rally.held_more", n=len(held) - HELD_SHOWN))


def _one_held(one: Held, alone: bool, event: Event, by: str) -> None:
    with st.container(gap="xsmall", key=f"held-{one.seq}"):
        paper.notes(_who(one), _why_held(one), *_then(one))
        _choices(one, alone, event, by)


def _choices(one: Held, alone: bool, event: Event, by: str) -> None:
    with st.container(horizontal=True):
        # Each button says whom it is about: by ear, "Count them" five times over says nothing.
        who = paper.verbatim(one.name) if one.name else here("rally.held_this")
        if not alone or not one.name:
            who = here("rally.held_numbered", name=who, seq=str(one.seq))
        acts = ("theirs", "leave") if one.reason == KNOWN_PERSON else ("count", "aside")
        count, aside = (here(f"rally.held_{act}", name=who) for act in acts)
        for label, state in ((count, ReviewState.SHOWN), (aside, ReviewState.SET_ASIDE)):
            decision = (one.seq, state, by, event.slug)
            st.button(label, key=f"{state}-{one.seq}", on_click=_decide, args=decision)


def _why_held(one: Held) -> str:
    screen = "feeds" if one.door == Door.FEED else "rally"
    return _said(f"{screen}.held_{one.reason}", one.reason, most=phrases.MOST)


def _then(one: Held) -> list[str]:
    """Return what else letting it count does to people known before."""
    alike = [here("rally.held_alike")] if one.alike else []
    says = [*one.says, *(here(f"paper.need_{need}") for need in one.needs)]
    return alike + ([here("rally.held_says", says=", ".join(says))] if says else [])


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


def _named(need: Need) -> str:
    return here("rally.held" if need.name == "held" else f"desk.need_{need.name}", n=need.n)


def _said(key: str, otherwise: str, **values: object) -> str:
    return here(key, **values) if words.has(key) else otherwise
