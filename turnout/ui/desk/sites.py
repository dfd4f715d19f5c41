"""The sites of a day of action: seen with their numbers, opened, changed, taken out."""

import streamlit as st

from turnout import words
from turnout.desk import rallies, schedule, sites
from turnout.desk.sites import Site
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, EventState, Role
from turnout.ui import paper
from turnout.ui.desk import adding_sites, answers, switch
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_KEY = "desk_site"


def section(visitor: Visitor, event: Event) -> None:
    """Draw the sites of the rally, the one chosen, and the ways to add more."""
    st.header(here("sites.title"), anchor=False)
    if event.parent:
        _to_the_whole(visitor, event.parent)
        return
    by = visitor.by(event.slug, Role.ORGANIZER)
    paper.notes(here("sites.note"))
    found = sites.sites(house().desk, event.slug)
    if found:
        _table(found, event)
        if site := _chosen(found):
            _card(site, by)
    else:
        paper.notes(here("sites.none"))
    adding_sites.add(event, by, first=not found)


def _to_the_whole(visitor: Visitor, slug: str) -> None:
    whole = rallies.event(house().desk, slug)
    paper.notes(here("sites.whole", title=whole.title))
    if visitor.may(slug, Role.ORGANIZER):
        _to_the_desk(whole, here("sites.whole_open"), "sites")


def _to_the_desk(event: Event, label: str, section: str) -> None:
    switch.to(label, f"to-desk-{event.slug}", event=event.slug, section=section)


def _table(found: list[Site], event: Event) -> None:
    head = [here(f"sites.head_{name}") for name in ("site", "place", "when", "coming", "goal")]
    direct = sites.elsewhere(house().desk, event.slug).coming
    rows = [_row(site) for site in found]
    if direct:
        rows.append((here("sites.direct"), "", "", words.number(lang(), direct), ""))
    together = direct + sum(site.count.coming for site in found)
    goal = words.number(lang(), event.goal) if event.goal else ""
    rows.append((here("sites.sum"), "", "", words.number(lang(), together), goal))
    with st.container(key="site-table"):
        paper.table(here("sites.title"), head, rows, words=3)


def _row(site: Site) -> tuple[str, ...]:
    event = site.event
    goal = words.number(lang(), event.goal) if event.goal else ""
    coming = words.number(lang(), site.count.coming)
    return _titled(event), event.place, _begins(event), coming, goal


def _begins(event: Event) -> str:
    day, clock = (of(lang(), event.starts_at, event.zone) for of in (words.day, words.clock))
    return here("rally.when", day=day, time=clock)


def _titled(event: Event) -> str:
    """Return the title, and whether people cannot sign up there."""
    if event.state is not EventState.ON:
        return here(f"sites.{event.state}", title=event.title)
    return event.title if event.open else here("sites.closed", title=event.title)


def _chosen(found: list[Site]) -> Site | None:
    """Draw the choice of one site; return the one the address names."""
    by_slug = {site.event.slug: site for site in found}
    asked = st.query_params.get("site")
    st.session_state[_KEY] = asked if asked in by_slug else None
    st.selectbox(
        here("sites.which"),
        list(by_slug),
        index=None,
        key=_KEY,
        format_func=lambda slug: by_slug[slug].event.title,
        placeholder=here("sites.which_none"),
        on_change=_choose,
        width=420,
    )
    return by_slug.get(asked or "")


def _choose() -> None:
    if slug := st.session_state[_KEY]:
        st.query_params["site"] = slug
    else:
        st.query_params.pop("site", None)


def _card(site: Site, by: str) -> None:
    event = site.event
    st.header(paper.verbatim(_titled(event)), anchor=False)
    facts = here(
        f"sites.facts{'_goal' if event.goal else ''}", n=site.count.coming, goal=event.goal
    )
    paper.notes(facts, ", ".join(filter(None, (_begins(event), event.place))))
    _to_the_desk(event, here("sites.open", title=paper.verbatim(event.title)), "leads")
    with st.container(horizontal=True, key=f"site-{event.id}-acts"):
        _doors(event, by)
        if event.state is EventState.CANCELLED:
            _act("put_back", event, lambda: schedule.resume(house().desk, event.slug, by))
        else:
            with st.popover(here("sites.take_out")):
                gone = "take_out_note" if site.count.coming else "take_out_empty"
                paper.notes(here(f"sites.{gone}", n=site.count.coming))
                _act("take_out_do", event, lambda: schedule.cancel(house().desk, event.slug, by))
    with st.expander(here("sites.change", title=paper.verbatim(event.title))):
        adding_sites.change(event, by)


def _doors(event: Event, by: str) -> None:
    if event.open:
        _act("close", event, lambda: rallies.close(house().desk, event.slug, by))
    else:
        _act("reopen", event, lambda: rallies.reopen(house().desk, event.slug, by))


def _act(word, event, act) -> None:  # type: ignore[no-untyped-def]
    """Draw the button `word`, which does `act`."""
    if not st.button(here(f"sites.{word}"), key=f"site-{word}-{event.id}"):
        return
    try:
        act().result()
    except (NotFound, Refused):
        answers.closed()
    else:
        st.rerun()
