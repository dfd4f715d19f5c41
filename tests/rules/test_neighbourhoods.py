import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.model.places import Shape
from turnout.rules.neighbourhoods import (
    MOST_PLACE,
    check_group,
    check_story,
    group_of,
    place_of,
)


def square(west, south, side):
    east, north = west + side, south + side
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return Shape("polygon", (ring,))


def point(lon, lat):
    return Shape("point", (((lon, lat),),))


def test_an_area_belongs_to_the_group_in_whose_boundary_its_middle_lies():
    groups = {1: square(-96, 39, 0.1), 2: square(-95, 39, 0.1)}

    assert group_of(point(-94.95, 39.05), groups) == 2
    assert group_of(square(-95.91, 39.02, 0.02), groups) == 1
    assert group_of(point(-90, 39), groups) is None


def test_an_area_that_reaches_over_a_boundary_belongs_where_most_of_it_lies():
    assert group_of(square(-95.94, 39, 0.05), {1: square(-96, 39, 0.1)}) == 1
    assert group_of(square(-95.92, 39, 0.05), {2: square(-95.9, 39, 0.1)}) == 2


@given(st.permutations([(1, 0.1), (2, 0.02), (3, 0.5)]))
def test_of_several_boundaries_the_smallest_has_it_in_whatever_order(given_):
    groups = {number: square(-96, 39, side) for number, side in given_}

    assert group_of(point(-95.99, 39.01), groups) == 2


def test_a_hole_in_a_boundary_is_not_in_it():
    outer, hole = square(-96, 39, 0.1).rings[0], square(-95.97, 39.03, 0.03).rings[0]

    assert group_of(point(-95.955, 39.045), {1: Shape("polygon", (outer, hole))}) is None


@pytest.mark.parametrize(
    "text, place",
    [
        ("", None),
        ("  ", None),
        ("39.0483, -95.6780", (-95.678, 39.0483)),
        ("39.0483 -95.6780", (-95.678, 39.0483)),
        ("-0.5;10", (10.0, -0.5)),
    ],
)
def test_a_spot_is_read_as_map_apps_copy_it(text, place):
    assert place_of(text) == place


@pytest.mark.parametrize(
    "text",
    [
        *("here", "39", "95, 39, 2", "91, 0", "0, 181", "nan, 1", "²,1"),
        f"39{' ' * MOST_PLACE}1",  # longer than any map app writes: nothing looks through it
    ],
)
def test_what_is_no_spot_is_refused(text):
    with pytest.raises(Refused, match="story_place: not_place"):
        place_of(text)


def test_a_group_needs_a_name_that_fits_its_map():
    for name, code in (("", "missing"), ("x" * 81, "too_long"), ("a\u202eb", "bad_characters")):
        with pytest.raises(Refused) as refused:
            check_group(name, "")
        assert (refused.value.field, refused.value.code) == ("group_name", code)


def test_a_landmark_may_be_a_name_alone_and_a_story_may_not():
    check_story("landmark", "The old mill", "")

    with pytest.raises(Refused, match="story_text: missing"):
        check_story("story", "The old mill", " ")


def test_every_reason_is_told_at_once():
    with pytest.raises(Refused) as refused:
        check_story("poem", "", "x" * 2_001)

    assert {reason.field for reason in refused.value.reasons} == {
        "story_kind", "story_title", "story_text",
    }  # fmt: skip
