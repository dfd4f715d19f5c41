"""What a message leads to: a tap that answers, a stop, and nothing for who only opens it."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from tests.builders import a_lead, a_rally, commit
from turnout import house
from turnout.desk import looks, schedule, sending, sending_plan, sending_take
from turnout.model.sending import OutState
from turnout.settings import Smtp

FOUR_DAYS = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
OWN = {"Origin": "https://rally.example.org", "Host": "rally.example.org"}


@pytest.fixture
def letter(live_in):
    """Return the letter that Amina, who said yes for three, was sent four days before."""
    desk = live_in(
        smtp=Smtp("127.0.0.1", 9, "smtp"), mail_from="rally@example.org",
        public_url="https://rally.example.org",
    )  # fmt: skip
    a_rally(desk)
    a_lead(desk)
    commit(desk, name="Amina", party="3", contact="amina@example.org", lang="en")
    later = replace(desk, clock=lambda: FOUR_DAYS)
    sending.set_messaging(later, "ks", by_rule=True).result()
    sending_plan.plan(later)
    made = sending_take.take(later, sending_take.ready(later)[0]).result()
    sending_take.sent(later, made.id).result()
    return made


@pytest.fixture
def client(letter, app):
    return TestClient(
        app, base_url="https://rally.example.org", follow_redirects=False,
        headers={"Accept-Language": "en"},
    )  # fmt: skip


@pytest.fixture
def counts(letter):
    return lambda: looks.progress(house.house().desk, "ks").count


def links(letter):
    return re.findall(r"https://\S+/answer\S+", letter.text)


def token(letter):
    return links(letter)[0].rpartition("#")[2]


def test_opening_every_link_of_a_message_changes_nothing(client, letter, counts):
    before = counts()
    for link in [*re.findall(r"https://\S+", letter.text), letter.stop]:
        for method in ("GET", "HEAD"):
            assert client.request(method, link.partition("#")[0]).status_code == 200

    assert counts() == before
    assert "No more messages?" in client.get(letter.stop).text


@pytest.mark.parametrize(
    "say, first", [("yes", "Yes, I'm coming"), ("maybe", "Maybe"), ("cancelled", "I can't make it")]
)
def test_the_answer_of_the_link_is_the_one_to_tap(client, say, first):
    page = client.get(f"/e/ks/answer?say={say}").text
    buttons = re.findall(r'<button class="(\S+)" name="say" value="(\w+)">', page)

    assert buttons[0] == ("button", say)
    assert {each[0] for each in buttons[1:]} == {"button-quiet"}
    assert first.replace("'", "&#39;") in page


@pytest.mark.parametrize(
    "say, confirmed, yes, maybe",
    [("yes", 3, 0, 0), ("maybe", 0, 0, 3), ("cancelled", 0, 0, 0)],
)
def test_a_tap_counts_at_once(client, letter, counts, say, confirmed, yes, maybe):
    answer = client.post(
        "/e/ks/answer", data={"token": token(letter), "say": say, "key": "k"}, headers=OWN
    )

    now = counts()
    assert answer.headers["location"] == "/e/ks/mine?party=3&status=yes"
    assert (now.confirmed, now.yes, now.maybe) == (confirmed, yes, maybe)


def test_a_tap_is_taken_back_on_the_page_it_leads_to(client, letter, counts):
    client.post("/e/ks/answer", data={"token": token(letter), "say": "cancelled"}, headers=OWN)
    page = client.get("/e/ks/mine?party=3&status=yes").text

    assert "Undo" in page
    assert "You are not coming." in page


def test_the_whole_link_may_be_pasted_without_a_script(client, letter, counts):
    client.post("/e/ks/answer", data={"token": links(letter)[0], "say": "yes"}, headers=OWN)

    assert counts().confirmed == 3


@pytest.mark.parametrize("forged", ["", "A" * 22])
def test_who_has_no_link_answers_for_nobody(client, counts, forged):
    before = counts()
    answer = client.post("/e/ks/answer", data={"token": forged, "say": "cancelled"}, headers=OWN)

    assert answer.status_code == 403
    assert counts() == before


@pytest.mark.parametrize("say", ["", "perhaps", "confirmed"])
def test_what_is_none_of_the_answers_changes_nothing_and_is_asked_again(
    client, letter, counts, say
):
    before = counts()
    answer = client.post("/e/ks/answer", data={"token": token(letter), "say": say}, headers=OWN)

    assert answer.status_code == 422
    assert token(letter) in answer.text
    assert counts() == before


def test_an_answer_from_another_site_changes_nothing(client, letter, counts):
    before = counts()
    posted = {"token": token(letter), "say": "cancelled"}
    answer = client.post("/e/ks/answer", data=posted, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert counts() == before


def test_a_link_answers_for_its_own_event_only(client, letter, counts):
    a_rally(house.house().desk, "other")

    answer = client.post(
        "/e/other/answer", data={"token": token(letter), "say": "cancelled"}, headers=OWN
    )

    assert answer.status_code == 403


def test_one_click_of_a_mail_program_stops_all_messages(client, letter):
    answer = client.post(letter.stop, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert "You will get no more messages." in answer.text
    later = replace(house.house().desk, clock=lambda: FOUR_DAYS.replace(day=4))
    sending_plan.plan(later)
    for one in sending_take.ready(later):
        assert sending_take.take(later, one).result() is None
    why = {key for each in sending.outcomes(later, "ks") for key in each.why}
    assert (OutState.SPARED, "stop") in why


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1] + "x", lambda t: t.split(".")[0], lambda t: "x"]
)
def test_nobody_stops_anybody_elses_messages(client, letter, spoil):
    stem, _, last = letter.stop.rpartition("/")

    assert client.post(f"{stem}/{spoil(last)}").status_code == 403
    assert "No more messages?" in client.get(letter.stop).text


def test_in_spanish_it_is_spanish(client):
    page = client.get("/e/ks/answer?say=yes&lang=es").text

    assert "¿Sigues viniendo?" in page
    assert "Sí, voy" in page


@pytest.mark.parametrize("taps", [1, 2])
def test_a_tap_is_said_to_be_kept_also_where_it_says_what_stood(client, letter, taps):
    for _ in range(taps):
        said = {"token": token(letter), "say": "maybe", "key": "k"}
        answered = client.post("/e/ks/answer", data=said, headers=OWN)

    assert "Saved." in client.get(answered.headers["location"]).text


def test_a_tap_that_cannot_count_any_more_is_not_said_to_be_kept(client, letter):
    schedule.cancel(house.house().desk, "ks").result()

    said = {"token": token(letter), "say": "yes", "key": "k"}
    answered = client.post("/e/ks/answer", data=said, headers=OWN)

    assert "Saved." not in client.get(answered.headers["location"]).text
