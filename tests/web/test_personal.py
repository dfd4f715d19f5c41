import re

import pytest

from tests.builders import a_rally
from turnout.desk import looks, rallies, reviews
from turnout.web.personal import COOKIE, link_token

URL = "/e/ks/mine"


@pytest.fixture
def signed_up(client):
    """Sign Ana up with two friends; return her personal link."""
    client.post("/e/ks/join", data={"name": "Ana", "party": "3"})
    page = client.get("/e/ks/thanks").text
    return re.search(r'value="(http://testserver/e/ks/mine#[^"]+)"', page)[1]


@pytest.fixture
def stranger(client):
    """Return the same browser with all its cookies gone."""

    def forget():
        client.cookies.clear()
        return client

    return forget


def test_the_thanks_have_the_calendar_the_links_to_share_and_the_personal_link(client, signed_up):
    page = client.get("/e/ks/thanks?lead=wichita_teachers").text

    assert 'href="/e/ks/event.ics"' in page
    assert "https://wa.me/?text=" in page
    assert "lead%3Dwichita_teachers" in page
    assert signed_up in page


def test_a_stranger_to_the_thanks_sees_nobodys_name(stranger, signed_up):
    page = stranger().get("/e/ks/thanks").text

    assert "Ana" not in page
    assert "mine#" not in page


@pytest.mark.parametrize("path", ["thanks", "mine", "join", "answer"])
def test_no_page_that_knows_who_reads_it_is_kept(path, client, signed_up):
    assert client.get(f"/e/ks/{path}").headers["cache-control"] == "no-store"


def test_no_answer_that_brings_a_personal_link_is_kept(client, signed_up):
    token = signed_up.partition("#")[2]

    for path, posted, status in (
        ("/e/ks/join", {"name": "Bo", "party": "1"}, 303),
        (URL, {"token": token}, 303),
        (URL, {"token": "nope"}, 403),
    ):
        answer = client.post(path, data=posted)
        assert (answer.status_code, answer.headers["cache-control"]) == (status, "no-store")


def test_the_personal_link_opens_the_entry_in_any_browser(stranger, signed_up):
    client = stranger()
    opened = client.post(URL, data={"token": signed_up.partition("#")[2]})

    assert (opened.status_code, opened.headers["location"]) == (303, URL)
    assert "You are coming, 3 of you." in client.get(URL).text


def test_a_link_pasted_whole_opens_it_without_a_script(stranger, signed_up):
    client = stranger()
    page = client.get(URL).text

    assert "Paste your whole link here" in page
    assert client.post(URL, data={"token": f"  {signed_up}\n"}).status_code == 303


@pytest.mark.parametrize("token", ["", "nope", "#", "x" * 10_000])
def test_a_link_that_is_no_longer_good_says_how_to_get_a_new_one(token, stranger):
    page = stranger().post(URL, data={"token": token})

    assert page.status_code == 403
    assert "That link is no longer good. Ask your organizer for a new one." in page.text
    assert "set-cookie" not in page.headers


def test_a_link_of_another_event_does_not_open_this_one(client, desk, signed_up):
    a_rally(desk, "other")

    assert client.post("/e/other/mine", data={"token": signed_up}).status_code == 403


def test_the_number_is_changed_and_the_change_undone(client, signed_up, coming):
    changed = client.post(URL, data={"party": "5", "status": "yes", "key": "a"})
    assert coming() == 5

    page = client.get(changed.headers["location"]).text
    assert "Saved." in page
    before = dict(re.findall(r'type="hidden" name="(party|status)" value="(\w+)"', page)[:2])
    client.post(URL, data={**before, "key": "b"})

    assert before == {"party": "3", "status": "yes"}
    assert coming() == 3


def test_who_cannot_come_is_thanked_and_no_longer_counted(client, signed_up, coming):
    changed = client.post(URL, data={"party": "3", "status": "cancelled", "key": "a"})
    page = client.get(changed.headers["location"]).text

    assert "You are not coming. Thank you for telling us." in page
    assert "Undo" in page
    assert coming() == 0


def test_a_double_tap_is_one_change(client, signed_up, desk):
    change = {"party": "5", "status": "yes", "key": "a"}

    seqs = []
    for _ in range(2):
        assert client.post(URL, data=change).status_code == 303
        seqs.append(looks.seq(desk, "ks"))

    assert seqs[0] == seqs[1]


def test_who_goes_back_to_the_form_and_cancels_is_heard(client, signed_up, coming):
    client.post(URL, data={"party": "5", "status": "yes", "key": "a"})
    back = client.post(URL, data={"party": "5", "status": "cancelled", "key": "a"})

    assert (back.status_code, coming()) == (303, 0)


def test_changing_ones_mind_often_is_no_burst(client, signed_up, desk, coming):
    for at in range(12):
        status = ("cancelled", "yes")[at % 2]
        client.post(URL, data={"party": "2", "status": status, "key": str(at)})

    assert coming() == 2
    assert reviews.held(desk, "ks") == []


def test_the_lead_keeps_the_credit_after_a_change(client, desk):
    client.post("/e/ks/join?lead=wichita_teachers", data={"name": "Ana", "party": "3"})
    client.post(URL, data={"party": "4", "status": "yes", "key": "a"})

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.coming == 4


@pytest.mark.parametrize("party", ["0", "11", "many"])
def test_a_wrong_number_is_said_beside_the_field(party, client, signed_up, coming):
    page = client.post(URL, data={"party": party, "status": "yes", "key": "a"})

    assert page.status_code == 422
    assert 'id="party-error"' in page.text
    assert f'value="{party}"' in page.text
    assert coming() == 3


def test_at_a_closed_event_one_can_still_say_that_one_cannot_come(client, signed_up, desk, coming):
    rallies.close(desk, "ks").result()
    page = client.get(URL).text

    assert "I can&#39;t make it" in page or "I can't make it" in page
    assert "Save" not in page
    client.post(URL, data={"party": "3", "status": "cancelled", "key": "a"})
    assert coming() == 0


def test_a_stranger_changes_nothing(stranger, signed_up, coming):
    page = stranger().post(URL, data={"party": "9", "status": "yes", "key": "a"})

    assert page.status_code == 403
    assert coming() == 3


def test_a_post_from_another_site_changes_nothing(client, signed_up, coming):
    page = client.post(
        URL,
        data={"party": "3", "status": "cancelled", "key": "a"},
        headers={"Origin": "https://evil.example"},
    )

    assert page.status_code == 403
    assert coming() == 3


@pytest.mark.parametrize(
    "query", ["party=x&status=yes", "party=3&status=<b>", "party=3&status=yes"]
)
def test_undo_is_offered_only_for_what_has_changed(query, client, signed_up):
    assert "Undo" not in client.get(f"{URL}?{query}").text


def test_the_cookie_is_of_this_event_alone(client, signed_up, desk):
    a_rally(desk, "other")
    other = client.get("/e/other/mine", headers={"Cookie": f"{COOKIE}={signed_up[-22:]}"})

    assert "Ana" not in other.text


def test_a_token_is_taken_out_of_a_link():
    assert link_token("https://x.test/e/ks/mine#abc\n") == "abc"
    assert link_token("abc") == "abc"
