"""What join.js adds to the sign-up form, and what it leaves alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.gallery import Gallery

pytestmark = pytest.mark.browser

# Once the form is on its way, it is pressed again, and the page says whether that went too.
TAPPED_AGAIN = """() => {
    let away = false;
    document.addEventListener("submit", (event) => {
        if (away) console.log(event.defaultPrevented ? "kept back" : "sent again");
        if (away || event.defaultPrevented) return;
        away = true;
        setTimeout(() => event.target.requestSubmit(), 100);
    });
}"""


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    shown = Gallery()
    yield shown
    shown.stop()


def test_the_steps_stay_within_what_the_form_takes(page, gallery):
    page.goto(gallery.url + "/e/ks/join")
    fewer, more = page.get_by_label("One fewer"), page.get_by_label("One more")

    fewer.click()
    expect(page.locator("#party")).to_have_value("1")
    for _ in range(12):
        more.click()
    expect(page.locator("#party")).to_have_value("10")


def test_without_signal_what_was_typed_stays_and_it_says_so(page, gallery):
    page.goto(gallery.url + "/e/ks/join")
    page.locator("#name").fill("Amina")
    gallery.stop()

    page.get_by_role("button", name="Count me in").click()

    expect(page.get_by_text("That did not get through.")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Amina")

    gallery.start()
    page.get_by_role("button", name="Count me in").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_a_double_tap_sends_one_form(page, gallery):
    posts: list[str] = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    page.goto(gallery.url + "/e/ks/join")
    page.locator("#name").fill("Amina")

    page.get_by_role("button", name="Count me in").dblclick()

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert len(posts) == 1


def test_a_tap_while_the_answer_is_slow_sends_nothing_more(page, gallery):
    held: list[Route] = []
    page.goto(gallery.url + "/e/ks/join")
    page.evaluate(TAPPED_AGAIN)
    page.locator("#name").fill("Amina")
    page.route("**/join", lambda route: _hold(route, held))

    with page.expect_console_message(lambda said: said.text == "kept back"):
        page.get_by_role("button", name="Count me in").click()

    held[0].continue_()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert len(held) == 1


def test_the_form_goes_through_by_keyboard_alone(page, gallery):
    page.goto(gallery.url + "/e/ks/join")
    page.locator("#name").focus()

    page.keyboard.type("Amina")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_nothing_personal_is_kept_in_the_browser(page, gallery):
    page.goto(gallery.url + "/e/ks/join")
    page.locator("#name").fill("Amina")
    page.get_by_role("button", name="Count me in").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()

    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


def test_a_copied_link_says_so_on_its_button(page, gallery):
    page.goto(gallery.url + "/e/ks/join")

    page.get_by_role("button", name="Copy the link").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()


def _hold(route: Route, held: list[Route]) -> None:
    """Keep a post waiting, as a slow server does; let everything else through."""
    if route.request.method == "POST":
        held.append(route)
    else:
        route.continue_()
