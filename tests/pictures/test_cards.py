from dataclasses import fields
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from turnout.formats.base_map import outlines
from turnout.model import Event, ReviewState
from turnout.model.areas import Area, AreaState, Atlas, MapArea
from turnout.model.places import Shape
from turnout.pictures import cards, drawn_map

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STATES = list(AreaState)


def a_map(states, title="Clean up the Kansas river", steward="Ana Ruiz"):
    event = Event(1, "ks", title, NOON, None, "America/Chicago", "Topeka")
    shapes = [Shape("point", (((-95.7 + n / 100, 39.05 + n / 150),),)) for n in range(len(states))]
    placed = [
        MapArea(Area(n, "ks", "Amina's corner", "Call 785-555-0101", "", shape, 1.0, state,
                     ReviewState.SHOWN, 1, NOON, NOON), steward, "ana@kolektiva.social")
        for n, (state, shape) in enumerate(zip(states, shapes, strict=True))
    ]  # fmt: skip
    return Atlas(1, event, tuple(placed), (), (), ())


def drawn(atlas, lang="en"):
    said = cards.said(lang, atlas, "rally.example.org/e/ks/map")
    placed = [(each.area.state, each.area.shape) for each in atlas.areas]
    file = cards.areas(said, placed, outlines(shape for _, shape in placed))
    return Image.open(BytesIO(file))


@pytest.mark.parametrize("areas", [0, 1, 10, 1_000])
def test_a_card_is_drawn_of_any_number_of_areas(areas):
    assert drawn(a_map([STATES[n % 5] for n in range(areas)])).size == cards.SIZE


def test_a_card_counts_and_says_in_words_what_it_shows():
    said = cards.said("es", a_map([AreaState.CLEANED, AreaState.CLEANED, AreaState.REPORTED]), "a")

    assert said.headline == "2 de 3 zonas limpias"
    assert [text for _, text in said.legend] == ["2 limpias", "1 con aviso"]


def test_a_card_with_nothing_on_its_map_asks_for_the_first_report():
    assert "Report the first place" in cards.said("en", a_map([]), "a").headline


def test_a_card_has_no_words_but_the_campaigns_own():
    told = cards.said("en", a_map(STATES), "rally.example.org/e/ks/map")
    words = " ".join(str(getattr(told, each.name)) for each in fields(told))

    for personal in ("Ana", "kolektiva", "Amina", "785-555"):
        assert personal not in words
    assert {each.name for each in fields(told)} == {"title", "headline", "address", "legend"}


@pytest.mark.parametrize("title", ["W" * 300, "a b " * 75, "", "¿Ñandú? Sí, señor", "北京 \u202e"])
def test_any_title_stays_left_of_the_map(title):
    picture = drawn(a_map([AreaState.CLEANED], title))

    gap = picture.crop((cards.MAP[0] - 30, 0, cards.MAP[0] - 4, cards.HEIGHT))
    assert gap.getcolors() == [(26 * cards.HEIGHT, (250, 246, 238))]


def test_a_long_line_ends_in_three_dots_within_its_width():
    font, (line,) = cards.fitted("W" * 300, 500, (40, 32), 500, 1)

    assert line.endswith("…")
    assert font.getlength(line) <= 500


def test_each_state_is_told_by_its_sign_without_colour():
    signs = set()
    for state in STATES:
        picture = Image.new("L", (40, 40), 255)
        drawn_map.sign(ImageDraw.Draw(picture), (20, 20), 14, state)
        signs.add(picture.point(lambda grey: 255 * (grey > 128)).tobytes())

    assert len(signs) == len(STATES)


def test_each_state_fills_a_shape_by_a_pattern_of_its_own():
    fills = {drawn_map._pattern(state, (64, 64)).tobytes() for state in STATES}

    assert len(fills) == len(STATES)


def test_a_hole_in_an_area_is_not_filled():
    outer = ((-95.7, 39.0), (-95.6, 39.0), (-95.6, 39.1), (-95.7, 39.1), (-95.7, 39.0))
    hole = ((-95.68, 39.04), (-95.66, 39.04), (-95.66, 39.06), (-95.68, 39.06), (-95.68, 39.04))
    whole, holed = (
        drawn_map.drawn(
            (300, 300), [(AreaState.CLEANED, Shape("polygon", rings))], "states.geojson"
        )
        for rings in ((outer,), (outer, hole))
    )

    assert whole.tobytes() != holed.tobytes()
