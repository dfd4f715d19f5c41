"""An event's dates for calendars, read back as calendar programs read them."""

from datetime import datetime

import pytest
from icalendar import Calendar

from tests.builders import an_area, an_organizer
from turnout.desk import areas, leads, rallies, schedule, series
from turnout.desk.areas import Said
from turnout.model.areas import Step

LEAD = "wichita_teachers@mastodon.social"


@pytest.fixture
def dates(desk):
    made = {"title": "River clean-up", "first": datetime(2026, 12, 5, 9), "every": "two_weeks"}
    return series.make(desk, "ks", **made, count=3, with_leads=True).result()


def entries(client, path="/e/ks/dates.ics"):
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def put_on(desk, date, **fields):
    organizer = an_organizer(desk)
    area = an_area(desk, organizer, **fields).area
    said = Said("key-of-schedule-1", area, Step.SCHEDULE, date=date)
    areas.say(desk, organizer, said).result()


def test_all_dates_are_there_with_those_that_are_off(desk, client, dates):
    schedule.cancel(desk, "ks-dec-05").result()
    schedule.postpone(desk, "ks-dec-19").result()

    found = entries(client)

    assert [(each["status"], each["sequence"]) for each in found] == [
        ("CANCELLED", 1),
        ("TENTATIVE", 1),
        ("CONFIRMED", 0),
    ]
    assert len({each["uid"] for each in found}) == 3
    assert found[0]["url"].endswith("/e/ks-dec-05")


def test_a_moved_date_stays_the_same_entry(desk, client, dates):
    before = entries(client)[0]["uid"]

    schedule.move(desk, "ks-dec-05", datetime(2026, 12, 6, 9), None, "", False).result()

    assert entries(client)[0]["uid"] == before
    assert entries(client, "/e/ks-dec-05/event.ics")[0]["uid"] == before


def test_an_event_without_dates_is_its_own_date(client):
    (found,) = entries(client)

    assert found["summary"] == "Rally for the services Kansas runs on"


def test_the_first_area_says_where(desk, client, dates):
    put_on(desk, "ks-dec-05")

    first, second, _ = entries(client)
    (own,) = entries(client, "/e/ks-dec-05/event.ics")

    assert first["location"] == "Corner of 6th and Jackson, Statehouse steps, Topeka"
    assert first["geo"].to_ical() == own["geo"].to_ical() == "39.0505;-95.6895"
    assert own["location"] == first["location"]
    assert "geo" not in second


def test_a_place_of_the_dates_own_is_where_people_meet(desk, client, dates):
    rallies.change(desk, "ks-dec-05", place="Boat ramp").result()
    put_on(desk, "ks-dec-05")

    assert entries(client)[0]["location"] == "Boat ramp"


def test_a_place_that_waits_for_a_look_is_in_no_calendar(desk, client, dates):
    an_area(desk, title="Nobody looked at this")

    assert "Nobody looked" not in client.get("/e/ks/dates.ics").text


def test_a_lead_has_the_dates_they_lead(desk, client, dates):
    leads.add(desk, "ks-dec-19", "Topeka Nurses", "nurses@example.org", 5).result()

    assert len(entries(client, f"/e/ks/dates.ics?lead={LEAD}")) == 3
    (only,) = entries(client, "/e/ks/dates.ics?lead=nurses")
    assert only["url"].endswith("/e/ks-dec-19")


@pytest.mark.parametrize("lead", ["nobody", "not a handle!", "@", "x" * 5000])
def test_a_lead_who_is_not_known_has_no_calendar(client, dates, lead):
    assert client.get("/e/ks/dates.ics", params={"lead": lead}).status_code == 404


def test_a_lead_who_is_not_shown_has_no_calendar(desk, client, dates):
    for event in ("ks", *(date.slug for date in dates)):
        leads.show(desk, event, LEAD, False).result()

    assert client.get(f"/e/ks/dates.ics?lead={LEAD}").status_code == 404


def test_no_lead_has_a_calendar_of_a_campaign_that_names_none(desk, client, dates):
    rallies.change(desk, "ks", names_public=False).result()

    assert client.get(f"/e/ks/dates.ics?lead={LEAD}").status_code == 404


def test_a_quiet_date_is_in_no_calendar_but_its_own(desk, client, dates):
    rallies.change(desk, "ks-dec-19", quiet=True).result()

    assert [each["url"][-6:] for each in entries(client)] == ["dec-05", "jan-02"]
    assert len(entries(client, "/e/ks-dec-19/dates.ics")) == 1


@pytest.mark.parametrize("path", ["/e/ks", "/e/ks/map"])
def test_the_pages_lead_to_the_calendar(client, dates, path):
    assert 'href="/e/ks/dates.ics"' in client.get(path).text


def test_the_calendar_is_named_in_the_readers_language(client, dates):
    body = client.get(f"/e/ks/dates.ics?lead={LEAD}&lang=es").content

    assert "fechas de" in str(Calendar.from_ical(body)["name"])
