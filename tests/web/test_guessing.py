"""Who guesses is told to wait, and nobody who has a right link or key notices."""

import hmac

import pytest
from starlette.testclient import TestClient

from tests.builders import a_rally
from tests.builders import commit as commit_at_the_desk
from turnout.desk import links
from turnout.desk.desk import MOST_FAILURES
from turnout.model import Role

POST, SMS = "/api/v1/events/ks/commitments", "/api/v1/events/ks/sms"


def fail(client, times=MOST_FAILURES):
    for number in range(times):
        assert client.post("/enter", data={"token": f"guess{number}"}).status_code == 403


def commit(client, key, name="Amina"):
    return client.post(POST, json={"name": name}, headers={"Authorization": f"Bearer {key}"})


def test_who_guesses_links_waits_and_is_told_how_long(client):
    fail(client)

    page = client.post("/enter", data={"token": "guess"})

    assert page.status_code == 429
    assert 1 <= int(page.headers["retry-after"]) <= 60
    assert "Look at it once more, wait a minute and try again." in page.text


def test_a_right_link_still_opens_after_a_few_wrong_ones(client, desk):
    fail(client, MOST_FAILURES - 1)

    assert (
        client.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)}).status_code == 303
    )


def test_right_links_never_count_however_many_open_them(client, desk):
    token = links.mint(desk, Role.ORGANIZER)

    answers = {
        client.post("/enter", data={"token": token}).status_code for _ in range(MOST_FAILURES * 2)
    }

    assert answers == {303}


@pytest.mark.parametrize(
    "guess",
    [
        lambda client: client.post("/enter", data={"token": "x"}),
        lambda client: client.post("/e/ks/mine", data={"token": "x"}),
        lambda client: client.get("/e/ks/mine", headers={"Cookie": "turnout_mine=x"}),
        lambda client: commit(client, "x"),
        lambda client: client.post(
            POST, json={"name": "A"},
            headers={"X-Turnout-Signature": "sha256=00", "X-Turnout-Key-Id": "1",
                     "X-Turnout-Timestamp": "1795348800"},
        ),
        lambda client: client.post(
            SMS, data={"From": "+17855550101", "Body": "IN"},
            headers={"X-Twilio-Signature": "x"},
        ),
    ],
    ids=["link", "personal link", "its cookie", "key", "signature", "Twilio's"],
)  # fmt: skip
def test_every_way_to_guess_is_told_to_wait(guess, client):
    for _ in range(MOST_FAILURES):
        assert guess(client).status_code in (200, 403)

    assert guess(client).status_code == 429


def by_signature(client, desk):
    signing = links.signing(desk, "ks")
    stamp, body = str(int(desk.clock().timestamp())), b'{"name": "Amina"}'
    signature = hmac.digest(signing.secret.encode(), f"{stamp}.".encode() + body, "sha256").hex()
    headers = {
        "X-Turnout-Signature": f"sha256={signature}",
        "X-Turnout-Key-Id": str(signing.key_id),
        "X-Turnout-Timestamp": stamp,
        "Content-Type": "application/json",
    }
    return client.post(POST, content=body, headers=headers)


def by_link(client, desk):
    return client.post("/enter", data={"token": links.mint(desk, Role.ORGANIZER)})


def by_own_link(client, desk):
    person = commit_at_the_desk(desk).person
    return client.post("/e/ks/mine", data={"token": links.personal(desk, "ks", person)})


def by_funders_program(client, desk):
    key = links.mint(desk, Role.FUNDER, "ks")
    return client.get("/e/ks/report.json", headers={"Authorization": f"Bearer {key}"})


RIGHT = {
    "link": (by_link, 303),
    "personal link": (by_own_link, 303),
    "key": (lambda client, desk: commit(client, links.mint(desk, Role.API, "ks")), 201),
    "signature": (by_signature, 201),
    "funder's key": (by_funders_program, 200),
}


@pytest.mark.parametrize("show, status", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_heard_the_first_time_though_its_neighbour_guesses(
    show, status, client, desk
):
    fail(client)
    assert commit(client, "another").status_code == 429

    assert show(client, desk).status_code == status
    assert commit(client, "another").status_code == 429


def test_a_gateways_key_that_was_good_opens_nothing_for_another(client, key):
    def text(shown):
        headers = {"Authorization": f"Bearer {shown}"}
        return client.post(SMS, data={"From": "+17855550101", "Body": "IN"}, headers=headers)

    assert text(key).status_code == 200
    fail(client)

    assert [text(shown).status_code for shown in (key, "another")] == [200, 429]


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Digest x"}])
def test_who_shows_no_key_guesses_nothing(shown, client):
    for _ in range(MOST_FAILURES + 1):
        assert client.post(POST, json={"name": "A"}, headers=shown).status_code == 401


def test_an_address_that_many_share_is_never_told_to_wait(live_in, app):
    a_rally(live_in(shared_addresses=("203.0.113.9",)))
    client = TestClient(app, follow_redirects=False, client=("203.0.113.9", 5000))

    fail(client, MOST_FAILURES + 5)


def test_another_address_is_not_told_to_wait(client, desk, app):
    fail(client)
    other = TestClient(app, follow_redirects=False, client=("203.0.113.7", 5000))

    assert other.post("/enter", data={"token": "guess"}).status_code == 403


def test_the_public_pages_stay_open_to_who_guesses(client):
    fail(client)

    for path in ("/e/ks", "/e/ks/join", "/enter", "/api/v1/events/ks/progress"):
        assert client.get(path).status_code == 200


def test_who_guesses_funders_tokens_waits_too(client, desk):
    def read(token):
        headers = {"Authorization": f"Bearer {token}"}
        return client.get("/e/ks/report.json", headers=headers).status_code

    assert {read(f"guess{number}") for number in range(MOST_FAILURES)} == {403}
    assert read("guess") == 429
