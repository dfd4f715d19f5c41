"""The map page in parts: whose map it is, who looks at it, and what is drawn of it."""

from dataclasses import dataclass

import streamlit as st

from turnout.desk import doers
from turnout.formats import area_words
from turnout.house import house
from turnout.model import Event
from turnout.model.areas import MapArea
from turnout.rules.map_filters import Wanted
from turnout.ui import map_acts, map_card, map_draw, map_figure, map_list, map_needs, paper
from turnout.ui import map_filters as filters
from turnout.ui import map_seen as looks
from turnout.ui.language import here, lang
from turnout.ui.map_acts import Acts
from turnout.ui.map_seen import Seen
from turnout.ui.pulse import Picture
from turnout.ui.visitor import Visitor


@dataclass(frozen=True)
class Map:
    """The map of one campaign, and what the visitor may do to it."""

    campaign: str
    acts: Acts

    def seen(self, picture: Picture) -> Seen:
        """Return the map as it stands in the live picture."""
        trusted = self.acts.doer.who is not None
        return looks.seen(self.campaign, picture["seq"], trusted)


def of(visitor: Visitor, event: Event) -> Map:
    """Return the map of an event: a date's is that of its campaign."""
    campaign = event.parent or event.slug
    return Map(campaign, Acts(doers.doer(house().desk, visitor.grants, campaign)))


def headline(here_is: Map, seen: Seen) -> None:
    """Draw how much of it is clean, the way to the light map, and the way to draw a place."""
    event = seen.atlas.event.slug
    with st.container(key="map-headline", horizontal=True, vertical_alignment="center"):
        if seen.atlas.areas:
            st.header(area_words.headline(lang(), seen.atlas), anchor=False, width="content")
        paper.link_line([(f"/e/{event}/map?lang={lang()}", here("mapwork.light_map"))])
        if here_is.acts.doer.who and not map_draw.is_open():
            map_draw.offer("map-draw")


def empty(here_is: Map) -> None:
    """Draw what to do while nothing is on the map."""
    st.header(here("mapwork.empty_title"), anchor=False)
    ways = [(f"/e/{here_is.campaign}/map?lang={lang()}", here("mapwork.empty_report"))]
    if here_is.acts.doer.organizes:
        bring = f"/desk?event={here_is.campaign}&section=map&lang={lang()}"
        ways.append((bring, here("mapwork.empty_bring")))
    if here_is.acts.doer.who:
        paper.notes(here("mapwork.empty_draw"))
    else:
        paper.notes(here("mapwork.empty_wait"))
    paper.link_line(ways)


def figure(here_is: Map, seen: Seen) -> list[MapArea]:
    """Draw the legend, the filters and the map; return which areas are shown."""
    wanted = filters.wanted(seen, here_is.acts.doer) if seen.areas else Wanted()
    map_figure.figure(seen, wanted)
    return seen.shown(wanted)


def beside(here_is: Map, seen: Seen, shown: list[MapArea]) -> None:
    """Draw what stands beside the map: the last act, drawing, the card, what waits, the list."""
    acts = here_is.acts
    if acts.doer.who:
        map_acts.last(acts)
        if map_draw.is_open():
            map_draw.drawing(acts)
            return
    if chosen := map_figure.chosen(seen):
        map_card.card(seen, chosen, acts)
    map_needs.needs(seen, acts)
    if seen.areas:
        map_list.areas(seen, shown)
