"""Leads by who brought whom: everybody once, and nobody by size."""

from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.branches import below, in_order


@st.composite
def trees(draw):
    """Return (leads, by): each was brought by nobody, or by somebody before them."""
    count = draw(st.integers(0, 12))
    by = {lead: over for lead in range(1, count + 1) if (over := draw(st.integers(0, lead - 1)))}
    return draw(st.permutations(range(1, count + 1))), by


def test_each_is_followed_by_whom_they_brought():
    assert in_order([1, 2, 3, 4], {3: 1, 4: 2}) == [1, 3, 2, 4]


def test_who_was_brought_by_a_lead_that_is_not_there_stands_first():
    assert in_order([2, 3], {2: 9, 3: 2}) == [2, 3]


@given(trees())
def test_everybody_stands_once_and_after_who_brought_them(tree):
    leads, by = tree
    order = in_order(leads, by)

    assert sorted(order) == sorted(leads)
    assert all(order.index(by[lead]) < order.index(lead) for lead in by)


@given(trees())
def test_a_branch_is_all_who_lead_back_to_its_lead(tree):
    leads, by = tree
    found = below(in_order(leads, by), by)

    for lead in leads:
        assert sorted(found[lead]) == sorted(each for each in leads if lead in _above(each, by))


def _above(lead, by):
    while lead := by.get(lead, 0):
        yield lead
