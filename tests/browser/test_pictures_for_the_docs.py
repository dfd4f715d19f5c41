"""The pictures in README and docs: an invented rally on a real server.

TURNOUT_PICTURES=1 writes them to docs/pictures; without it they are only taken and looked at.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit
from tests.serving import Shared
from turnout.desk import leads, links
from turnout.desk.desk import Desk
from turnout.settings import ROOT

pytestmark = pytest.mark.browser

# Read here: a test does not see the developer's own settings.
WRITTEN = os.environ.get("TURNOUT_PICTURES") == "1"
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 250_000

HALL, DESK, PHONE = (1920, 1080), (1280, 800), (390, 844)
LONG_DESK = (1280, 1100)  # as high as what is told of needs
SCALES = {HALL: 0.75}  # 1440 x 810: as wide as a page of docs shows it, and a third lighter

BOARD = "/e/ks/board?theme="
JOIN = "/e/ks/join?lead=wichita_teachers"
SHOTS = {  # address, size, what stands there once it is drawn
    "board-dark": (f"{BOARD}dark", HALL, ".poster .number"),
    "board-light": (f"{BOARD}light", HALL, ".poster .number"),
    "join": (JOIN, PHONE, ".stepper button"),
    "public": ("/e/ks", PHONE, ".bar"),
    "dashboard": ("/", DESK, "b.number"),
    "forecast": ("/forecast", DESK, ".expected b"),
    "desk": ("/desk", LONG_DESK, "h2"),
    "pocket": ("/e/ks/pocket?lead=1", PHONE, ".bar"),
    "progress": ("/progress", DESK, ".promised"),
    "sheet": ("/e/ks/paper/sheet", DESK, "table"),
}

OF_THE_MAP = ("map", "map-report", "map-file")  # as `test_pictures_of_the_map` takes them
OF_THE_NIGHT = ("roll", "show")  # as `test_rally_night` does

# name, goal, and in heads: confirmed, yes, by count beyond them, maybe
BRINGING = (
    ("Wichita Teachers", 120, 38, 31, 16, 11),
    ("KCK Nurses", 90, 34, 40, 6, 4),
    ("Topeka Caregivers", 60, 24, 25, 7, 2),
    ("Lawrence Tenants", 80, 20, 35, 0, 6),
    ("Salina Care Circle", 60, 10, 26, 0, 8),
    ("Dodge City Voices", 70, 5, 18, 8, 8),
    ("Manhattan Students", 80, 3, 20, 0, 7),
)
OWN = ("", 0, 9, 22, 0, 5)
DAYS = 24  # how long ago the first one signed up


class Clock:
    """A clock that is put forward as the rally fills."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) - timedelta(days=DAYS)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, shared: Shared) -> Iterator[tuple[str, str]]:
    """Serve the invented rally; return its address and an organizer's session."""
    clock = Clock()
    desk = a_desk(tmp_path_factory.mktemp("pictures"), clock)
    _fill(desk, clock)
    with shared.on(desk, TURNOUT_PUBLIC_URL="https://turnout.example.org") as served:
        yield served.url, served.session


@pytest.mark.parametrize("name", SHOTS)
def test_a_page_can_be_pictured_for_the_docs(name, session, browser: Browser, tmp_path):
    url, cookie = session
    path, (wide, high), drawn = SHOTS[name]
    context = browser.new_context(
        viewport={"width": wide, "height": high},
        device_scale_factor=SCALES.get((wide, high), 1),
        color_scheme="light",
        locale="en-US",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": links.COOKIE, "value": cookie, "url": url}])
    page = context.new_page()
    outside = checks.outside(page)

    page.goto(url + path)
    expect(page.locator(drawn).first).to_be_visible(timeout=60_000)
    if name == "dashboard":
        expect(page.get_by_text("Manhattan Students")).to_be_visible(timeout=60_000)
        expect(page.locator("[data-testid=stVegaLiteChart]").first).to_be_attached()
    if name == "progress":
        marks = page.locator("[data-testid=stVegaLiteChart] .marks").first
        expect(marks).to_be_visible(timeout=60_000)
        expect(page.get_by_text("51 more say maybe").last).to_be_visible()
    if name == "desk":
        expect(page.get_by_role("link", name="Progress")).to_be_visible()
        expect(page.get_by_text("Keep and forget").first).to_be_visible()
        expect(page.get_by_text("Before it goes public")).to_be_visible()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=60_000)
    page.evaluate("document.fonts.ready.then(() => null)")
    file = (PICTURES if WRITTEN else tmp_path) / f"{name}.png"
    page.screenshot(path=file)
    context.close()

    assert outside == []
    assert 10_000 < file.stat().st_size <= MOST_BYTES


def test_every_picture_in_the_docs_is_there_and_says_what_it_shows():
    texts = [ROOT / "README.md", *ROOT.glob("docs/*.md")]
    shown = {
        (text.parent / target).resolve(): alt
        for text in texts
        for alt, target in _images(text.read_text("utf-8"))
    }

    assert {file.stem for file in shown} <= {*SHOTS, *OF_THE_MAP, *OF_THE_NIGHT}
    assert [file.name for file, alt in shown.items() if not file.is_file() or not alt] == []


def _images(text: str) -> list[tuple[str, str]]:
    """Return each image of a Markdown text: what it says it shows, and its file."""
    parts = (part.partition("](") for part in text.split("![")[1:])
    return [(alt, rest.partition(")")[0]) for alt, _, rest in parts]


def _fill(desk: Desk, clock: Clock) -> None:
    """Let the rally fill to what BRINGING says, a few people at a time, over DAYS."""
    start = (clock.now + timedelta(days=DAYS + 13)).replace(tzinfo=None, hour=12, minute=0)
    a_rally(desk, starts_at=start.replace(second=0, microsecond=0))
    for name, goal, *_ in BRINGING:
        a_lead(desk, _handle(name), name=name, goal=goal)
    parties = [
        (part, name, party, status)
        for name, _, confirmed, yes, _, maybe in (*BRINGING, OWN)
        for status, people in (("confirmed", confirmed), ("yes", yes), ("maybe", maybe))
        for part, party in _parties(people)
    ]
    reports = [
        (name, confirmed + yes + more) for name, _, confirmed, yes, more, _ in BRINGING if more
    ]
    between = len(parties) // len(reports)
    step = timedelta(days=DAYS) / (len(parties) + 1)
    for place, (_, name, party, status) in enumerate(sorted(parties)):
        clock.now += step
        about = {"lead": _handle(name)} if name else {}
        commit(desk, str(place), name=f"Ana {place}", party=str(party), status=status, **about)
        if place % between == between // 2 and reports:
            _declare(desk, *reports.pop(0))


def _declare(desk: Desk, name: str, total: int) -> None:
    leads.declare(desk, "ks", _handle(name), total=total, key=name).result()


def _parties(people: int) -> list[tuple[float, int]]:
    """Return parties of one to four that sum up to `people`, each with its place from 0 to 1."""
    found: list[int] = []
    while (left := people - sum(found)) > 0:
        found.append(min(left, len(found) % 4 + 1))
    return [(sum(found[:place]) / people, party) for place, party in enumerate(found)]


def _handle(name: str) -> str:
    return f"{name.lower().replace(' ', '_')}@mastodon.social"
