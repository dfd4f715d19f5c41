"""Live video on the event's page: nothing of it before a tap, and nothing left after closing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from turnout import browser
from turnout.desk import rallies

pytestmark = pytest.mark.browser

LINK = "https://youtu.be/abcdefghij_"


@pytest.fixture
def phone(page):
    """Return a phone whose requests to other hosts are kept, and answered here."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.elsewhere = []

    def answer(route):
        page.elsewhere.append(urlsplit(route.request.url).hostname)
        route.fulfill(content_type="text/html", body="<p>Playing</p>")

    page.route(lambda url: not urlsplit(url).hostname.startswith(("localhost", "127.")), answer)
    return page


def test_the_video_comes_on_a_tap_and_goes_again(served, phone, desk):
    rallies.change(desk, "ks", stream=LINK).result()
    phone.goto(f"{served}/e/ks")
    watch = phone.get_by_role("button", name="Watch live")
    expect(phone.get_by_role("link", name="Open it at YouTube")).to_have_attribute("href", LINK)
    expect(watch).to_have_attribute("aria-expanded", "false")
    assert phone.elsewhere == []

    watch.press("Enter")
    frame = phone.locator("iframe.video")
    expect(frame).to_have_attribute("title", "Live video: Rally for the services Kansas runs on")
    expect(frame).to_be_focused()
    expect(phone.frame_locator("iframe.video").get_by_text("Playing")).to_be_visible()
    assert set(phone.elsewhere) == {"www.youtube-nocookie.com"}

    close = phone.get_by_role("button", name="Close the video")
    close.click()
    expect(frame).to_have_count(0)
    expect(phone.get_by_role("button", name="Watch live")).to_be_focused()


def test_what_the_page_does_not_let_in_stays_a_link(served, phone):
    """As when the organizer gives another link while the page is open."""
    phone.goto(f"{served}/e/ks")
    phone.evaluate(
        """async (module) => {
          const { mountVideo } = await import(module);
          const t = (key, given) => `${key} ${given?.name ?? ""}`;
          const shows = "https://player.vimeo.com";
          const draw = mountVideo(document.querySelector("h1"), { t, shows });
          draw({ title: "Rally", stream: { url: "https://youtu.be/abcdefghij_", name: "YouTube",
            embed: "https://www.youtube-nocookie.com/embed/abcdefghij_", kind: "frame" } });
        }""",
        browser.address("video.js"),
    )

    expect(phone.get_by_role("link", name="video.watch : YouTube")).to_be_visible()
    expect(phone.get_by_role("button", name="video.watch")).to_be_hidden()


def test_a_text_is_shared_by_the_phones_own_sheet_or_copied(served, phone):
    phone.add_init_script("navigator.share = async (given) => { window.given = given; };")
    phone.goto(f"{served}/e/ks")
    phone.get_by_role("button", name="Share", exact=True).click()

    given = phone.evaluate("window.given")
    assert given["text"].endswith(f"Be there, and bring one more: {served}/e/ks/join")
    assert "url" not in given  # apps would write the address twice
    phone.get_by_role("button", name="Copy the text").click()
    expect(phone.get_by_role("button", name="Copied")).to_be_visible()
    assert phone.elsewhere == []
