"""The phone that turns the wall: who may, what it is told, and how it works without a script."""

import asyncio
import gzip
import re

import pytest

from turnout.desk import links, looks
from turnout.house import house
from turnout.model import Role
from turnout.model.show import Scene, Theme

URL = "/e/ks/show"
JSON = {"Accept": "application/json"}


@pytest.fixture
def enter(desk, client):
    """Return a function that opens a link of `role` in this browser."""

    def opened(role=Role.ORGANIZER, **to):
        session, grant = links.enter(desk, links.mint(desk, role, "ks", **to))
        client.cookies.set(links.COOKIE, session)
        return grant

    return opened


def on_walls(desk):
    return looks.progress(desk, "ks").show


def test_a_stranger_neither_sees_nor_turns_the_wall(client, desk):
    assert client.get(URL).status_code == 403
    assert client.get(f"{URL}/state").status_code == 403
    assert client.post(URL, data={"scene": "leaders"}, headers=JSON).status_code == 403
    assert on_walls(desk) is None


@pytest.mark.parametrize("role", [Role.FUNDER, Role.DOOR])
def test_a_funder_or_a_door_turns_no_wall(enter, client, desk, role):
    enter(role)

    assert client.post(URL, data={"scene": "leaders"}, headers=JSON).status_code == 403
    assert on_walls(desk) is None


def test_another_sites_page_turns_no_wall(enter, client, desk):
    enter()
    answer = client.post(URL, data={"scene": "leaders"}, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert on_walls(desk) is None


def test_a_tap_is_answered_with_what_stands_now(enter, client, desk):
    enter()

    told = client.post(URL, data={"scene": "leaders"}, headers=JSON).json()

    assert (told["scene"], told["show"]["every_seconds"], told["walls"]) == ("leaders", 0, 0)
    assert on_walls(desk).scene is Scene.LEADERS


def test_without_a_script_a_button_leads_back_to_the_page(enter, client, desk):
    enter()

    answer = client.post(URL, data={"theme": "dark"})

    assert (answer.status_code, answer.headers["location"]) == (303, URL)
    assert on_walls(desk).theme is Theme.DARK
    assert 'value="dark" aria-pressed="true"' in client.get(URL).text


def test_a_round_of_which_nothing_is_ticked_goes_through_nothing(enter, client, desk):
    enter()
    client.post(URL, data={"round": "1", "scenes": ["total", "leaders"]})
    assert on_walls(desk).scenes == (Scene.TOTAL, Scene.LEADERS)

    client.post(URL, data={"round": "1"})
    assert on_walls(desk).scenes == ()


def test_a_message_that_no_hall_can_read_is_kept_in_its_field_and_not_shown(enter, client, desk):
    enter()
    long = "Bring a friend. " * 20

    page = client.post(URL, data={"scene": "message", "message": long})
    told = client.post(URL, data={"scene": "message", "message": long}, headers=JSON)

    assert page.status_code == 422
    assert "Bring a friend. Bring a friend." in page.text
    assert "140 letters at most" in page.text
    assert "140 letters at most" in told.json()["wrong"]["message"]
    assert on_walls(desk) is None


def test_a_message_is_text_whatever_it_holds(enter, client):
    enter()
    client.post(URL, data={"scene": "message", "message": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(URL).text
    assert "<script>alert" not in client.get("/e/ks/board").text


def test_a_link_that_is_no_longer_good_is_said_to_the_phone(enter, client, desk):
    links.revoke(desk, enter().id)

    told = client.post(URL, data={"scene": "leaders"}, headers=JSON)

    assert told.status_code == 403
    assert told.json()["gone"]


def test_a_scene_with_nothing_to_show_is_greyed_with_its_reason(enter, client):
    enter()

    page = client.get(URL).text

    assert "No areas on the map." in page
    assert "No wall is listening right now." in page
    assert client.get(f"{URL}/state").json()["show"]["has"] == ["total", "leaders", "just_in"]


def test_walls_that_listen_are_counted_and_other_screens_are_not(desk):
    live = house().live
    wall = asyncio.run(live.listen("ks", is_wall=True))
    asyncio.run(live.listen("ks"))
    assert live.walls("ks") == 1

    wall.close()
    assert live.walls("ks") == 0


def test_the_page_is_light(enter, client):
    """What a phone loads, gzipped as the server sends it, fonts and all its scripts included."""
    enter()
    page = client.get(URL)

    assets = set(re.findall(r"/e/-/assets/[\w/.-]+", page.text))
    folder = next(iter(assets)).rpartition("/")[0]
    assets |= {f"{folder}/{name}.js" for name in ("dom", "live", "show", "when", "words")}
    plain = {"Accept-Encoding": "identity"}
    files = sum(len(gzip.compress(client.get(of, headers=plain).content)) for of in assets)
    assert len(gzip.compress(page.content)) + files < 60_000
