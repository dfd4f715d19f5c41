"""What is hidden cannot be worked out: by sums, by knowing the rule, or from day to day."""

from collections import defaultdict
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from turnout.rules import disclosure
from turnout.rules.disclosure import LEAST, Sum

heads = st.one_of(st.integers(0, 6), st.integers(0, 60))
HEADS = ("confirmed", "yes", "by_count")


def row(*people, neighbours=False):
    """Return cells 0, 1, 2, ... and their total "T", as values and sums."""
    values = {**dict(enumerate(people)), "T": sum(people)}
    return values, [Sum("T", tuple(range(len(people))), neighbours)]


def table(rows):
    """Return a campaign: each site's parts and total, those of the whole, and all their sums."""
    values = {(at, part): of for at, site in enumerate(rows) for part, of in enumerate(site)}
    for at, site in enumerate(rows):
        values[at, "T"] = sum(site)
    columns = [*range(len(rows[0])), "T"]
    for part in columns:
        values["all", part] = sum(values[at, part] for at in range(len(rows)))
    across = [
        Sum((at, "T"), tuple((at, part) for part in columns[:-1]), neighbours=True)
        for at in [*range(len(rows)), "all"]
    ]
    down = [Sum(("all", part), tuple((at, part) for at in range(len(rows)))) for part in columns]
    return values, across + down


def told(values, sums):
    gone = disclosure.hidden(values, sums)
    return {cell: None if cell in gone else of for cell, of in values.items()}


def determined(sums, gone):
    """Return the cells that linear algebra gives, found another way than by the rule itself."""
    order = sorted(gone, key=repr)
    rows = [
        [(cell in each.parts) - (cell == each.total) for cell in order] for each in sums
    ]  # fmt: skip
    if not order:
        return set()
    _, strengths, directions = np.linalg.svd(np.array(rows, float))
    rank = int((strengths > 1e-9).sum())
    free = directions[rank:]
    return {cell for at, cell in enumerate(order) if np.abs(free[:, at]).max(initial=0) < 1e-9}


@given(st.lists(heads, min_size=1, max_size=8), st.booleans())
def test_no_small_number_is_told(people, neighbours):
    shown = told(*row(*people, neighbours=neighbours))

    assert not any(of is not None and 0 < of < LEAST for of in shown.values())


@settings(deadline=None)
@given(st.lists(st.tuples(heads, heads, heads), min_size=1, max_size=6))
@example([(0, 0, 0), (0, 0, 0), (0, 0, 4), (0, 2, 3), (1, 6, 0)])
def test_nothing_hidden_in_a_campaign_can_be_worked_out_from_its_sums(rows):
    values, sums = table(rows)
    gone = disclosure.hidden(values, sums)

    assert determined(sums, gone) == set()
    assert disclosure.worked_out(sums, gone) == set()
    assert all(cell in gone for cell, of in values.items() if 0 < of < LEAST)


@pytest.mark.parametrize("neighbours", [False, True])
def test_who_knows_the_rule_still_has_two_answers_for_each_hidden_number(neighbours):
    alike = defaultdict(list)  # whatever is shown the same
    for people in product(range(24), repeat=3):
        shown = told(*row(*people, neighbours=neighbours))
        alike[frozenset(shown.items())].append(people)

    for shown, answers in alike.items():
        if max(max(people) for people in answers) > 8:
            continue  # near the end of the range some answers are missing
        for at in (at for at, of in shown if of is None and at != "T"):
            assert len({people[at] for people in answers}) > 1, (dict(shown), answers)


def test_large_numbers_and_nobody_are_told_as_they_are():
    values, sums = row(5, 0, 120)

    assert disclosure.hidden(values, sums) == set()


def test_a_small_number_takes_its_neighbour_with_it():
    values, sums = row(2, 150, 40, neighbours=True)

    assert disclosure.hidden(values, sums) == {0, 1}


def test_without_neighbours_the_smallest_goes_too():
    values, sums = row(2, 150, 40)

    assert disclosure.hidden(values, sums) == {0, 2}


def test_two_small_numbers_that_only_one_sum_allows_take_more_with_them():
    values, sums = row(1, 1, 30, 50)

    assert disclosure.hidden(values, sums) == {0, 1, 2}


def test_where_nothing_is_left_to_hide_the_total_goes():
    assert disclosure.hidden(*row(3, 0, 0)) == {0, "T"}
    assert disclosure.hidden(*row(3, 3, 0)) == {0, 1, "T"}


@given(st.lists(st.tuples(heads, heads), max_size=12))
def test_no_told_day_differs_from_the_one_before_by_a_few(steps):
    kept = disclosure.steps_to_show(steps)

    days = [(0, 0), *(steps[at] for at in kept)]
    moves = [b - a for one, two in pairwise(days) for a, b in zip(one, two, strict=True)]
    assert not any(0 < abs(move) < LEAST for move in moves)
    assert kept == sorted(set(kept))
    assert not kept or kept[-1] == len(steps) - 1


@pytest.mark.parametrize(
    "steps, kept",
    [
        ([(10,), (12,), (20,)], [0, 2]),
        ([(10,), (20,), (22,)], [0, 2]),
        ([(3,), (4,)], []),
        ([(0,), (8,)], [0, 1]),
        ([], []),
    ],
)
def test_a_day_that_moved_little_is_told_with_the_next(steps, kept):
    assert disclosure.steps_to_show(steps) == kept
