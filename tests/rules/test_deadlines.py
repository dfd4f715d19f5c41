"""Easy deadlines: ahead, in the event's own hours, before it is over."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.browser.pictures import an_event
from turnout.model.trade import end_of
from turnout.rules.deadlines import LEAST, easy

CHICAGO = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)
ZONES = st.sampled_from(["America/Chicago", "America/Los_Angeles", "Pacific/Kiritimati", "UTC"])
EVENT = an_event(
    starts_at=MONDAY + timedelta(days=12), ends_at=MONDAY + timedelta(days=12, hours=2)
)


def test_on_a_monday_there_is_tonight_tomorrow_friday_and_the_start():
    local = [(name, at.astimezone(CHICAGO).strftime("%a %H")) for name, at in easy(EVENT, MONDAY)]

    assert local == [
        ("tonight", "Mon 21"),
        ("noon", "Tue 12"),
        ("evening", "Tue 18"),
        ("friday", "Fri 18"),
        ("start", "Sat 09"),
    ]


def test_late_at_night_there_is_no_tonight():
    late = datetime(2026, 11, 23, 20, 55, tzinfo=CHICAGO)

    assert easy(EVENT, late)[0][0] == "noon"


def test_on_a_thursday_friday_is_tomorrow_and_not_said_twice():
    names = [name for name, _ in easy(EVENT, MONDAY + timedelta(days=3))]

    assert names == ["tonight", "noon", "evening", "start"]


def test_clocks_that_are_changed_in_between_still_show_the_hour():
    event = an_event(starts_at=datetime(2026, 11, 5, tzinfo=UTC), ends_at=None)
    before = datetime(2026, 10, 31, 18, tzinfo=UTC)  # the clocks are set back in the night

    (noon,) = [at for name, at in easy(event, before) if name == "noon"]
    assert noon.astimezone(UTC) == datetime(2026, 11, 1, 18, tzinfo=UTC)


@given(ahead=st.timedeltas(timedelta(days=-2), timedelta(days=30)), zone=ZONES)
def test_every_choice_is_ahead_and_before_the_end(ahead, zone):
    event = an_event(starts_at=MONDAY + ahead, ends_at=None, zone=zone)

    found = [at for _, at in easy(event, MONDAY)]

    assert found == sorted(found)
    assert all(MONDAY + LEAST < at <= end_of(event.starts_at, None) for at in found)
