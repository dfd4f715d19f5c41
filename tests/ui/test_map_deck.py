import json
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from tests.rules.test_map_filters import an_area
from turnout import browser
from turnout.model.areas import AreaState, Neighbourhood
from turnout.model.places import Shape
from turnout.ui import map_deck, map_signs
from turnout.ui.map_deck import Look, View

LOOK = Look("light", View((-95.7, 39.05), 12.0))
SQUARE = Shape("polygon", (((-95.7, 39.0), (-95.6, 39.0), (-95.6, 39.1), (-95.7, 39.0)),))


def told(areas, groups=(), chosen=None, look=LOOK):
    return json.loads(map_deck.deck(areas, groups, chosen, look).to_json())


def layer(deck, name):
    (found,) = [each for each in deck["layers"] if each["id"] == name]
    return found


def test_an_area_travels_as_its_number_its_title_and_its_corners_and_no_more():
    deck = told([an_area(7, title="Bus stop", at=(-95.690001234, 39.05))])

    (feature,) = layer(deck, "confirmed-0")["data"]["features"]
    assert feature == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-95.69, 39.05]},
        "properties": {"id": 7, "title": "Bus stop"},
    }


def test_the_same_map_is_the_same_text_so_that_nothing_is_sent_again():
    first, again = (map_deck.deck([an_area()], (), None, LOOK).to_json() for _ in range(2))

    assert first == again


def test_what_is_chosen_has_a_ring_and_layers_of_a_new_name():
    deck = told([an_area(7)], chosen=an_area(7), look=Look("light", LOOK.view, turn=3))

    assert layer(deck, "chosen")["data"]["features"][0]["properties"]["id"] == 7
    assert layer(deck, "signs-3")["pickable"]


def test_a_group_with_a_boundary_is_drawn_and_one_without_is_not():
    groups = [Neighbourhood("e", "East", "", SQUARE), Neighbourhood("w", "West", "", None)]

    assert len(layer(told([], groups), "groups")["data"]["features"]) == 1


def test_too_many_areas_are_counted_and_not_drawn():
    deck = told([an_area(n, group="east") for n in range(map_deck.MOST_DRAWN + 1)])

    assert layer(deck, "numbers")["data"][0]["n"] == "1001"
    assert not [each for each in deck["layers"] if each["id"].startswith("signs")]


def test_a_style_of_the_operators_takes_the_place_of_ours():
    style = "https://maps.example.org/style.json"

    assert told([], look=Look("light", LOOK.view, style=style))["mapStyle"] == style


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_our_own_style_draws_outlines_from_our_own_addresses(shade):
    style = json.loads(b64decode(map_signs.base(shade).partition(",")[2]))

    assert {source["data"] for source in style["sources"].values()} == {
        browser.address(name) for name in browser.OUTLINES
    }


@pytest.mark.parametrize("drawn", [map_signs.signs("light"), map_signs.patterns()])
def test_each_sign_and_pattern_has_a_place_inside_its_picture(drawn):
    address, where = drawn
    picture = ElementTree.fromstring(b64decode(address.partition(",")[2]))

    assert len(picture) == len(where)
    assert max(one["x"] + one["width"] for one in where.values()) == int(picture.get("width"))


def test_every_state_has_a_sign():
    assert set(map_signs.signs("dark")[1]) == {*(state.value for state in AreaState), "waiting"}


def test_a_view_fits_all_areas_and_is_never_closer_than_a_street():
    wide = map_deck.fitted([an_area(1, at=(-102.0, 37.0)), an_area(2, at=(-94.6, 40.0))])
    close = map_deck.fitted([an_area(1)])

    assert wide.at == (-98.3, 38.5)
    assert wide.zoom < 7
    assert close == View((-95.69, 39.05), map_deck.CLOSEST)


def test_a_view_for_a_phone_shows_from_farther_what_a_desk_shows():
    ends = [an_area(1, at=(-95.75, 39.0)), an_area(2, at=(-95.60, 39.0))]

    desk, phone = map_deck.fitted(ends), map_deck.fitted(ends, map_deck.PHONE)

    assert phone.at == desk.at
    # A world of 512 pixels at zoom 0, doubled with each: both ends are within the phone's width.
    assert (-95.60 - -95.75) / 360 * 512 * 2**phone.zoom <= map_deck.PHONE[0]
    assert (-95.60 - -95.75) / 360 * 512 * 2**desk.zoom > map_deck.PHONE[0]
