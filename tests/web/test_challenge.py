"""The page of one challenge: sentences without a script, and nothing that is not to be seen."""

import gzip
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, a_lead, commit
from turnout.desk import challenges, leads, seeing
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.model.seeing import Audience, Part, Tone

ORGANIZER = Actor("ks", 0, Role.ORGANIZER, "desk")
WANTED = Wanted(8, NOON + timedelta(days=2), "new_yes")


@pytest.fixture
def made(desk):
    """Return a function that makes a challenge by the organizers, and returns its number."""

    def make(key="key-of-challenge-1", **given):
        wanted = replace(WANTED, **given)
        return challenges.make(desk, ORGANIZER, key, wanted).result().seq

    return make


def at(client, number, **headers):
    return client.get(f"/e/ks/challenges/{number}", headers=headers)


def text(answer):
    """Return the page with the space before AM as one is typed."""
    return answer.text.replace("\u202f", " ")


def test_it_says_what_is_asked_how_far_it_is_and_what_is_needed(client, desk, made):
    number = made()
    commit(desk, "one", party="2")

    page = text(at(client, number))

    assert "<h1>8 new yeses</h1>" in page
    assert "Everybody together" in page
    assert "2 of 8." in page
    assert "It runs until Tue, Nov 24, 6:00 AM." in page
    assert "Six are still needed." in page
    assert 'href="/e/ks/join"' in page


def test_it_says_so_in_spanish(client, desk, made):
    number = made()
    commit(desk, "one", party="7")

    page = at(client, number, **{"Accept-Language": "es"}).text
    assert "8 síes nuevos" in page
    assert "Falta solo una más." in page


def test_the_page_is_told_what_has_grown_where_the_organizer_says_so(client, desk, made):
    number = made()
    commit(desk, "one", party="2")
    seeing.let_see(desk, "ks", Audience.PAGE, tuple(Part), Tone.GROWN).result()

    assert "Already 2 of 8." in at(client, number).text


def test_met_it_stays_to_be_read_when_it_is_long_over(client, desk, made):
    number = made()
    commit(desk, "one", party="8")
    object.__setattr__(desk, "clock", lambda: NOON + timedelta(days=9))

    page = text(at(client, number))
    assert "Met on Sun, Nov 22, 6:00 AM. Thank you." in page


def test_its_time_may_be_up(client, desk, made):
    number = made()
    commit(desk, "one", party="3")
    object.__setattr__(desk, "clock", lambda: NOON + timedelta(days=3))

    assert "Time is up: 3 of 8." in at(client, number).text


@pytest.mark.parametrize("number", [0, 1, 999_999, "x", "-1", "9" * 30])
def test_there_is_no_page_of_what_is_no_challenge(client, made, number):
    made()

    assert at(client, number).status_code == 404


def test_there_is_no_page_where_the_page_is_shown_no_challenges(client, desk, made):
    number = made()
    parts = [part for part in Part if part is not Part.CHALLENGES]
    seeing.let_see(desk, "ks", Audience.PAGE, parts, Tone.NEEDED).result()

    assert at(client, number).status_code == 404


def test_there_is_no_page_until_somebody_took_it_up(client, desk, made):
    number = made(whom=("wichita_teachers",))
    assert at(client, number).status_code == 404

    (lead,) = leads.leads(desk, "ks")
    actor = Actor("ks", lead.id, Role.LEAD, "desk")
    challenges.answer(desk, actor, "key-of-answer-001", number, "accepted").result()
    page = at(client, number)
    assert page.status_code == 200
    assert "Wichita Teachers" in page.text


def test_a_lead_who_is_not_shown_is_not_named(client, desk, made):
    a_lead(desk, "hidden_one@m.example", name="Hidden One")
    leads.show(desk, "ks", "hidden_one", False).result()
    number = made(whom=("wichita_teachers", "hidden_one"))
    for lead in leads.leads(desk, "ks"):
        actor = Actor("ks", lead.id, Role.LEAD, "desk")
        challenges.answer(desk, actor, f"key-of-answer-{lead.id:03}", number, "accepted").result()

    page = text(at(client, number))

    assert "2 leads together" in page
    assert "Hidden" not in page
    assert "hidden_one" not in page


def test_the_script_gets_what_the_page_says(client, desk, made):
    number = made()

    page = text(at(client, number))

    boot = json.loads(page.partition('id="boot">')[2].partition("</script>")[0])
    assert boot["id"] == number
    assert [each["target"] for each in boot["picture"]["challenges"]] == [8]


def test_the_events_page_tells_of_it_and_leads_to_its_own(client, desk, made):
    assert "Challenge" not in client.get("/e/ks").text.partition('id="boot"')[0]
    number = made()

    page = client.get("/e/ks").text.partition('id="boot"')[0]

    assert f'<a href="/e/ks/challenges/{number}">8 new yeses</a>' in page
    assert "Eight are still needed." in page


def test_the_events_page_is_without_what_it_is_not_shown(client, desk, made):
    made()
    commit(desk, "one", party="2", lead="wichita_teachers")
    seeing.let_see(desk, "ks", Audience.PAGE, (Part.ROLL,), Tone.NEEDED).result()

    page = client.get("/e/ks").text

    assert "new yeses" not in page.partition('id="boot"')[0]
    boot = json.loads(page.partition('id="boot">')[2].partition("</script>")[0])["picture"]
    assert (boot["challenges"], boot["leads"], boot["just_in"]) == ([], [], [])
    assert boot["unnamed"]["coming"] == 2


def test_a_page_with_challenges_stays_light(client, desk, made):
    """What a phone loads with twelve of them, gzipped as the server sends it, fonts included."""
    for place in range(12):
        made(f"key-of-challenge-{place}", target=30 + place)
    page = client.get("/e/ks")

    assets = set(re.findall(r"/e/-/assets/[\w/.-]+", page.text))
    at = next(iter(assets)).rpartition("/")[0]
    assets |= {f"{at}/{name}" for name in ("challenges.js", "challenges.css")}
    small = sum(
        len(gzip.compress(client.get(of, headers={"Accept-Encoding": "identity"}).content))
        for of in assets
    )
    assert len(gzip.compress(page.content)) + small < 60_000


def test_the_feed_tells_nothing_where_no_public_screen_may(client, desk, made):
    made()
    assert "8 new yeses" in client.get("/e/ks/updates.atom").text
    for audience in (Audience.WALL, Audience.PAGE):
        seeing.let_see(desk, "ks", audience, (Part.LEADS,), Tone.NEEDED).result()

    assert "8 new yeses" not in client.get("/e/ks/updates.atom").text
