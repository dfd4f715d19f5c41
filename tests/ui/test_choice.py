from dataclasses import replace
from datetime import UTC, datetime, timedelta

from turnout.model import Event, EventState
from turnout.ui.choice import _names, _soonest

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def an_event(days: int) -> Event:
    return Event(1, f"in-{days}", "", NOW + timedelta(days=days), None, "UTC", "")


def test_what_is_to_come_stands_before_what_is_over_and_the_nearest_first():
    events = [an_event(days) for days in (-30, 20, -1, 3)]

    ordered = sorted(events, key=lambda event: _soonest(event, NOW))

    assert [event.slug for event in ordered] == ["in-3", "in-20", "in--1", "in--30"]


def test_a_cancelled_event_stands_behind_all_others():
    cancelled = replace(an_event(3), state=EventState.CANCELLED)

    ordered = sorted([cancelled, an_event(20), an_event(-1)], key=lambda one: _soonest(one, NOW))

    assert [event.slug for event in ordered] == ["in-20", "in--1", "in-3"]


def test_dates_of_a_series_are_told_apart_by_their_day():
    first, second = (replace(an_event(days), title="River clean-up") for days in (3, 17))

    names = _names([first, second, replace(an_event(20), title="Rally")])

    assert names == {
        "in-3": "River clean-up, Wed, Nov 25",
        "in-17": "River clean-up, Wed, Dec 9",
        "in-20": "Rally",
    }
