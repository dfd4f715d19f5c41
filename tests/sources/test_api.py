import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.model import Door, Submission
from turnout.sources import api

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def one(said, media_type=JSON, key="k"):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    (letter,) = api.read(body, media_type, "ks", key, "3")
    return letter.submission


def refusal(body, media_type=JSON, key=""):
    with pytest.raises(Refused) as refused:
        api.read(body, media_type, "ks", key)
    return refused.value.field, refused.value.code


def test_each_field_is_taken_as_it_stands():
    said = {
        "name": " Ana ",
        "party": "3",
        "status": "maybe",
        "lead": "@wichita",
        "contact": "a@b.test",
        "handle": "ana@c.test",
        "note": "late",
        "lang": "es",
        "said_at": "2026-11-20T10:00:00Z",
        "needs": ["ride"],
        "consent": "form-7",
    }

    came = one(said)

    assert came == Submission(
        door=Door.API,
        event="ks",
        key="k",
        scope="api:3",
        by="grant:3",
        **{**said, "needs": ("ride",)},
    )


@pytest.mark.parametrize(
    "written", ["3", "03", "1e3", "2.0", "-0", "1E400", "99999999999999999999", "9" * 5000]
)
def test_a_number_is_the_text_it_was_written_in(written):
    if written == "03":
        assert refusal(b'{"party": 03}') == ("body", "invalid_json")
    else:
        assert one(f'{{"party": {written}}}'.encode()).party == written


@pytest.mark.parametrize("written, party", [("true", "true"), ("false", "false"), ("null", "1")])
def test_what_is_no_number_is_never_taken_for_one(written, party):
    assert one(f'{{"party": {written}}}'.encode()).party == party


@pytest.mark.parametrize("name", ["name", "party", "lead", "contact", "said_at", "note"])
@pytest.mark.parametrize("value", [[], {}, ["a"]])
def test_a_field_that_is_no_text_is_named(name, value):
    assert refusal(json.dumps({name: value}).encode()) == (name, "not_text")


def test_unknown_members_are_left_alone():
    assert one({"name": "Ana", "door": "desk", "person": 7, "by": "x", "scope": "y"}) == Submission(
        door=Door.API, event="ks", key="k", scope="api:3", by="grant:3", name="Ana"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{} {}",
        b"NaN",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1, "a": 2}',
        b"\xff\xfe{}",
        b'{"name": "\\udead"}',
        b"[" * 200_000,
        b'{"a":' * 200_000,
    ],
)
def test_what_is_no_json_is_said_to_be_none(body):
    assert refusal(body) == ("body", "invalid_json")


@pytest.mark.parametrize(
    "body, code",
    [
        (b"[]", "empty"),
        (b"1", "not_object"),
        (b'"a"', "not_object"),
        (b"[[]]", "not_object"),
        (b"[" + b"{}," * 100 + b"{}]", "too_many"),
    ],
)
def test_json_of_another_shape_is_said_to_be_that(body, code):
    assert refusal(body) == ("body", code)


def test_a_mark_of_utf_8_is_no_part_of_the_json():
    assert one(b'\xef\xbb\xbf{"name": "Ana"}').name == "Ana"


@pytest.mark.parametrize("media_type", ["text/plain", "", "application/xml", "multipart/form-data"])
def test_another_kind_is_not_read(media_type):
    assert refusal(b"{}", media_type) == ("body", "type_unknown")


def test_hal_json_is_json():
    assert one({"name": "Ana"}, "application/hal+json").name == "Ana"


def test_a_form_is_read_by_the_same_names():
    came = one(b"name=Ana+Mar%C3%ADa&party=3&needs=ride&needs=childcare&other=x", FORM)

    assert (came.name, came.party, came.needs) == ("Ana María", "3", ("ride", "childcare"))


@pytest.mark.parametrize(
    "body", [b"name=a&name=b", b"name=%FF", b"\xff=1", b"&".join([b"a=1"] * 101)]
)
def test_a_form_that_can_be_read_two_ways_is_not_read(body):
    assert refusal(body, FORM) == ("body", "invalid_form")


def test_the_callers_key_goes_before_the_services_own_id():
    assert one({"id": 7}, key="header").key == "header"
    assert one({"id": 7}, key="").key == "id:7"
    assert one({"id": "7"}, key="").key == "id:7"


def test_without_any_key_each_has_one_of_its_own():
    assert one({}, key="").key != one({}, key="").key


@pytest.mark.parametrize("body, key", [(b"{}", "k" * 256), (b'{"id": "%b"}' % (b"k" * 256), "")])
def test_a_key_beyond_all_measure_is_refused(body, key):
    assert refusal(body, key=key) == ("key", "too_long")


def attendance(**changes):
    return {
        "identifiers": ["action_network:9f"],
        "created_date": "2026-11-19T10:00:00Z",
        "modified_date": "2026-11-20T10:00:00Z",
        "status": "accepted",
        "person": {
            "given_name": "Bo",
            "family_name": "Li",
            "email_addresses": [
                {"address": "old@b.test"},
                {"address": "b@b.test", "primary": True},
            ],
            "phone_numbers": [{"number": "17855550123", "primary": True}],
            "profiles": [{"provider": "Mastodon", "handle": "bo@c.test"}],
            "languages_spoken": ["es"],
        },
        "_links": {"self": {"href": "https://actionnetwork.org/api/v2/events/1/attendances/9f"}},
        **changes,
    }


def test_an_attendance_is_a_commitment_of_its_person():
    came = one(attendance(), key="")

    assert came.name == "Bo Li"
    assert (came.party, came.status) == ("1", "yes")
    assert came.contact == "b@b.test"
    assert came.handle == "bo@c.test"
    assert came.said_at == "2026-11-20T10:00:00Z"
    assert came.lang == "es"


@pytest.mark.parametrize(
    "osdi, ours",
    [
        ("accepted", "yes"),
        ("Accepted", "yes"),
        ("tentative", "maybe"),
        ("needs action", "maybe"),
        ("declined", "cancelled"),
        ("cancelled", "cancelled"),
        (None, "yes"),
        ("perhaps", "perhaps"),
    ],
)
def test_an_attendances_status_is_one_of_ours_or_left_to_be_refused(osdi, ours):
    assert one(attendance(status=osdi)).status == ours


def test_a_changed_attendance_is_news_and_a_repeated_one_is_not():
    first, again = (one(attendance(), key="").key for _ in range(2))
    changed = one(attendance(modified_date="2026-11-21T10:00:00Z"), key="").key

    assert first == again != changed


def test_attendances_without_an_id_are_told_apart_though_they_changed_at_once():
    said = {"person": {"given_name": "Ana"}, "modified_date": "2026-11-20T10:00:00Z"}

    assert one(said, key="").key != one(said, key="").key


def test_an_attendance_is_known_by_its_identifiers_alone():
    said = {"identifiers": ["action_network:1"], "status": "tentative", "party": "4"}
    found = one(said, key="")

    assert (found.key, found.status, found.party) == ("id:action_network:1", "maybe", "4")


def test_what_is_null_was_not_said():
    assert one({"name": "Ana", "lead": None, "party": None}) == one({"name": "Ana"})


def test_a_person_without_e_mail_is_known_by_phone():
    person = {"phone_numbers": [{"number": "17855550123"}]}

    assert one(attendance(person=person)).contact == "+17855550123"


@pytest.mark.parametrize("guests, party", [(2, "3"), ("0", "1"), ("many", "many"), (None, "1")])
def test_guests_come_on_top_of_the_person(guests, party):
    assert one(attendance(guests=guests)).party == party


def test_a_webhook_wraps_several_and_each_has_its_key():
    body = [
        {"osdi:attendance": attendance(), "_links": {}},
        {"osdi:attendance": attendance(identifiers=["action_network:aa"])},
    ]
    letters = api.read(json.dumps(body).encode(), JSON, "ks", "")
    named = api.read(json.dumps(body).encode(), JSON, "ks", "h")

    assert len({letter.submission.key for letter in letters}) == 2
    assert [letter.submission.key for letter in named] == ["h", "h:1"]


@pytest.mark.parametrize("name", ["referrer_data", "action_network:referrer_data"])
def test_the_referrer_is_a_guess_at_the_lead(name):
    body = json.dumps(attendance(**{name: {"source": "wichita"}})).encode()
    (letter,) = api.read(body, JSON, "ks", "k")

    assert (letter.submission.lead, letter.lead_is_a_guess) == ("wichita", True)


def test_a_lead_named_outright_is_no_guess():
    (letter,) = api.read(b'{"lead": "wichita"}', JSON, "ks", "k")

    assert not letter.lead_is_a_guess


@pytest.mark.parametrize(
    "odd",
    [
        {"person": {"email_addresses": "x", "profiles": [1], "phone_numbers": {}}},
        {"identifiers": [1], "person": None},
        {"person": {}, "_embedded": 3, "referrer_data": []},
    ],
)
def test_an_attendance_of_odd_shape_is_read_as_far_as_it_goes(odd):
    assert one(attendance(**odd)).contact == ""


@given(st.binary(max_size=400), st.sampled_from([JSON, FORM]))
def test_any_bytes_are_read_or_refused(body, media_type):
    try:
        letters = api.read(body, media_type, "ks")
    except Refused:
        return
    assert all(letter.submission.key for letter in letters)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "party", "person", "identifiers", "osdi:attendance", "needs"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_VALUES)
def test_any_json_is_read_or_refused(said):
    with contextlib.suppress(Refused):
        assert api.read(json.dumps(said).encode(), JSON, "ks")
