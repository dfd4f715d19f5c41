"""Text messages in, and what is texted back."""

import base64
import hmac
import xml.etree.ElementTree as ET

import pytest
from starlette.testclient import TestClient

from tests.builders import a_rally, commit
from turnout import words
from turnout.desk import feeds, leads, links, looks, rallies, reviews, stopping
from turnout.model import Role

PUBLIC = "https://rally.example.org"
PATH = "/api/v1/events/ks/sms"
TOKEN = "0123456789abcdef"
AMINA, LEAD, OTHER = "+17855550101", "+17855550102", "+17855550103"


@pytest.fixture
def desk(live_in):
    desk = live_in(public_url=PUBLIC, twilio_token=TOKEN)
    a_rally(desk)
    leads.add(
        desk, "ks", "Wichita Teachers", "wichita_teachers@mastodon.social", 120, contact=LEAD
    ).result()
    return desk


def signature(fields, url=PUBLIC + PATH, token=TOKEN):
    said = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.digest(token.encode(), said.encode(), "sha1")).decode()


@pytest.fixture
def texted(client):
    """Return a function that posts a text as Twilio does, and what is answered."""
    sent = iter(range(10_000))

    def text(body, sender=AMINA, sid="", path=PATH):
        sid = sid or f"SM{next(sent)}"
        fields = {
            "From": sender, "To": "+17855550100", "Body": body, "MessageSid": sid,
            "AccountSid": "AC1", "NumMedia": "0",
        }  # fmt: skip
        signed = {"X-Twilio-Signature": signature(fields, PUBLIC + path)}
        answer = client.post(path, data=fields, headers=signed)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/xml")
        return ET.fromstring(answer.text).findtext("Message", "")

    return text


def test_in_3_is_three_people_and_the_answer_says_so(texted, coming):
    assert texted("IN 3") == ("Got it: 3 of you, Sat, Dec 5, 12:00 PM. Text OUT if plans change.")
    assert coming() == 3


def test_a_spanish_text_is_answered_in_spanish(texted, coming):
    assert texted("VOY 3").startswith("Anotado: 3 personas")
    assert texted("no voy").startswith("Ya no te contamos.")
    assert coming() == 0


def test_a_message_posted_again_counts_once_and_is_answered_again(texted, coming):
    first, second = texted("IN 3", sid="SM-A"), texted("IN 3", sid="SM-A")

    assert first == second
    assert coming() == 3


def test_one_phone_is_one_person_whatever_they_text(texted, coming):
    for body in ("IN 3", "IN 2", "MAYBE 4", "IN"):
        texted(body)

    assert coming() == 4


def test_a_phone_known_by_another_door_is_the_same_person(texted, desk, coming):
    commit(desk, party="5", contact="(785) 555-0101")

    texted("IN 2")

    assert coming() == 2


def test_the_source_of_each_number_stays_visible(texted, desk):
    texted("IN 3")
    texted("TOTAL 40", LEAD)

    assert {door.door: door.people for door in looks.doors(desk, "ks")}["sms"] == 3
    assert [just.door for just in looks.progress(desk, "ks").just_in][:2] == ["sms", "sms"]


def test_a_leads_phone_says_a_total_and_more(texted, desk, coming):
    assert texted("TOTAL 40", LEAD) == "Got it: your total is 40. You promised 120."
    assert texted("+2", LEAD) == "Got it: your total is 42. You promised 120."
    assert coming() == 42


def test_a_leads_total_posted_again_counts_once(texted, coming):
    for _ in range(2):
        texted("+5", LEAD, sid="SM-B")

    assert coming() == 5


@pytest.mark.parametrize("body", ["TOTAL 40", "+2"])
def test_a_total_from_another_phone_changes_nothing_and_is_told_what_to_do(body, texted, coming):
    answer = texted(body)

    assert answer.startswith("Totals come from lead organizers' own phones.")
    assert coming() == 0


def test_a_lead_of_another_event_is_no_lead_here(texted, desk, coming):
    a_rally(desk, "park")
    leads.add(desk, "park", "Park", "park@x.test", 10, contact=OTHER).result()

    assert texted("TOTAL 40", OTHER).startswith("Totals come from")
    assert coming() == 0


def test_a_lead_who_comes_counts_among_their_own(texted, desk):
    texted("IN 2", LEAD)

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.coming == 2


def test_a_lead_may_be_named_in_a_text(texted, desk):
    texted("IN 3 @wichita_teachers")

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.coming == 3
    assert "has the handle nobody" in texted("IN 3 @nobody")


def test_a_large_party_is_thanked_and_waits_for_a_look(texted, desk, coming):
    assert "An organizer takes a look before you are counted." in texted("IN 9")
    assert coming() == 0
    assert [held.door for held in reviews.held(desk, "ks")] == ["sms"]


def test_out_from_a_phone_we_do_not_know_stores_nobody(texted, desk):
    before = looks.seq(desk, "ks")

    assert texted("OUT").startswith("This phone had not signed up")
    assert looks.seq(desk, "ks") == before


@pytest.mark.parametrize("body", ["what time is it?", "", "IN 99", "TOTAL"])
def test_what_cannot_be_taken_is_answered_and_noted_without_the_number_or_the_words(
    body, texted, desk, coming
):
    assert texted(body, sid="SM-C").endswith("Text HELP for what to write.")

    (refusal,) = feeds.refusals(desk, "ks")
    assert (refusal.door, refusal.ref) == ("sms", "SM-C")
    assert AMINA[2:] not in repr(refusal)
    assert "what time" not in repr(refusal)
    assert coming() == 0


def test_help_says_what_to_write_and_a_lead_is_told_of_totals(texted):
    assert "IN 3" in texted("HELP")
    assert "TOTAL 40" not in texted("HELP")
    assert "TOTAL 40" in texted("help", LEAD)
    assert "VOY 3" in texted("AYUDA")


def test_stop_is_left_to_the_gateway(texted, coming):
    texted("IN 3")

    assert texted("STOP") == ""
    assert coming() == 3


@pytest.mark.parametrize("body, stopped", [("STOP", True), ("alto", True), ("START", False)])
def test_stop_is_kept_for_good_and_start_takes_no_stop_back(texted, desk, body, stopped):
    texted("IN 3")
    texted(body)
    texted("START")

    with desk.store.reading() as look:
        assert stopping.Stops(desk, look).hold(0, AMINA) is stopped


def test_a_closed_event_says_so_and_still_hears_out(texted, desk, coming):
    texted("IN 3")
    rallies.close(desk, "ks").result()

    assert texted("IN 4").startswith("Sign-ups for this event are closed.")
    assert texted("OUT").startswith("You are off the list.")
    assert coming() == 0


def test_nobody_is_told_anything_of_anybody_else(texted, desk):
    commit(desk, name="Secret Name", contact="+17855550109", party="7", lead="wichita_teachers")

    said = "".join(texted(body, OTHER) for body in ("HELP", "IN 2", "OUT", "TOTAL 4", "hm"))

    assert not any(part in said for part in ("Secret", "0109", "7", "Wichita"))


def test_what_is_typed_into_a_text_cannot_break_the_answer(texted):
    assert texted("IN 3 @a<Message>").count("<") == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"token": "another"},
        {"url": PUBLIC + "/api/v1/events/park/sms"},
        {"url": "https://evil.example" + PATH},
    ],
)
def test_a_signature_that_is_not_twilios_is_refused(changed, client, coming):
    fields = {"From": AMINA, "Body": "IN 3", "MessageSid": "SM1"}

    answer = client.post(
        PATH, data=fields, headers={"X-Twilio-Signature": signature(fields, **changed)}
    )

    assert answer.status_code == 403
    assert coming() == 0


def test_a_signature_for_other_words_is_refused(client, coming):
    fields = {"From": AMINA, "Body": "IN 3", "MessageSid": "SM1"}
    signed = {"X-Twilio-Signature": signature(fields)}

    assert client.post(PATH, data={**fields, "Body": "IN 9"}, headers=signed).status_code == 403


def test_who_stops_is_sent_no_empty_text(client):
    fields = {"From": AMINA, "Body": "STOP"}
    answer = client.post(PATH, data=fields, headers={"X-Twilio-Signature": signature(fields)})

    assert answer.text.endswith("<Response></Response>")


def test_what_twilio_posts_empty_is_signed_too(client, coming):
    fields = {"From": AMINA, "Body": "IN 3", "MessageSid": "SM1", "FromCity": ""}
    signed = {"X-Twilio-Signature": signature(fields)}

    assert client.post(PATH, data=fields, headers=signed).status_code == 200
    assert coming() == 3


def test_an_address_with_a_question_in_it_is_signed_whole(client):
    fields, path = {"From": AMINA, "Body": "IN 3"}, f"{PATH}?from=bridge"

    for url, status in ((PUBLIC + path, 200), (PUBLIC + PATH, 403)):
        signed = {"X-Twilio-Signature": signature(fields, url)}
        assert client.post(path, data=fields, headers=signed).status_code == status


@pytest.mark.parametrize("accept", ["*/*", "text/plain"])
def test_what_is_texted_back_is_kept_nowhere(accept, client):
    fields = {"From": AMINA, "Body": "IN 3"}
    signed = {"X-Twilio-Signature": signature(fields), "Accept": accept}

    assert client.post(PATH, data=fields, headers=signed).headers["cache-control"] == "no-store"


def test_without_a_token_no_signature_is_good(live_in, app):
    a_rally(live_in(public_url=PUBLIC))
    fields = {"From": AMINA, "Body": "IN 3"}
    signed = {"X-Twilio-Signature": signature(fields, token="")}

    assert TestClient(app).post(PATH, data=fields, headers=signed).status_code == 403


def test_without_a_signature_or_a_key_nothing_is_taken(client):
    assert client.post(PATH, data={"From": AMINA, "Body": "IN 3"}).status_code == 401


def test_another_gateway_has_a_key_and_may_ask_for_plain_text(client, desk, coming):
    key = links.mint(desk, Role.API, "ks")

    answer = client.post(
        PATH, data={"msisdn": AMINA[1:], "text": "IN 3", "messageId": "7"}, auth=("turnout", key),
        headers={"Accept": "text/plain"},
    )  # fmt: skip

    assert answer.text.startswith("Got it: 3 of you")
    assert coming() == 3


def test_a_key_of_another_event_is_refused(client, desk, coming):
    a_rally(desk, "park")
    key = {"Authorization": f"Bearer {links.mint(desk, Role.API, 'park')}"}

    assert client.post(PATH, data={"From": AMINA, "Body": "IN"}, headers=key).status_code == 403
    assert coming() == 0


def test_no_answer_is_longer_than_two_texts():
    most = 2 * 67  # letters of a text in two parts with accents (GSM 03.38, UCS-2)
    for key in words._catalogue()["sms"]:
        for lang in words.LANGUAGES:
            said = words.say(
                lang, f"sms.{key}", n=500, goal=1200, when="mar, 15 de sept, 12:00 p.m."
            )
            assert len(said) <= most, (key, lang, len(said))


def test_the_token_is_in_no_picture_of_the_settings(desk):
    assert TOKEN not in repr(desk.settings)
