"""What a map file would bring: its places on a map, and one by one, to be chosen."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from turnout import browser
from turnout.desk import places
from turnout.desk.area_rows import (
    ASIDE,
    BOUNDARY,
    BY_ITSELF,
    KINDS,
    KNOWN,
    MENDED,
    NEW,
    REFUSED,
    TO_CHOOSE,
    Row,
)
from turnout.house import house
from turnout.model.places import geometry
from turnout.rules.alike import named_alike
from turnout.rules.measures import length_m
from turnout.ui import paper
from turnout.ui.components import live
from turnout.ui.desk.import_preview import bar
from turnout.ui.language import here, lang

A_PAGE = 20  # places: what a hand ticks without losing its place
MOST_DRAWN = 1_000  # outlines that a phone moves without a stutter
# The signs of areas that are on the map, with a meaning of their own here; told beside the map.
_SIGNS = {NEW: "confirmed", BOUNDARY: "line", MENDED: "reported", ASIDE: "reopened",
          KNOWN: "cleaned"}  # fmt: skip
_INKS = {NEW: "var(--signal)", BOUNDARY: "var(--sure)", MENDED: "var(--count)",
         ASIDE: "var(--count)", KNOWN: "var(--line)", REFUSED: "var(--ink)"}  # fmt: skip

_map = live("leaflet/leaflet.css", "map.css", "map-places.css", name="map_places")


def counts(found: Sequence[Row]) -> None:
    """Draw how many places are new, known, to be agreed to, or refused; and the groups."""
    st.subheader(here("mapfile.would"), anchor=False)
    counted = Counter(row.kind for row in found)
    bar([(counted[kind], _INKS[kind], here(f"mapfile.kind_{kind}"))
         for kind in KINDS if counted[kind]])  # fmt: skip
    groups = dict.fromkeys(row.group for row in found if row.group and row.kind in BY_ITSELF)
    if groups:
        paper.notes(here("mapfile.groups", n=len(groups), names=", ".join(groups)))


def on_map(found: Sequence[Row], file: str) -> None:
    """Draw the places that have a shape, as they would be kept."""
    drawn = [(at, row) for at, row in enumerate(found) if row.shape]
    if not drawn:
        return
    there = [kind for kind in _SIGNS if any(row.kind == kind for _, row in drawn)]
    tiles, whose = house().settings.map_tiles, house().settings.map_attribution
    more = here("mapfile.first_drawn", most=MOST_DRAWN) if len(drawn) > MOST_DRAWN else ""
    _map(
        key="mapfile-map",
        data={
            "module": browser.address("map-places.js"),
            "file": file,
            "label": here("mapfile.map_label"),
            "base": [browser.address(name) for name in browser.OUTLINES],
            "tiles": {"url": tiles, "attribution": whose} if tiles else None,
            "features": [_feature(at, row) for at, row in drawn[:MOST_DRAWN] if not _is_edge(row)],
            "groups": [
                {"name": row.title, "geometry": geometry(row.shape)}
                for _, row in drawn
                if row.shape and _is_edge(row)
            ],
            "legend": [
                {"state": _SIGNS[kind], "text": here(f"mapfile.kind_{kind}")} for kind in there
            ],
            "more": more,
            "lang": lang(),
        },
    )


def chosen(found: Sequence[Row], file: str) -> list[Row]:
    """Return the places that are chosen: what is in doubt only once somebody ticked it."""
    turned = _turned(file)
    return [row for row in found if _is_chosen(row, turned)]


def rows(found: Sequence[Row], file: str) -> None:
    """Draw the places of one kind, or all, a page at a time, each with what becomes of it."""
    there = [kind for kind in KINDS if any(row.kind == kind for row in found)]
    kind = st.pills(
        here("mapfile.which"),
        ["", *there],
        default="",
        required=True,
        format_func=lambda kind: here(f"mapfile.kind_{kind}" if kind else "mapfile.all"),
        key=f"mapfile_kind-{file}",
    )
    shown = [row for row in found if kind in ("", None, row.kind)]
    if any(row.kind == MENDED for row in shown):
        paper.notes(here("mapfile.choose_mended"))
    _all_or_none(shown, file)
    first = _first(len(shown), file)
    page = shown[first : first + A_PAGE]
    for at, row in enumerate(page, first):
        with st.container(key=f"mapfile-row-{at}", gap="xxsmall"):
            _row(row, at, file)
    if len(shown) > A_PAGE:
        last = first + len(page)
        paper.notes(here("importing.page_of", first=first + 1, last=last, n=len(shown)))


def _all_or_none(shown: Sequence[Row], file: str) -> None:
    """Draw the way to choose all that is shown, or none of it."""
    turned = _turned(file)
    choosable = [row for row in shown if row.kind in TO_CHOOSE]
    taken = [row.key for row in choosable if _is_chosen(row, turned)]
    if not choosable:
        return
    label = here("mapfile.none_of_these" if taken else "mapfile.all_of_these")
    keys = tuple(taken or (row.key for row in choosable))
    st.button(label, key=f"mapfile_all-{file}", on_click=_turn, args=(file, *keys))


def _row(row: Row, at: int, file: str) -> None:
    if row.kind in TO_CHOOSE:
        key = f"mapfile_take-{file}-{at}"
        st.session_state[key] = _is_chosen(row, _turned(file))  # whatever page it was on
        label = paper.verbatim(_named(row))
        st.checkbox(label, key=key, on_change=_turn, args=(file, row.key))
    else:
        paper.notes(_named(row))
    if becomes := _becomes(row):
        paper.hint(becomes)


def _named(row: Row) -> str:
    told = [row.title, row.group, _size(row)]
    return " · ".join(part for part in told if part)


def _size(row: Row) -> str:
    if row.shape is None:
        return ""
    if row.m2:
        return here("places.square_metres", n=round(row.m2))
    long = round(length_m(row.shape))
    return here("mapfile.metres", n=long) if long else ""


def _becomes(row: Row) -> str:
    """Return what becomes of a place, with what was changed on the way; a new one needs no word."""
    if row.kind in (MENDED, REFUSED):
        return places.why(lang(), row.judged)
    told = [] if row.kind == NEW else [here(f"mapfile.is_{row.kind}")]
    return " ".join([*told, *places.noted(lang(), row.judged)])


def _first(many: int, file: str) -> int:
    """Return the first place to show, from 0; draw the choice of a page where there are several."""
    pages = -(-many // A_PAGE)
    if pages < 2:
        return 0
    label = here("importing.page")
    page = st.number_input(label, 1, pages, key=f"mapfile_page-{file}", width=160)
    return (min(int(page), pages) - 1) * A_PAGE


def _turned(file: str) -> set[str]:
    """Return the keys of the places that were ticked, or unticked, by hand."""
    kept: set[str] = st.session_state.setdefault(f"mapfile_turned-{file}", set())
    return kept


def _turn(file: str, *keys: str) -> None:
    _turned(file).symmetric_difference_update(keys)


def _is_chosen(row: Row, turned: set[str]) -> bool:
    return row.kind in TO_CHOOSE and (row.kind in BY_ITSELF) != (row.key in turned)


def _is_edge(row: Row) -> bool:
    """Return whether a place is a group's boundary: drawn as one, it covers no area."""
    stands = row.kind == KNOWN and row.m2 > 0 and named_alike(row.title, row.group)
    return row.kind == BOUNDARY or stands


def _feature(at: int, row: Row) -> dict[str, Any]:
    assert row.shape is not None
    state = _SIGNS[row.kind]
    told = {"title": row.title, "state": state, "seq": f"{row.key} {row.kind}", "waiting": False}
    return {"type": "Feature", "id": at, "geometry": geometry(row.shape), "properties": told}
