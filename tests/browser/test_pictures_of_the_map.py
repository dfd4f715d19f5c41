"""The map's pictures in docs: an invented campaign on a real server.

Taken and written as `test_pictures_for_the_docs` does.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import checks
from tests.browser.test_pictures_for_the_docs import (
    MOST_BYTES,
    OF_THE_MAP,
    PICTURES,
    WRITTEN,
)
from tests.builders import a_desk, a_lead, a_rally, a_steward, an_area, an_organizer
from tests.serving import Server, Shared
from turnout.desk import areas, series
from turnout.desk.areas import Doer, Said
from turnout.desk.desk import Desk
from turnout.model.areas import Step
from turnout.model.places import Shape

pytestmark = pytest.mark.browser

DRAWN_MS = 60_000
# As high as what is told of needs: the map and its list, a form, a file's places.
MAP, REPORT, LOOKED_AT = (1280, 1100), (390, 1120), (1280, 1560)
TOPEKA = (-95.69, 39.05)
CANVAS = "[data-testid=stDeckGlJsonChart] canvas"
# title, where it is (steps of about 200 m from the middle), what it came to
PLACES = (
    ("River bank below the Kansas Avenue bridge", (1, 9), Step.SCHEDULE),
    ("Corner of 6th and Jackson", (2, 3), Step.CONFIRM),
    ("Behind the old mill", (-7, 8), Step.SCHEDULE),
    ("Lot on Quincy Street", (5, 1), Step.CLEAN),
    ("Shunga creek, from Crane to Washburn", (-6, -8), Step.CLEAN),
    ("School fence on 10th", (-4, -1), Step.CLEAN),
    ("Bus stop at the depot", (8, 6), Step.REOPEN),
    ("Under the viaduct", (9, -3), Step.CONFIRM),
    ("Alley behind the bakery", (0, -5), None),
)
# What is said of a place after it was drawn, for it to come to that.
STEPS = {
    Step.SCHEDULE: (Step.SCHEDULE,),
    Step.CLEAN: (Step.CLEAN,),
    Step.REOPEN: (Step.CLEAN, Step.REOPEN),
}
WALK = 0.002  # degrees of a step
# What an organizer drew elsewhere: one place that can be taken, one to agree to, one that cannot.
FILE = {
    "Oak Park alley": [(0, 0), (1, 0), (1, 1), (0, 1)],
    "Levee trail head": [(3, 0), (4, 1), (4, 0), (3, 1)],
    "All of Shawnee County": [(-200, -200), (200, -200), (200, 200), (-200, 200)],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared: Shared) -> Iterator[Server]:
    """Serve the invented campaign."""
    desk = a_desk(tmp_path_factory.mktemp("pictures"), lambda: datetime.now(UTC))
    _fill(desk)
    with shared.on(desk, TURNOUT_PUBLIC_URL="https://turnout.example.org") as served:
        yield served


def test_the_map_can_be_pictured_for_the_docs(server, browser: Browser, tmp_path):
    page = _page(browser, server, MAP)
    page.goto(f"{server.url}/map?event=river")
    expect(page.locator(CANVAS).first).to_be_visible(timeout=DRAWN_MS)
    expect(page.get_by_text("report waits for your look")).to_be_visible()

    _taken(page, "map", tmp_path)


def test_a_report_on_a_phone_can_be_pictured_for_the_docs(server, browser: Browser, tmp_path):
    page = _page(browser, server, REPORT, geolocation=TOPEKA)
    page.goto(f"{server.url}/e/river/map")
    page.get_by_role("button", name="Report a place", exact=True).click()
    page.get_by_role("button", name="Use my location").click()
    expect(page.get_by_text("The cross is where you are")).to_be_visible()
    expect(page.locator(".leaflet-control-scale")).to_contain_text("100 m")  # it has come close

    _taken(page, "map-report", tmp_path)


def test_a_map_file_looked_at_can_be_pictured_for_the_docs(server, browser: Browser, tmp_path):
    page = _page(browser, server, LOOKED_AT)
    page.goto(f"{server.url}/desk?event=river&section=map")
    drawn = {"name": "Our places.geojson", "mimeType": "application/geo+json", "buffer": _file()}
    page.locator("input[type=file]").set_input_files(drawn)
    expect(page.get_by_text("Levee trail head").first).to_be_visible(timeout=DRAWN_MS)
    expect(page.locator(".leaflet-container path").first).to_be_attached(timeout=DRAWN_MS)

    _taken(page, "map-file", tmp_path)


def _page(browser: Browser, server: Server, size: tuple[int, int], geolocation=None) -> Page:
    wide, high = size
    at = {"longitude": geolocation[0], "latitude": geolocation[1]} if geolocation else None
    context: BrowserContext = browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme="light",
        locale="en-US",
        reduced_motion="reduce",
        geolocation=at,
        permissions=["geolocation"] if at else [],
    )
    if at is None:
        server.enter(context)
    page = context.new_page()
    page.outside = checks.outside(page)
    return page


def _taken(page: Page, name: str, folder) -> None:
    """Take the picture once everything is drawn, and judge it as a file."""
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=DRAWN_MS)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert name in OF_THE_MAP
    file = (PICTURES if WRITTEN else folder) / f"{name}.png"
    page.screenshot(path=file)
    page.context.close()

    assert page.outside == []
    assert 10_000 < file.stat().st_size <= MOST_BYTES


def _fill(desk: Desk) -> None:
    day = datetime.now(UTC).replace(tzinfo=None, hour=9, minute=0, second=0, microsecond=0)
    first = day + timedelta(days=10)
    a_rally(desk, "river", title="Clean up the Kansas river", hashtag="", starts_at=first)
    a_lead(desk, event="river")
    organizer, steward = an_organizer(desk, "river"), a_steward(desk, event="river")
    dates = series.make(
        desk, "river", title="River clean-up", first=first, count=3, goal=20, with_leads=True
    ).result()
    for place, (title, at, came_to) in enumerate(PLACES):
        area = an_area(
            desk, steward if came_to else Doer("river"), f"key-of-area-{place:05}", "river",
            title=title, shape=_square(at), m2=38_000.0, wanted=6, size="truck",
            text="Tires, glass and a sofa.",
        ).area  # fmt: skip
        for step in STEPS.get(came_to, ()):
            date = dates[0].slug if step is Step.SCHEDULE else ""
            said = Said(f"key-of-{step}-{place:05}", area, step, date=date, bags=4)
            areas.say(desk, organizer, said).result()


def _square(at: tuple[int, int]) -> Shape:
    east, north = (middle + step * WALK for middle, step in zip(TOPEKA, at, strict=True))
    corners = ((0, 0), (1, 0), (1.3, 1), (0, 1), (0, 0))
    return Shape("polygon", (tuple((east + x * WALK, north + y * WALK) for x, y in corners),))


def _file() -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[TOPEKA[0] + x * WALK, TOPEKA[1] + y * WALK] for x, y in (*ring, ring[0])]
                ],
            },
        }
        for name, ring in FILE.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
