"""An event that has ended takes no promise, says so, and counts what was promised as such."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tests.builders import a_desk, a_house, a_lead, a_rally, commit
from turnout import browser
from turnout.desk import leads, links, looks, pocket, rallies, schedule, taps
from turnout.errors import Refused
from turnout.model import LASTS, Door, Role

END = datetime(2026, 12, 5, 20, tzinfo=UTC)
LATE = END + timedelta(minutes=1)
TEACHERS = "wichita_teachers@mastodon.social"


@pytest.fixture
def clock():
    return [END - timedelta(days=1)]


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, ends_at=END, ask_contact="email")
    a_lead(desk)
    with a_house(desk):
        yield desk


@pytest.fixture
def client(desk, app):
    return TestClient(app, follow_redirects=False, headers={"Accept-Language": "en"})


@pytest.fixture
def sign_up(client):
    return lambda: client.post("/e/ks/join", data={"name": "Ana", "party": "2", "status": "yes"})


def test_the_form_is_there_until_the_end_and_then_says_that_it_is_over(client, clock, sign_up):
    assert "<form" in client.get("/e/ks/join").text
    clock[0] = LATE
    page = client.get("/e/ks/join").text

    assert "It is over. Thank you." in page
    assert "<form" not in page
    assert sign_up().status_code == 422


def test_a_later_end_keeps_it_open(desk, client, clock, sign_up):
    rallies.change(desk, "ks", ends_at=END + timedelta(days=2)).result()
    clock[0] = LATE

    assert "<form" in client.get("/e/ks/join").text
    assert sign_up().status_code == 303


@pytest.mark.parametrize("path", ["", "/join", "/embed"])
def test_nobody_is_said_to_be_coming_once_it_is_over(desk, client, clock, path):
    commit(desk, party="3", lead=TEACHERS)
    clock[0] = LATE
    page = client.get(f"/e/ks{path}").text.partition('<script type="application/json"')[0]

    assert "<span>promised to come</span>" in page
    assert "coming" not in page


def test_the_next_event_of_the_campaign_is_named_with_its_date(desk, client, clock):
    clock[0] = LATE
    assert "The next one:" not in client.get("/e/ks/join").text
    for slug, days in (("far", 14), ("next", 7), ("quiet", 3), ("gone", -3), ("shut", 2)):
        starts_at, title = LATE + timedelta(days=days), f"Rally {slug}"
        a_rally(desk, slug, title=title, parent="ks", starts_at=starts_at, quiet=slug == "quiet")
    rallies.close(desk, "shut").result()
    a_rally(desk, "off", parent="ks", starts_at=LATE + timedelta(days=2))
    schedule.cancel(desk, "off").result()

    for path in ("/e/ks", "/e/ks/join", "/e/gone"):
        page = client.get(path).text
        assert re.search(r"The next one: Rally next, Sat, Dec 12, 2:01\s[AP]M", page)
        assert 'href="/e/next/join"' in page


def test_a_supporter_can_still_cancel_and_nothing_else(desk, client, clock):
    receipt = commit(desk, door=Door.FORM, name="Ana", contact="ana@example.org", consent="form/1")
    client.cookies.set("turnout_mine", links.personal(desk, "ks", receipt.person, receipt.seq))
    clock[0] = LATE
    page = client.get("/e/ks/mine").text

    assert "You said that you would come." in page
    assert "I can&#39;t make it" in page
    assert 'id="party"' not in page
    more = {"party": "5", "status": "yes", "key": "more"}
    assert client.post("/e/ks/mine", data=more).status_code == 422
    gone = {"party": "1", "status": "cancelled", "key": "gone"}
    assert client.post("/e/ks/mine", data=gone).status_code == 303
    assert looks.progress(desk, "ks").count.coming == 0


def test_the_api_refuses_with_a_code_what_was_said_after_the_end(desk, client, clock):
    bearer = {"Authorization": f"Bearer {links.mint(desk, Role.API, 'ks')}"}
    clock[0] = LATE

    def post(**said):
        body = {"name": "Ana", **said}
        return client.post("/api/v1/events/ks/commitments", json=body, headers=bearer)

    refused = post().json()
    assert [(each["field"], each["code"]) for each in refused["errors"]] == [("event", "over")]
    assert post(said_at="2026-12-05T13:59:00-06:00").status_code == 201
    assert post(status="cancelled", contact="ana@example.org").status_code == 201


@pytest.mark.parametrize("kind", ["more", "total", "person"])
def test_a_leads_taps_promise_nothing_after_the_end_but_what_was_tapped_before(desk, clock, kind):
    grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", TEACHERS))[1]
    who = pocket.actor(desk, [grant], "ks")
    clock[0] = LATE

    def tap(key, **how):
        return taps.tap(desk, who, taps.Tap(key * 16, kind, n=5, name="Ana", **how))

    with pytest.raises(Refused) as refused:
        tap("a")
    assert (refused.value.field, refused.value.code) == ("event", "over")
    tap("b", age=timedelta(minutes=10))
    assert looks.progress(desk, "ks").count.coming in (1, 5)


def test_a_lead_may_bring_fewer_after_the_end_and_the_desk_writes_down_what_was_said(desk, clock):
    leads.declare(desk, "ks", TEACHERS, total=40).result()
    clock[0] = LATE

    leads.declare(desk, "ks", TEACHERS, total=30).result()
    with pytest.raises(Refused):
        leads.declare(desk, "ks", TEACHERS, total=31).result()
    leads.declare(desk, "ks", TEACHERS, total=50, door=Door.VOICE).result()
    commit(desk, "sheet", door=Door.PAPER, party="2")
    commit(desk, "list", door=Door.IMPORT, party="3")
    assert looks.progress(desk, "ks").count.coming == 55


def test_browsers_take_an_event_without_an_end_to_last_as_long():
    (hours,) = re.findall(r"LASTS_MS = (\d+) \* 3_600_000", browser.text("when.js"))

    assert timedelta(hours=int(hours)) == LASTS
