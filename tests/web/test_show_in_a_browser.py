"""The wall turned from a phone while it hangs there: by one thumb, by two, and without signal."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, noon_in
from tests.serving import Server
from turnout.desk import looks
from turnout.model.show import Scene

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(days=9))
    a_lead(desk)
    with shared.on(desk) as served:
        yield served


@pytest.fixture
def phone(server, browser):
    """Return a function that opens an organizer's phone."""
    opened = []

    def held(theme: str = "light", lang: str = "en", line=lambda route: route.continue_()) -> Page:
        context = browser.new_context(viewport=PHONE, color_scheme=theme, reduced_motion="reduce")
        opened.append(context)
        server.enter(context)
        page = context.new_page()
        page.route("**/live", line)
        page.goto(f"{server.url}/e/ks/show?lang={lang}")
        return page

    yield held
    for context in opened:
        context.close()


@pytest.fixture
def wall(server, page):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server.url}/e/ks/board?lang=en")
    return page


def stands(wall: Page, scene: str) -> None:
    expect(wall.locator(f'.board[data-scene="{scene}"]')).to_be_visible()


def test_one_tap_changes_what_the_wall_shows_and_says_that_it_did(wall, phone):
    thumb = phone()
    expect(thumb.locator("#walls")).to_have_text("1 wall is listening.")

    thumb.get_by_role("button", name="Who is bringing them").click()

    stands(wall, "leaders")
    expect(thumb.locator("#state")).to_contain_text("The wall has it,")
    expect(thumb.locator(".now-scene")).to_have_text("Who is bringing them")
    thumb.locator("#message").fill("Doors open at six.")
    thumb.get_by_role("button", name="Show it to the hall").click()
    expect(wall.locator(".message-words")).to_have_text("Doors open at six.")
    thumb.get_by_role("button", name="Dark").click()
    expect(wall.locator(".board")).to_have_attribute("data-theme", "dark")
    thumb.get_by_role("button", name="Take it down").click()
    stands(wall, "total")


def test_what_one_phone_changes_the_other_sees(phone, server):
    one, other = phone(), phone()
    other.locator("#message").fill("Half a sentence")

    one.get_by_role("button", name="Who is bringing them").click()
    expect(other.locator(".now-scene")).to_have_text("Who is bringing them")
    expect(other.locator("#message")).to_have_value("Half a sentence")

    other.get_by_role("button", name="30 s").click()
    expect(one.locator(".now-next")).to_contain_text("The next one in")
    other.get_by_text("What the round goes through").click()
    other.get_by_label("Who is bringing them", exact=True).uncheck()
    expect(other.locator("#state")).to_contain_text("No wall is listening")
    assert Scene.LEADERS not in looks.progress(server.desk, "ks").show.scenes


def test_what_has_no_signal_is_neither_shown_nor_sent_later(phone, server):
    thumb = phone()
    thumb.context.set_offline(True)
    thumb.get_by_role("button", name="Who is bringing them").click()

    expect(thumb.locator("#state")).to_contain_text("that was not sent")
    expect(thumb.locator("#now")).to_contain_text("when last heard")
    expect(thumb.locator(".now-scene")).to_have_text("The count")

    thumb.context.set_offline(False)
    thumb.get_by_role("button", name="Daylight").click()
    expect(thumb.locator("#state")).to_contain_text("Kept,")
    expect(thumb.locator("#now")).to_contain_text("On the wall now")
    assert looks.progress(server.desk, "ks").show.scene is Scene.TOTAL


def test_how_a_tap_went_stays_to_be_read_when_the_line_opens_after_it(phone):
    lines: list[Route] = []
    thumb = phone(line=lambda route: lines.append(route))
    thumb.get_by_role("button", name="Daylight").click()
    expect(thumb.locator("#state")).to_contain_text("Kept,")

    with thumb.expect_response("**/show/state"):  # it is asked for once the line is open
        lines[0].continue_()

    thumb.evaluate("null")
    expect(thumb.locator("#state")).to_contain_text("Kept,")


def test_the_first_answer_after_an_outage_is_believed_before_the_line_is_back(phone):
    thumb = phone()
    expect(thumb.locator("#state")).to_contain_text("In touch")
    thumb.context.set_offline(True)
    thumb.get_by_role("button", name="Who is bringing them").click()
    expect(thumb.locator("#now")).to_contain_text("when last heard")

    thumb.route("**/live*", lambda asked: asked.abort())
    thumb.context.set_offline(False)

    expect(thumb.locator("#now")).to_contain_text("On the wall now")
    expect(thumb.locator("#state")).to_contain_text("that was not sent")


@pytest.mark.parametrize("theme, lang", [("light", "en"), ("dark", "es")])
def test_the_phone_is_whole_and_under_one_thumb(phone, theme, lang):
    thumb = phone(theme, lang)
    expect(thumb.locator(".scenes button:enabled")).to_have_count(3)

    checks.sound(thumb)
    small = thumb.locator("button:visible, a.button-quiet:visible, textarea").evaluate_all(
        "(all) => all.filter((e) => e.getBoundingClientRect().height < 56).map((e) => e.outerHTML)"
    )
    assert small == []
