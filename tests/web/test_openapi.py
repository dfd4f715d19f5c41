"""The description is held against the routes there are and the answers they give."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Mount

from tests.builders import commit
from turnout.desk import challenges, feeds, looks
from turnout.desk.pocket import Actor
from turnout.errors import StoreFailed
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.rules.intake import MOST_NAME, MOST_NOTE
from turnout.web.commitments import MOST_BYTES
from turnout.web.openapi import document
from turnout.web.routes import routes
from turnout.web.schemas import COMMITMENT

COMMIT, PROGRESS = "/api/v1/events/{event}/commitments", "/api/v1/events/{event}/progress"


def test_it_is_valid_openapi():
    OpenAPIV31SpecValidator(document()).validate()


def test_it_is_served(client):
    assert client.get("/api/openapi.json").json() == document()


def test_it_names_every_route_and_method_and_no_other():
    (api,) = [route for route in routes if isinstance(route, Mount) and route.path == "/api"]
    mounted = {
        (f"/api{route.path}", method.lower()) for route in api.routes for method in route.methods
    }

    described = {
        (path, method)
        for path, item in document()["paths"].items()
        for method in item
        if method != "parameters"
    }

    assert described == mounted


def body_of(answer):
    is_json = "json" in answer.headers.get("content-type", "")
    return answer.json() if is_json else answer.text


def matches(answer, path, method):
    """Hold one real answer against what the description says of its status."""
    described = document()
    said = described["paths"][path][method]["responses"]
    assert str(answer.status_code) in said, f"{answer.status_code} is not described"
    content = said[str(answer.status_code)].get("content")
    if content is None:
        assert answer.content == b""
        return
    kind = answer.headers["content-type"].partition(";")[0]
    schema = {**content[kind]["schema"], "components": described["components"]}
    Draft202012Validator(schema).validate(body_of(answer))


def reasons_to_answer(client, key, desk, monkeypatch):
    """Yield an answer of the commitments route for each status it can answer with."""
    url = COMMIT.format(event="ks")
    bearer = {"Authorization": f"Bearer {key}", "Idempotency-Key": "1"}
    post = lambda body, **headers: client.post(  # noqa: E731
        url,
        content=body,
        headers={"Content-Type": "application/json", **bearer, **headers},
    )
    yield post('{"name": "Ana"}')  # 201
    yield post('{"name": "Ana"}')  # 200
    yield post('{"name": "Bo"}')  # 409
    yield post("{")  # 400
    yield client.post(url, json={})  # 401
    yield post("{}", Authorization="Bearer no")  # 403
    yield client.post(COMMIT.format(event="zz"), content="{}", headers=bearer)  # 403
    yield post(b" " * (MOST_BYTES + 1))  # 413
    yield post("x", **{"Content-Type": "text/plain"})  # 415
    yield post('{"party": 0}')  # 422
    attendances = [{"osdi:attendance": {"identifiers": [f"x:{n}"]}} for n in (1, 2)]
    yield post(json.dumps(attendances), **{"Idempotency-Key": ""})  # 201 of many
    monkeypatch.setattr(desk.store, "tell", fails)
    yield post("{}", **{"Idempotency-Key": "2"})  # 503


def fails(*_):
    raise StoreFailed("gone")


def test_every_answer_to_a_commitment_is_as_described(client, key, desk, monkeypatch):
    answers = list(reasons_to_answer(client, key, desk, monkeypatch))

    for answer in answers:
        matches(answer, COMMIT, "post")
    seen = {answer.status_code for answer in answers}
    assert seen == {200, 201, 400, 401, 403, 409, 413, 415, 422, 503}


def test_the_other_answers_are_as_described(client, desk, monkeypatch):
    commit(desk, party="3", lead="wichita_teachers")
    commit(desk, "2")
    by = Actor("ks", 0, Role.ORGANIZER, "desk")
    wanted = Wanted(9, desk.clock() + timedelta(hours=1), text="Fill the hall")
    challenges.make(desk, by, "challenge", wanted).result()
    feeds.add(desk, "ks", "https://feeds.example.org/").result()
    url = PROGRESS.format(event="ks")
    picture = client.get(url)
    etag = {"If-None-Match": picture.headers["etag"]}

    matches(picture, PROGRESS, "get")
    matches(client.get(url, headers=etag), PROGRESS, "get")
    matches(client.head(url), PROGRESS, "head")
    matches(client.get(PROGRESS.format(event="zz")), PROGRESS, "get")
    matches(client.get("/api/v1/health"), "/api/v1/health", "get")
    matches(client.get("/api/openapi.json"), "/api/openapi.json", "get")
    monkeypatch.setattr(looks, "seqs", fails)
    matches(client.get("/api/v1/health"), "/api/v1/health", "get")


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Ana", "party": 3, "status": "yes", "needs": ["ride"]},
        {"name": "Ana", "party": "3", "id": 7},
        {"identifiers": ["a:1"], "status": "accepted", "person": {"given_name": "Bo"}},
        {"identifiers": ["a:1"], "guests": None, "person": {"given_name": None}, "status": None},
        [{"osdi:attendance": {"identifiers": ["a:1"], "person": {}}}],
    ],
)
def test_what_is_described_as_a_body_is_taken(body, client, key):
    assert is_described(body)
    assert posted(client, key, body).status_code == 201


def is_described(body):
    described = document()
    content = described["paths"][COMMIT]["post"]["requestBody"]["content"]["application/json"]
    return any(
        Draft202012Validator({**schema, "components": described["components"]}).is_valid(body)
        for schema in content["schema"]["oneOf"]
    )


def posted(client, key, body):
    headers = {"Authorization": f"Bearer {key}"}
    return client.post(COMMIT.format(event="ks"), json=body, headers=headers)


@pytest.mark.parametrize(
    "body", [{}, *({name: None} for name in COMMITMENT["properties"])], ids=str
)
def test_what_is_left_out_or_null_is_one_who_comes_without_a_name(body, client, key, coming):
    assert is_described(body)

    assert posted(client, key, body).status_code == 201

    assert coming() == 1


@pytest.mark.parametrize(
    "body",
    [
        *({"party": heads} for heads in (0, -1, 51, 1.5, "", "twelve", [2], {})),
        *({"status": said} for said in ("no", "", 1)),
        {"name": "A" * (MOST_NAME + 1)},
        {"note": "A" * (MOST_NOTE + 1)},
        {"needs": ["a band"]},
        *({name: {}} for name in COMMITMENT["properties"] if name != "needs"),
    ],
    ids=str,
)
def test_what_is_described_as_no_body_is_refused_and_nothing_stored(body, client, key, coming):
    assert not is_described(body)

    assert posted(client, key, body).status_code == 422

    assert coming() == 0


@given(heads=st.integers(-60, 60) | st.integers(-60, 60).map(str))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_party_is_taken_as_described_whether_a_number_or_text(heads, client, key):
    taken = posted(client, key, {"party": heads}).status_code == 201

    assert taken is (1 <= int(heads) <= 50)
    assert taken is is_described({"party": heads})
