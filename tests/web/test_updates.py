"""What happened, as feed readers get it."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from tests.builders import Clock, a_rally, a_steward, an_area, an_area_photo, an_organizer, commit
from turnout.desk import areas, challenges, leads, rallies, schedule, series
from turnout.desk.areas import Doer, Said
from turnout.desk.pocket import Actor
from turnout.formats.atom import ATOM
from turnout.model import ReviewState, Role
from turnout.model.areas import Step
from turnout.model.challenges import Wanted

FEED = "/e/ks/updates.atom"
DESK = Actor("ks", 0, Role.ORGANIZER, "desk")


def entries(client, path=FEED):
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{{{ATOM}}}entry")


def titles(client, path=FEED):
    return [each.findtext(f"{{{ATOM}}}title") for each in entries(client, path)]


def content(entry):
    return entry.findtext(f"{{{ATOM}}}content")


def clean(desk, doer, area, key="key-of-cleaning-1"):
    return areas.say(desk, doer, Said(key, area, Step.CLEAN, bags=9, volunteers=12)).result()


@pytest.fixture
def organizer(desk):
    return an_organizer(desk)


def test_an_area_that_was_cleaned_is_told_with_who_did_it(desk, client):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    clean(desk, steward, area)
    an_area_photo(desk, steward, "key-of-cleaning-1", kind="after")

    entry = entries(client)[0]

    assert entry.findtext(f"{{{ATOM}}}title") == "Corner of 6th and Jackson is clean"
    assert "4,778 square metres. 9 bags. 12 volunteers." in content(entry)
    assert "Wichita Teachers (@wichita_teachers@mastodon.social)" in content(entry)
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{{{ATOM}}}link")}
    assert links["alternate"].endswith(f"/e/ks/areas/{area}")
    assert links["enclosure"].endswith("-small.jpg")
    assert client.get(links["enclosure"]).status_code == 200


def test_a_lead_who_is_not_shown_is_not_named(desk, client):
    steward = a_steward(desk)
    clean(desk, steward, an_area(desk, steward).area)
    leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()

    assert b"ichita" not in client.get(FEED).content


def test_a_quiet_event_names_nobody(desk, client):
    rallies.change(desk, "ks", quiet=True).result()
    steward = a_steward(desk)
    clean(desk, steward, an_area(desk, steward).area)

    body = client.get(FEED).text
    assert "is clean" in body
    assert "ichita" not in body


def test_an_area_that_is_dirty_again_is_told_without_the_strangers_words(desk, client, organizer):
    area = an_area(desk, organizer).area
    clean(desk, organizer, area)
    said = Said("key-of-reopening-1", area, Step.REOPEN, note="Call me: 785 555 0101")
    areas.say(desk, Doer("ks"), said).result()

    assert titles(client)[0] == "Corner of 6th and Jackson is dirty again"
    assert "785-555" not in client.get(FEED).text


def test_a_report_is_not_in_it_before_somebody_looked(desk, client, organizer):
    area = an_area(desk, title="Buy cheap watches").area
    assert "watches" not in client.get(FEED).text
    clean(desk, organizer, area)
    assert "watches" in client.get(FEED).text

    areas.decide(desk, organizer, area, ReviewState.SET_ASIDE, "key-of-decision-1").result()

    assert "watches" not in client.get(FEED).text


def test_a_cleaning_taken_back_is_not_told(desk, client, organizer):
    area = an_area(desk, organizer).area
    receipt = clean(desk, organizer, area)

    areas.undo(desk, organizer, area, receipt.seq, "key-of-the-undo-1").result()

    assert not any("is clean" in title for title in titles(client))


def test_what_becomes_of_dates_is_told_as_it_was_then(desk, client):
    series.make(desk, "ks", title="River", first=datetime(2026, 12, 5, 9)).result()
    schedule.move(desk, "ks-dec-05", datetime(2026, 12, 6, 9), None, "Ramp", False).result()
    schedule.postpone(desk, "ks-dec-05").result()
    schedule.resume(desk, "ks-dec-05").result()
    schedule.cancel(desk, "ks-dec-05").result()

    told = entries(client)

    assert [each.findtext(f"{{{ATOM}}}title") for each in told] == [
        "It does not take place: River",
        "It takes place after all: River",
        "Put off: River",
        "Moved: River",
        "New date: River",
        "New date: Rally for the services Kansas runs on",
    ]
    assert "Sun, Dec 6, 9:00\u202fAM, Ramp." in content(told[3])
    assert "Sat, Dec 5, 9:00\u202fAM, Statehouse steps, Topeka." in content(told[4])


def test_a_goal_that_is_met_is_told_once_and_not_while_it_is_not(desk, client):
    a_rally(desk, "day", title="River", parent="ks", goal=5)
    commit(desk, "1", event="day", party="4")
    assert "We made it: River" not in titles(client)

    commit(desk, "2", event="day", party="3", contact="ben@example.org")
    commit(desk, "3", event="day", party="2", contact="cleo@example.org")

    assert titles(client).count("We made it: River") == 1
    assert "Amina" not in client.get(FEED).text


def test_a_date_tells_of_what_was_cleaned_at_it(desk, client, organizer):
    series.make(desk, "ks", title="River", first=datetime(2026, 12, 5, 9)).result()
    area = an_area(desk, organizer).area
    said = Said("key-of-schedule-1", area, Step.SCHEDULE, date="ks-dec-05")
    areas.say(desk, organizer, said).result()
    clean(desk, organizer, area)

    assert "Corner of 6th and Jackson is clean" in titles(client, "/e/ks-dec-05/updates.atom")
    assert f"/e/ks/areas/{area}" in client.get("/e/ks-dec-05/updates.atom").text


def test_a_quiet_date_is_in_no_feed_but_its_own(desk, client):
    a_rally(desk, "secret", title="Hush", parent="ks", quiet=True)

    assert "Hush" not in client.get(FEED).text
    assert "Hush" in client.get("/e/secret/updates.atom").text


def test_who_has_the_feed_is_sent_nothing_until_something_happens(desk, client, organizer):
    etag = client.get(FEED).headers["etag"]
    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 304

    clean(desk, organizer, an_area(desk, organizer).area)

    assert client.get(FEED, headers={"If-None-Match": etag}).status_code == 200


def test_entries_keep_their_ids_and_say_the_public_address(live_in, app, client, desk):
    house = live_in(public_url="https://rally.example.org")
    clean(house, an_organizer(house), an_area(house, an_organizer(house)).area)
    feed = ET.fromstring(client.get(FEED).content)

    before = [each.findtext(f"{{{ATOM}}}id") for each in entries(client)]
    commit(house, party="3")

    assert [each.findtext(f"{{{ATOM}}}id") for each in entries(client)] == before
    assert len(set(before)) == len(before)
    assert all(each.startswith("tag:rally.example.org,2026-11-22:turnout/ks/") for each in before)
    own = next(each for each in feed.findall(f"{{{ATOM}}}link") if each.get("rel") == "self")
    assert own.get("href") == "https://rally.example.org/e/ks/updates.atom?lang=en"


def test_the_language_is_asked_for_by_the_address_only(desk, client, organizer):
    clean(desk, organizer, an_area(desk, organizer).area)

    assert "ya está limpio" in client.get(f"{FEED}?lang=es").text
    assert "is clean" in client.get(FEED, headers={"Accept-Language": "es"}).text


@pytest.mark.parametrize("title", ["</title><script>x</script>", "A & B", "]]>"])
def test_a_hostile_title_is_text(desk, client, organizer, title):
    clean(desk, organizer, an_area(desk, organizer, title=title).area)

    assert titles(client)[0] == f"{title} is clean"


@pytest.mark.parametrize("path", ["/e/ks", "/e/ks/map", "/e/ks/map/embed"])
def test_pages_say_that_there_is_a_feed(client, path):
    assert '<link rel="alternate" type="application/atom+xml"' in client.get(path).text


def a_challenge(desk, target=3, **fields):
    wanted = Wanted(target, desk.clock() + timedelta(hours=2), **fields)
    return challenges.make(desk, DESK, "challenge", wanted).result().seq


def test_a_challenge_is_told_when_it_is_made_and_when_it_is_met(desk, client):
    number = a_challenge(desk)
    commit(desk, party="3")

    met, made = entries(client)[:2]

    assert met.findtext(f"{{{ATOM}}}title") == "Challenge met: 3 more people"
    said = "Challenge: 3 more people, until Sun, Nov 22, 8:00"
    assert made.findtext(f"{{{ATOM}}}title").startswith(said)
    assert met.find(f"{{{ATOM}}}link").get("href").endswith(f"/e/ks/challenges/{number}")


def test_a_passed_deadline_is_told_though_nobody_wrote_anything(live_in, app):
    clock = Clock()
    desk, client = live_in(clock=clock), TestClient(app)
    a_rally(desk)
    a_challenge(desk)
    before = client.get(FEED).headers["etag"]

    clock.now += timedelta(hours=3)

    again = client.get(FEED, headers={"If-None-Match": before})
    assert again.status_code == 200
    assert titles(client)[0] == "The time of a challenge is over. 3 people are still needed"


def test_a_challenge_that_nobody_took_up_is_told_to_nobody(desk, client):
    a_challenge(desk, whom=("wichita_teachers",))

    assert not [title for title in titles(client) if "hallenge" in title]
