"""Clean-ups: the dates of a campaign with what is on them, new ones, and whom to thank."""

import streamlit as st

from turnout import words
from turnout.desk import cleanups, rallies, series
from turnout.desk.cleanups import CleanUp
from turnout.errors import NotFound
from turnout.formats.when import when
from turnout.house import house
from turnout.model import Event, EventState, Role
from turnout.ui import paper
from turnout.ui.desk import answers, cleanups_date, cleanups_making, cleanups_telling
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

NAMED = 3  # areas of a date in the table: its card has them all
_KEY = "cleanups_date"


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    if event.parent:
        whole = rallies.event(house().desk, event.parent)
        paper.notes(here("cleanups.of_campaign", title=whole.title))
    else:
        _dates(event, by)
    cleanups_telling.section(event, by)
    if not event.parent:
        cleanups_making.offer(event, by)


def _dates(event: Event, by: str) -> None:
    st.header(here("cleanups.title"), anchor=False)
    paper.link_line([(f"/e/{event.slug}/map?lang={lang()}", here("cleanups.map"))])
    found = cleanups.dates(house().desk, event.slug)
    _left_over(event, by)
    if not found:
        paper.notes(here("cleanups.none"))
        return
    head = [here(f"cleanups.head_{name}") for name in ("when", "areas", "coming")]
    with st.container(key="cleanups-table"):
        paper.table(here("cleanups.title"), head, [_row(each) for each in found], words=2)
    if chosen := _chosen(found):
        cleanups_date.card(event, chosen, by)


def _row(each: CleanUp) -> tuple[str, ...]:
    date = each.event
    told = f"{date.title}: {when(lang(), date)}"
    if date.state is not EventState.ON:
        told = here(f"cleanups.state_{date.state}", what=told)
    return told, _areas(each), _coming(each)


def _areas(each: CleanUp) -> str:
    if each.back:
        return here("cleanups.back", n=len(each.back))
    named = ", ".join(area.title for area in each.on[:NAMED])
    more = len(each.on) - NAMED
    return here("cleanups.areas_more", areas=named, n=more) if more > 0 else named


def _coming(each: CleanUp) -> str:
    if not each.event.goal:
        return words.number(lang(), each.coming)
    return here("cleanups.coming_of", n=each.coming, goal=each.event.goal)


def _left_over(event: Event, by: str) -> None:
    """Draw that all is clean while dates are still to come, and the way to call them off."""
    desk = house().desk
    if not (left := series.left_over(desk, event.slug)):
        return
    paper.strong(here("cleanups.all_clean", n=len(left)))
    with st.popover(here("cleanups.call_off", n=len(left)), key="cleanups-call-off"):
        paper.notes(*(when(lang(), each) for each in left))
        if st.button(here("cleanups.call_off_sure"), type="primary", key="cleanups-call-off-sure"):
            try:
                series.call_off(desk, event.slug, by)
            except NotFound:
                answers.closed()
            else:
                st.rerun()


def _chosen(found: list[CleanUp]) -> CleanUp | None:
    """Draw the choice of one date; return the one that the address names."""
    by_slug = {each.event.slug: each for each in found}
    asked = st.query_params.get("date")
    st.session_state[_KEY] = asked if asked in by_slug else None
    st.selectbox(
        here("cleanups.which"),
        list(by_slug),
        index=None,
        key=_KEY,
        format_func=lambda slug: (
            f"{by_slug[slug].event.title}, {when(lang(), by_slug[slug].event)}"
        ),
        placeholder=here("cleanups.which_none"),
        on_change=_choose,
        width=480,
    )
    return by_slug.get(asked or "")


def _choose() -> None:
    if chosen := st.session_state[_KEY]:
        st.query_params["date"] = chosen
    else:
        st.query_params.pop("date", None)
