"""The desk's lists in Chromium: a real file, looked at, stored, stopped, and gone on with."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, _stretch
from tests.serving import Server
from turnout.desk import looks
from turnout.store.lockfile import LockFile

pytestmark = pytest.mark.browser

ROWS = 6_000
STORED_MS = 120_000
HELD_SECONDS, GIVEN_SECONDS = 5, 0.05  # less than a writer's patience; of 256 rows or a few more


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve a rally where one of the list's people signed up before."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(9))
    a_lead(desk)
    commit(desk, name="P 0", contact="p0@example.org", party="4")
    with shared.on(desk) as served:
        yield served


@pytest.fixture
def page(server, sit) -> Page:
    page = sit(DESK)
    server.enter(page.context)
    page.goto(f"{server.url}/desk?section=importing")
    expect(page.get_by_role("heading", name="Bring in a list")).to_be_visible(timeout=60_000)
    return page


@pytest.fixture
def file(tmp_path) -> Path:
    """Return a list of people of whom one says something else now, and one cannot be read."""
    made = tmp_path / "list.csv"
    rows = [f"P {n},p{n}@example.org,1,yes" for n in range(ROWS - 1)]
    made.write_text("\n".join(["Name,Email,How many,Status", *rows, "Q,q@example.org,lots,yes"]))
    return made


def test_a_list_is_looked_at_stored_stopped_and_gone_on_with(page, server, file, tmp_path):
    _gives(page, file)
    seen = page.locator(".tally-in")
    expect(seen).to_contain_text("5,998 new")
    expect(seen).to_contain_text("1 changed")
    expect(page.get_by_role("table")).to_contain_text("whole number")
    page.get_by_role("radio", name="changed", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("Was 4, yes")
    assert _coming(server) == 4
    _stretch(page)
    assert checks.overlapping(page, INSIDE) == []  # "clipped" sees the letters of Streamlit's icon
    assert checks.sideways(page) == 0
    assert checks.grave(page) == []

    with another_writing(tmp_path / "turnout.db"):  # or it is all in before a hand can stop it
        page.get_by_role("button", name="Bring in 5,999 rows").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_text(re.compile(r"^[\d,]+ of 6,000 rows$"))).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("Stopping after the rows in hand.")).to_be_visible()
    stopped = page.get_by_text(re.compile(r"Stopped after [\d,]+ of 6,000 rows\."))
    expect(stopped).to_be_visible(timeout=STORED_MS)
    done = int(re.sub(r"\D", "", stopped.inner_text().partition(" of ")[0]))
    assert 0 < done < ROWS
    assert _coming(server) == done

    page.get_by_role("button", name="Bring in another list").click()
    _gives(page, file)
    expect(seen).to_contain_text(f"{done:,} brought in before")
    page.get_by_role("button", name=f"Bring in {ROWS - 1 - done:,} rows").click()
    expect(page.get_by_text("Done: 6,000 rows read.")).to_be_visible(timeout=STORED_MS)
    assert _coming(server) == ROWS - 1

    with page.expect_download() as asked:
        page.get_by_role("button", name="Download the row to mend").click()
    assert "q@example.org" in Path(asked.value.path()).read_text("utf-8-sig")


@contextmanager
def another_writing(database: Path) -> Iterator[None]:
    """Let others write seldom, as another process in the midst of its own does: nobody has to
    wait for so long that they are told that nothing was stored."""
    turn, over = LockFile(database.with_name(f"{database.name}-writer.lock")), threading.Event()
    turn.take()

    def writes() -> None:
        while not over.wait(HELD_SECONDS):
            turn.release()
            over.wait(GIVEN_SECONDS)
            turn.take()
        turn.release()

    writing = threading.Thread(target=writes)
    writing.start()
    try:
        yield
    finally:
        over.set()
        writing.join()
        turn.close()


def _gives(page: Page, file: Path) -> None:
    """Choose the file as a hand does, in the browser's own window."""
    with page.expect_file_chooser() as window:
        page.get_by_test_id("stFileUploaderDropzone").get_by_role(
            "button", name="Upload"
        ).last.click()
    window.value.set_files(file)
    expect(page.get_by_text("It has 6,000 rows.")).to_be_visible(timeout=STORED_MS)


def _coming(server: Server) -> int:
    return looks.progress(server.desk, "ks").count.coming
