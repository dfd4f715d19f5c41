from tests.builders import a_rally
from tests.pages.conftest import ORGANIZER, components, text
from turnout.errors import StoreFailed


def test_strangers_see_no_links_to_pages_that_are_closed_to_them(desk, open_page):
    a_rally(desk)

    assert not open_page("").get("page_link")
    assert open_page("", ORGANIZER).get("page_link")


def test_the_page_one_is_on_is_named_and_not_a_link(desk, open_page):
    a_rally(desk)

    assert '<span class="here" aria-current="page">Wall</span>' in text(
        open_page("wall", ORGANIZER)
    )


def test_the_other_language_is_one_click_away(desk, open_page):
    a_rally(desk)
    app = open_page("", ORGANIZER)

    next(button for button in app.button if button.label == "Español").click().run()

    assert "Compromisos a lo largo del tiempo" in text(app)
    assert {each["lang"] for each in components(app)} == {"es"}


def test_a_store_that_cannot_be_read_is_told_without_its_insides(desk, open_page, monkeypatch):
    def fail(*_):
        raise StoreFailed("/secret/path: disk I/O error")

    monkeypatch.setattr("turnout.desk.rallies.events", fail)

    shown = text(open_page("", ORGANIZER))

    assert "The store cannot be read right now." in shown
    assert "/secret/path" not in shown
