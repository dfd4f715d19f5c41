"""Every made picture, on every screen, in every light: nothing cut off, covered or unreadable."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import checks
from tests.browser.gallery import ASSETS, Gallery
from tests.browser.pictures import PICTURES

pytestmark = pytest.mark.browser

WALL, DESK, PHONE = (1920, 1080), (1280, 800), (390, 844)
THEMES = ("light", "dark")
LEAST_ON_THE_WALL, LEAST_NAME = 30, 52


@pytest.fixture(scope="module")
def gallery() -> Iterator[Gallery]:
    shown = Gallery()
    yield shown
    shown.stop()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return the one page on which all is looked at: nothing here leaves anything in a browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def look(
    page: Page, gallery: Gallery, path: str, size: tuple[int, int]
) -> tuple[list[str], list[str]]:
    """Open a page of the gallery at rest; returns its requests to other hosts, and complaints."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(reduced_motion="reduce")
    wrong = checks.outside(page), checks.complaints(page)
    page.goto(gallery.url + path)
    page.evaluate("document.fonts.load('600 20px Barlow Condensed').then(() => null)")
    page.evaluate("document.fonts.ready.then(() => null)")
    return wrong


@pytest.mark.parametrize(
    "picture, size, theme",
    [
        *product(PICTURES, (WALL,), ("light",)),
        *product(("seven", "long", "three_hundred"), (DESK, PHONE), THEMES),
        *product(("seven", "empty", "quiet"), (WALL,), ("dark",)),
    ],
)
def test_the_wall_is_whole(page, gallery, picture, size, theme):
    wrong = look(page, gallery, f"/board?picture={picture}&theme={theme}&live=no", size)

    expect(page.locator(".number")).not_to_be_empty()
    checks.sound(page)
    assert wrong == ([], [])


@pytest.mark.parametrize("picture", ["seven", "long", "forty", "past_goal"])
def test_the_wall_is_whole_in_spanish(page, gallery, picture):
    look(page, gallery, f"/board?picture={picture}&lang=es&live=no", WALL)

    expect(page.locator(".poster")).to_contain_text("prometimos")
    checks.sound(page)


def test_dates_of_one_title_are_told_apart_by_their_day(page, gallery):
    look(page, gallery, "/board?picture=sites&live=no", WALL)
    page.evaluate("""() => {
      const at = (n) => `2026-12-${n < 2 ? 19 : "05"}T18:00:00Z`;
      const dates = window.board.picture.sites.slice(0, 3).map((site, n) =>
        ({ ...site, title: n ? "River clean-up" : site.title, coming: 9, starts_at: at(n) }));
      window.board.show({ ...window.board.picture, seq: 41, leads: [], sites: dates });
    }""")

    names = page.locator(".row-name:visible")
    expect(names.filter(has_text="clean-up")).to_have_text(
        ["River clean-up, Sat, Dec 5", "River clean-up, Sat, Dec 19"]
    )
    expect(names.filter(has_text="Sedgwick")).to_have_text("Sedgwick County election office")


def test_over_the_walls_list_stands_only_what_has_room(page, gallery):
    look(page, gallery, "/board?picture=over&lang=es&live=no", WALL)

    expect(page.locator(".poster")).to_contain_text("prometieron")
    head = page.locator(".list-head")
    widths = head.evaluate("(e) => [e.scrollWidth, e.clientWidth]")
    assert widths[0] <= widths[1]


@pytest.mark.parametrize("theme", THEMES)
def test_the_wall_turns_to_the_pace_and_back_to_the_leads(page, gallery, theme):
    look(page, gallery, f"/board?pace=yes&theme={theme}&live=no", WALL)
    expect(page.locator(".page")).to_have_text("page 1 of 2")
    expect(page.locator(".pace")).to_be_hidden()

    page.keyboard.press("ArrowRight")

    expect(page.locator(".list-head h2")).to_have_text("How it grows")
    expect(page.locator(".pace-goal")).to_have_text("goal 600")
    expect(page.locator(".pace-range")).to_be_hidden()  # nothing is foretold to this hall
    expect(page.locator(".row-name:visible")).to_have_count(0)
    assert page.locator(".pace tbody tr").count() == 23  # the goal, 21 days, and now
    checks.sound(page)
    assert checks.font_sizes(page)[0][0] >= LEAST_ON_THE_WALL
    expected = "{ ...window.board.picture, forecast: { low: 380, mid: 440, high: 520 } }"
    page.evaluate(f"window.board.show({expected})")
    expect(page.locator(".pace-range")).to_have_text("380 to 520")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pace")).to_be_hidden()


@pytest.mark.parametrize("picture", PICTURES)
def test_the_wall_is_read_from_the_back_of_the_hall(page, gallery, picture):
    look(page, gallery, f"/board?picture={picture}&live=no", WALL)

    sizes = checks.font_sizes(page)
    names = page.locator(".row-name:visible").evaluate_all(
        "(names) => names.map((name) => parseFloat(getComputedStyle(name).fontSize))"
    )
    assert sizes[0][0] >= LEAST_ON_THE_WALL, sizes[0]
    assert all(size >= LEAST_NAME for size in names)


def test_the_total_fills_a_good_part_of_the_wall(page, gallery):
    look(page, gallery, "/board?live=no", WALL)

    # A capital is 0.7 of the size in this type.
    size = page.locator(".number").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
    assert size * 0.7 > 0.28 * WALL[1]


def test_a_wall_without_a_code_says_why(page, gallery):
    look(page, gallery, "/board?no_qr=1&live=no", WALL)

    expect(page.locator(".join")).to_contain_text("TURNOUT_PUBLIC_URL")
    expect(page.locator(".qr")).to_have_count(0)
    checks.sound(page)


@pytest.mark.parametrize(
    "picture, size, theme",
    [
        *product(PICTURES, (PHONE,), ("light",)),
        *product(("seven", "long", "three_hundred"), (DESK, PHONE), ("dark",)),
    ],
)
def test_the_public_page_is_whole(page, gallery, picture, size, theme):
    wrong = look(page, gallery, f"/public?picture={picture}&theme={theme}&live=no", size)

    expect(page.locator(".total b")).not_to_be_empty()
    checks.sound(page)
    assert wrong == ([], [])


@pytest.mark.parametrize(
    "path, picture, shown",
    [("/board", "bare", False), ("/public", "bare", False), ("/public", "empty", True)],
)
def test_there_is_no_bar_and_no_gap_where_nobody_is_and_no_goal(
    page, gallery, path, picture, shown
):
    look(page, gallery, f"{path}?picture={picture}&live=no", PHONE)

    expect(page.locator(".bar").first).to_be_visible(visible=shown)


def test_the_public_page_holds_at_twice_the_zoom_of_a_phone(page, gallery):
    look(page, gallery, "/public?picture=long&live=no&lang=es", (195, 422))

    expect(page.locator(".total b")).not_to_be_empty()
    assert checks.sideways(page) == 0
    assert checks.clipped(page) == []


@pytest.mark.parametrize("size, theme", product((PHONE, DESK), THEMES))
def test_the_form_is_whole(page, gallery, size, theme):
    look(page, gallery, f"/e/ks/join?theme={theme}", size)

    expect(page.get_by_label("One more")).to_be_visible()
    checks.sound(page)
    small = page.locator("button:visible, .choice label, .field input").evaluate_all(
        "(all) => all.filter((e) => e.getBoundingClientRect().height < 56).map((e) => e.outerHTML)"
    )
    assert small == []


@pytest.mark.parametrize("size, theme", product((DESK, PHONE), THEMES))
def test_the_wall_inside_streamlit_is_whole(page, gallery, size, theme):
    wrong = look(page, gallery, f"/streamlit?theme={theme}&live=no", size)

    expect(page.locator(".number")).to_be_visible()
    assert wrong == ([], [])  # before axe, which writes styles of its own into shadow roots
    checks.sound(page)


def test_a_cut_or_covered_text_would_be_found(page, gallery):
    look(page, gallery, "/public?live=no", PHONE)
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".ask { height: 20px; overflow: hidden } .total { margin-bottom: -90px }");
      document.adoptedStyleSheets = [sheet];
    }""")

    assert any("178 places" in found for found in checks.clipped(page))
    assert checks.overlapping(page) != []


def test_leads_are_called_more_only_beside_leads_that_are_shown(page, gallery):
    look(page, gallery, "/public?picture=quiet&live=no", PHONE)
    expect(page.locator(".rest .row-name").first).to_have_text("5 leads")

    look(page, gallery, "/public?picture=forty&live=no", PHONE)
    expect(page.locator(".rest .row-name").first).to_have_text("4 more leads")


def test_the_button_goes_when_the_day_is_over(page, gallery):
    look(page, gallery, "/public?picture=unclosed&live=no", PHONE)

    expect(page.get_by_text("It is over. Thank you.")).to_be_visible()
    expect(page.get_by_role("link", name="I'm coming")).to_be_hidden()


def test_a_time_that_brings_its_own_stop_ends_the_sentence(page, gallery):
    page.goto(gallery.url + "/public?live=no")
    said = page.evaluate(
        f"""import("{ASSETS}/words.js").then(({{ say }}) => ["2:03 p.m.", "2:03 PM", "in.x"].map(
            (at) => say({{ key: "{{at}}. Then ..." }}, "es", "key", {{ at }})))"""
    )

    assert said == ["2:03 p.m. Then ...", "2:03 PM. Then ...", "in.x. Then ..."]
