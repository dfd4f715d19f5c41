"""What counts as the same place, drawn again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model.places import Shape
from turnout.rules.alike import drawn_alike, named_alike

METRE = 1 / 111_320  # in degrees of latitude
SIDE = 0.002
numbers = st.floats(-60, 60)


def square(east: float = -95.7, north: float = 39.0, side: float = SIDE) -> Shape:
    corners = ((0, 0), (side, 0), (side, side), (0, side), (0, 0))
    return Shape("polygon", (tuple((east + a, north + b) for a, b in corners),))


def path(*corners: tuple[float, float]) -> Shape:
    return Shape("line", (corners,))


@given(numbers, numbers)
def test_a_shape_is_like_itself_wherever_it_begins(east, north):
    one = square(east, north)
    (ring,) = one.rings
    turned = Shape("polygon", ((*ring[2:], *ring[1:3]),))

    assert drawn_alike(one, one)
    assert drawn_alike(one, turned)


@given(numbers, numbers, st.floats(-0.001, 0.001))
def test_it_is_the_same_both_ways(east, north, moved):
    one, other = square(east, north), square(east + moved, north)

    assert drawn_alike(one, other) == drawn_alike(other, one)


@pytest.mark.parametrize("metres, alike", [(0, True), (10, True), (20, False), (5_000, False)])
def test_a_hand_that_shook_is_forgiven_and_another_corner_is_not(metres, alike):
    moved = square(north=39.0 + metres * METRE)

    assert drawn_alike(square(), moved) == alike


def test_another_size_is_another_place():
    assert not drawn_alike(square(), square(-95.7 - SIDE / 2, 39.0 - SIDE / 2, 2 * SIDE))


def test_a_hole_makes_another_place():
    inside = square(-95.7 + SIDE / 3, 39.0 + SIDE / 3, SIDE / 3).rings[0]

    assert not drawn_alike(square(), Shape("polygon", (square().rings[0], inside)))


def test_a_point_is_not_like_the_square_around_it():
    middle = (-95.7 + SIDE / 2, 39.0 + SIDE / 2)

    assert not drawn_alike(square(), Shape("point", ((middle,),)))


def test_a_line_is_the_same_from_either_end():
    one = path((-95.7, 39.0), (-95.69, 39.01))

    assert drawn_alike(one, path(*one.rings[0][::-1]))


@pytest.mark.parametrize(
    "one, other, alike",
    [
        ("River bank", " river  BANK ", True),
        ("STRASSE", "Straße", True),
        ("River bank", "River banks", False),
    ],
)
def test_names_are_told_apart_as_people_do(one, other, alike):
    assert named_alike(one, other) == alike
