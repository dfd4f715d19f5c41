"""Live screens move by themselves, survive an outage, and do not shout."""

import copy
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gallery import Gallery
from tests.browser.pictures import PICTURES, STARTS
from tests.browser.scenes import NOW

pytestmark = pytest.mark.browser

LINE = re.compile(r"/live(\?|$)")  # the request by which a screen listens
CAME_BACK_MS = 30_000  # the longest wait between two tries, and a busy machine


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    shown = Gallery()
    yield shown
    shown.stop()


def grown(people: int, seq: int = 41, **given: Any) -> dict[str, Any]:
    """Return the picture of seven leads after `people` more joined the first of them."""
    picture = copy.deepcopy(PICTURES["seven"])
    for heads in (picture, picture["leads"][0]):
        heads["yes"] += people
        heads["coming"] += people
    came = {**picture["just_in"][0], "seq": seq, "people": people}
    picture["just_in"] = [came, *picture["just_in"]]
    return {**picture, "seq": seq, **given}


def open_line(page: Page, gallery: Gallery, path: str) -> None:
    """Open a screen, and wait for its line: the picture it came with stands there before."""
    gallery.now = PICTURES["seven"]
    with page.expect_response(LINE):
        page.goto(gallery.url + path)
    expect(page.locator(".number, .total b").first).to_have_text("422")


def stop_the_clock(page: Page) -> None:
    """Let the page's clock be turned by hand alone: a slow machine's would go on meanwhile."""
    page.emulate_media(reduced_motion="reduce")  # numbers count by that clock
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(seconds=1))


def at_rest(page: Page, gallery: Gallery, path: str) -> None:
    """Open a screen and wait for its letters: those of a fallback take other room."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(gallery.url + path)
    page.evaluate("document.fonts.load('600 20px Barlow Condensed').then(() => null)")
    page.evaluate("document.fonts.ready.then(() => null)")


@pytest.mark.parametrize("path", ["/board", "/public", "/streamlit"])
def test_an_open_screen_moves_without_a_touch(page, gallery, path):
    open_line(page, gallery, path)

    gallery.say(grown(7))

    expect(page.locator(".number, .total b").first).to_have_text("429")
    expect(page.locator(".row b").first).to_have_text("97")
    expect(page.locator(".just-in li").first).to_have_text("+7 with @wichita_teachers")


def test_a_page_asks_for_what_it_did_not_come_with_and_after_an_outage_for_all(page, gallery):
    with page.expect_request(LINE) as first:
        open_line(page, gallery, "/public")
    expect(page.locator(".lost")).to_be_empty()
    gallery.say(grown(7))
    expect(page.locator(".total b").first).to_have_text("429")
    with page.expect_request(LINE, timeout=CAME_BACK_MS) as then:
        gallery.stop()
        gallery.start()

    assert first.value.url.endswith(f"/live?since={PICTURES['seven']['seq']}")
    assert then.value.url.endswith("/live")


@pytest.mark.parametrize("path", ["/board", "/public"])
def test_an_outage_keeps_the_picture_says_since_when_and_mends_itself(page, gallery, path):
    open_line(page, gallery, path)
    gallery.stop()

    expect(page.locator(".lost")).to_have_text(
        re.compile(r"No connection\. Last heard \d+:\d\d:\d\d [AP]M\."), timeout=CAME_BACK_MS
    )
    expect(page.locator(".number, .total b").first).to_have_text("422")

    gallery.now = grown(8)
    gallery.start()

    expect(page.locator(".number, .total b").first).to_have_text("430", timeout=CAME_BACK_MS)
    expect(page.locator(".lost")).to_be_hidden()


def test_a_line_that_fell_silent_is_opened_anew(page, gallery):
    stop_the_clock(page)
    open_line(page, gallery, "/board")
    (silent,) = gallery.lines
    gallery.lines.clear()  # open still, but nothing will ever come through it
    gallery.now = grown(9)

    page.clock.run_for(45_000)

    expect(page.locator(".number")).to_have_text("431")
    silent.put(None)


def test_an_older_picture_on_the_same_line_is_not_shown(page, gallery):
    open_line(page, gallery, "/board")
    gallery.say(grown(7, seq=50))
    expect(page.locator(".number")).to_have_text("429")

    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => window.seen.push(document.querySelector(".when").textContent))
        .observe(document.querySelector(".when"), { subtree: true, childList: true });
    }""")

    gallery.say(grown(1, seq=45, place="An older place"))
    gallery.say(grown(7, seq=51, place="The old mill"))

    expect(page.locator(".when")).to_contain_text("The old mill")
    assert not any("An older place" in seen for seen in page.evaluate("window.seen"))


def test_a_new_version_of_the_server_loads_the_page_once(page, gallery):
    open_line(page, gallery, "/board")
    loads: list[str] = []
    page.on("load", lambda: loads.append("again"))

    with page.expect_event("load", timeout=CAME_BACK_MS):
        gallery.stop()
        gallery.build = "b2"
        gallery.start()
    gallery.stop()
    gallery.build = "b3"  # and a third, at once: two versions side by side must not make it flap
    gallery.now = grown(7)
    gallery.start()

    expect(page.locator(".number")).to_have_text("429", timeout=CAME_BACK_MS)
    assert len(loads) == 1


@pytest.mark.parametrize("path", ["/board", "/public"])
def test_numbers_are_announced_once_a_minute_at_most(page, gallery, path):
    stop_the_clock(page)
    open_line(page, gallery, path)
    spoken = page.locator("p.spoken")

    gallery.say(grown(1, seq=41))
    expect(page.locator(".number, .total b").first).to_have_text("423")
    page.clock.run_for(100)
    expect(spoken).to_have_text("423 coming of the 600 we promised.")

    for seq in range(42, 47):
        gallery.say(grown(seq, seq=seq))
    expect(page.locator(".row b").first).to_have_text("136")
    page.clock.run_for(50_000)
    expect(spoken).to_have_text("423 coming of the 600 we promised.")

    page.clock.run_for(11_000)
    expect(spoken).to_have_text("468 coming of the 600 we promised.")


def test_a_goal_met_is_said_once_and_goes(page, gallery):
    stop_the_clock(page)
    open_line(page, gallery, "/board")

    gallery.say(grown(178))
    expect(page.locator(".met")).to_have_text("We made it: all 600 we promised. Thank you.")
    page.clock.run_for(10_000)
    expect(page.locator(".met")).to_be_hidden()

    gallery.say(grown(180, seq=43))
    expect(page.locator(".number")).to_have_text("602")
    expect(page.locator(".met")).to_be_hidden()
    expect(page.locator(".ask")).to_contain_text("Goal met, and 2 more.")


def test_the_wall_turns_its_pages_and_holds_them(page, gallery):
    stop_the_clock(page)
    page.set_viewport_size({"width": 1920, "height": 1080})
    at_rest(page, gallery, "/board?picture=three_hundred&live=no")
    first = page.locator(".rows").first.inner_text()
    expect(page.locator(".page")).to_have_text(re.compile(r"page 1 of \d+"))

    page.clock.run_for(12_500)
    expect(page.locator(".page")).to_have_text(re.compile(r"page 2 of \d+"))
    expect(page.locator(".rows").first).not_to_have_text(first)

    page.keyboard.press(" ")
    page.clock.run_for(60_000)
    expect(page.locator(".page")).to_have_text(re.compile(r"page 2 of \d+ \(held\)"))
    page.keyboard.press("ArrowLeft")
    page.clock.run_for(1_000)
    expect(page.locator(".page")).to_have_text(re.compile(r"page 1 of \d+ \(held\)"))


def test_every_lead_has_its_turn_on_the_wall(page, gallery):
    page.set_viewport_size({"width": 1280, "height": 800})
    at_rest(page, gallery, "/board?picture=forty&live=no")
    pages = int(page.locator(".page").inner_text().split()[-1])

    seen: set[str] = set()
    for _ in range(pages):
        seen.update(page.locator(".rows").first.locator(".row-name").all_inner_texts())
        page.keyboard.press("ArrowRight")

    assert seen == {lead["name"] for lead in PICTURES["forty"]["leads"]}


def test_one_key_switches_the_light_and_is_remembered(page, gallery):
    page.emulate_media(color_scheme="light")
    page.goto(gallery.url + "/board?live=no")
    paper = "(e) => getComputedStyle(e).backgroundColor"
    light = page.locator(".board").evaluate(paper)

    page.keyboard.press("d")
    dark = page.locator(".board").evaluate(paper)
    page.reload()

    assert light == "rgb(250, 246, 238)"
    assert dark == "rgb(21, 20, 15)"
    assert page.locator(".board").evaluate(paper) == dark


def test_help_for_the_keys_shows_only_when_asked(page, gallery):
    page.goto(gallery.url + "/board?live=no")
    expect(page.locator(".keys")).to_be_hidden()

    page.keyboard.press("?")

    expect(page.locator(".keys")).to_contain_text("full screen")


def test_a_name_is_text_whatever_it_holds(page, gallery):
    open_line(page, gallery, "/board")
    picture = grown(1, title="<img src=x onerror=alert(1)>", place="<b>here</b>")
    picture["leads"][0]["name"] = "<script>alert(1)</script>"

    gallery.say(picture)

    expect(page.locator(".title")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".row-name").first).to_have_text("<script>alert(1)</script>")


def test_the_bar_is_drawn_to_scale_and_goes_on_past_the_goal(page, gallery):
    at_rest(page, gallery, "/board?picture=past_goal&live=no")
    width = "(e) => e.getBoundingClientRect().width"
    bar = page.locator(".sum .bar")
    whole = bar.evaluate(width)
    picture = PICTURES["past_goal"]
    reach = picture["coming"] + picture["maybe"]

    assert bar.locator(".track").evaluate(width) == pytest.approx(whole * 200 / reach, abs=2)
    assert bar.locator(".confirmed").evaluate(width) == pytest.approx(
        whole * picture["confirmed"] / reach, abs=6
    )
    expect(bar).to_have_attribute("aria-label", re.compile("165 confirmed, 221 yes.* Goal 200"))


def test_who_came_is_a_line_of_its_own_under_the_bar_with_walk_ins_marked(page, gallery):
    at_rest(page, gallery, "/board?picture=on_the_day&live=no")
    box = "(e) => ['width', 'top', 'bottom'].map((of) => e.getBoundingClientRect()[of])"
    bar, picture = page.locator(".sum .bar"), PICTURES["on_the_day"]
    (whole, _, foot), (came, top, _), (walked, *_) = (
        each.evaluate(box) for each in (bar, bar.locator(".came"), bar.locator(".walked"))
    )

    assert top > foot
    assert came == pytest.approx(whole * picture["came"]["checked"] / 600, abs=2)
    assert walked == pytest.approx(whole * picture["came"]["walk_ins"] / 600, abs=2)
    expect(page.locator(".legend")).to_contain_text(f"{picture['came']['heads']} came")
    expect(page.locator(".counted")).to_contain_text("about 320, between 210 and 540")


def test_a_lead_with_whom_nobody_came_yet_has_a_bar_like_the_others_and_no_nought(page, gallery):
    page.goto(gallery.url + "/public?picture=on_the_day&live=no")
    bars = page.locator(".rows .row .bar")
    first, last = bars.first, page.locator(".row", has_text="@").nth(6).locator(".bar")

    expect(first).to_have_attribute("aria-label", re.compile("45 came"))
    expect(last).to_have_attribute("aria-label", re.compile(r"Goal \d+\.$"))
    heights = [bar.evaluate("(e) => getComputedStyle(e).marginBottom") for bar in (first, last)]
    assert heights[0] == heights[1]
    expect(page.locator(".legend")).to_contain_text("came")


def test_the_pulse_tells_streamlit_once_that_the_clock_moved(page, gallery):
    gallery.now = PICTURES["seven"]  # seq 40, as drawn: nothing to tell
    page.goto(gallery.url + "/pulse")
    expect(page.locator("#told")).to_have_attribute("data-mounted", "yes")

    gallery.say(grown(7, seq=47))

    expect(page.locator("#told")).to_have_text("seq 47;")
    page.evaluate("window.leave()")
    expect(page.locator(".pulse")).to_have_count(0)


def test_a_rerun_of_streamlit_keeps_the_one_wall_and_leaving_ends_it(page, gallery):
    open_line(page, gallery, "/streamlit")
    page.evaluate("async () => { const overtaken = window.leave; "
                  "window.leave = await window.rerun(window.data); overtaken(); }")  # fmt: skip

    expect(page.locator(".board")).to_have_count(1)
    gallery.say(grown(7))
    expect(page.locator(".number")).to_have_text("429")

    page.evaluate("window.leave()")
    expect(page.locator(".board")).to_have_count(0)


def test_the_public_page_shows_all_leads_when_asked(page, gallery):
    page.goto(gallery.url + "/public?picture=three_hundred&live=no")
    expect(page.locator(".rows:not(.rest) .row:visible")).to_have_count(20)

    page.get_by_role("button", name="Show all 300").click()

    expect(page.locator(".rows:not(.rest) .row:visible")).to_have_count(300)
    expect(page.get_by_role("button", name="Show all 300")).to_be_hidden()


@pytest.mark.parametrize("path", ["/board", "/public"])
@pytest.mark.parametrize(
    "lang, coming, promised", [("en", "coming", "promised"), ("es", "vien", "prometieron")]
)
def test_when_it_is_over_an_open_screen_says_promised_and_no_more_coming(
    page, gallery, path, lang, coming, promised
):
    stop_the_clock(page)
    open_line(page, gallery, f"{path}?lang={lang}")
    words = page.locator(".board, main").first
    expect(words).to_contain_text(re.compile(coming, re.IGNORECASE))

    page.clock.set_system_time(STARTS + timedelta(hours=2))
    page.clock.run_for(21_000)

    expect(page.locator(".phrase, .total span").first).to_contain_text(promised)
    expect(words).not_to_contain_text(re.compile(coming, re.IGNORECASE), use_inner_text=True)
    said = page.get_by_role("img", name=re.compile(coming, re.IGNORECASE))
    expect(said).to_have_count(0)


def test_an_area_that_was_cleaned_comes_onto_the_wall_by_itself(page, gallery):
    gallery.now = picture = copy.deepcopy(PICTURES["clean_up"])
    page.goto(f"{gallery.url}/board")
    expect(page.locator(".areas-told")).to_have_text("17 areas left. 3 cleaned today.")
    expect(page.locator(".cleaned-row")).to_have_count(3)

    newest = {**picture["areas"]["cleaned_today"][0], "title": "Bus <b>stop</b>"}
    today = [newest, *picture["areas"]["cleaned_today"]]
    areas = {"left": 16, "cleaned": 26, "cleaned_today": today}
    gallery.say({**picture, "seq": 41, "areas": areas})

    expect(page.locator(".areas-told")).to_have_text("16 areas left. 4 cleaned today.")
    expect(page.locator(".cleaned-row .row-name").first).to_have_text("Bus <b>stop</b>")
    expect(page.locator(".cleaned-row .row-under").first).to_have_text("@wichita_teachers")
    name = page.locator(".cleaned-row .row-name").first
    size = name.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * 1080 / innerHeight")
    assert size >= 52
