from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.model import Method
from turnout.rules import crowds
from turnout.rules.crowds import DENSITIES, Square, by_clickers, by_grid, counted

squares = st.lists(
    st.builds(Square, st.floats(1, crowds.MOST_M2), st.sampled_from(list(DENSITIES))),
    min_size=1, max_size=8,
)  # fmt: skip


def test_a_loose_crowd_has_a_person_on_ten_square_feet():
    assert by_grid([Square(92.90304, "loose")]).heads == 100


@given(of=squares)
def test_a_count_by_area_is_whole_and_within_its_range(of):
    crowd = by_grid(of)

    assert 0 <= crowd.low <= crowd.heads <= crowd.high


@given(pressed=st.lists(st.integers(0, 10_000), min_size=1, max_size=20))
def test_clickers_add_up_and_miss_more_than_they_press_twice(pressed):
    crowd = by_clickers(pressed)

    assert crowd.heads == sum(pressed)
    assert crowd.high - crowd.heads >= crowd.heads - crowd.low - 1


def test_classes_of_density_meet_and_never_overlap():
    ends = list(DENSITIES.values())

    assert all(low < mid < high for low, mid, high in ends)
    assert all(one[2] == other[0] for one, other in pairwise(ends))


@pytest.mark.parametrize(
    "method, detail",
    [
        (Method.GRID, {"squares": []}), (Method.GRID, {"squares": [[0, "loose"]]}),
        (Method.GRID, {"squares": [[10, "tight"]]}), (Method.GRID, {"squares": [["x", "loose"]]}),
        (Method.GRID, {"squares": [[float("nan"), "loose"]]}), (Method.GRID, None),
        (Method.CLICKERS, {"clickers": []}), (Method.CLICKERS, {"clickers": [-1]}),
        (Method.CLICKERS, {"clickers": ["many"]}), (Method.CLICKERS, {}),
        (Method.CLICKERS, {"clickers": "123"}), (Method.CLICKERS, {"clickers": {"5": 1}}),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(method, detail):
    with pytest.raises(Refused):
        counted(method, detail)
