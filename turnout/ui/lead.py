"""A lead's own page on the workbench: the pocket's own taps, and what a desk has room for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from turnout import browser
from turnout.desk import day_after, leads, pocket
from turnout.desk.pocket import Actor, Recruit
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import charts, paper
from turnout.ui import day_after as drawn
from turnout.ui.components import live, spoken
from turnout.ui.desk import messages_hand
from turnout.ui.language import here, lang
from turnout.ui.pulse import live_address
from turnout.ui.steps import steps
from turnout.ui.visitor import Visitor

# Its challenges are the pocket's own, forms and all.
_STYLES = ("light.css", "bar.css", "forms.css", "taps.css", "pocket.css", "challenges.css")
_taps = live(*_STYLES, name="taps")

State = Mapping[str, Any]


def choice(visitor: Visitor, event: Event) -> Actor | None:
    """Return the lead whose page this is: the visitor's own, or one that an organizer chooses;
    None where there is no lead."""
    desk = house().desk
    as_lead = partial(pocket.actor, desk, visitor.grants, event.slug)
    if not visitor.may(event.slug, Role.ORGANIZER):
        return as_lead()
    known = {lead.id: lead for lead in leads.leads(desk, event.slug)}
    if not known:
        return None
    asked = st.query_params.get("lead", "")
    first = int(asked) if asked.isdecimal() and int(asked) in known else next(iter(known))
    st.session_state["which_lead"] = first
    chosen = st.selectbox(
        here("pocket.which_lead"),
        list(known),
        key="which_lead",
        format_func=lambda lead: known[lead].name or f"@{known[lead].handle}",
        on_change=_choose,
        width=420,
    )
    return as_lead(chosen)


def state(who: Actor) -> State:
    """Return what stands for the lead."""
    return pocket.state(house().desk, who)


def taps_or_day_after(who: Actor, event: Event, stands: State) -> None:
    """Draw what is next to do while it is ahead, and what became of the promise when it is over."""
    if after := day_after.day_after(house().desk, who):
        drawn.day_after(after, stands["lead"]["handle"])
    else:
        taps(who, event)


def taps(who: Actor, event: Event) -> None:
    """Draw the number, the bar, what to do next, and the taps; they move by themselves."""
    _taps(
        key=f"taps-{event.slug}-{who.lead}",
        data={
            "module": browser.address("taps.js"),
            "event": event.slug,
            "lead": who.lead,
            "at": f"/e/{event.slug}/pocket",
            "zone": event.zone,
            "liveUrl": live_address(event.slug),
            "contest": True,
            **spoken(lang(), "light", "pocket", "forecast", "contest", "contesting"),
        },
    )


def to_the_pocket(who: Actor, event: Event) -> None:
    """Draw the way to the light page, which opens without signal."""
    address = f"/e/{event.slug}/pocket?lead={who.lead}&lang={lang()}"
    paper.link_line([(address, here("pocket.page_phone"))])


def to_ask(visitor: Visitor, event: Event, stands: State) -> None:
    """Draw whom this lead is to ask or tell, with the words ready."""
    role = Role.ORGANIZER if visitor.may(event.slug, Role.ORGANIZER) else Role.LEAD
    messages_hand.of_lead(event, stands["lead"]["handle"], visitor.by(event.slug, role))


def people(stands: State) -> None:
    """Draw who comes with this lead by name."""
    st.header(here("pocket.people"), anchor=False)
    if not stands["people"]:
        paper.notes(here("pocket.nobody"))
        return
    head = [here(f"pocket.page_{column}") for column in ("name", "status", "party")]
    paper.table(here("pocket.people"), head, map(_person, stands["people"]), words=2)


def pace(who: Actor, event: Event, stands: State) -> None:
    """Draw how this lead's number grew, against their own goal."""
    st.header(here("pocket.page_pace"), anchor=False)
    desk = house().desk
    walked = steps(pocket.pace(desk, who), event.zone, desk.clock())
    if walked:
        charts.pace(walked, replace(event, goal=stands["goal"]), lang())
    else:
        paper.notes(here("pocket.page_pace_none"))


def branch(who: Actor, event: Event) -> None:
    """Draw whom this lead recruited, and whom those did, with their numbers and the sum."""
    st.header(here("pocket.page_branch"), anchor=False)
    recruits = pocket.branch(house().desk, who)
    if not recruits:
        paper.notes(here("pocket.page_branch_none"))
        return
    together = pocket.branch_count(recruits)
    parts = {part: getattr(together, part) for part in ("coming", "confirmed", "yes", "by_count")}
    over = event.is_over(house().desk.clock())
    paper.strong(here("pocket.page_branch_sum_past" if over else "pocket.page_branch_sum", **parts))
    heads = "promised" if over else "coming"
    head = [here(f"pocket.page_{column}") for column in ("lead", heads, "goal")]
    paper.table(here("pocket.page_branch"), head, map(_recruit, recruits))


def _choose() -> None:
    st.query_params["lead"] = str(st.session_state["which_lead"])


def _person(one: State) -> tuple[str, str, str]:
    name = one["name"] or here("pocket.no_name")
    return name, here(f"pocket.status_{one['status']}"), str(one["party"])


def _recruit(one: Recruit) -> tuple[str, str, str]:
    name = "\u2003" * (one.depth - 1) + (one.name or f"@{one.handle}")
    return name, str(one.count.coming), str(one.goal or "")
