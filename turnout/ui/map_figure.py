"""The map itself: it begins where all areas are in sight, and from then on only a hand moves it."""

from functools import lru_cache

import streamlit as st

from turnout.house import house
from turnout.model.areas import MapArea
from turnout.rules.map_filters import Wanted
from turnout.ui import map_deck, paper
from turnout.ui.language import here
from turnout.ui.map_deck import Look, View
from turnout.ui.map_seen import Seen

HIGH = 500  # pixels; frame.css makes it half of a phone, so that its page scrolls
_CHOSEN, _TURN, _VIEW, _FIGURE = "map-area", "map-turn", "map-view", "map-figure"


def figure(seen: Seen, wanted: Wanted) -> None:
    """Draw the map of the areas that are wanted; a click on one chooses it."""
    settings, shown = house().settings, seen.shown(wanted)
    look = Look(
        st.context.theme.type or "light",
        _view(seen),
        st.session_state.get(_TURN, 0),
        settings.map_style,
    )
    st.pydeck_chart(
        _deck(seen, wanted, chosen(seen), look),
        key=_FIGURE,
        on_select=_clicked,
        height=HIGH,
        alt=here("mapwork.label", n=len(shown)),
    )
    if len(shown) > map_deck.MOST_DRAWN:
        paper.hint(here("mapwork.heaps", most=map_deck.MOST_DRAWN))
    paper.hint(_credit(settings.map_style, settings.map_attribution))


def chosen(seen: Seen) -> MapArea | None:
    """Return the area that is chosen: by a click, in the list, or in the address."""
    if _CHOSEN not in st.session_state:
        asked = st.query_params.get("area", "")
        st.session_state[_CHOSEN] = int(asked) if asked.isascii() and asked.isdigit() else 0
    return seen.areas.get(st.session_state[_CHOSEN])


def choose(area: int) -> None:
    """Choose an area; 0: none. The figure lets go of what was clicked, so that the next click
    counts even where it is on the same one."""
    st.session_state[_CHOSEN] = area
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def go_to(each: MapArea) -> None:
    """Move the map to an area, because somebody asked for it."""
    st.session_state[_VIEW] = map_deck.fitted([each])


@lru_cache(maxsize=32)  # drawn once for all who look alike, and not again for each of their taps
def _deck(seen: Seen, wanted: Wanted, ring: MapArea | None, look: Look) -> map_deck.Deck:
    return map_deck.deck(seen.shown(wanted), seen.atlas.neighbourhoods, ring, look)


def _view(seen: Seen) -> View:
    """Return where this visitor's map began: nothing that comes in moves it."""
    if _VIEW not in st.session_state or not st.session_state.get("map-had-areas"):
        st.session_state[_VIEW] = map_deck.fitted(seen.areas.values(), _size())
        st.session_state["map-had-areas"] = bool(seen.areas)
    view: View = st.session_state[_VIEW]
    return view


def _size() -> tuple[int, int]:
    """Return about how large the figure is drawn, by what the browser says of itself."""
    is_phone = "Mobi" in st.context.headers.get("User-Agent", "")
    return map_deck.PHONE if is_phone else map_deck.DESK


def _clicked() -> None:
    """Choose what was clicked, by its number: a row of the figure may be another one by now."""
    objects = st.session_state[_FIGURE].selection.objects
    for each in [one for layer in objects.values() for one in layer]:
        number = each.get("id") or each.get("properties", {}).get("id")
        if isinstance(number, int):
            choose(number)


def _credit(style: str, whose: str) -> str:
    return whose if style else here("mapwork.credit")
