import pytest
from starlette.testclient import TestClient

from turnout.desk import leads, links
from turnout.model import Role

WORKBENCH, DOOR = "/", "/e/ks/door"


@pytest.mark.parametrize("role,where", [(Role.ORGANIZER, WORKBENCH), (Role.DOOR, DOOR)])
def test_who_runs_it_is_let_in_at_the_workbench_and_who_lets_in_at_the_door(
    role, where, client, desk
):
    token = links.mint(desk, role, "ks")

    answer = client.post("/enter", data={"token": token})

    assert (answer.status_code, answer.headers["location"]) == (303, where)
    (grant,) = links.visitor(desk, client.cookies[links.COOKIE])
    assert grant.role is role


@pytest.mark.parametrize(
    "role, event, where",
    [
        (Role.FUNDER, "ks", "/progress?event=ks"),
        (Role.FUNDER, None, "/progress"),
        (Role.DOOR, None, WORKBENCH),
    ],
)
def test_who_has_no_event_is_let_in_where_all_of_them_are(role, event, where, client, desk):
    token = links.mint(desk, role, event)

    assert client.post("/enter", data={"token": token}).headers["location"] == where


def test_a_lead_is_let_in_at_the_pocket(client, desk):
    token = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers")

    (lead,) = leads.leads(desk, "ks")
    opened = client.post("/enter", data={"token": token})
    assert opened.headers["location"] == f"/e/ks/pocket?lead={lead.id}"


def test_a_second_link_joins_the_first_in_one_session(client, desk):
    client.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)})
    client.post("/enter", data={"token": links.mint(desk, Role.FUNDER, "ks")})

    grants = links.visitor(desk, client.cookies[links.COOKIE])
    assert {grant.role for grant in grants} == {Role.ORGANIZER, Role.FUNDER}


def test_the_cookie_is_out_of_scripts_reach(client, desk):
    cookie = client.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)}).headers[
        "set-cookie"
    ]

    for part in ("HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={90 * 24 * 3600}"):
        assert part in cookie.split("; ")
    assert "Secure" not in cookie


def test_over_https_the_session_is_kept_to_it(desk, app):
    browser = TestClient(app, base_url="https://testserver", follow_redirects=False)

    answer = browser.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)})

    assert "Secure" in answer.headers["set-cookie"].split("; ")


def test_what_opens_a_session_is_kept_nowhere(client, desk):
    for answer in (
        client.get("/enter"),
        client.post("/enter", data={"token": "nope"}),
        client.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)}),
    ):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("token", ["", "nope", "x" * 10_000])
def test_a_link_that_is_no_longer_good_says_so(token, client):
    page = client.post("/enter", data={"token": token})

    assert page.status_code == 403
    assert "That link is no longer good. Ask your organizer for a new one." in page.text
    assert "set-cookie" not in page.headers


def test_an_api_key_opens_no_session(client, key):
    assert client.post("/enter", data={"token": key}).status_code == 403


def test_a_link_works_more_than_once_since_previews_open_links_too(client, desk):
    token = links.mint(desk, Role.ORGANIZER)

    assert [client.post("/enter", data={"token": token}).status_code for _ in range(2)] == [
        303,
        303,
    ]


def test_a_post_from_another_site_opens_nothing(client, desk):
    answer = client.post(
        "/enter",
        data={"token": links.mint(desk, Role.ORGANIZER)},
        headers={"Origin": "https://evil.example"},
    )

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_page_keeps_nothing_and_asks_nobody(client):
    page = client.get("/enter")

    assert page.headers["cache-control"] == "no-store"
    assert "history.replaceState" in page.text


def test_another_method_is_a_page_too(client):
    assert client.put("/enter").status_code == 405


def test_a_funder_comes_to_the_page_for_funders(client, desk):
    client.follow_redirects = False
    answer = client.post("/enter", data={"token": links.mint(desk, Role.FUNDER, "ks")})

    assert answer.headers["location"] == "/progress?event=ks"
