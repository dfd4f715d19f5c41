"""The card of the area that is chosen: what it is, what happened there, and what to do about it."""

import streamlit as st

from turnout.desk import atlas
from turnout.errors import NotFound
from turnout.formats import area_words
from turnout.formats.atlas import photo as addressed
from turnout.house import house
from turnout.model.areas import MapArea
from turnout.ui import map_acting, map_acts, map_figure, paper
from turnout.ui.language import here, lang
from turnout.ui.map_acts import Acts
from turnout.ui.map_seen import Seen, is_waiting


def card(seen: Seen, each: MapArea, acts: Acts) -> None:
    """Draw the card of `each`."""
    with st.container(key="map-card"):
        st.header(paper.verbatim(each.area.title), anchor=False)
        told(seen, each)
        _photos(each)
        if is_waiting(each) and acts.doer.organizes:
            held_photos(seen, each)  # who shows the report shows them with it
        map_acts.wrong(each.area.id)
        if acts.doer.who:
            map_acting.steps(seen, each, acts)
        _elsewhere(seen, each)
        if acts.doer.organizes:
            map_acting.looks_after(seen, each, acts)
            map_acting.photos(each, acts)
        _history(seen, each, held=acts.doer.who is not None)


def told(seen: Seen, each: MapArea) -> None:
    """Draw what is known of an area, and what was written of it."""
    state, *facts = area_words.facts(lang(), seen.atlas.event, each, seen.date_of(each))
    paper.facts([here("map.waiting") if is_waiting(each) else state, *facts])
    if each.area.text:
        paper.words(each.area.text)


def held_photos(seen: Seen, each: MapArea) -> None:
    """Draw the photos of an area that wait for a look."""
    for one in seen.held.get(each.area.id, []):
        address = addressed(each.area.event, each.area.id, one)["small"]
        paper.photo(address, here(f"map.photo_{one.kind}"))


def _photos(each: MapArea) -> None:
    """Draw the photos of how it was beside those of how it is."""
    kinds = {kind: [one for one in each.photos if one.kind == kind] for kind in ("before", "after")}
    both = {kind: photos for kind, photos in kinds.items() if photos}
    if not both:
        return
    for column, (kind, photos) in zip(st.columns(len(both)), both.items(), strict=True):
        with column:
            paper.hint(here(f"mapwork.photos_{kind}"))
            for one in photos:
                address = addressed(each.area.event, each.area.id, one)["small"]
                paper.photo(address, here(f"map.photo_{kind}"))


def _elsewhere(seen: Seen, each: MapArea) -> None:
    """Draw the ways to join, to the area's own page, and to where it is on the map."""
    area = each.area
    join = area_words.join_address(seen.date_of(each), area.id)
    own = f"/e/{area.event}/areas/{area.id}?lang={lang()}"
    links = [(f"{join}&lang={lang()}", here("map.join"))] if join else []
    if not is_waiting(each):
        links.append((own, here("mapwork.own_page")))
    with st.container(horizontal=True, vertical_alignment="center", key="map-elsewhere"):
        if links:
            paper.link_line(links)
        st.button(
            here("mapwork.go_to"), key="map-go-to", on_click=map_figure.go_to, args=(each,),
            type="tertiary",
        )  # fmt: skip
        st.button(
            here("mapwork.close"), key="map-close", on_click=map_figure.choose, args=(0,),
            type="tertiary",
        )  # fmt: skip


def _history(seen: Seen, each: MapArea, held: bool) -> None:
    desk, event = house().desk, seen.atlas.event
    try:
        _, steps = atlas.one(desk, event.slug, each.area.id, held)
    except NotFound:  # set aside between the look and now
        return
    with st.expander(here("map.happened")):
        for step in reversed(steps):
            lines = " ".join(area_words.step_lines(lang(), step, seen.dates))
            note = area_words.step_note(step)
            paper.event(area_words.step_at(lang(), event, step), lines, note, step.undone)
