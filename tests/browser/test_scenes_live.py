"""A show on a wall that stands for a day: turned from a phone, by itself, and at the wall."""

import copy
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import checks
from tests.browser.gallery import ASSETS, Gallery
from tests.browser.scenes import NOW, a_show, on_stage, roll
from tests.browser.test_gallery_live import CAME_BACK_MS, LINE, grown, stop_the_clock
from turnout.formats.picture import stamp

pytestmark = pytest.mark.browser

SIZE = {"width": 1920, "height": 1080}


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    shown = Gallery()
    yield shown
    shown.stop()


def stands(page: Page, scene: str) -> None:
    expect(page.locator(f'.board[data-scene="{scene}"]')).to_be_visible()


def on_a_round(**given: Any) -> dict[str, Any]:
    """Return a picture whose show goes round three scenes, 20 s each, from the clock's now."""
    around = ["total", "leaders", "just_in"]
    show = {"every_seconds": 20, "scenes": around, "since": stamp(NOW), **given}
    return on_stage("seven", "total", **show)


def open_wall(page: Page, gallery: Gallery, picture: dict[str, Any]) -> None:
    gallery.now = picture
    page.set_viewport_size(SIZE)
    page.emulate_media(reduced_motion="reduce")
    with page.expect_response(LINE):
        page.goto(gallery.url + "/board?pace=yes")
    expect(page.locator(".number, .stage-number").first).to_have_text("422")


def test_a_word_from_the_phone_changes_the_scene_and_takes_it_back(page, gallery):
    open_wall(page, gallery, grown(0))
    stands(page, "total")

    gallery.say({**on_stage("seven", "leaders"), "seq": 42})
    stands(page, "leaders")
    expect(page.locator(".stage .row-name").first).to_have_text("Wichita Teachers")

    gallery.say(grown(7, seq=43, show=a_show("leaders")))
    expect(page.locator(".stage .row b").first).to_have_text("97")
    expect(page.locator(".stage-number")).to_have_text("429")

    gallery.say(grown(7, seq=44, show=None))
    stands(page, "total")
    expect(page.locator(".number")).to_have_text("429")


def test_a_round_goes_on_by_itself_and_leaves_out_what_has_nothing(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_a_round(has=["total", "just_in"]))
    stands(page, "total")

    page.clock.run_for(20_000)
    stands(page, "just_in")
    page.clock.run_for(20_000)
    stands(page, "total")


def test_the_roll_is_asked_for_at_once_when_a_lead_was_hidden(page, gallery):
    stop_the_clock(page)
    stood = grown(0, show=a_show("roll"))
    open_wall(page, gallery, stood)
    stands(page, "roll")
    page.clock.run_for(1_000)
    expect(page.locator(".roll-name").first).to_be_visible()
    unnamed = {**stood["unnamed"], "leads": stood["unnamed"]["leads"] + 1}
    gallery.say(grown(7, seq=44, show=a_show("roll"), unnamed=unnamed))
    expect(page.locator(".stage-number")).to_have_text("429")

    with page.expect_request("**/roll.json*", timeout=CAME_BACK_MS):
        page.clock.run_for(100)


def test_once_it_is_over_a_branch_had_promised_and_is_not_coming(page, gallery):
    stop_the_clock(page)
    stood = grown(0, show=a_show("roll"))
    open_wall(page, gallery, stood)
    stands(page, "roll")
    page.clock.run_for(1_000)
    network = page.locator(".roll-network").first
    expect(network).to_contain_text("140 coming with all who are named.")

    gallery.say(grown(0, seq=43, show=a_show("roll"), state="cancelled"))
    expect(network).to_contain_text("140 promised with all who are named.")


def test_a_laptop_that_slept_shows_what_stands_by_then(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_a_round())
    page.clock.set_system_time(NOW + timedelta(hours=2, seconds=25))  # no timer ran meanwhile

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    stands(page, "leaders")


def test_without_a_network_the_round_goes_on_and_says_since_when(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_a_round())
    with page.expect_response("**/scene-video.js"):  # the last of all
        page.clock.run_for(4_000)
    with page.expect_event("requestfinished", lambda asked: LINE.search(asked.url)):
        gallery.stop()
    page.clock.run_for(16_000)

    stands(page, "leaders")
    expect(page.locator(".lost")).to_have_text(re.compile(r"No connection\. Last heard"))
    page.clock.run_for(20_000)
    stands(page, "just_in")
    expect(page.locator(".lost")).to_be_visible()
    gallery.now = {**on_a_round(), "seq": 50, "coming": 430}
    gallery.start()
    page.clock.run_for(CAME_BACK_MS)
    expect(page.locator(".lost")).to_be_hidden()


def test_what_is_turned_to_at_the_wall_stands_for_a_while(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_stage("three", "leaders", has=["total", "leaders", "just_in"]) | {
        "show": a_show("leaders", since=stamp(NOW), has=["total", "leaders", "just_in"]),
        "coming": 422})  # fmt: skip
    stands(page, "leaders")

    page.keyboard.press("ArrowRight")
    stands(page, "just_in")
    page.clock.run_for(50_000)
    stands(page, "just_in")
    page.clock.run_for(15_000)
    stands(page, "leaders")

    page.keyboard.press("ArrowLeft")
    stands(page, "total")
    gallery.say({**on_stage("seven", "just_in"), "seq": 60})  # an organizer's word comes first
    stands(page, "just_in")


def test_the_space_bar_holds_the_round_until_an_organizer_speaks(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_a_round())
    page.keyboard.press(" ")
    page.clock.run_for(45_000)
    stands(page, "total")

    gallery.say({**on_stage("seven", "just_in"), "seq": 60})
    stands(page, "just_in")


def test_pages_of_a_scene_go_on_where_they_were(page, gallery):
    stop_the_clock(page)
    three_hundred = on_stage("three_hundred", "leaders") | {"coming": 422}
    open_wall(page, gallery, three_hundred)
    stands(page, "leaders")
    expect(page.locator(".stage .page")).to_have_text("page 1 of 60")
    page.clock.run_for(10_500)
    expect(page.locator(".stage .page")).to_have_text("page 2 of 60")

    gallery.say(three_hundred | {"seq": 50, "show": a_show("just_in")})
    stands(page, "just_in")
    gallery.say(three_hundred | {"seq": 51, "show": a_show("leaders")})

    stands(page, "leaders")
    expect(page.locator(".stage .page")).to_have_text("page 3 of 60")


def test_the_phone_sets_the_light_and_a_key_at_the_wall_stands_until_it_changes(page, gallery):
    page.emulate_media(color_scheme="light")
    open_wall(page, gallery, on_stage("seven", "total", theme="dark"))
    board = page.locator(".board")
    expect(board).to_have_attribute("data-theme", "dark")

    page.keyboard.press("d")
    expect(board).to_have_attribute("data-theme", "light")
    gallery.say({**on_stage("seven", "leaders", theme="dark"), "seq": 41})
    stands(page, "leaders")
    expect(board).to_have_attribute("data-theme", "light")

    gallery.say({**on_stage("seven", "leaders", theme="light"), "seq": 42})
    gallery.say({**on_stage("seven", "just_in", theme="dark"), "seq": 43})
    stands(page, "just_in")
    expect(board).to_have_attribute("data-theme", "dark")


def test_what_was_met_is_told_once_over_any_scene_and_not_after_a_reload(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, on_stage("seven", "just_in"))
    stands(page, "just_in")
    met = page.locator(".met")
    reached = {**grown(178), **{of: on_stage("seven", "just_in")[of] for of in ("show", "stream")}}
    done = copy.deepcopy(on_stage("seven", "just_in")["challenges"])
    done[0] |= {"state": "met", "done": 30, "met_at": stamp(NOW)}

    gallery.say({**reached, "challenges": done})

    expect(met).to_have_text("We made it: all 600 we promised. Thank you.")
    page.clock.run_for(9_500)
    expect(met).to_have_text("Challenge met: 30 new yeses. Thank you.")
    page.clock.run_for(9_500)
    expect(met).to_be_hidden()
    gallery.say(grown(100, seq=45, show=a_show("just_in"), challenges=done))
    gallery.say(grown(179, seq=46, show=a_show("just_in"), challenges=done))
    expect(page.locator(".stage-number")).to_have_text("601")
    expect(met).to_be_hidden()

    page.reload()
    stands(page, "just_in")
    expect(met).to_be_hidden()


def test_going_round_for_long_keeps_no_more_than_going_round_once(page, gallery):
    stop_the_clock(page)
    around = on_stage("seven", "total", every_seconds=20, since=stamp(NOW))
    open_wall(page, gallery, around)
    with page.expect_response("**/scene-video.js"):
        page.clock.run_for(4_000)
    page.wait_for_load_state("networkidle")
    counters = page.context.new_cdp_session(page)

    def gone_round() -> dict[str, int]:
        for _ in range(10):
            page.clock.run_for(20_000)
            page.evaluate("null")  # what was promised has happened
        counters.send("HeapProfiler.collectGarbage")
        found: dict[str, int] = counters.send("Memory.getDOMCounters")
        return found

    def kept(rounds: int) -> tuple[int, int]:
        """Return the fewest nodes after any of them, as pages are of different length, and the
        most listeners: one scene is left without its own at the end of some."""
        found = [gone_round() for _ in range(rounds)]
        return min(each["nodes"] for each in found), max(each["jsEventListeners"] for each in found)

    kept(2)  # until each scene was built, and has what it asks for
    early, late = kept(4), kept(4)

    assert late[0] <= early[0] * 1.03
    assert late[1] <= early[1]


def test_a_scene_called_back_before_it_was_there_does_not_come_after_all(page, gallery):
    stop_the_clock(page)
    open_wall(page, gallery, grown(0))
    held: list[Route] = []
    page.route("**/scene-leaders.js", lambda route: held.append(route))
    with page.expect_request("**/scene-leaders.js"):
        gallery.say({**on_stage("seven", "leaders"), "seq": 42})
    gallery.say({**on_stage("seven", "total"), "seq": 43, "coming": 423})
    expect(page.locator(".number")).to_have_text("423")

    held[0].continue_()
    page.evaluate("(module) => import(module).then(() => null)", f"{ASSETS}/scene-leaders.js")

    stands(page, "total")


def test_news_during_a_change_of_scene_turn_no_page(page, gallery):
    leaders = on_stage("three_hundred", "leaders")
    open_wall(page, gallery, leaders | {"coming": 422})
    stands(page, "leaders")
    gallery.say(leaders | {"seq": 50, "show": a_show("just_in")})
    stands(page, "just_in")

    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(
        """async (leaders) => {
          window.board.show({ ...leaders, seq: 51 });
          await new Promise(requestAnimationFrame); // one scene fades, the other is not there yet
          window.board.show({ ...leaders, seq: 52, coming: 430 });
        }""",
        leaders,
    )

    stands(page, "leaders")
    expect(page.locator(".stage-number")).to_have_text("430")
    page.evaluate(checks.STILL)
    expect(page.locator(".stage .page")).to_have_text("page 2 of 60")


def test_a_roll_asked_for_before_a_lead_was_hidden_is_not_shown_after_it(page, gallery):
    stop_the_clock(page)
    held: list[Route] = []
    page.route("**/roll.json*", lambda route: held.append(route))
    stood = grown(0, show=a_show("roll"))
    open_wall(page, gallery, stood)
    stands(page, "roll")
    with page.expect_request("**/roll.json*"):
        page.clock.run_for(1_000)
    unnamed = {**stood["unnamed"], "leads": stood["unnamed"]["leads"] + 1}
    gallery.say(grown(7, seq=44, show=a_show("roll"), unnamed=unnamed))
    expect(page.locator(".stage-number")).to_have_text("429")
    with page.expect_request("**/roll.json*"):
        page.clock.run_for(100)
    page.evaluate("null")  # it was held by now, too

    before, after = held
    after.fulfill(json={**roll(1), "seq": 44})
    expect(page.locator(".roll-name")).to_have_count(1)
    with page.expect_response("**/roll.json*") as late:
        before.fulfill(json=roll(4))
    late.value.finished()
    page.evaluate("null")

    expect(page.locator(".roll-name")).to_have_count(1)
