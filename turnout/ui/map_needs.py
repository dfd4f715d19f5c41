"""What needs an organizer on the map: reports and photos that wait for a look."""

import streamlit as st

from turnout.model import ReviewState
from turnout.model.areas import MapArea
from turnout.ui import map_acting, map_acts, map_card, map_figure, paper
from turnout.ui.language import here
from turnout.ui.map_acts import Acts
from turnout.ui.map_seen import Seen

PHOTOS_AT_ONCE = 3


def needs(seen: Seen, acts: Acts) -> None:
    """Draw what waits for an organizer's look; nothing where nothing does."""
    photos = [
        (seen.areas[area], photo)
        for area, held in seen.held.items()
        if area in {each.area.id for each in seen.atlas.areas}
        for photo in held
    ]
    if not acts.doer.organizes or not (seen.waiting or photos):
        return
    with st.container(key="map-needs"):
        if seen.waiting:
            st.header(here("mapwork.waiting", n=len(seen.waiting)), anchor=False)
            _report(seen, seen.waiting[0], acts)  # the next comes up when it is decided
        if photos:
            st.header(here("mapwork.photos_waiting", n=len(photos)), anchor=False)
            for column, (each, photo) in zip(st.columns(PHOTOS_AT_ONCE), photos, strict=False):
                with column:
                    paper.hint(each.area.title)
                    map_acting.decide_photo(each, acts, photo, ReviewState.HELD)


def _report(seen: Seen, each: MapArea, acts: Acts) -> None:
    area = each.area
    with st.container(key=f"map-report-{area.id}", gap="small"):
        paper.strong(area.title)
        map_card.told(seen, each)
        map_card.held_photos(seen, each)
        map_acts.wrong(area.id)
        with st.container(horizontal=True):
            map_acting.decide(each, acts, "needs")
            st.button(
                here("mapwork.look", title=paper.verbatim(area.title)), key=f"map-look-{area.id}",
                on_click=_look, args=(each,), type="tertiary",
            )  # fmt: skip


def _look(each: MapArea) -> None:
    map_figure.choose(each.area.id)
    map_figure.go_to(each)
