"""Drawing a place at a desk: the light map's own drawing, and a form for what is there."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from turnout import browser, words
from turnout.desk import places
from turnout.desk.areas import Report
from turnout.house import house
from turnout.model.areas import SIZES
from turnout.model.places import Shape, geometry
from turnout.rules import areas as rules
from turnout.rules.shapes import Judged
from turnout.ui import map_acts, paper
from turnout.ui.components import live, spoken
from turnout.ui.language import here, lang
from turnout.ui.map_acts import Acts

_draw = live("leaflet/leaflet.css", "map.css", "map-place.css", name="place")
_OPEN, _TIMES = "map-drawing", "map-drawn-times"
_FIELDS = ("title", "text", "size", "wanted")


def is_open() -> bool:
    """Return whether a place is being drawn."""
    return bool(st.session_state.get(_OPEN))


def start() -> None:
    """Begin to draw a place."""
    st.session_state[_OPEN] = True


def offer(key: str) -> None:
    """Draw the way to draw a place."""
    st.button(here("mapwork.draw"), key=key, on_click=start)


def drawing(acts: Acts) -> None:
    """Draw the map to draw on, what becomes of what is drawn, and the form that stores it."""
    st.header(here("mapwork.draw"), anchor=False)
    drawn = _map(acts)
    judged = places.judged(drawn) if drawn else None
    if judged:
        _judged(judged)
    _form(acts, judged)


def _map(acts: Acts) -> Mapping[str, Any] | None:
    """Return what is drawn, a GeoJSON geometry; None while it is not whole."""
    settings = house().settings
    told = _draw(
        key=f"map-place-{_times()}",
        data={
            "module": browser.address("map-place.js"),
            "areasUrl": f"/api/v1/events/{acts.doer.map}/areas",
            "base": [browser.address(name) for name in browser.OUTLINES],
            "tiles": {"url": settings.map_tiles, "attribution": settings.map_attribution}
            if settings.map_tiles
            else None,
            **spoken(lang(), "map"),
        },
        on_geometry_change=lambda: None,
    )
    return told.get("geometry") or None


def _judged(judged: Judged) -> None:
    """Draw what becomes of what is drawn; what is refused says what to do."""
    sentence = places.why(lang(), judged)
    if judged.decision == places.REFUSED:
        paper.wrong(sentence)
    elif judged.decision == places.REPAIR:
        paper.strong(sentence)
        st.checkbox(here("mapwork.take_mended", n=len(judged.offered)), key="map-draw-mended")
    elif judged.area_m2:
        paper.hint(words.say(lang(), "map.m2", n=round(judged.area_m2)))


def _form(acts: Acts, judged: Judged | None) -> None:
    times = _times()
    with st.form(f"map-draw-{times}", border=False):
        st.text_input(
            here("map.title_label"), key=f"map-draw-title-{times}", max_chars=rules.MOST_TITLE
        )
        st.text_area(
            here("map.text_label"),
            key=f"map-draw-text-{times}",
            max_chars=rules.MOST_TEXT,
            height=80,
        )
        with st.container(horizontal=True):
            st.selectbox(
                here("map.size_label"), ["", *SIZES], key=f"map-draw-size-{times}",
                format_func=lambda size: here(f"map.size_{size or 'unsaid'}"),
            )  # fmt: skip
            st.number_input(
                here("mapwork.wanted"), 0, rules.MOST_WANTED, key=f"map-draw-wanted-{times}"
            )
        map_acts.wrong(0)
        with st.container(horizontal=True):
            st.form_submit_button(
                here("map.draw_send"), type="primary", on_click=_put, args=(acts, judged)
            )
            st.form_submit_button(here("map.never_mind"), on_click=_close)


def _put(acts: Acts, judged: Judged | None) -> None:
    """Store what was drawn; what was mended into pieces, piece by piece."""
    shapes = _agreed(judged)
    if not shapes:
        map_acts.tell_wrong(0, here("mapwork.mend_first" if judged else "map.not_drawn"))
        return
    given = {name: st.session_state[f"map-draw-{name}-{_times()}"] for name in _FIELDS}
    for piece, (shape, m2) in enumerate(shapes):
        if not acts.put(Report("", shape=shape, m2=m2, **given), piece):
            return
    _close()


def _agreed(judged: Judged | None) -> list[tuple[Shape, float]]:
    """Return the shapes to store, with the square metres in each."""
    if judged is None or judged.decision == places.REFUSED:
        return []
    if judged.shape:
        return [(judged.shape, judged.area_m2)]
    if not st.session_state.get("map-draw-mended"):
        return []
    mended = [places.judged(geometry(shape)) for shape in judged.offered]
    return [(each.shape, each.area_m2) for each in mended if each.shape]


def _close() -> None:
    st.session_state[_OPEN] = False
    st.session_state[_TIMES] = _times() + 1  # an empty form and a fresh map for the next one


def _times() -> int:
    times: int = st.session_state.get(_TIMES, 0)
    return times
