"""What needs the organizer now, the most urgent first; and what is left until it can go public."""

import streamlit as st

from turnout.desk import affairs, cards, rallies
from turnout.house import house
from turnout.model import Event
from turnout.rules import checklist
from turnout.rules.checklist import Need, Step
from turnout.ui import paper, waiting
from turnout.ui.desk import switch
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import Visitor

HANDLES_SHOWN = 6  # more are counted: the list of leads has them all
# Where each need is looked after: a section of the desk.
_WHERE = {
    "over": "schedule",
    "doubtful": "updates",
    "drafts": "updates",
    "feeds": "feeds",
    "refused": "feeds",
    "purge": "keeping",
    "names": "recognition",
    "no_link": "leads",
    "unopened": "leads",
    "silent": "leads",
}
# And on a page of its own, in which section: the map and what is told of it are the campaign's.
_PAGES = {
    "posts": ("pages/review.py", ""),
    "challenges": ("pages/review.py", ""),
    "reports": ("pages/map.py", ""),
    "stories": ("pages/desk.py", "neighbourhoods"),
}
_STEP_WHERE = {"lead": "leads", "link": "leads", "feed": "feeds"}


def section(visitor: Visitor, event: Event) -> None:
    """Draw both lists, again whenever the rally moved."""

    @pulse(visitor, event.slug)
    def lists(picture: Picture) -> None:
        desk, current = house().desk, rallies.event(house().desk, event.slug)
        of_leads = cards.cards(desk, event.slug)
        _needs(waiting.needs(current, visitor, of_leads), visitor, current)
        _steps(affairs.left(desk, current, of_leads), current)

    lists()


def _needs(found: list[Need], visitor: Visitor, event: Event) -> None:
    st.header(here("rally.now_title"), anchor=False)
    if not found:
        paper.notes(here("rally.now_nothing"))
    for need in found:
        if need.name == "held":
            waiting.held(event, visitor)
        else:
            _need(need, event, waiting.campaign(event, visitor))


def _need(need: Need, event: Event, campaign: str) -> None:
    with st.container(key=f"need-{need.name}", gap="xsmall"):
        paper.strong(here(f"desk.need_{need.name}", n=need.n))
        paper.notes(*_about(need), here(f"desk.need_{need.name}_next"))
        if need.name in _WHERE:
            switch.go(_WHERE[need.name], f"need-{need.name}-go")
        elif need.name in _PAGES:
            page, section = _PAGES[need.name]
            of = event.slug if page == "pages/review.py" else campaign
            query = {"event": of, "lang": lang(), **({"section": section} if section else {})}
            st.page_link(page, label=here(f"desk.need_{need.name}_go"), query_params=query)
        elif need.name == "tomorrow":
            address = f"/e/{event.slug}/board?lang={lang()}"
            paper.link_line([(address, here("rally.open_wall"))])


def _about(need: Need) -> list[str]:
    if not need.handles:
        return []
    shown = ", ".join(f"@{handle}" for handle in need.handles[:HANDLES_SHOWN])
    more = len(need.handles) - HANDLES_SHOWN
    return [here("desk.need_more", handles=shown, n=more)] if more > 0 else [shown]


def _steps(found: list[Step], event: Event) -> None:
    if checklist.ready(found):
        return
    done = sum(1 for step in found if step.done)
    st.header(here("desk.steps_title"), anchor=False)
    paper.notes(here("desk.steps_done", n=done, all=len(found)))
    for step in found:
        _step(step, event)


def _step(step: Step, event: Event) -> None:
    if step.done:
        paper.step(here(f"desk.step_{step.name}"), here("desk.step_is_done"), done=True)
        return
    paper.step(here(f"desk.step_{step.name}"), here("desk.step_is_open"), done=False)
    paper.notes(here(f"desk.step_{step.name}_next"))
    if step.name == "trial":
        address = f"/e/{event.slug}/join?lang={lang()}"
        paper.link_line([(address, here("desk.step_trial_go"))])
    elif step.name in _STEP_WHERE:
        switch.go(_STEP_WHERE[step.name], f"step-{step.name}-go")
