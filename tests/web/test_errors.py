import asyncio
import logging

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.testclient import TestClient

from turnout import errors, words
from turnout.desk import looks, rallies
from turnout.errors import Reason, Refused
from turnout.web.bodies import MOST_FORM_BYTES, MOST_FORM_FIELDS
from turnout.web.errors import (
    BODIES,
    DEFECT,
    MEANINGS,
    STATUSES,
    UNREADABLE,
    Answered,
    beside,
    meaning,
    problem,
    sentence,
)


@pytest.mark.parametrize(
    "error, status",
    [
        (errors.Refused("party", "not_whole"), 422),
        (errors.Refused("body", "invalid_json"), 400),
        (errors.Refused("body", "too_large", most=1), 413),
        (errors.Refused("body", "type_unknown"), 415),
        (errors.NotAllowed("link"), 403),
        (errors.NotFound("event", "zz"), 404),
        (errors.Conflict("key"), 409),
        (errors.StoreFailed("disk"), 503),
        (errors.SettingsError("x"), 500),
        (HTTPException(405), 405),
        (ZeroDivisionError(), 500),
    ],
)
def test_each_error_has_its_status(error, status):
    assert meaning(error).status == status


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_each_meaning_has_its_title_and_what_to_do(lang):
    found = [*(of for _, of in MEANINGS), *BODIES.values(), UNREADABLE, DEFECT]
    names = {of.name for of in found} | set(STATUSES.values())

    for name in names:
        assert words.say(lang, f"web.{name}_title")
    for name in names - {"unreadable", "too_large", "media_type"}:  # those say the reason itself
        assert words.say(lang, f"web.{name}_detail", allowed="GET")


def test_a_reason_has_its_sentence():
    reason = Reason("party", "out_of_range", {"least": 1, "most": 10})

    assert sentence("en", reason) == "Say how many, from 1 to 10, with yourself."


@pytest.mark.parametrize(
    "reason", [Reason("party", "of_a_new_kind"), Reason("party", "out_of_range", {"least": 1})]
)
def test_a_reason_without_its_sentence_still_names_the_field(reason):
    assert sentence("en", reason) == "Look at this again: party."


def test_what_is_wrong_stands_in_the_order_of_the_form_and_what_is_no_field_of_it_last():
    refused = Refused.of(
        [Reason("event", "closed"), Reason("party", "missing"), Reason("name", "missing")]
    )

    assert list(beside("en", refused, ("name", "party"))) == ["name", "party", "event"]


def test_a_defect_is_logged_and_answered_in_words(client, app, monkeypatch, caplog):
    def breaks(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(looks, "seqs", breaks)
    monkeypatch.setattr(rallies, "event", breaks)
    quiet = TestClient(app, raise_server_exceptions=False)

    with caplog.at_level(logging.ERROR):
        problem = quiet.get("/api/v1/health")
        page = quiet.get("/e/ks?lang=es")

    assert (problem.status_code, page.status_code) == (500, 500)
    assert problem.headers["content-type"] == "application/problem+json"
    assert "es culpa nuestra" in page.text
    assert "ZeroDivisionError" in caplog.text


def test_an_unknown_page_is_a_light_page_in_the_readers_language(client):
    answer = client.get("/e/ks/nothing", headers={"Accept-Language": "es"})

    assert answer.status_code == 404
    assert '<html lang="es"' in answer.text
    assert "Aquí no hay nada" in answer.text


@pytest.mark.parametrize(
    "below, status", [("nothing", 404), ("areas/9", 404), ("challenges/99", 404), ("show", 403)]
)
def test_a_page_that_cannot_be_shown_leads_on_to_its_event(below, status, client):
    answer = client.get(f"/e/ks/{below}")

    assert answer.status_code == status
    assert 'href="/e/ks"' in answer.text


@pytest.mark.parametrize("address", ["/e/nope/sheets", "/e/nope", "/e//", "/enter/x"])
def test_an_address_below_no_event_leads_to_none(address, client):
    assert "See how we are doing" not in client.get(address).text


def test_an_unknown_event_is_named_and_harmless(client):
    answer = client.get("/e/%3Cscript%3E")

    assert "See how we are doing" not in answer.text

    assert answer.status_code == 404
    assert "&lt;script&gt;" in answer.text
    assert "called <script>" not in answer.text


def test_a_wrong_method_says_which_are_right(client):
    answer = client.delete("/e/ks")

    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_an_unknown_address_of_the_api_is_a_problem(client):
    answer = client.get("/api/nothing")

    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:turnout:problem:not_found"


def test_a_form_that_was_not_read_to_its_end_ends_the_connection(client):
    answer = client.post("/e/ks/join", content=b"x" * (MOST_FORM_BYTES + 1))

    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    "largest", [b"x" * MOST_FORM_BYTES, b"&".join([b"needs=ride"] * MOST_FORM_FIELDS)]
)
def test_the_largest_form_is_read_and_says_what_is_missing(largest, client):
    assert client.post("/e/ks/join", content=largest).status_code == 422


def test_a_form_of_more_fields_than_any_of_ours_is_not_read(client):
    body = b"&".join([b"needs=ride"] * (MOST_FORM_FIELDS + 1))

    assert client.post("/e/ks/join", content=body).status_code == 400


@pytest.mark.parametrize("path", ["/api/v1/events/zz/progress", "/e/zz"])
def test_what_went_wrong_is_kept_nowhere(path, client):
    assert client.get(path).headers["cache-control"] == "no-store"


def test_who_has_left_is_answered_nothing():
    async def left(scope, receive, send):
        raise ClientDisconnect

    asyncio.run(Answered(left, problem)({"type": "http"}, None, None))


@pytest.mark.parametrize("kind, begun", [("http", True), ("lifespan", False)])
def test_an_answer_that_has_begun_gets_no_second_one(kind, begun):
    sent = []

    async def breaks(scope, receive, send):
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise errors.NotFound("event", "zz")

    async def send(message):
        sent.append(message["type"])

    with pytest.raises(errors.NotFound):
        asyncio.run(Answered(breaks, problem)({"type": kind}, None, send))
    assert sent == ["http.response.start"] * begun
