"""The list beside the map: the same areas for keyboards, screen readers and small screens."""

from collections.abc import Sequence

import streamlit as st

from turnout.model.areas import MapArea
from turnout.rules import map_filters
from turnout.ui import map_figure, paper
from turnout.ui.language import here, lang
from turnout.ui.map_seen import Seen, is_waiting
from turnout.words import day

PAGE = 12
_PAGE = "map-page"


def areas(seen: Seen, shown: Sequence[MapArea]) -> None:
    """Draw `shown`, where help is needed first, a page at a time, each with its button."""
    listed = map_filters.listed(shown)
    pages = max(1, -(-len(listed) // PAGE))
    page = min(st.session_state.get(_PAGE, 0), pages - 1)
    chosen = map_figure.chosen(seen)
    st.header(here("mapwork.list", n=len(listed)), anchor=False)
    if not listed:
        paper.notes(here("mapwork.none_such"))
    with st.container(key="map-list", gap="xsmall"):
        for each in listed[page * PAGE : (page + 1) * PAGE]:
            _line(seen, each, is_chosen=each is chosen)
    if pages > 1:
        _turn(page, pages)


def under(seen: Seen, each: MapArea) -> str:
    """Return what stands after an area's title: its state, and when it is to be cleaned."""
    if is_waiting(each):
        return here("map.waiting")
    if date := seen.date_of(each):
        when = day(lang(), date.event.starts_at, date.event.zone)
        return here("map.scheduled_for", when=when)
    return here(f"map.state_{each.area.state}")


def _line(seen: Seen, each: MapArea, is_chosen: bool) -> None:
    state = "waiting" if is_waiting(each) else each.area.state.value
    title = paper.verbatim(each.area.title)
    st.button(
        here("mapwork.open", title=title, state=paper.verbatim(under(seen, each))),
        key=f"area-{state}-{each.area.id}",
        type="primary" if is_chosen else "secondary",
        on_click=map_figure.choose,
        args=(each.area.id,),
        width="stretch",
    )


def _turn(page: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, to, off in (
            ("before", page - 1, page == 0),
            ("after", page + 1, page == pages - 1),
        ):
            st.button(
                here(f"mapwork.page_{name}"), key=f"map-page-{name}", disabled=off,
                on_click=_go, args=(to,),
            )  # fmt: skip
        paper.hint(here("mapwork.page_of", page=page + 1, pages=pages))


def _go(page: int) -> None:
    st.session_state[_PAGE] = page
