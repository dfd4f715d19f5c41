"""A sheet typed in with the keyboard alone, with and without signal."""

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from turnout.desk import links, looks
from turnout.model import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def typing(served, desk, page):
    session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER))
    page.context.add_cookies([{"name": links.COOKIE, "value": session, "url": served}])
    page.goto(f"{served}/e/ks/paper?lang=en")
    expect(page.locator("#name")).to_be_focused()  # a browser does so some time after it loaded
    return page


def type_row(page, name, party):
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(party)
    page.keyboard.press("Enter")


def test_rows_go_in_by_keyboard_alone_and_the_last_is_taken_back(typing, coming):
    type_row(typing, "Ana", "2")
    type_row(typing, "Ben", "3")

    expect(typing.locator("#rows li").first).to_contain_text("Stored. 5 come now.")
    typing.get_by_role("button", name="Undo").first.press("Enter")
    expect(typing.locator("#rows li").first).to_contain_text("Taken back.")
    assert coming() == 2
    expect(typing.locator("#name")).to_be_focused()


def test_a_maybe_is_ticked_by_keyboard_and_the_next_row_is_a_yes(typing, desk, coming):
    typing.keyboard.type("Ana")
    for key in ("Tab", "Tab", "Space", "Enter"):
        typing.keyboard.press(key)
    expect(typing.locator("#rows li").first).to_contain_text("Ana, maybe 1 person")
    type_row(typing, "Ben", "3")

    expect(typing.locator("#rows li").first).to_contain_text("Stored. 3 come now.")
    assert (coming(), looks.progress(desk, "ks").count.maybe) == (3, 1)


def test_rows_without_signal_wait_on_the_device_and_go_once(typing, coming):
    typing.context.set_offline(True)
    type_row(typing, "Ana", "2")
    type_row(typing, "Ben", "3")
    expect(typing.locator("#state")).to_contain_text("2 rows are kept on this device")
    assert coming() == 0

    typing.context.set_offline(False)
    expect(typing.locator("#rows li").first).to_contain_text("5 come now.")
    expect(typing.locator("#state")).to_be_hidden()
    typing.reload()
    assert coming() == 5
    assert typing.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)])
def test_nothing_is_cut_off_or_grave(typing, size):
    typing.set_viewport_size({"width": size[0], "height": size[1]})
    type_row(typing, "Ana", "lots")
    expect(typing.locator("#rows li").first).to_contain_text("whole number")

    checks.sound(typing)
