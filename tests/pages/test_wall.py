from dataclasses import replace

from tests.builders import a_rally, commit
from tests.pages.conftest import ORGANIZER, components, text
from turnout import house
from turnout.model import Role


def test_the_wall_gets_the_live_picture_and_where_to_listen(desk, open_page):
    a_rally(desk)
    commit(desk, party="4")

    (given,) = [each for each in components(open_page("wall", ORGANIZER)) if "liveUrl" in each]

    assert given["picture"]["coming"] == 4
    assert given["liveUrl"] == "/api/v1/events/ks/live"
    assert "light.just_in" in given["words"]
    assert "board.join" in given["words"]


def test_one_click_opens_the_wall_itself_in_the_readers_language(desk, open_page):
    a_rally(desk)

    assert 'href="/e/ks/board?lang=es"' in text(open_page("wall", ORGANIZER, lang="es"))


def test_who_organizes_is_led_to_the_phone_that_turns_it_and_nobody_else(desk, open_page):
    a_rally(desk)

    assert 'href="/e/ks/show?lang=en"' in text(open_page("wall", ORGANIZER))
    assert "/e/ks/show" not in text(open_page("wall", replace(ORGANIZER, role=Role.FUNDER)))


def test_without_a_public_address_there_is_no_code_but_its_reason(desk, open_page):
    a_rally(desk)

    (given,) = [each for each in components(open_page("wall", ORGANIZER)) if "liveUrl" in each]

    assert given["qrSvgUrl"] is None
    assert "TURNOUT_PUBLIC_URL" in given["qrReason"]


def test_with_a_public_address_the_code_and_the_address_are_given(desk, open_page):
    a_rally(desk)
    settings = replace(desk.settings, public_url="https://rally.example.org")
    house.use(house.House(settings, desk, house.house().live))

    (given,) = [each for each in components(open_page("wall", ORGANIZER)) if "liveUrl" in each]

    assert given["qrSvgUrl"] == "/e/ks/qr.svg"
    assert given["joinUrl"] == "rally.example.org/e/ks/join"
