from dataclasses import fields, replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from turnout.formats.base_map import outlines
from turnout.model import Event, ReviewState
from turnout.model.areas import Area, AreaState, Atlas, MapArea, MapDate
from turnout.model.places import Shape
from turnout.pictures import drawn_map, map_cards
from turnout.pictures.cards import SQUARE, WIDE

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STATES = list(AreaState)


EVENT = Event(1, "ks", "Clean up the Kansas river", NOON, None, "America/Chicago", "Topeka")


def a_map(states, title="Clean up the Kansas river", steward="Ana Ruiz", wanted=0):
    event = replace(EVENT, title=title)
    shapes = [Shape("point", (((-95.7 + n / 100, 39.05 + n / 150),),)) for n in range(len(states))]
    placed = [
        MapArea(Area(n, "ks", "Amina's corner", "Call 785-555-0101", "", shape, 1.0, state,
                     ReviewState.SHOWN, 1, NOON, NOON, wanted=wanted),
                steward, "ana@kolektiva.social")
        for n, (state, shape) in enumerate(zip(states, shapes, strict=True))
    ]  # fmt: skip
    return Atlas(1, event, tuple(placed), (), (), ())


def drawn(atlas, lang="en", size=WIDE):
    said = map_cards.of_map(lang, atlas, "rally.example.org/e/ks/map")
    placed = [(each.area.state, each.area.shape) for each in atlas.areas]
    file = map_cards.drawn(said, placed, outlines(shape for _, shape in placed), size)
    return Image.open(BytesIO(file))


@pytest.mark.parametrize("size", [WIDE, SQUARE])
@pytest.mark.parametrize("areas", [0, 1, 10, 1_000])
def test_a_card_is_drawn_of_any_number_of_areas(areas, size):
    assert drawn(a_map([STATES[n % 5] for n in range(areas)]), size=size).size == size


def test_a_card_counts_and_says_in_words_what_it_shows():
    said = map_cards.of_map(
        "es", a_map([AreaState.CLEANED, AreaState.CLEANED, AreaState.REPORTED]), "a"
    )

    assert said.headline == "2 de 3 zonas limpias"
    assert [text for _, text in said.legend] == ["2 limpias", "1 con aviso"]


def test_a_card_with_nothing_on_its_map_asks_for_the_first_report():
    assert "Report the first place" in map_cards.of_map("en", a_map([]), "a").headline


def test_a_card_has_no_words_but_the_campaigns_own():
    told = map_cards.of_map("en", a_map(STATES), "rally.example.org/e/ks/map")
    words = " ".join(str(getattr(told, each.name)) for each in fields(told))

    for personal in ("Ana", "kolektiva", "Amina", "785-555"):
        assert personal not in words
    assert {each.name for each in fields(told)} == {
        *("title", "headline", "address", "legend", "needs", "asks")
    }


@pytest.mark.parametrize("title", ["W" * 300, "a b " * 75, "", "¿Ñandú? Sí, señor", "北京 \u202e"])
def test_any_title_stays_left_of_the_map(title):
    picture = drawn(a_map([AreaState.CLEANED], title))

    left, high = map_cards.LAYOUTS[WIDE].map[0], WIDE[1]
    gap = picture.crop((left - 30, 0, left - 4, high))
    assert gap.getcolors() == [(26 * high, (250, 246, 238))]


@pytest.mark.parametrize(
    "state, wanted, date, needs",
    [
        (AreaState.REPORTED, 20, False, ("Needs cleaning",)),
        (AreaState.SCHEDULED, 20, True, ("8 to go", "Clean-up Sun, Nov 22, 6:00\u202fAM")),
        (AreaState.SCHEDULED, 12, True, ("Clean-up Sun, Nov 22, 6:00\u202fAM",)),
        (AreaState.CLEANED, 20, False, ("Clean again",)),
    ],
)
def test_one_areas_card_says_what_it_needs(state, wanted, date, needs):
    seen = a_map([state], wanted=wanted)
    on = MapDate(EVENT, coming=12, areas=1) if date else None

    card = map_cards.of_area("en", seen, seen.areas[0], on, "rally.example.org/e/ks/areas/0")

    assert (card.title, card.headline) == ("Clean up the Kansas river", "Amina's corner")
    assert card.needs == needs
    assert card.asks is (state is not AreaState.CLEANED)


def test_an_area_whose_title_the_face_cannot_draw_is_called_by_what_it_needs():
    seen = a_map([AreaState.REPORTED], title="نظافة النهر")
    shown = replace(seen.areas[0], area=replace(seen.areas[0].area, title="ركن الشارع"))

    told = map_cards.of_area("en", seen, shown, None, "rally.example.org/e/ks/areas/0")

    assert (told.title, told.headline, told.needs) == ("", "Needs cleaning", ())


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
