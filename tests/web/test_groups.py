"""The page of a neighbourhood group, what is told there, and the card that is shared."""

import re
from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tests.builders import (
    a_rally,
    a_steward,
    an_area,
    an_area_photo,
    an_organizer,
    commit,
)
from turnout.desk import area_care, area_changes, areas, atlas, leads, neighbourhoods, place_stories
from turnout.desk.area_changes import Changed
from turnout.desk.areas import Doer, Said
from turnout.desk.neighbourhoods import Plan
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.model.places import Shape

HERE = {"Origin": "http://testserver"}
GROUP = "/e/ks/groups/north-topeka"


@pytest.fixture
def organizer(desk):
    return an_organizer(desk)


@pytest.fixture
def steward(desk):
    return a_steward(desk)


@pytest.fixture
def area(desk, organizer, steward):
    """Return an area that lies in the group North Topeka, which wichita_teachers look after."""
    ring = tuple(
        (-95.695 + x, 39.045 + y) for x, y in ((0, 0), (0.02, 0), (0.02, 0.02), (0, 0.02), (0, 0))
    )
    boundary = Shape("polygon", (ring,))
    plan = Plan("North Topeka", "Beyond the river.", boundary, "wichita_teachers")
    neighbourhoods.add(desk, organizer, "key-of-group-0001", plan).result()
    return an_area(desk, steward).area


def told(client, at=GROUP, **fields):
    given = {"key": "key-of-story-0001", "kind": "landmark", "title": "The old mill", **fields}
    return client.post(f"{at}/stories", data=given, headers=HERE)


def waiting(desk):
    return [story.title for story in place_stories.waiting(desk, "ks")]


def test_a_groups_page_shows_its_steward_areas_and_what_changed_lately(client, desk, area):
    say = Said("key-of-step-number-1", area, Step.CLEAN, bags=9, volunteers=4)
    areas.say(desk, a_steward(desk), say).result()

    page = client.get(GROUP).text

    assert "Wichita Teachers (@wichita_teachers@mastodon.social) looks after" in page
    assert "1 of 1 area cleaned" in page
    assert "Cleaned. 4 volunteers. 9 bags." in page
    assert f'href="/e/ks/areas/{area}"' in page


def test_a_groups_page_stands_when_what_is_told_of_its_areas_was_corrected(
    client, desk, steward, area
):
    corrected = Changed("key-of-change-num-1", area, title="Behind the new mill")
    area_changes.change(desk, steward, corrected).result()

    page = client.get(GROUP)

    assert page.status_code == 200
    assert "Behind the new mill" in page.text


def test_an_areas_page_tells_since_when_a_steward_looks_after_it(client, desk, organizer, area):
    key = "key-of-care-num-001"
    area_care.assign(desk, organizer, area, "", "", key).result()

    page = client.get(f"/e/ks/areas/{area}").text

    assert "Nobody looks after it any more." in page
    assert "was corrected" not in page


def test_a_groups_page_shows_the_next_date_with_its_way_to_join(client, desk, organizer, area):
    a_rally(desk, "dec-5", parent="ks", title="River clean-up")
    say = Said("key-of-step-number-1", area, Step.SCHEDULE, date="dec-5")
    areas.say(desk, organizer, say).result()

    page = client.get(GROUP).text

    assert "River clean-up" in page
    assert 'href="/e/dec-5/join"' in page


def test_a_groups_page_shows_photos_that_are_shown_and_no_others(client, desk, steward, area):
    an_area_photo(desk, steward)
    an_area(desk, Doer("ks"), key="key-of-area-00009")
    an_area_photo(desk, Doer("ks"), key="key-of-area-00009")

    assert len(re.findall(r'<img src="[^"]+-small.jpg"', client.get(GROUP).text)) == 1


def test_the_map_and_an_areas_page_lead_to_the_group_and_it_back(client, area):
    assert f'href="{GROUP}"' in client.get("/e/ks/map").text
    assert f'href="{GROUP}"' in client.get(f"/e/ks/areas/{area}").text
    assert 'href="/e/ks/map"' in client.get(GROUP).text


def test_a_group_with_nothing_on_its_map_has_no_map_and_says_what_to_do(client, desk, organizer):
    plan = Plan("East End")
    neighbourhoods.add(desk, organizer, "key-of-group-0009", plan).result()

    page = client.get("/e/ks/groups/east-end").text

    assert "group.js" not in page
    assert "No area on the map lies here." in page
    assert "0 of 0" not in page


def test_a_group_that_is_not_there_or_set_aside_is_404(client, desk, organizer, area):
    assert client.get("/e/ks/groups/nowhere").status_code == 404
    neighbourhoods.decide(
        desk, organizer, "key-of-group-0002", "north-topeka", ReviewState.SET_ASIDE
    ).result()

    assert client.get(GROUP).status_code == 404
    assert GROUP not in client.get(f"/e/ks/areas/{area}").text


def test_no_supporters_name_is_on_the_page_nor_a_lead_who_is_hidden(client, desk, area):
    commit(desk, party="4", name="Amina Diallo", lead="wichita_teachers")
    leads.show(desk, "ks", "wichita_teachers", shown=False).result()

    page = client.get(GROUP).text

    assert "Amina" not in page
    assert "Wichita Teachers" not in page


@pytest.mark.parametrize("where", ["group", "area"])
def test_what_a_stranger_tells_waits_and_says_so(client, desk, area, where):
    at = GROUP if where == "group" else f"/e/ks/areas/{area}"

    answer = told(client, at)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{at}?told=held#stories")
    assert waiting(desk) == ["The old mill"]
    assert "once somebody has looked" in client.get(f"{at}?told=held").text
    assert "The old mill" not in client.get(at).text


def test_a_strangers_words_are_text_once_they_are_shown(client, desk, organizer, area):
    told(client, title="<b>Mill</b>", text="<script>alert(1)</script>")
    story = place_stories.waiting(desk, "ks")[0].id
    place_stories.decide(desk, organizer, story, ReviewState.SHOWN).result()

    page = client.get(GROUP).text

    assert "&lt;b&gt;Mill" in page
    assert "<script>alert" not in page


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(client, desk, area):
    answer = told(client, kind="story", title="The flood", text="", place="somewhere")

    assert answer.status_code == 422
    assert 'value="The flood"' in answer.text
    assert 'id="text-error"' in answer.text
    assert waiting(desk) == []
    assert 'id="place-error"' in told(client, place="somewhere").text


def test_who_fills_in_the_hidden_field_is_thanked_and_nothing_is_kept(client, desk, area):
    assert told(client, website="https://spam.example").status_code == 303
    assert waiting(desk) == []


def test_a_form_sent_twice_is_kept_once(client, desk, area):
    told(client)
    told(client)

    assert waiting(desk) == ["The old mill"]


def test_a_form_of_another_site_is_refused(client, desk, area):
    answer = client.post(
        f"{GROUP}/stories", data={"key": "k" * 20}, headers={"Origin": "https://x"}
    )

    assert answer.status_code == 403


def test_an_address_that_tells_without_end_is_told_so_on_the_page(client, desk, area):
    for n in range(20):
        told(client, key=f"key-of-story-{n:04}")

    answer = told(client, key="key-of-story-9999")

    assert answer.status_code == 422
    assert "That is a lot from one address" in answer.text


def test_the_card_is_a_picture_of_the_size_networks_ask_for(client, area):
    answer = client.get("/e/ks/areas.png?lang=en")
    picture = Image.open(BytesIO(answer.content))

    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert picture.info == {}


def test_the_card_is_named_by_what_it_shows_and_drawn_anew_when_that_moved(client, desk, area):
    first = client.get("/e/ks/areas.png?lang=en")
    known = {"If-None-Match": first.headers["etag"]}
    assert first.headers["etag"].startswith(f'"{atlas.atlas(desk, "ks").seq}-en-')
    assert client.get("/e/ks/areas.png?lang=en", headers=known).status_code == 304
    assert client.get("/e/ks/areas.png?lang=es", headers=known).status_code == 200

    areas.say(desk, a_steward(desk), Said("key-of-step-number-1", area, Step.CLEAN)).result()

    again = client.get("/e/ks/areas.png?lang=en", headers=known)
    assert again.status_code == 200
    assert again.content != first.content


def test_an_unknown_events_card_is_404(client):
    assert client.get("/e/zz/areas.png").status_code == 404


def test_pages_name_the_card_only_where_the_public_address_is_known(
    live_in, app, client, desk, area
):
    pages = {
        "/e/ks/map": "areas.png",
        GROUP: "areas.png",
        f"/e/ks/areas/{area}": f"areas/{area}/card.png",
    }
    for page in pages:
        assert "og:image" not in client.get(page).text

    live_in(public_url="https://rally.example.org")
    public = TestClient(app, headers={"Accept-Language": "es"})
    seq = atlas.atlas(desk, "ks").seq
    for page, picture in pages.items():
        html = public.get(page, headers={"Host": "elsewhere.example"}).text
        named = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)"', html))
        assert named["og:image"] == (
            f"https://rally.example.org/e/ks/{picture}?lang=es&amp;v={seq}"
        )
        assert named["og:url"] == f"https://rally.example.org{page}"
        assert (named["og:image:width"], named["og:image:height"]) == ("1200", "630")
        assert named["og:locale"] == "es_US"
        assert named["og:image:alt"] in (
            "0 de 1 zona limpia",
            "Corner of 6th and Jackson. Necesita limpieza",
        )


def test_who_told_it_is_not_asked_for(client, area):
    names = set(re.findall(r'name="(\w+)"', client.get(GROUP).text))

    assert names & {"name", "contact", "email", "phone", "handle"} == set()
