"""The map at a desk in Chromium: live, by keyboard, open to all eyes, and asking nobody outside."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, an_area, an_organizer
from tests.pages.test_map import EVIL
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _drawn, _stretch
from tests.serving import Server
from turnout.desk import areas, atlas
from turnout.desk.areas import Doer, Said
from turnout.model.areas import Step

pytestmark = pytest.mark.browser

LOADED_MS = 60_000
CANVAS = "[data-testid=stDeckGlJsonChart] canvas"


@pytest.fixture(scope="module")
def server(tmp_path_factory, shared) -> Iterator[Server]:
    """Serve a campaign with two areas, a report that waits, and a stranger's words."""
    desk = a_desk(tmp_path_factory.mktemp("map"), lambda: datetime.now(UTC))
    start = datetime.now() + timedelta(days=13)
    a_rally(desk, starts_at=start.replace(hour=12, minute=0, second=0, microsecond=0))
    a_lead(desk)
    organizer = an_organizer(desk)
    an_area(desk, organizer, "key-of-area-00001")
    an_area(desk, organizer, "key-of-area-00002", title="Bus stop")
    an_area(desk, Doer("ks"), "key-of-area-00003", title=EVIL, text=EVIL)
    with shared.on(desk) as served:
        yield served


def opened(server, sit, size, scheme="light") -> Page:
    page = sit(size, scheme)
    server.enter(page.context)
    page.outside = checks.outside(page)
    page.goto(f"{server.url}/map?event=ks")
    expect(page.locator(CANVAS).first).to_be_visible(timeout=LOADED_MS)
    return page


@pytest.mark.parametrize("size, scheme", [(PHONE, "dark"), (DESK, "light")])
def test_the_map_is_whole_open_to_all_eyes_and_reads_words_to_the_letter(size, scheme, server, sit):
    page = opened(server, sit, size, scheme)
    waiting = page.locator(".st-key-map-needs")
    expect(waiting.locator(".theirs")).to_have_text(EVIL)
    assert page.locator(INSIDE).locator("script, .katex, a[href^=javascript]").count() == 0
    expect(page.get_by_role("button", name=f"{EVIL} Waits for a look")).to_be_visible()

    for _ in range(2):  # the map grows with the window, up to a limit
        _stretch(page)

    checks.sound(page, INSIDE)
    assert page.outside == []


def test_an_area_is_opened_by_keyboard_and_one_changed_elsewhere_moves_by_itself(server, sit):
    page = opened(server, sit, DESK)
    line = page.get_by_role("button", name="Bus stop confirmed")
    expect(line).to_be_visible()
    _drawn(page)
    line.focus()
    page.keyboard.press("Enter")
    card = page.locator(".st-key-map-card")
    expect(card.get_by_role("heading", name="Bus stop")).to_be_visible()
    page.locator(".st-key-map-figure").get_by_role("button", name="Zoom in").click()
    marked = page.evaluate(
        "document.querySelector('[data-testid=stDeckGlJsonChart]').mark = 'same'"
    )

    bus_stop = next(one.area.id for one in atlas.atlas(server.desk, "ks").areas
                    if one.area.title == "Bus stop")  # fmt: skip
    said = Said("key-of-cleaning-01", bus_stop, Step.CLEAN, bags=7)
    areas.say(server.desk, an_organizer(server.desk), said).result()

    expect(page.get_by_role("button", name="1 cleaned")).to_be_visible(timeout=LOADED_MS)
    expect(card.get_by_role("heading", name="Bus stop")).to_be_visible()
    expect(card).to_contain_text("7 bags.")
    assert marked == page.evaluate(
        "document.querySelector('[data-testid=stDeckGlJsonChart]').mark"
    )  # the figure was never drawn anew, and so what was moved by hand stays


def test_a_place_is_drawn_by_its_corners_and_stands_on_the_map(server, sit):
    page = opened(server, sit, DESK)
    page.get_by_role("button", name="Draw a place").click()
    expect(page.get_by_text("3 more corners are needed.")).to_be_visible()
    _drawn(page)  # what is pressed on it stands still
    drawn = page.locator(".place .leaflet-container").bounding_box()
    for right, down in ((0.4, 0.3), (0.6, 0.3), (0.5, 0.7)):
        page.mouse.click(drawn["x"] + right * drawn["width"], drawn["y"] + down * drawn["height"])
    expect(page.get_by_text("3 corners.")).to_be_visible()
    expect(page.locator("p.hint", has_text="square metre")).to_be_visible()
    page.get_by_label("Where is it?").fill("Lot on Quincy Street")
    page.get_by_role("button", name="Put it on the map").click()

    expect(page.get_by_role("button", name="Lot on Quincy Street confirmed")).to_be_visible()
    assert page.outside == []


STREETS = "https://maps.example.org"
STYLE = {
    "version": 8,
    "sources": {
        "river": {"type": "geojson", "data": f"{STREETS}/river.json", "attribution": "Streets Inc"}
    },
    "layers": [{"id": "river", "type": "line", "source": "river", "paint": {"line-color": "#15c"}}],
}
RIVER = {"type": "LineString", "coordinates": [[-95.8, 39.0], [-95.6, 39.1]]}


def test_a_style_that_the_operator_chose_is_drawn_with_whose_it_is(tmp_path, shared, new_context):
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=datetime.now() + timedelta(days=13))
    an_area(desk, an_organizer(desk))
    answers, asked = {"style.json": STYLE, "river.json": RIVER}, set()

    def answer(route):
        name = route.request.url.rpartition("/")[2]
        asked.add(name)
        route.fulfill(json=answers[name], headers={"Access-Control-Allow-Origin": "*"})

    style = {"TURNOUT_MAP_STYLE": f"{STREETS}/style.json", "TURNOUT_MAP_ATTRIBUTION": "Their maps"}
    with shared.on(desk, **style) as server:
        context = new_context(viewport={"width": DESK[0], "height": DESK[1]})
        context.route(f"{STREETS}/**", answer)
        server.enter(context)
        page = context.new_page()
        with page.expect_request(f"{STREETS}/river.json", timeout=LOADED_MS):
            page.goto(f"{server.url}/map?event=ks")

        figure = page.get_by_test_id("stDeckGlJsonChart")
        expect(figure.get_by_text("Streets Inc")).to_be_visible(timeout=LOADED_MS)
        expect(page.get_by_text("Their maps")).to_be_visible()
        assert asked == set(answers)
