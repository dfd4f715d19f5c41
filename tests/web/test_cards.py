import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tests.builders import NOON, a_lead, a_rally, an_area, an_organizer, commit
from turnout.desk import challenges, leads, rallies, seeing
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.model.seeing import Audience, Part, Tone
from turnout.pictures import cards as drawing
from turnout.web import cards

LEAD = "/e/ks/leads/wichita_teachers@mastodon.social/card.png"
CHALLENGE = "/e/ks/challenges/{challenge}/card.png"
CARDS = ("/e/ks/card.png", LEAD, CHALLENGE, "/e/ks/areas/{area}/card.png", "/e/ks/areas.png")


@pytest.fixture(autouse=True)
def nothing_drawn_yet():
    cards._drawn.cache_clear()


@pytest.fixture
def area(desk):
    return an_area(desk, an_organizer(desk)).area


@pytest.fixture
def challenge(desk):
    return challenged(desk, "ks")


def challenged(desk, event):
    """Have the organizers ask everybody for 8 new yeses."""
    actor = Actor(event, 0, Role.ORGANIZER, "desk")
    wanted = Wanted(8, NOON + timedelta(days=2), "new_yes")
    return challenges.make(desk, actor, "key-of-challenge-1", wanted).result().seq


@pytest.fixture
def drawings(monkeypatch):
    """Return what is drawn from now on."""
    kept = []

    def drawn(card, size, draw=drawing.drawn):
        kept.append(card)
        return draw(card, size)

    monkeypatch.setattr(drawing, "drawn", drawn)
    return kept


@pytest.fixture
def known(live_in, app):
    """Return a client of a house that knows by which address people find it."""
    desk = live_in(public_url="https://rally.example.org")
    a_rally(desk, "day")
    a_lead(desk, event="day")
    return TestClient(app, headers={"Accept-Language": "en"})


def told(page):
    """Return what a page tells previews, by name."""
    pairs = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page.text)
    return {name: unescape(value) for name, value in pairs}


@pytest.mark.parametrize("path", CARDS)
@pytest.mark.parametrize("size, pixels", [("", (1200, 630)), ("square", (1080, 1080))])
def test_every_card_is_drawn_in_both_sizes(path, size, pixels, client, area, challenge):
    answer = client.get(path.format(area=area, challenge=challenge), params={"size": size})

    picture = Image.open(BytesIO(answer.content))
    assert (answer.headers["content-type"], picture.size) == ("image/png", pixels)
    assert picture.info == {}


@pytest.mark.parametrize("path", CARDS)
def test_a_quiet_events_numbers_stand_on_no_card(path, client, desk, area, challenge):
    rallies.change(desk, "ks", quiet=True).result()

    assert client.get(path.format(area=area, challenge=challenge)).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/e/zz/card.png", "/e/ks/leads/nobody/card.png", "/e/ks/leads/%20/card.png"),
        *("/e/ks/challenges/99/card.png", "/e/ks/challenges/x/card.png"),
        *("/e/ks/areas/99/card.png", "/e/ks/areas/x/card.png", "/e/ks/areas/²/card.png"),
    ],
)
def test_a_card_of_nothing_is_404(path, client, area, challenge):
    assert client.get(path).status_code == 404


def test_a_hidden_lead_has_no_card_from_then_on(client, desk):
    before = client.get(LEAD)
    leads.show(desk, "ks", "wichita_teachers", False).result()

    assert before.status_code == 200
    assert client.get(LEAD, headers={"If-None-Match": before.headers["etag"]}).status_code == 404


def test_leads_have_no_cards_where_no_names_are_public(client, desk):
    rallies.change(desk, "ks", names_public=False).result()

    assert client.get(LEAD).status_code == 404
    assert client.get("/e/ks/card.png").status_code == 200


def test_what_the_page_is_not_shown_stands_on_no_card(client, desk, challenge):
    seeing.let_see(desk, "ks", Audience.PAGE, (Part.ROLL,), Tone.NEEDED).result()

    assert client.get(LEAD).status_code == 404
    assert client.get(CHALLENGE.format(challenge=challenge)).status_code == 404
    assert client.get("/e/ks/card.png").status_code == 200


def test_a_crowd_of_previews_costs_one_drawing(client, drawings):
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda _: client.get("/e/ks/card.png"), range(24)))

    assert {answer.status_code for answer in answers} == {200}
    assert len(drawings) == 1


def test_a_card_is_drawn_anew_once_its_event_moved(client, desk, drawings):
    first = client.get("/e/ks/card.png")
    known = {"If-None-Match": first.headers["etag"]}
    assert client.get("/e/ks/card.png", headers=known).status_code == 304
    assert client.get("/e/ks/card.png?lang=es", headers=known).status_code == 200
    assert client.get("/e/ks/card.png?size=square", headers=known).status_code == 200

    commit(desk, party="3")

    assert client.get("/e/ks/card.png", headers=known).status_code == 200
    assert [card.number for card in drawings] == ["600", "600", "600", "597"]


def test_a_card_whose_words_stayed_is_not_drawn_anew_when_others_moved(client, desk, drawings):
    first = client.get(LEAD)

    commit(desk, party="3")  # with nobody's lead

    assert client.get(LEAD).content == first.content
    assert client.get(LEAD).headers["etag"] != first.headers["etag"]
    assert len(drawings) == 1


def test_a_pasted_link_shows_the_live_number_and_the_card_of_this_moment(known):
    page = told(known.get("/e/day"))

    assert page["og:title"] == "Rally for the services Kansas runs on"
    assert page["og:description"] == page["description"]
    assert page["og:description"].startswith("600 to go. Be the first to say you are coming. Sat, ")
    assert page["og:image"].startswith("https://rally.example.org/e/day/card.png?lang=en&v=")
    assert page["og:url"] == "https://rally.example.org/e/day"
    assert (page["og:image:width"], page["og:image:height"]) == ("1200", "630")
    assert page["og:image:alt"] == (
        "Rally for the services Kansas runs on. 600 to go. Be the first to say you are coming."
    )
    assert (page["og:locale"], page["og:locale:alternate"]) == ("en_US", "es_US")
    assert page["twitter:card"] == "summary_large_image"
    assert known.get(page["og:image"]).status_code == 200


def test_the_pictures_address_is_another_once_the_event_moved(known):
    before = told(known.get("/e/day"))["og:image"]
    commit(cards.house().desk, event="day")

    assert told(known.get("/e/day"))["og:image"] != before


@pytest.mark.parametrize("given", ["wichita_teachers", "@Wichita_Teachers@mastodon.social"])
def test_a_leads_link_takes_the_leads_card(given, known):
    page = told(known.get("/e/day/join", params={"lead": given}))

    assert page["og:title"].startswith("Come with Wichita Teachers: Rally")
    assert "/e/day/leads/wichita_teachers@mastodon.social/card.png?" in page["og:image"]
    assert page["og:url"] == "https://rally.example.org/e/day/join?lead=wichita_teachers"


def test_a_hidden_leads_link_tells_nothing_of_them(known):
    leads.show(cards.house().desk, "day", "wichita_teachers", False).result()

    answer = known.get("/e/day/join?lead=wichita_teachers")
    page = told(answer)
    assert page["og:title"] == "Rally for the services Kansas runs on"
    assert "/e/day/card.png?" in page["og:image"]
    assert "Wichita Teachers" not in str(page)
    assert page["og:url"] == "https://rally.example.org/e/day/join"


def test_a_challenges_page_tells_what_it_still_needs(known):
    number = challenged(cards.house().desk, "day")

    page = told(known.get(f"/e/day/challenges/{number}"))
    assert page["og:description"].startswith("8 to go. 0 of 8. Until Tue, Nov 24")
    assert page["og:image:alt"] == "8 new yeses. 8 to go. 0 of 8."
    assert page["og:image"].startswith(
        f"https://rally.example.org/e/day/challenges/{number}/card.png?"
    )
    assert known.get(page["og:image"]).status_code == 200


def test_a_quiet_events_pages_tell_neither_number_nor_picture(known):
    rallies.change(cards.house().desk, "day", quiet=True).result()

    for path in ("/e/day", "/e/day/join?lead=wichita_teachers", "/e/day/thanks", "/e/day/board"):
        page = told(known.get(path))
        assert page["og:description"].startswith("Sat, Dec 5")
        assert "to go" not in page["og:description"]
        assert "og:image" not in page
        assert page["twitter:card"] == "summary"


@pytest.mark.parametrize(
    "path", ["/e/ks", "/e/ks/join", "/e/ks/map", "/e/ks/board", "/e/ks/thanks"]
)
def test_without_a_public_address_a_page_names_no_picture(path, client):
    page = told(client.get(path))

    assert page["og:title"]
    assert "og:image" not in page
    assert "og:url" not in page
