"""The sheet, the JSON and the CSV that funders take along."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tests.builders import a_lead, a_rally, a_steward, an_area, commit
from turnout.desk import areas, door_taps, leads, links
from turnout.desk.areas import Said
from turnout.desk.door import Volunteer
from turnout.desk.door_taps import Tap
from turnout.model import Role
from turnout.model.areas import Step

PATHS = ("/e/ks/report", "/e/ks/report.json", "/e/ks/report.csv")


@pytest.fixture
def full(desk):
    for at in range(10):
        commit(desk, f"yes-{at}", party="6", name="Amina Diallo", lead="wichita_teachers")
        commit(desk, f"conf-{at}", party="2", name="Ben Ito", status="confirmed")
    leads.declare(desk, "ks", "wichita_teachers", total=100).result()
    return desk


@pytest.fixture
def funder(full, app):
    """Return a browser in which a funder's link was opened."""
    session, _ = links.enter(full, links.mint(full, Role.FUNDER, "ks"))
    return TestClient(app, cookies={links.COOKIE: session}, headers={"Accept-Language": "en"})


def test_who_came_is_a_line_of_its_own_under_the_sheets_bar(full, funder):
    who = Volunteer("ks", Role.DOOR, "desk")
    for key, n in (("a", 30), ("b", 12)):
        said = Tap("tap-of-a-phone-" + key, subject="walkin:" + key * 16, n=n)
        door_taps.tap(full, who, said).result()

    page = funder.get("/e/ks/report").text

    assert '"came":{"heads":42,"checked":0,"walk_ins":42}' in page
    assert "42 came" in page


@pytest.mark.parametrize("path", PATHS)
def test_strangers_and_other_links_are_refused(path, client, full, app):
    others = [(Role.LEAD, "ks"), (Role.DOOR, "ks"), (Role.FUNDER, "park")]
    a_rally(full, "park")

    assert client.get(path).status_code == 403
    for role, event in others:
        session, _ = links.enter(full, links.mint(full, role, event))
        told = TestClient(app, cookies={links.COOKIE: session}).get(path)
        assert (told.status_code, "120" in told.text) == (403, False)


@pytest.mark.parametrize("path", PATHS)
def test_a_public_report_is_open_to_everybody(path, full, client):
    a_rally(full, "open", progress_public=True)

    assert client.get(path.replace("/ks/", "/open/")).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_revoked_link_opens_nothing(path, full, funder):
    assert funder.get(path).status_code == 200

    for issued in links.issued(full):
        links.revoke(full, issued.grant.id)

    assert funder.get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_it_is_kept_on_the_way(path, funder):
    headers = funder.get(path).headers

    assert headers["cache-control"] == "private, no-store"
    assert headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("path", PATHS)
def test_no_supporters_name_is_in_it(path, funder):
    assert "Amina" not in funder.get(path).text
    assert "Ben" not in funder.get(path).text


def test_a_funders_program_reads_with_the_token_of_their_link(full, client):
    token = links.mint(full, Role.FUNDER, "ks")

    def asked(of):
        return client.get("/e/ks/report.json", headers={"Authorization": f"Bearer {of}"})

    assert asked(token).json()["coming"] == 120
    assert asked(links.mint(full, Role.ORGANIZER)).status_code == 403
    assert asked("forged").status_code == 403


def test_the_json_has_the_live_pictures_numbers_of_the_same_seq(funder):
    told = funder.get("/e/ks/report.json").json()
    live = funder.get("/api/v1/events/ks/progress").json()

    names = ("seq", "coming", "confirmed", "yes", "by_count", "maybe", "goal")
    assert {name: told[name] for name in names} == {name: live[name] for name in names}
    assert told["as_of"] == "2026-11-22T06:00:00-06:00"
    assert told["not_shown"] == []


def test_the_csv_says_the_same_in_rows_that_no_spreadsheet_runs(full, funder):
    a_lead(full, "evil", name="=HYPERLINK(1)")
    answer = funder.get("/e/ks/report.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    (event,) = [row for row in rows if row["record"] == "event"]
    assert (event["coming"], event["by_count"], event["seq"]) == ("120", "40", "24")
    names = [row["name"] for row in rows if row["record"] == "lead"]
    assert names == ["Wichita Teachers", "'=HYPERLINK(1)"]
    assert 'filename="ks-24.csv"' in answer.headers["content-disposition"]


def test_what_is_not_shown_is_named_in_both_files(client, desk):
    a_rally(desk, "open", progress_public=True)
    commit(desk, "a", event="open", party="3", name="A", status="confirmed")
    commit(desk, "b", event="open", party="9", name="B")

    told = client.get("/e/open/report.json").json()
    assert (told["coming"], told["confirmed"], told["yes"]) == (12, None, None)
    assert told["not_shown"] == ["confirmed", "yes"]
    row = next(csv.DictReader(io.StringIO(client.get("/e/open/report.csv").text)))
    assert (row["coming"], row["confirmed"], row["not_shown"]) == ("12", "", "confirmed, yes")


def test_the_sheet_answers_whether_it_is_real_before_all_else(funder):
    page = funder.get("/e/ks/report").text
    said = re.findall(r"<li>([^<]+)</li>", page.partition("Is it real?")[2])

    assert "<b>120</b>" in page
    assert said[:3] == [
        "80 of them said so by name.",
        "20 said it a second time.",
        "40 stand on their leads&#39; word, without names.",
    ]
    assert "record 23" in page
    assert "Printed Sunday, November 22, 2026" in page


def test_the_sheet_speaks_spanish(funder):
    page = funder.get("/e/ks/report?lang=es").text

    assert "80 lo dijeron con su nombre." in page
    assert "Promised" not in page


def test_an_unknown_event_has_no_report(funder):
    assert funder.get("/e/zz/report").status_code == 404


def test_the_report_tells_of_areas_apart_from_people(full, funder):
    steward = a_steward(full)
    area = an_area(full, steward).area
    said = Said("key-of-step-number-1", area, Step.CLEAN, bags=9, volunteers=4)
    areas.say(full, steward, said).result()

    told = funder.get("/e/ks/report.json").json()["areas"]
    assert (told["areas"], told["cleaned"], told["bags"], told["volunteers"]) == (1, 1, 9, 4)
    assert told["weeks"][0]["week"] == "2026-11-16"
    rows = list(csv.DictReader(io.StringIO(funder.get("/e/ks/report.csv").text)))
    (row,) = [row for row in rows if row["record"] == "areas"]
    assert (row["cleaned"], row["square_metres"], row["coming"]) == ("1", "4778", "")
    sheet = funder.get("/e/ks/report").text
    assert "1 of 1 area cleaned." in sheet
    assert "4 volunteers, as stewards told them" in sheet


def test_a_report_without_a_map_says_nothing_of_areas(funder):
    assert funder.get("/e/ks/report.json").json()["areas"] is None
    assert "cleaned" not in funder.get("/e/ks/report").text
