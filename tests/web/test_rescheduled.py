"""A moved, postponed or cancelled event says so, on every page and in the calendar file."""

from datetime import datetime

import pytest
from icalendar import Calendar

from turnout.desk import rallies, schedule


def entry(client):
    (found,) = Calendar.from_ical(client.get("/e/ks/event.ics").content).walk("VEVENT")
    return found


@pytest.mark.parametrize("path", ["", "/join", "/thanks", "/embed"])
def test_a_moved_event_says_what_was_planned(desk, client, path):
    schedule.move(desk, "ks", datetime(2026, 12, 12, 14), None, "Riverfront Park", False).result()
    page = client.get(f"/e/ks{path}").text

    assert "Riverfront Park" in page
    assert "It was to be Sat, Dec 5" in page


@pytest.mark.parametrize("act, told", [("postpone", "Postponed."), ("cancel", "Cancelled.")])
def test_what_does_not_take_place_says_so_and_shows_no_form(desk, client, act, told):
    getattr(schedule, act)(desk, "ks").result()

    for path in ("", "/join", "/embed"):
        page = client.get(f"/e/ks{path}").text
        assert told in page
        assert "<form" not in page


@pytest.mark.parametrize(
    "act, why",
    [
        (schedule.postpone, "no new date"),
        (schedule.cancel, "does not take place"),
        (rallies.close, "Sign-ups are closed"),
    ],
)
def test_the_form_gives_the_reason_why_there_is_none_once(desk, client, act, why):
    act(desk, "ks").result()
    whole = client.get("/e/ks/join").text
    page = whole.partition("<main")[2].partition('<script type="application/json"')[0]

    assert page.count(why) == 1
    assert "postponed" not in page
    assert "cancelled" not in page


@pytest.mark.parametrize("act", ["postpone", "cancel"])
def test_nobody_is_said_to_come_to_what_does_not_take_place(desk, client, act):
    getattr(schedule, act)(desk, "ks").result()

    for path in ("", "/join", "/embed"):
        page = client.get(f"/e/ks{path}").text
        assert "<span>promised to come</span>" in page
        assert "<span>coming of the" not in page


@pytest.mark.parametrize("act", ["postpone", "cancel"])
def test_a_day_on_which_nothing_takes_place_is_struck_out_and_not_put_in_calendars(
    desk, client, act
):
    assert "event.ics" in client.get("/e/ks").text
    getattr(schedule, act)(desk, "ks").result()
    page = client.get("/e/ks").text

    assert "<s>Sat, Dec 5" in page
    assert "event.ics" not in page


def test_the_calendar_file_takes_the_older_ones_place(desk, client):
    assert (entry(client)["SEQUENCE"], entry(client)["STATUS"]) == (0, "CONFIRMED")
    schedule.cancel(desk, "ks").result()

    assert (entry(client)["SEQUENCE"], entry(client)["STATUS"]) == (1, "CANCELLED")
