"""Every shape gets its answer: taken, offered mended, or refused with its reason."""

import math
import random
from pathlib import Path

import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from turnout import words
from turnout.model.places import Box, Drawn, Note, Shape, bounds
from turnout.rules import outlines, shapes
from turnout.rules.measures import area_m2, distance_m, length_m, middle, ring_m2
from turnout.rules.shapes import ACCEPTED, REFUSED, REPAIR, USUAL, Judged, judge, judge_all

unhurried = settings(deadline=None)  # a busy machine is slow, which is no law's fault
TOWN = Box(-95, 38.5, -94, 39.5)
BOWTIE = ((-94.6, 39), (-94.59, 39.01), (-94.59, 39), (-94.6, 39.01), (-94.6, 39))
SQUARE = ((-94.6, 39), (-94.59, 39), (-94.59, 39.01), (-94.6, 39.01), (-94.6, 39))
HOLE = ((-94.598, 39.002), (-94.598, 39.004), (-94.596, 39.004), (-94.598, 39.002))

numbers = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([0.0, 90.0, 180.0])
near = st.tuples(st.floats(-94.7, -94.5), st.floats(38.9, 39.1))
corners = st.tuples(numbers, numbers) | near
drawings = st.builds(
    Shape,
    st.sampled_from(["point", "line", "polygon"]),
    st.lists(st.lists(corners, min_size=1, max_size=12).map(tuple), min_size=1, max_size=3).map(
        tuple
    ),
)
outlines_near = st.lists(near, min_size=3, max_size=12).map(
    lambda ring: Shape("polygon", (tuple(ring),))
)


def polygon(*rings) -> Shape:
    return Shape("polygon", rings)


def line(*at) -> Shape:
    return Shape("line", (at,))


def point(east, north) -> Shape:
    return Shape("point", (((east, north),),))


def judged(shape: Shape, box: Box | None = None) -> Judged:
    return judge(Drawn(1, "A", shape=shape), box)


def circle(corners: int, radius=0.01, wobble=0.0) -> tuple:
    """Return a closed outline in the town; wobble: by how much every other corner is off."""
    turn = [2 * math.pi * at / corners for at in range(corners)]
    far = [radius + wobble * (at % 2) for at in range(corners)]
    ring = [
        (-94.5 + far[at] * math.cos(t), 39 + far[at] * math.sin(t)) for at, t in enumerate(turn)
    ]
    return (*ring, ring[0])


def test_a_sound_outline_is_taken_as_it_is():
    found = judged(polygon(SQUARE, HOLE))

    assert (found.decision, found.code) == (ACCEPTED, "ready")
    assert found.shape == polygon(SQUARE, HOLE)
    assert found.area_m2 == ring_m2(SQUARE) - ring_m2(HOLE)


@pytest.mark.parametrize(
    "shape, code",
    [
        (point(math.nan, 39), "not_finite"),
        (point(-94, math.inf), "not_finite"),
        (line((-94, 39), (-94, -math.inf)), "not_finite"),
        (point(-94.6, 95), "beyond_pole"),
        (point(200, 39), "beyond_date_line"),
        (point(358_000, 4_318_000), "not_degrees"),
        (polygon(((358_000, 4_318_000), (358_100, 4_318_000), (358_000, 4_318_100))),
         "not_degrees"),
        (point(0, 0), "null_island"),
        (line((-94.6, 39), (0, -0.0)), "null_island"),
        (polygon(((-102, 37), (-94.6, 37), (-94.6, 40), (-102, 40))), "too_large"),
        (polygon(((179.9, 1), (-179.9, 1), (-179.9, 1.1))), "across_date_line"),
        (polygon(((-94.6, 39), (-94.5, 39), (-94.6, 39))), "no_area"),
        (polygon(((-94.6, 39), (-94.5, 39), (-94.4, 39))), "no_area"),
        (polygon(((-94.6, 39), (-94.600001, 39), (-94.6, 39.000001))), "no_area"),
        (line((-94.6, 39), (-94.6, 39)), "no_length"),
        (line((-94.6, 39), (-90, 39)), "too_long"),
        (polygon(circle(501, wobble=0.001)), "too_many_corners"),
        (polygon(circle(201, wobble=0.001), circle(5, radius=0.02)), "crosses_too_much"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_place_is_refused_with_its_reason(shape, code):
    found = judged(shape)

    assert (found.decision, found.code) == (REFUSED, code)
    assert found.shape is None
    assert found.area_m2 == 0


def test_a_place_without_a_shape_is_refused_for_its_fault():
    found = judge(Drawn(1, fault=Note("unknown_geometry", {"given": "Blob"})))

    assert (found.decision, found.code, found.values) == (
        *(REFUSED, "unknown_geometry"),
        {"given": "Blob"},
    )


def test_an_outline_that_crosses_itself_is_offered_in_pieces_and_not_taken():
    found = judged(polygon(BOWTIE))

    assert (found.decision, found.code, found.shape) == (REPAIR, "crosses", None)
    assert len(found.offered) == 2
    assert found.area_m2 == pytest.approx(ring_m2(SQUARE) / 2, rel=1e-3)


def test_scribble_is_to_be_drawn_again():
    random.seed(1)
    scribble = [(random.uniform(-94.6, -94.5), random.uniform(39, 39.1)) for _ in range(60)]

    assert judged(polygon(tuple(scribble))).code == "crosses_too_much"


def test_only_so_many_corners_of_a_file_are_mended(monkeypatch):
    given = []
    usual = outlines.mended
    monkeypatch.setattr(
        outlines, "mended", lambda shape: given.append(outlines.count(shape)) or usual(shape)
    )
    drawn = [Drawn(place, shape=polygon(BOWTIE)) for place in range(1_000)]

    found = list(judge_all(drawn))

    assert sum(given) <= USUAL.most_mended_in_all
    assert (found[0].code, found[-1].code) == ("crosses", "crosses_like_many")


def test_an_open_outline_is_closed_and_that_is_told():
    found = judged(polygon(SQUARE[:-1]))

    assert found.shape == polygon(SQUARE)
    assert found.notes == (Note("closed"),)


@settings(deadline=None, max_examples=30)  # of 2,000 corners each
@given(st.integers(0, 100), st.floats(0, 3e-4))
def test_a_thinned_outline_moves_by_no_more_than_is_told(seed, wobble):
    chance = random.Random(seed)
    ring = [(a + chance.uniform(0, wobble), b) for a, b in circle(2_000)[:-1]]
    shape = outlines.tidy(polygon(tuple(ring)))
    thinner = outlines.thinned(shape, USUAL.most_corners)

    if thinner:
        moved = shapely.LinearRing(shape.rings[0]).hausdorff_distance(
            shapely.LinearRing(thinner.rings[0])
        )
        assert outlines.count(thinner) <= USUAL.most_corners
        assert moved * 111_320 <= outlines.MOST_MOVED_M


def test_a_detailed_outline_is_thinned():
    found = judged(polygon(circle(100_000)))

    assert found.decision == ACCEPTED
    assert found.shape is not None
    assert outlines.count(found.shape) <= USUAL.most_corners
    assert found.notes[0].values["before"] == 100_000
    assert found.area_m2 == pytest.approx(ring_m2(circle(10_000)), rel=0.01)


def test_no_more_corners_than_are_bearable_reach_the_long_work(monkeypatch):
    monkeypatch.setattr(outlines, "_straightened", None)  # it would fail, were it asked
    jagged = polygon(circle(100_000, radius=0.5, wobble=0.01))

    assert judged(jagged).code == "too_many_corners"


def test_a_long_walk_stays_a_line():
    walk = [(-94.5 + at * 1e-5, 39 + 0.001 * math.sin(at / 300)) for at in range(10_000)]
    found = judged(line(*walk))

    assert found.shape is not None
    assert found.shape.kind == "line"
    assert len(found.shape.corners) <= USUAL.most_corners
    assert found.length_m == pytest.approx(length_m(line(*walk)), rel=0.01)


def test_a_place_in_the_east_is_offered_put_right_without_any_box():
    found = judged(point(26.7, -80.1))

    assert (found.decision, found.code) == (REPAIR, "swapped")
    assert found.offered[0].corners == ((-80.1, 26.7),)


def test_nobody_cleans_up_in_antarctica():
    found = judged(point(-94.6, -85.0))

    assert (found.decision, found.code) == (REFUSED, "antarctica")


@pytest.mark.parametrize("box", [None, TOWN])
def test_exchanged_coordinates_are_offered_put_right(box):
    found = judged(outlines.swapped(polygon(SQUARE)), box)

    assert (found.decision, found.code) == (REPAIR, "swapped")
    assert [bounds(shape) for shape in found.offered] == [bounds(polygon(SQUARE))]


def test_the_box_tells_exchanged_coordinates_where_degrees_cannot():
    nairobi = Box(36, -2, 38, 0)

    assert judged(point(-1, 37)).decision == ACCEPTED
    assert judged(point(-1, 37), nairobi).offered == (point(37, -1),)


@pytest.mark.parametrize("shape", [point(-90, 39), point(10, 10), polygon(circle(5, 0.001))])
def test_what_lies_outside_the_campaign_is_refused(shape):
    assert judged(shape, Box(-96, 38, -95, 40)).code == "outside"


def test_a_shape_over_the_edge_of_the_box_is_judged_by_its_middle():
    assert judged(polygon(SQUARE), Box(-94.596, 38, -94, 40)).decision == ACCEPTED


@unhurried
@given(drawings)
@example(polygon(((0.0, 0.0),)))
@example(polygon(SQUARE, SQUARE))
@example(polygon(SQUARE, ((-94.6, 39),)))
def test_whatever_is_drawn_is_judged(shape):
    for box in (None, TOWN):
        found = judged(shape, box)

        assert found.decision in (ACCEPTED, REPAIR, REFUSED)
        assert (found.shape is not None) == (found.decision == ACCEPTED)
        assert bool(found.offered) == (found.decision == REPAIR)


@unhurried
@given(drawings | outlines_near)
def test_what_is_taken_or_offered_is_sound_and_within_the_limits(shape):
    found = judged(shape)

    for taken in filter(None, (found.shape, *found.offered)):
        assert outlines.count(taken) <= USUAL.most_corners
        assert all(abs(a) <= 180 and abs(b) <= 90 for a, b in taken.corners)
        assert judged(taken).shape == taken
        if taken.kind == "polygon":
            assert shapely.Polygon(taken.rings[0], taken.rings[1:]).is_valid
            assert USUAL.least_m2 <= area_m2(taken) <= USUAL.most_m2


@unhurried
@given(drawings.filter(lambda shape: all(map(math.isfinite, sum(shape.corners, ())))))
def test_exchanging_twice_changes_nothing(shape):
    assert outlines.swapped(outlines.swapped(shape)) == shape


@unhurried
@given(outlines_near)
def test_an_area_is_the_same_whichever_way_round_and_wherever_it_begins(shape):
    ring = shape.rings[0]

    assert ring_m2(ring[::-1]) == pytest.approx(ring_m2(ring), abs=1e-3)
    assert ring_m2((*ring[1:], ring[0])) == pytest.approx(ring_m2(ring), abs=1e-3)
    assert ring_m2((*ring, ring[0])) == pytest.approx(ring_m2(ring), abs=1e-3)


@unhurried
@given(st.floats(-60, 59), st.floats(0.01, 1), st.floats(-170, 170))
def test_up_to_60_degrees_an_area_is_within_six_thousandths_of_the_ellipsoids(south, size, west):
    cell = ((west, south), (west + size, south), (west + size, south + size), (west, south + size))

    assert ring_m2(cell) == pytest.approx(on_the_ellipsoid(south, south + size, size), rel=0.006)


def test_a_degree_at_the_equator_has_the_area_that_is_known():
    known = 12_308_778_361  # m2, WGS 84; source: GeographicLib's Planimeter

    assert ring_m2(((0, 0), (1, 0), (1, 1), (0, 1))) == pytest.approx(known, rel=0.006)
    assert on_the_ellipsoid(0, 1, 1) == pytest.approx(known, rel=1e-4)


def test_a_distance_is_the_one_that_is_known():
    assert distance_m((0, 0), (0, 90)) == pytest.approx(10_001_966, rel=0.001)  # pole to equator
    assert distance_m((-180, 0), (180, 0)) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    "shape", [point(-94.5, 39), line((-94.6, 39), (-94.5, 39.1)), polygon(SQUARE, HOLE)]
)
def test_a_pin_stands_on_its_shape(shape):
    at = shapely.Point(middle(shape))
    drawn = {"point": shapely.Point, "line": shapely.LineString, "polygon": shapely.Polygon}
    inside = shape.rings[:1] if shape.kind != "polygon" else (shape.rings[0], shape.rings[1:])

    assert drawn[shape.kind](*inside).distance(at) < 1e-9


def test_every_answer_has_its_sentence():
    source = Path(shapes.__file__).read_text("utf-8")
    offered = {"crosses", "swapped"}

    assert all(f'"{code}"' in source for code in offered)
    assert all(words.has(f"places.repair_{code}") for code in offered)
    assert all(words.has(f"places.note_{code}") for code in ("closed", "thinned", "photos"))
    assert all(
        words.has(f"refused.shape_{code}")
        for code in ("no_area", "no_length", "not_coordinates", "no_coordinates")
    )


def on_the_ellipsoid(south: float, north: float, wide: float) -> float:
    """Return the area between two parallels on WGS 84, `wide` degrees of it, in closed form."""
    flat = math.sqrt(0.006_694_379_990_14)

    def below(latitude: float) -> float:
        rise = math.sin(math.radians(latitude))
        wave = flat * rise
        return rise / (1 - wave**2) + math.log((1 + wave) / (1 - wave)) / (2 * flat)

    return math.radians(wide) * 6_356_752.314_245**2 / 2 * (below(north) - below(south))
