"""The forecast over HTTP: for organizers' keys, and nobody else's eyes."""

import json

import pytest

from tests.builders import a_lead, a_rally, commit
from turnout import house
from turnout.desk import foreseeing, links, pasts, rallies
from turnout.model import Role

URL = "/api/v1/events/ks/forecast"


def some_commit(desk, many, **fields):
    for n in range(many):
        commit(desk, f"{n}", name=f"Person {n}", contact=f"p{n}@example.org", **fields)


@pytest.fixture
def key(desk):
    return {"Authorization": f"Bearer {links.mint(desk, Role.ORGANIZER, 'ks')}"}


def test_an_organizers_key_reads_it(client, desk, key):
    some_commit(desk, 30, lead="wichita_teachers")
    told = client.get(URL, headers=key).json()

    assert (told["heads"], told["guess"], told["chance_of_goal"]) == (30, True, None)
    assert told["final"]["low"] <= told["final"]["mid"] <= told["final"]["high"]
    assert told["leads"][0]["handle"] == "wichita_teachers@mastodon.social"
    assert sum(part["expected"] for part in told["parts"]) == pytest.approx(
        told["final"]["mid"], abs=1
    )


def test_it_names_no_supporter(client, desk, key):
    some_commit(desk, 30)

    assert "Person" not in client.get(URL, headers=key).text


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER, Role.API, Role.DOOR])
def test_no_other_key_does(role, client, desk):
    lead = {"lead": "wichita_teachers"} if role is Role.LEAD else {}
    token = links.mint(desk, role, "ks", **lead)

    answer = client.get(URL, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_nobody_without_a_key_does(client):
    assert client.get(URL).status_code == 401


def test_who_has_it_is_not_sent_it_again_until_anything_moves(client, desk, key):
    etag = client.get(URL, headers=key).headers["etag"]
    again = client.get(URL, headers={**key, "If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    commit(desk, "one more")
    moved = client.get(URL, headers={**key, "If-None-Match": etag})
    assert moved.status_code == 200


def test_what_another_event_taught_is_sent_anew(client, desk, key):
    a_rally(desk, "other", hashtag="Other")
    etag = client.get(URL, headers=key).headers["etag"]
    day = desk.clock().date().replace(year=2025)
    pasts.add_past(desk, "other", "Fall", day, [{"committed": 90, "came": 9}]).result()

    assert client.get(URL, headers={**key, "If-None-Match": etag}).status_code == 200


def test_the_public_picture_tells_it_only_where_the_organizer_says_so(client, desk, monkeypatch):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.0)
    some_commit(desk, 30)
    live = house.house().live
    picture = live.picture("ks")
    live.foreseeing.wait("ks", picture.seq, 10)
    assert client.get("/api/v1/events/ks/progress").json()["forecast"] is None

    rallies.change(desk, "ks", forecast_public=True).result()
    live.foreseeing.wait("ks", live.picture("ks").seq, 10)
    answer = client.get("/api/v1/events/ks/progress")
    told = answer.json()
    assert told["forecast"]["low"] <= told["forecast"]["high"]
    assert answer.headers["etag"] != f'"{told["seq"]}"'
    assert json.loads(live.picture("ks").data) == told


def test_the_public_page_says_it_without_a_script(client, desk, monkeypatch):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.0)
    some_commit(desk, 30)
    assert "A first guess" not in client.get("/e/ks").text.partition("<script")[0]

    rallies.change(desk, "ks", forecast_public=True).result()
    live = house.house().live
    live.foreseeing.wait("ks", live.picture("ks").seq, 10)
    assert "A first guess" in client.get("/e/ks").text.partition("<script")[0]


def test_a_leads_pocket_tells_of_that_leads_people(client, desk, monkeypatch):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.0)
    other = a_lead(desk, "topeka_nurses@mastodon.social", name="Topeka Nurses")
    some_commit(desk, 30, lead="topeka_nurses")
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="topeka_nurses"))
    client.cookies.set(links.COOKIE, session)
    first = client.get("/e/ks/pocket/state").json()
    foreseen = house.house().live.foreseeing
    for _ in range(1_000):
        if foreseen.lead("ks", other.id):
            break
        foreseen.wait("ks", first["seq"] + 1, 0.01)

    told = client.get("/e/ks/pocket/state").json()["forecast"]
    assert told["low"] <= told["high"]
    assert told["guess"]
