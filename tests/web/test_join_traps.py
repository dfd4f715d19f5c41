"""The form against bots: a time trap that holds and never loses, and no script needed for it."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.builders import NOON, a_rally
from turnout.desk import looks, rallies, reviews

URL = "/e/ks/join"


@pytest.fixture
def time():
    return [NOON]


@pytest.fixture
def desk(live_in, time):
    desk = live_in(form_seconds=2)
    object.__setattr__(desk, "clock", lambda: time[0])
    a_rally(desk)
    return desk


def opened(client):
    """Return the hidden fields of a form that was just opened."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', client.get(URL).text))


def sent(client, **fields):
    return client.post(URL, data={"name": "Ana", "party": "3", **fields})


def reasons(desk):
    return [held.reason for held in reviews.held(desk, "ks")]


def test_a_form_filled_in_at_a_persons_pace_counts(client, desk, time, coming):
    hidden = opened(client)
    time[0] += timedelta(seconds=2)

    assert sent(client, **hidden).status_code == 303
    assert coming() == 3


def test_a_form_filled_in_faster_than_a_person_can_is_held_and_not_refused(client, desk, coming):
    assert sent(client, **opened(client)).status_code == 303
    assert reasons(desk) == ["too_fast"]
    assert coming() == 0


def test_what_is_wrong_with_a_form_of_no_known_age_is_said_first(client, coming):
    page = sent(client, party="twelve")

    assert page.status_code == 422
    assert 'id="party-error"' in page.text
    assert coming() == 0


def test_a_form_of_no_known_age_is_refused_where_sign_ups_are_closed(client, desk):
    rallies.close(desk, "ks").result()

    page = sent(client)

    assert page.status_code == 422
    assert "Sign-ups are closed" in page.text


def test_who_fills_the_hidden_field_is_held_for_that(client, desk):
    sent(client, website="http://spam.example", **opened(client))

    assert reasons(desk) == ["hidden_field"]


def test_a_form_older_than_a_day_is_shown_again_with_what_was_typed(client, desk, time, coming):
    hidden = opened(client)
    time[0] += timedelta(days=1, seconds=1)

    page = sent(client, **hidden)

    assert page.status_code == 409
    assert "Look it over and send it once more." in page.text
    assert 'value="Ana"' in page.text
    assert coming() == 0


def test_the_form_that_was_shown_again_is_taken_once_it_was_looked_over(client, time, coming):
    hidden = opened(client)
    time[0] += timedelta(days=2)
    page = sent(client, **hidden)
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.text))
    time[0] += timedelta(seconds=5)

    assert again["key"] == hidden["key"]
    assert sent(client, **again).status_code == 303
    assert coming() == 3


@pytest.mark.parametrize("shown", ["", "1.forged", "1764590400000." + "0" * 32])
def test_a_form_whose_time_we_did_not_sign_is_shown_and_not_taken(shown, client, coming):
    hidden = opened(client)

    assert sent(client, **{**hidden, "shown": shown}).status_code == 409
    assert coming() == 0


def test_mending_a_field_quickly_is_no_new_visit(client, time, coming):
    hidden = opened(client)
    time[0] += timedelta(seconds=20)
    page = sent(client, name="", **hidden)
    again = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.text))

    assert page.status_code == 422
    assert sent(client, **again).status_code == 303
    assert coming() == 3


def test_a_double_tap_on_a_fast_form_is_held_once(client, desk):
    hidden = opened(client)

    for _ in range(2):
        assert sent(client, **hidden).status_code == 303
    assert len(reasons(desk)) == 1


def test_a_schools_shared_address_signs_up_a_hundred_and_none_is_lost(client, desk, time):
    for person in range(100):
        hidden = opened(client)
        time[0] += timedelta(seconds=3)
        answer = sent(client, name=f"Student {person}", party="1", **hidden)
        assert answer.status_code == 303

    held = reviews.held(desk, "ks")
    assert {one.reason for one in held} == {"burst"}
    assert looks.progress(desk, "ks").count.coming + len(held) == 100


def test_a_school_that_was_named_before_counts_all_hundred(live_in, app, time):
    desk = live_in(form_seconds=2, shared_addresses=("203.0.113.9",))
    object.__setattr__(desk, "clock", lambda: time[0])
    a_rally(desk)
    client = TestClient(app, follow_redirects=False, client=("203.0.113.9", 5000))
    for person in range(100):
        hidden = opened(client)
        time[0] += timedelta(seconds=3)
        sent(client, name=f"Student {person}", party="1", **hidden)

    assert looks.progress(desk, "ks").count.coming == 100
