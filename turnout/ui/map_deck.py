"""The map's figure as pydeck draws it: areas by state, signs, groups, the one that is chosen.

A state is a layer, so that its colours stand once and not with each area: Streamlit dims what has
colours of its own as soon as anything is chosen. Of an area only its number, title and corners
travel; the page looks the rest up by the number.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pydeck
from pydeck.bindings.json_tools import default_serialize
from pydeck.types import String

from turnout.model.areas import AreaState, MapArea, Neighbourhood
from turnout.model.places import Box, LonLat, bounds, geometry
from turnout.rules import map_filters
from turnout.ui import map_signs, theme

MOST_DRAWN = 1_000  # one by one; beyond that a browser and a line are slow, and nobody sees more
PLACES = 5  # of a degree: a metre
CLOSEST = 15.0
KANSAS = Box(-102.1, 36.9, -94.5, 40.1)
# Pixels that a figure is fitted into, as nobody knows how large it will be: a narrow desk's, and
# what frame.css leaves of a phone.
DESK, PHONE = (560, 460), (340, 400)
_AIR = 0.8
_TILE = 512  # pixels that the world is wide at zoom 0
_FILLS = {
    AreaState.REPORTED: ("signal", 255),
    AreaState.CONFIRMED: ("signal", 255),
    AreaState.SCHEDULED: ("signal", 140),
    AreaState.CLEANED: ("deep", 80),
    AreaState.REOPENED: ("signal", 255),
}
_PATTERNED = (AreaState.REPORTED, AreaState.CONFIRMED, AreaState.REOPENED)

Feature = dict[str, Any]


class Deck(pydeck.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck that is written once, and without a blank: pydeck's own text is thrice as long."""

    _text = ""

    def to_json(self) -> str:
        """Return the deck as compact JSON."""
        self._text = self._text or json.dumps(
            self, sort_keys=True, default=default_serialize, separators=(",", ":"),
            ensure_ascii=False,
        )  # fmt: skip
        return self._text


@dataclass(frozen=True)
class View:
    """Where the eye is: the middle in degrees, and deck.gl's zoom."""

    at: LonLat
    zoom: float


@dataclass(frozen=True)
class Look:
    """How the figure is looked at. view: where it begins, which never changes by itself.

    turn: names the layers anew, so that Streamlit lets go of what was chosen by a click; style:
    an address of a map style, empty for our own.
    """

    shade: str
    view: View
    turn: int = 0
    style: str = ""


def deck(
    areas: Sequence[MapArea], groups: Iterable[Neighbourhood], chosen: MapArea | None, look: Look
) -> Deck:
    """Return the figure of `areas`, in the order they came; of too many, their numbers."""
    inks = {name: _rgb(colour) for name, colour in theme.colours(look.shade).items()}
    layers = [_borders([group for group in groups if group.shape], inks)]
    if len(areas) > MOST_DRAWN:
        layers += _heaps(areas, inks)
    else:
        layers += [_state(state, areas, inks, look.turn) for state in AreaState]
        layers.append(_signs(areas, look))
    if chosen:
        layers.append(_chosen(chosen, inks))
    return Deck(
        layers=layers,
        initial_view_state={
            "longitude": look.view.at[0],
            "latitude": look.view.at[1],
            "zoom": look.view.zoom,
        },
        map_provider="maplibre",
        map_style=look.style or map_signs.base(look.shade),
        tooltip={"text": "{title}"},
    )


def fitted(areas: Iterable[MapArea], within: tuple[int, int] = DESK) -> View:
    """Return the view that shows all `areas`; without any, the state we have counties of.

    within: how wide and high the figure is, in pixels.
    """
    boxes = [bounds(each.area.shape) for each in areas] or [KANSAS]
    whole = Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )
    lon, lat = whole.middle
    wide = max(whole.east - whole.west, 1e-6)
    high = max(whole.north - whole.south, 1e-6) / math.cos(math.radians(lat))
    zoom = math.log2(_AIR * 360 / _TILE * min(within[0] / wide, within[1] / high))
    return View((round(lon, PLACES), round(lat, PLACES)), round(min(zoom, CLOSEST), 2))


def _state(state: AreaState, areas: Sequence[MapArea], inks: dict[str, Any], turn: int) -> Any:
    ink, alpha = _FILLS[state]
    edge = inks["deep" if state is AreaState.CLEANED else "signal"]
    extensions = [{"@@type": "PathStyleExtension", "dash": True}]
    filled: dict[str, Any] = {}
    if state in _PATTERNED:
        atlas, where = map_signs.patterns()
        extensions.append({"@@type": "FillStyleExtension", "pattern": True})
        filled = {
            "fill_pattern_atlas": String(atlas),
            "fill_pattern_mapping": where,
            "get_fill_pattern": String(state.value),
        }
    return _geojson(
        f"{state.value}-{turn}",
        [_feature(each) for each in areas if each.area.state is state],
        pickable=True,
        get_line_color=edge,
        line_width_min_pixels=3,
        point_radius_min_pixels=7,
        get_dash_array=[4, 3] if state is AreaState.REPORTED else [0, 0],
        extensions=extensions,
        # In here Streamlit does not find the colour, and dims nothing.
        _sub_layer_props={
            "polygons-fill": {"getFillColor": [*inks[ink], alpha]},
            "points-circle": {"getFillColor": [*inks[ink], alpha]},
        },
        **filled,
    )


def _signs(areas: Sequence[MapArea], look: Look) -> Any:
    atlas, where = map_signs.signs(look.shade)
    spots = [
        {"id": each.area.id, "title": each.area.title, "at": _middle(each), "sign": _sign(each)}
        for each in areas
    ]
    return pydeck.Layer(
        "IconLayer",
        spots,
        id=f"signs-{look.turn}",
        pickable=True,
        get_position="at",
        get_icon="sign",
        icon_atlas=String(atlas),
        icon_mapping=where,
        get_size=90,  # metres, within what can be read and what covers no street
        size_units=String("meters"),
        size_min_pixels=14,
        size_max_pixels=26,
    )


def _chosen(each: MapArea, inks: dict[str, Any]) -> Any:
    """Return the ring around the area that is chosen."""
    return _geojson(
        "chosen",
        [_feature(each)],
        filled=False,
        get_line_color=inks["ink"],
        line_width_min_pixels=5,
        point_radius_min_pixels=16,
    )


def _borders(groups: Sequence[Neighbourhood], inks: dict[str, Any]) -> Any:
    """Return the boundaries of the neighbourhood groups."""
    return _geojson(
        "groups",
        [{"type": "Feature", "geometry": geometry(group.shape)} for group in groups if group.shape],
        filled=False,
        get_line_color=inks["soft"],
        line_width_min_pixels=2,
        get_dash_array=[1, 3],
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
    )


def _heaps(areas: Sequence[MapArea], inks: dict[str, Any]) -> list[Any]:
    """Return a round for each neighbourhood, and how many of its areas are not clean yet."""
    found = [
        {"at": list(heap.middle), "n": str(heap.areas - heap.clean), "size": 14 + heap.areas**0.4}
        for heap in map_filters.heaps(areas)
    ]
    rounds = pydeck.Layer(
        "ScatterplotLayer", found, id="heaps", get_position="at", get_radius="size",
        radius_units=String("pixels"), get_fill_color=inks["signal"],
    )  # fmt: skip
    numbers = pydeck.Layer(
        "TextLayer", found, id="numbers", get_position="at", get_text="n", get_size=18,
        get_color=inks["paper"], font_family=String(f"{theme.DISPLAY}, sans-serif"),
        font_weight=600, character_set=String("auto"),
    )  # fmt: skip
    return [rounds, numbers]


def _geojson(name: str, features: list[Feature], **given: Any) -> Any:
    data = {"type": "FeatureCollection", "features": features}
    return pydeck.Layer("GeoJsonLayer", data, id=name, **given)


def _feature(each: MapArea) -> Feature:
    area = each.area
    return {
        "type": "Feature",
        "geometry": _rounded(geometry(area.shape)),
        "properties": {"id": area.id, "title": area.title},
    }


def _rounded(shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": shape["type"], "coordinates": _to_places(shape["coordinates"])}


def _to_places(given: Any) -> Any:
    if isinstance(given, float | int):
        return round(given, PLACES)
    return [_to_places(each) for each in given]


def _middle(each: MapArea) -> list[float]:
    return [round(degrees, PLACES) for degrees in bounds(each.area.shape).middle]


def _sign(each: MapArea) -> str:
    return map_signs.WAITING if each.area.review.value == "held" else each.area.state.value


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))
