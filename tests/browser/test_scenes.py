"""Every scene of the wall's show, in every shape and light: whole, large, and calm."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import checks, scenes
from tests.browser.gallery import ASSETS, Gallery
from tests.browser.test_gallery import DESK, LEAST_NAME, LEAST_ON_THE_WALL, PHONE, WALL, look
from turnout.formats.picture import show_of, stamp
from turnout.model.show import Scene, Show, Theme
from turnout.rules.show import standing

pytestmark = pytest.mark.browser

SCENES = [scene.value for scene in Scene]
NAMES = ".row-name, .roll-name, .part-name, .story-title"
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def gallery() -> Iterator[Gallery]:
    shown = Gallery()
    yield shown
    shown.stop()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shows(page: Page, scene: str) -> None:
    """Wait until `scene` stands on the wall, with what it asked for."""
    expect(page.locator(f'.board[data-scene="{scene}"]')).to_be_visible()
    drawn = {
        "map": ".area-sign",
        "roll": ".roll-name",
        "stories": ".story-photos img",
        "pace": ".pace-plot",
        "video": ".video-code svg",
    }
    if scene in drawn:
        expect(page.locator(drawn[scene]).first).to_be_visible()


@pytest.mark.parametrize(
    "picture, of, size, theme, lang",
    [
        ("seven", 3, WALL, "light", "en"),
        ("long", 7, WALL, "dark", "es"),
        ("three_hundred", 300, DESK, "light", "en"),
        ("long", 7, PHONE, "dark", "es"),
    ],
)
def test_every_scene_is_whole(page, gallery, picture, of, size, theme, lang):
    at = f"/board?picture={picture}&of={of}&theme={theme}&lang={lang}&live=no&scene="
    for scene in SCENES:
        wrong = look(page, gallery, at + scene, size)
        shows(page, scene)

        checks.sound(page)
        assert wrong == ([], []), scene
        if size is WALL:
            assert checks.font_sizes(page)[0][0] >= LEAST_ON_THE_WALL, scene
            names = (
                page.locator(NAMES)
                .filter(visible=True)
                .evaluate_all(
                    "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
                )
            )
            assert all(size >= LEAST_NAME for size in names), scene


def test_more_news_at_once_than_the_foot_has_room_for_is_drawn_to_the_end(page, gallery):
    wrong = look(page, gallery, "/board?picture=seven&scene=total&live=no", WALL)
    page.evaluate(
        """() => {
          const { picture } = window.board;
          const news = [8, 7, 6, 5, 4, 3, 2, 1].map((n) =>
            ({ ...picture.just_in[0], seq: 1000 + n, people: n }));
          window.board.show({ ...picture, seq: 2000, coming: picture.coming + 36, just_in: news });
        }"""
    )

    expect(page.locator(".just-in li").first).to_contain_text("+8")
    assert wrong == ([], [])


def test_a_scenes_name_is_whole_beside_a_long_reason_for_no_code(page, gallery):
    look(page, gallery, "/board?picture=three_hundred&scene=leaders&live=no", WALL)
    shows(page, "leaders")
    page.locator(".join-words").evaluate(
        "(words) => { words.style.minWidth = words.style.maxWidth = '560px'; }"
    )
    page.evaluate("window.board.show({ ...window.board.picture, seq: 2000 })")

    assert page.locator(".stage-title").evaluate("(name) => name.scrollWidth <= name.clientWidth")


def test_a_scene_of_which_nothing_is_left_says_so(page, gallery):
    for scene, said in (("leaders", "will stand here"), ("just_in", "Nothing yet.")):
        look(page, gallery, f"/board?picture=empty&scene={scene}&live=no", WALL)
        shows(page, scene)

        expect(page.locator(".stage .none")).to_contain_text(said)
        assert checks.overlapping(page) == []


@pytest.mark.parametrize("scene", ["total", "pace", "leaders"])
def test_thousands_and_a_forecast_have_room_in_spanish(page, gallery, scene):
    at = f"/board?picture=three_hundred&lang=es&scene={scene}&live=no"
    look(page, gallery, at, WALL)
    shows(page, scene)
    page.evaluate(
        "window.board.show({ ...window.board.picture, seq: 41, confirmed: 2981, yes: 1602,"
        " by_count: 1675, maybe: 1499, coming: 6258, goal: 12742,"
        " forecast: { low: 12600, mid: 14100, high: 18100, guess: true } })"
    )
    expect(page.locator(".number, .stage-number").filter(visible=True)).to_have_text("6,258")

    checks.sound(page)
    if scene != "total":
        title = page.locator(".stage-title").evaluate("(e) => [e.scrollWidth, e.clientWidth]")
        assert title[0] <= title[1]  # no word of ours is cut


def test_one_challenge_alone_and_every_story_are_whole(page, gallery):
    for scene, turns in (("challenges", 1), ("stories", 3)):
        look(page, gallery, f"/board?picture=long&lang=es&scene={scene}&live=no", WALL)
        shows(page, scene)
        for turn in range(turns):
            page.keyboard.press("ArrowRight")
            expect(page.locator(".page")).to_contain_text(f"página {turn + 2} de")
            checks.sound(page)


@pytest.mark.parametrize("message", ["Yes!", "W" * 140, "We march at noon. " * 8])
def test_a_message_stands_as_large_as_it_fits(page, gallery, message):
    look(page, gallery, "/board?scene=message&live=no", WALL)
    shows(page, "message")
    page.evaluate(
        "(message) => window.board.show({ ...window.board.picture, seq: 41,"
        " show: { ...window.board.picture.show, message } })",
        message,
    )
    words = page.locator(".message-words")
    expect(words).to_have_text(message.strip())

    box = words.evaluate(
        "(e) => [e.scrollWidth - e.parentElement.clientWidth,"
        " e.scrollHeight - e.parentElement.clientHeight]"
    )
    assert max(box) <= 0
    assert checks.font_sizes(page, ".scene-message")[0][0] >= 60
    checks.sound(page)


def test_walls_work_out_the_scene_as_the_rule_does(page, gallery):
    page.goto(gallery.url + "/board?live=no")
    rounds = [(), (Scene.TOTAL, Scene.LEADERS, Scene.ROLL), tuple(Scene)]
    cases = [
        (Show(scene, around, every, "", Theme.AUTO, NOW, has), NOW + timedelta(seconds=gone))
        for scene, around, has, every, gone in product(
            (Scene.LEADERS, Scene.MESSAGE, Scene.MAP),
            rounds,
            rounds,
            (0, 7, 20),
            (-30, 0, 6, 7, 61, 100_000),
        )
    ]

    told = [[show_of(show), stamp(now)] for show, now in cases]
    seen = page.evaluate(
        f"""async (cases) => {{
          const {{ standing }} = await import("{ASSETS}/show.js");
          return cases.map(([show, now]) => standing(show, new Date(now)));
        }}""",
        told,
    )

    assert seen == [standing(show, now).value for show, now in cases]


def test_walls_know_when_the_next_challenge_is_over(page, gallery):
    page.goto(gallery.url + "/board?live=no")
    runs = {**scenes.challenges()[0], "deadline": stamp(NOW + timedelta(hours=1))}
    sooner = {**runs, "deadline": stamp(NOW + timedelta(seconds=5))}
    met = {**runs, "deadline": stamp(NOW + timedelta(seconds=1)), "state": "met"}
    over = {**runs, "deadline": stamp(NOW - timedelta(seconds=1))}

    ends = page.evaluate(
        f"""async ([all, now]) => {{
          const {{ nextEnd }} = await import("{ASSETS}/challenges.js");
          const cases = [all, all.slice(0, 1), [], null];
          return cases.map((some) => String(nextEnd(some, new Date(now))));
        }}""",
        [[runs, met, over, sooner], stamp(NOW)],
    )

    assert ends == ["5001", "3600001", "Infinity", "Infinity"]


def test_a_live_video_asks_nobody_before_somebody_at_the_wall_does(page, gallery):
    page.route("**/video.js", lambda route: route.fulfill(
        content_type="text/javascript",
        body="export const player = ({ embed }) => Object.assign("
        "document.createElement('iframe'), { src: embed });"))  # fmt: skip
    outside, _ = look(page, gallery, "/board?scene=video&live=no", WALL)
    shows(page, "video")
    expect(page.locator(".video-link")).to_have_text(re.compile("^video.example.org/w/"))
    assert outside == []
    assert page.locator("iframe").count() == 0

    page.keyboard.press("Enter")

    expect(page.locator(".video-film iframe")).to_have_attribute("src", scenes.STREAM["embed"])
    page.keyboard.press("ArrowRight")
    expect(page.locator('.board[data-scene="total"]')).to_be_visible()
    assert page.evaluate("document.querySelectorAll('iframe').length") == 0
    page.unroute("**/video.js")
