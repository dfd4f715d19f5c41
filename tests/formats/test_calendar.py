from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from turnout.formats.calendar import calendar, calendars
from turnout.model import Event, EventState
from turnout.model.areas import Dated

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
START = datetime(2026, 12, 5, 18, tzinfo=UTC)


def an_event(**fields):
    given = {
        "id": 7,
        "slug": "ks",
        "title": "Rally",
        "starts_at": START,
        "ends_at": None,
        "zone": "America/Chicago",
        "place": "Topeka",
    }
    return Event(**{**given, **fields})


def dated(event, **fields):
    return Dated(**{"event": event, "times": 0, "place": event.place, **fields})


def entry(event, address="https://rally.example.org/e/ks"):
    (found,) = Calendar.from_ical(calendar(dated(event), address, NOON)).walk("VEVENT")
    return found


def test_the_file_says_what_when_and_where():
    found = entry(an_event(ends_at=START + timedelta(hours=2), ask="Stand with us."))

    assert found["summary"] == "Rally"
    assert found["location"] == "Topeka"
    assert found.start == START
    assert found.end == START + timedelta(hours=2)
    assert found["description"] == "Stand with us.\nhttps://rally.example.org/e/ks"


def test_the_file_has_what_programs_refuse_a_calendar_without():
    made = Calendar.from_ical(calendar(dated(an_event()), "", NOON))
    (found,) = made.walk("VEVENT")

    assert made["prodid"]
    assert made["version"] == "2.0"
    assert found["dtstamp"].dt == NOON
    assert found["uid"] == "ks-7@turnout"


def test_a_subscribed_calendar_says_how_soon_to_look_again():
    made = calendars("Rallies", [(dated(an_event()), "")], NOON)

    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in made
    assert b"X-PUBLISHED-TTL:PT6H" in made


def test_times_are_in_utc_so_that_no_zone_can_be_missed():
    assert b"DTSTART:20261205T180000Z" in calendar(dated(an_event()), "", NOON)


def test_what_is_not_known_of_an_event_is_not_in_its_file():
    found = entry(an_event(place="", ask=""), address="")

    assert not {"dtend", "location", "geo", "description", "url"} & {name.lower() for name in found}


def test_the_title_says_in_which_language_it_is():
    made = calendar(dated(an_event()), "", NOON, "es")

    assert b"SUMMARY;LANGUAGE=es:Rally" in made


def test_a_moved_event_is_the_same_entry():
    moved = an_event(starts_at=START + timedelta(days=1))

    assert entry(an_event())["uid"] == entry(moved)["uid"]


def test_no_title_can_add_a_line_of_its_own():
    title = "Rally\r\nATTENDEE:mailto:x@example.test; all, of us"
    found = entry(an_event(title=title))

    assert "attendee" not in found
    assert "all, of us" in found["summary"]


def test_lines_are_folded_and_end_as_the_standard_says():
    made = calendar(dated(an_event(title="Únete " * 40)), "", NOON)

    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in made.replace(b"\r\n", b"")


def test_a_calendar_to_subscribe_to_says_when_to_look_again():
    made = Calendar.from_ical(calendars("Clean; Topeka", [(dated(an_event()), "")], NOON))

    assert (made["method"], made["name"], made["x-wr-calname"]) == (
        "PUBLISH",
        "Clean; Topeka",
        "Clean; Topeka",
    )
    assert made["refresh-interval"].dt == timedelta(hours=6)
    assert made["x-published-ttl"] == "PT6H"


def test_a_date_has_the_same_entry_in_its_own_file_and_in_the_calendar():
    off = dated(an_event(state=EventState.CANCELLED), times=2, at=(-95.68912345, 39.05114567))
    (of_all,) = Calendar.from_ical(calendars("All", [(off, "")], NOON)).walk("VEVENT")
    (own,) = Calendar.from_ical(calendar(off, "", NOON)).walk("VEVENT")

    assert of_all == own
    assert (of_all["status"], of_all["sequence"]) == ("CANCELLED", 2)
    assert of_all["geo"].to_ical() == "39.051146;-95.689123"
