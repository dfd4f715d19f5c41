from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model import ReviewState
from turnout.model.areas import Area, AreaState, MapArea
from turnout.model.places import Shape
from turnout.rules import map_filters
from turnout.rules.map_filters import ORDER, Wanted

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def an_area(number=1, handle="", at=(-95.69, 39.05), **fields):
    given = {
        "title": "Corner", "state": AreaState.CONFIRMED, "review": ReviewState.SHOWN, "date": "",
        "group": "", **fields,
    }  # fmt: skip
    area = Area(
        number, "ks", text="", size="", shape=Shape("point", ((at,),)), m2=0.0, seq=1,
        made_at=NOON, changed_at=NOON, **given,
    )  # fmt: skip
    return MapArea(area, handle=handle)


@pytest.mark.parametrize(
    "wanted, takes",
    [
        (Wanted(), True),
        (Wanted(states=frozenset({AreaState.CLEANED})), False),
        (Wanted(date="dec-5"), True),
        (Wanted(date="dec-19"), False),
        (Wanted(date=None), False),
        (Wanted(steward="ana"), True),
        (Wanted(steward="bo"), False),
        (Wanted(steward=None), False),
        (Wanted(mine=frozenset({1})), True),
        (Wanted(mine=frozenset()), False),
    ],
)
def test_an_area_is_wanted_when_all_that_was_asked_for_is_so(wanted, takes):
    assert wanted.takes(an_area(1, "ana", state=AreaState.SCHEDULED, date="dec-5")) is takes


def test_those_without_a_date_or_a_steward_can_be_asked_for():
    assert Wanted(date=None, steward=None).takes(an_area())


def test_what_waits_comes_first_and_then_where_help_is_needed_then_by_title():
    listed = map_filters.listed(
        [
            an_area(1, title="b", state=AreaState.CLEANED),
            an_area(2, title="B", state=AreaState.CONFIRMED),
            an_area(3, title="a", state=AreaState.CONFIRMED),
            an_area(4, title="z", state=AreaState.REOPENED),
            an_area(5, title="z", state=AreaState.REPORTED, review=ReviewState.HELD),
        ]
    )

    assert [each.area.id for each in listed] == [5, 4, 3, 2, 1]


def test_the_legend_counts_every_state_also_those_without_an_area():
    counts = map_filters.counts([an_area(1), an_area(2, state=AreaState.CLEANED)])

    assert list(counts) == list(ORDER)
    assert [counts[state] for state in ORDER] == [0, 0, 1, 0, 1]


PLACES = st.tuples(st.integers(-102, -94), st.integers(37, 40))
AREAS = st.lists(
    st.builds(
        an_area,
        at=PLACES,
        group=st.sampled_from(["", "east", "west"]),
        state=st.sampled_from(list(AreaState)),
    ),
    max_size=12,
)


@given(AREAS)
def test_heaps_lose_and_double_no_area(areas):
    heaps = map_filters.heaps(areas)

    assert sum(heap.areas for heap in heaps) == len(areas)
    assert sum(heap.clean for heap in heaps) == sum(
        each.area.state is AreaState.CLEANED for each in areas
    )
    groups = [heap.group for heap in heaps if heap.group]
    assert len(groups) == len(set(groups))
