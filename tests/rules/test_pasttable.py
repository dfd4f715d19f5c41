"""The table of a past event, read: whatever is typed, lines come out or every reason why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.rules.pasttable import MOST_HEADS, MOST_LINES, by_headings, past_lines

cells = st.one_of(
    st.none(), st.text(max_size=8), st.integers(-3, 2_000_000), st.integers(0, 99).map(str)
)
rows = st.lists(
    st.fixed_dictionaries({"lead": cells, "committed": cells, "came": cells}), max_size=6
)


@given(rows=rows)
def test_whatever_is_typed_gives_whole_lines_or_reasons(rows):
    try:
        lines = past_lines(rows)
    except Refused:
        return

    assert lines
    assert all(0 <= heads <= MOST_HEADS for each in lines for heads in (each.committed, each.came))
    assert len({each.lead for each in lines}) == len(lines)


def test_rows_without_any_number_are_left_out():
    (line,) = past_lines([{"lead": "ana"}, {"committed": 4, "came": 0}, {}])

    assert (line.committed, line.came, line.lead) == (4, 0, "")


def test_more_lines_than_there_are_leads_are_refused():
    with pytest.raises(Refused) as refused:
        past_lines([{"lead": f"a{n}", "committed": 1, "came": 1} for n in range(MOST_LINES + 1)])

    assert refused.value.code == "too_long"


def test_a_row_shorter_than_its_headings_has_nothing_there():
    assert by_headings(["Lead", "Committed", "Came"], [["ana", "3"]]) == [
        {"lead": "ana", "committed": "3"}
    ]
