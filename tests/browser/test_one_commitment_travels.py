"""The whole story in a browser: what comes in by any door moves every screen, without a touch."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from tests.browser import checks
from tests.serving import free_port, wait_for
from turnout import commands
from turnout.demo.feed import FeedServer, TagFeed
from turnout.settings import ROOT, child_environment, settings

pytestmark = pytest.mark.browser

OUTAGE_SECONDS = 30  # what a hall's wall must survive
MOVES_MS = 60_000  # a feed is read every ten seconds; the rest is a busy machine
PHONE = {"width": 390, "height": 844}
HALL = {"width": 1920, "height": 1080}


@dataclass
class Rally:
    """A rally set up from the command line, and its server."""

    database: Path
    port: int
    feed: TagFeed
    organizers_link: str = ""
    key: str = ""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def environment(self) -> dict[str, str]:
        return child_environment(
            TURNOUT_DATABASE=str(self.database),
            TURNOUT_PRIVATE_FEED_HOSTS="127.0.0.1",
            TURNOUT_PRINT_LINK="1",
        )

    def turnout(self, *words: str) -> str:
        settings.cache_clear()
        done = CliRunner().invoke(commands.turnout, words, env=self.environment())
        assert done.exit_code == 0, done.output
        return done.stdout.strip()

    def start(self) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", "turnout", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.running.stdout
        for line in self.running.stdout:
            if found := re.search(r"http://\S+/enter#\S+", line):
                self.organizers_link = found[0]
                break
        wait_for(f"{self.url}/api/v1/health", self.running)

    def stop(self) -> None:
        self.running.terminate()
        self.running.communicate(timeout=60)

    def post(self, key: str, party: int) -> int:
        """Post a commitment as a form service does; return people coming."""
        body = {"name": "Ben", "party": party, "status": "yes", "lead": "wichita_teachers"}
        request = urllib.request.Request(
            f"{self.url}/api/v1/events/ks/commitments",
            json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 201
            return json.load(answer)["coming"]


@pytest.fixture
def rally(tmp_path: Path) -> Iterator[Rally]:
    feed = TagFeed("KSRally", "mastodon.social")
    served = FeedServer(feed)
    made = Rally(tmp_path / "rally.db", free_port(), feed)
    start = (datetime.now(UTC) + timedelta(days=13)).strftime("%Y-%m-%dT12:00")
    made.turnout(
        *("event", "add", "ks", "--title", "Rally for the services Kansas runs on"),
        *("--start", start, "--zone", "America/Chicago", "--place", "Statehouse steps, Topeka"),
        *("--goal", "600", "--hashtag", "KSRally"),
    )
    teachers = ("--name", "Wichita Teachers", "--handle", "wichita_teachers@mastodon.social")
    made.turnout("lead", "add", "ks", *teachers, "--goal", "120")
    made.turnout("feed", "add", "ks", served.url, "--every", "10")
    made.key = made.turnout("key", "add", "ks", "--role", "api").splitlines()[-1]
    made.start()
    yield made
    made.stop()
    served.close()


def test_a_sign_up_an_api_post_and_a_feed_post_each_move_every_open_screen(
    rally: Rally, browser: Browser
):
    dashboard = _organizer(rally, browser)
    board = _opens(dashboard, "Open the wall on a projector")
    board.set_viewport_size(HALL)
    public = _opens(dashboard, "Public page")
    public.set_viewport_size(PHONE)
    wall = dashboard.context.new_page()
    wall.goto(rally.url)
    wall.get_by_role("link", name="Wall", exact=True).click()
    screens = {
        "board": board.locator(".poster .number"),
        "public": public.locator(".total b"),
        "dashboard": dashboard.locator("b.number"),
        "wall": wall.locator(".poster .number"),
    }

    def show(people: int) -> None:
        for screen in screens.values():
            expect(screen).to_have_text(str(people), timeout=MOVES_MS)

    show(0)

    _sign_up(rally, browser, people=3)
    show(3)

    assert rally.post("post-1", party=5) == 8
    show(8)
    assert _teachers(board) == "5"

    rally.feed.post(1, "ana", "#KSRally I'm in +3 @wichita_teachers", datetime.now(UTC))
    show(12)
    assert _teachers(board) == "9"

    _survives_an_outage(rally, board)
    assert rally.post("post-2", party=2) == 14
    show(14)


def _survives_an_outage(rally: Rally, board: Page) -> None:
    """Stop the server for half a minute under an open board, and start it again."""
    rally.stop()
    expect(board.get_by_text(re.compile("[Ll]ast heard"))).to_be_visible(timeout=MOVES_MS)
    board.wait_for_timeout(OUTAGE_SECONDS * 1000)
    expect(board.locator(".poster .number")).to_have_text("12")
    rally.start()
    expect(board.get_by_text(re.compile("[Ll]ast heard"))).to_be_hidden(timeout=MOVES_MS * 2)


def _organizer(rally: Rally, browser: Browser) -> Page:
    """Open the link from the terminal; the token is gone from the address."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(rally.organizers_link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kansas", timeout=MOVES_MS)
    assert "#" not in page.url
    return page


def _opens(page: Page, link: str) -> Page:
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=link).click()
    return opened.value


def _sign_up(rally: Rally, browser: Browser, people: int) -> None:
    """Sign up on a phone, from the lead's own link and by clicking only what stands there."""
    phone = browser.new_context(viewport=PHONE, locale="en-US", has_touch=True).new_page()
    outside = checks.outside(phone)
    phone.goto(f"{rally.url}/e/ks")
    phone.get_by_role("link", name=re.compile("coming", re.IGNORECASE)).first.click()
    phone.get_by_label("Your name").fill("Amina Diallo")
    for _ in range(people - 1):
        phone.get_by_role("button", name=re.compile("more", re.IGNORECASE)).click()
    phone.get_by_role("button", name="Count me in").click()
    expect(phone.get_by_role("heading", name="Thank you, Amina Diallo.")).to_be_visible()
    assert outside == []
    phone.context.close()


def _teachers(board: Page) -> str:
    row = board.locator(".row", has_text="Wichita Teachers").first
    return re.split(r"\D+", row.inner_text().split("@wichita_teachers")[-1].strip())[0]
