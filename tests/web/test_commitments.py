import hmac
import json

import pytest

from tests.builders import NOON, a_lead, a_rally
from turnout.desk import links, looks, rallies
from turnout.errors import StoreFailed
from turnout.model import Role
from turnout.web.commitments import MOST_BYTES

URL = "/api/v1/events/ks/commitments"
ANA = {"name": "Ana", "party": 3}


@pytest.fixture
def post(client, key):
    def send(body, url=URL, **headers):
        given = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return client.post(url, content=content, headers={**given, **named})

    return send


def test_a_commitment_is_acknowledged_and_counted(post, coming):
    answer = post(ANA, Idempotency_Key="a1")

    assert answer.status_code == 201
    assert answer.json() == {"seq": answer.json()["seq"], "key": "a1", "coming": 3}
    assert answer.headers["cache-control"] == "no-store"
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert coming() == 3


def test_the_same_key_and_body_get_the_first_answer_again(post, coming):
    first = post(ANA, Idempotency_Key="a1")
    post({"name": "Bo", "party": 2})

    again = post(ANA, Idempotency_Key="a1")

    assert (again.status_code, again.json()) == (200, first.json())
    assert coming() == 5


def test_the_same_key_with_another_body_is_a_conflict(post, coming):
    post(ANA, Idempotency_Key="a1")

    assert post({**ANA, "party": 4}, Idempotency_Key="a1").status_code == 409
    assert coming() == 3


def test_the_services_own_id_is_the_key(post, coming):
    post({**ANA, "id": 77})

    assert post({**ANA, "id": 77}).status_code == 200
    assert coming() == 3


@pytest.mark.parametrize("own", ['a "quoted" \\ one', "ä\u2028\n", "\U0001f600", "'}]"])
def test_an_id_of_any_letters_is_answered_as_it_came(post, own):
    answer = post({**ANA, "id": own})

    assert (answer.status_code, answer.json()["key"]) == (201, f"id:{own}")


def test_two_services_may_use_the_same_key(post, desk, coming):
    other = links.mint(desk, Role.API, "ks")
    post(ANA, Idempotency_Key="1")

    assert post(ANA, Idempotency_Key="1", Authorization=f"Bearer {other}").status_code == 201
    assert coming() == 6


def test_without_a_key_every_post_is_a_commitment_of_its_own(post, coming):
    post(ANA)
    post(ANA)

    assert coming() == 6


@pytest.mark.parametrize(
    "party", ["0", "-1", "51", '"twelve"', "1e3", '"²"', "2.0", "true", '""', "1e400", "9" * 5000]
)
def test_a_party_that_is_no_whole_number_in_range_is_refused_and_not_stored(party, post, coming):
    answer = post(f'{{"name": "Ana", "party": {party}}}')

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == ["party"]
    assert coming() == 0


@pytest.mark.parametrize(
    "name", ["n" * 10_000, "A\x00na", "A\u202ena"], ids=["10,000 letters", "NUL", "RTL override"]
)
def test_a_name_nobody_has_is_refused(name, post, coming):
    answer = post({"name": name})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "name"
    assert coming() == 0


def test_all_that_is_wrong_is_named_at_once(post):
    answer = post({"name": "A\x00", "party": 0, "status": "perhaps"})

    assert [e["field"] for e in answer.json()["errors"]] == ["name", "party", "status"]


def test_a_refusal_is_in_the_readers_language(post):
    answer = post({"party": 0}, Accept_Language="es-MX,es;q=0.9")

    assert answer.headers["content-language"] == "es"
    assert answer.json()["errors"][0]["message"].startswith("Di cuántas personas")


def test_an_unknown_lead_is_refused(post, coming):
    answer = post({**ANA, "lead": "nobody@example.org"})

    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert (error["field"], error["code"]) == ("lead", "unknown")
    assert "nobody@example.org" in error["message"]
    assert coming() == 0


def test_a_refusal_quotes_nothing_that_hides_or_turns_around(post):
    (error,) = post({**ANA, "lead": "no\u202e\0body"}).json()["errors"]

    assert "the handle nobody." in error["message"]


def test_a_closed_event_refuses(post, desk, coming):
    rallies.close(desk, "ks").result()

    answer = post(ANA)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == "Sign-ups for this event are closed."
    assert coming() == 0


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "nope",
        '{"party": NaN}',
        '{"party": Infinity}',
        '{"name": "a", "name": "b"}',
        "[" * 100_000,
        b'{"name": "\xff"}',
        '{"name": "\\ud800"}',
        '{"\\ud800": 1}',
        '"text"',
        "[1]",
        "[]",
        "null",
    ],
)
def test_what_is_no_json_object_is_unreadable(body, post, coming):
    answer = post(body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "body"
    assert coming() == 0


def test_a_body_announced_as_too_large_is_refused(client, key):
    headers = {
        "Authorization": f"Bearer {key}",
        "Content-Type": "application/json",
        "Content-Length": "10000000",
    }
    answer = client.post(URL, headers=headers, content=b" " * 10)

    assert answer.status_code == 413


def test_a_body_that_grows_too_large_is_refused(post):
    assert post(b" " * (MOST_BYTES + 1)).status_code == 413


def test_the_largest_body_is_still_read(post):
    assert post(json.dumps(ANA).encode().ljust(MOST_BYTES)).status_code == 201


def test_another_media_type_is_not_read(post):
    assert post("<a/>", Content_Type="text/xml").status_code == 415


def test_a_form_is_read_as_json_is(post, coming):
    answer = post(
        "name=Ana+Ruiz&party=3&lead=%40wichita_teachers&needs=ride&needs=childcare",
        Content_Type="application/x-www-form-urlencoded; charset=utf-8",
    )

    assert answer.status_code == 201
    assert coming() == 3


def test_without_a_key_the_answer_says_how_to_send_one(client):
    answer = client.post(URL, json=ANA)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "Bearer KEY" in answer.json()["detail"]


@pytest.mark.parametrize("wrong", ["Bearer nope", "Bearer ", "Bearer \xff"])
def test_a_wrong_key_is_not_allowed(wrong, post, coming):
    assert post(ANA, Authorization=wrong.encode("latin-1")).status_code == 403
    assert coming() == 0


@pytest.mark.parametrize("odd", ["Digest x", "Basic !!!", "Basic /w==", "nonsense"])
def test_an_authorization_of_another_kind_is_no_key(odd, post):
    assert post(ANA, Authorization=odd).status_code == 401


def test_a_key_of_another_event_is_not_allowed(post, desk):
    a_rally(desk, "other")

    assert post(ANA, url="/api/v1/events/other/commitments").status_code == 403


def test_a_revoked_key_is_not_allowed(post, desk, key):
    links.revoke(desk, links.api_grant(desk, key, "ks").id)

    assert post(ANA).status_code == 403


def test_a_leads_link_is_no_key(post, desk):
    token = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers@mastodon.social")

    assert post(ANA, Authorization=f"Bearer {token}").status_code == 403


def test_an_unknown_event_is_not_found(post, desk):
    for_all = links.mint(desk, Role.API)

    answer = post(ANA, url="/api/v1/events/zz/commitments", Authorization=f"Bearer {for_all}")

    assert answer.status_code == 404
    assert "zz" in answer.json()["title"]


def test_the_key_may_be_the_password_of_an_address_or_its_name(client, key, coming):
    for auth in (("turnout", key), (key, "")):
        assert client.post(URL, json=ANA, auth=auth).status_code == 201

    assert coming() == 6


def signed(desk, body, stamp=None, secret=None):
    signing = links.signing(desk, "ks")
    stamp = stamp or str(int(NOON.timestamp()))
    text = stamp.encode() + b"." + body
    signature = hmac.digest((secret or signing.secret).encode(), text, "sha256").hex()
    return {
        "X-Turnout-Key-Id": str(signing.key_id),
        "X-Turnout-Timestamp": stamp,
        "X-Turnout-Signature": f"sha256={signature}",
        "Content-Type": "application/json",
    }


def test_a_signed_body_is_taken(client, desk, coming):
    body = json.dumps(ANA).encode()

    assert client.post(URL, content=body, headers=signed(desk, body)).status_code == 201
    assert coming() == 3


def test_a_body_changed_after_signing_is_not_taken(client, desk, coming):
    headers = signed(desk, json.dumps(ANA).encode())

    assert client.post(URL, content=b'{"party": 50}', headers=headers).status_code == 403
    assert coming() == 0


@pytest.mark.parametrize("off", [-301, 301])
def test_a_signature_from_another_time_is_not_taken(off, client, desk):
    body = json.dumps(ANA).encode()
    headers = signed(desk, body, str(int(NOON.timestamp()) + off))

    assert client.post(URL, content=body, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "odd",
    [
        {"X-Turnout-Timestamp": ""},
        {"X-Turnout-Timestamp": "9" * 400},
        {"X-Turnout-Key-Id": "one"},
        {"X-Turnout-Key-Id": "9" * 400},
        {"X-Turnout-Signature": "nonsense"},
        {"X-Turnout-Signature": "md5=00"},
        {"X-Turnout-Signature": b"sha256=\xff"},
    ],
)
def test_an_odd_signature_is_not_allowed(odd, client, desk):
    body = json.dumps(ANA).encode()
    headers = {**signed(desk, body), **odd}

    assert client.post(URL, content=body, headers=headers).status_code == 403


def attendance(number=1, **changes):
    return {
        "osdi:attendance": {
            "identifiers": [f"action_network:{number}"],
            "status": "accepted",
            "modified_date": "2026-11-20T10:00:00Z",
            "person": {
                "given_name": "Bo",
                "family_name": "Li",
                "email_addresses": [{"primary": True, "address": f"bo{number}@example.test"}],
            },
            **changes,
        }
    }


def test_action_networks_attendances_are_each_counted_once(post, coming):
    body = [attendance(1), attendance(2, guests=2)]

    first = post(body)
    again = post(body)

    assert first.status_code == 201
    assert [told["coming"] for told in first.json()["commitments"]] == [1, 4]
    assert (again.status_code, again.json()) == (200, first.json())
    assert coming() == 4


def test_a_referrer_who_is_a_lead_gets_the_credit(post, desk):
    source = {"action_network:referrer_data": {"source": "wichita_teachers"}}
    post([attendance(1, **source)])

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.coming == 1


def test_a_referrer_who_is_no_lead_leaves_the_person_on_their_own(post, desk):
    answer = post([attendance(1, **{"action_network:referrer_data": {"source": "email-3"}})])

    assert answer.status_code == 201
    assert looks.progress(desk, "ks").own.coming == 1


def test_a_referrer_who_is_no_lead_may_be_sent_again_but_not_with_another_body(post, coming):
    source = {"action_network:referrer_data": {"source": "email-3"}}
    first = post([attendance(1, **source)])

    again, other = post([attendance(1, **source)]), post([attendance(1, guests=2, **source)])

    assert (again.status_code, again.json()) == (200, first.json())
    assert other.status_code == 409
    assert coming() == 1


def test_one_refused_of_many_is_named_and_the_others_stand(post, coming):
    answer = post([attendance(1), attendance(2, guests=99)])

    (error,) = answer.json()["errors"]
    assert answer.status_code == 422
    assert (error["field"], error["message"][:12]) == ("1.party", "Say how many")
    assert coming() == 1


def test_all_that_are_refused_of_many_are_named_at_once(post):
    answer = post([attendance(1, guests=99), attendance(2), attendance(3, status="nonsense")])

    assert [error["field"] for error in answer.json()["errors"]] == ["0.party", "2.status"]


def test_who_has_one_refused_is_told_of_the_disk_that_did_not_take_the_others(
    post, desk, monkeypatch
):
    def fails(*_):
        raise StoreFailed("disk full")

    monkeypatch.setattr(desk.store, "tell", fails)

    assert post([attendance(1, guests=99), attendance(2)]).status_code == 503


def test_an_ambiguous_lead_is_refused(post, desk):
    a_lead(desk, "wichita_teachers@kolektiva.social", name="Others")

    answer = post({**ANA, "lead": "wichita_teachers"})

    assert answer.json()["errors"][0]["code"] == "ambiguous"


def test_a_disk_that_does_not_take_it_is_said_to_be_tried_again(post, desk, monkeypatch):
    def fails(*_):
        raise StoreFailed("disk full")

    monkeypatch.setattr(desk.store, "tell", fails)

    answer = post(ANA)

    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_reading_it_is_not_done_here(client):
    answer = client.get(URL)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert answer.headers["content-type"] == "application/problem+json"
