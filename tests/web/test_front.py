import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from turnout.web.front import FrontDoor
from turnout.web.operations import PROBLEM


@pytest.mark.parametrize("path", ["*", "", "/", "//e/ks", "/wall", "/entered"])
def test_what_is_not_ours_goes_on_to_streamlit(path):
    went_on = []

    async def streamlit(scope, receive, send):
        went_on.append(scope["path"])

    asyncio.run(FrontDoor(streamlit)({"type": "http", "method": "GET", "path": path}, None, None))

    assert went_on == [path]


@pytest.mark.parametrize("path", ["/", "/desk", "/static/app.js"])
def test_no_other_site_shows_the_workbench_inside_of_its_own_pages(path):
    headers = TestClient(FrontDoor(PlainTextResponse("the desk"))).get(path).headers

    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_what_streamlit_says_of_it_itself_stands():
    streamlit = PlainTextResponse("the desk", headers={"Referrer-Policy": "no-referrer"})

    headers = TestClient(FrontDoor(streamlit)).get("/").headers

    assert headers.get_list("referrer-policy") == ["no-referrer"]


async def nobody(scope, receive, send):
    raise AssertionError(f"{scope['path']} is ours")


def test_a_commitment_is_taken_on_its_own_road_and_refused_in_its_own_words(desk, key):
    client = TestClient(FrontDoor(nobody), headers={"Authorization": f"Bearer {key}"})
    at = "/api/v1/events/ks/commitments"

    assert client.post(at, json={"name": "Amina"}).status_code == 201
    assert client.post(at, json={"party": "0"}).headers["Content-Type"] == PROBLEM
    assert client.post(at.replace("ks", "tx"), json={"name": "Amina"}).status_code == 403


@pytest.mark.parametrize(
    "method, path, status",
    [
        ("GET", "/api/v1/events/ks/commitments", 405),
        ("POST", "/api/v1/events/ks/commitments/1", 404),
        ("POST", "/api/v1/events/ks/x/commitments", 404),
        ("GET", "/api/v1/events/ks/progress", 200),
        ("GET", "/e/ks", 200),
    ],
)
def test_what_only_looks_like_it_goes_by_the_tables(desk, method, path, status):
    assert TestClient(FrontDoor(nobody)).request(method, path).status_code == status


MAPPED = "::ffff:127.0.0.1"  # how a socket for IPv4 and IPv6 at once names this machine


@pytest.mark.parametrize(
    "caller, forwarded, seen",
    [
        ("::ffff:203.0.113.9", None, "203.0.113.9"),
        (MAPPED, None, "127.0.0.1"),
        (MAPPED, "198.51.100.7", "198.51.100.7"),
        (MAPPED, "203.0.113.1, 198.51.100.7", "198.51.100.7"),
        ("::ffff:203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("2001:db8::9", "198.51.100.7", "2001:db8::9"),
    ],
)
def test_a_caller_is_known_by_one_address_and_a_proxy_of_ours_by_whom_it_names(
    caller, forwarded, seen
):
    callers = []

    async def streamlit(scope, receive, send):
        callers.append(scope["client"][0])

    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "method": "GET", "path": "/", "client": (caller, 1)}
    asyncio.run(FrontDoor(streamlit)({**scope, "headers": headers}, None, None))

    assert callers == [seen]


def test_this_machine_is_shown_its_code_whatever_its_socket_calls_it(desk):
    browser = TestClient(FrontDoor(nobody), client=(MAPPED, 50_000))

    assert browser.get("/e/ks/qr.svg").status_code == 200
