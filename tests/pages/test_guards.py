"""Every page is closed to strangers, also when it is the first one a process is asked for."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.builders import a_desk, a_rally, commit
from tests.pages.conftest import ROOT, components, text
from turnout.model import Grant, Role
from turnout.settings import child_environment

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ADDRESSES = {"rally": ""}
CLOSED = "This screen is for the people running the rally."

# Deep links as Streamlit's own runner takes them, each in a process in which no frame was ever
# drawn: what is the same for all is imported once, and then the process forks for each.
DEEP_LINKS = """
import os, sys
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from turnout.ui import frame, visitor
visitor.grants = list  # AppTest has no cookies to give
for page in sys.argv[1:]:
    if child := os.fork():
        os.waitpid(child, 0)
        continue
    app = AppTest.from_file("dashboard.py", default_timeout=240)
    app._page_hash = calc_hash(page)
    app.run()
    titles, errors = [each.value for each in app.title], [each.message for each in app.exception]
    print(repr(page), titles, errors, [each.proto.json for each in app.get("bidi_component")])
    sys.stdout.flush()
    os._exit(0)
"""


@pytest.fixture(scope="module")
def deep_linked(tmp_path_factory):
    """Return what strangers see of each page whose address they open first, a line a page."""
    desk = a_desk(tmp_path_factory.mktemp("guards"))
    a_rally(desk, "ks", title="Nobody else's business")
    desk.store.close()
    done = subprocess.run(
        [sys.executable, "-c", DEEP_LINKS, *map(address, PAGES)],
        env=child_environment(TURNOUT_DATABASE=str(desk.settings.database)),
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def address(page: str) -> str:
    return ADDRESSES.get(page, page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_deep_linked_first_in_a_fresh_process_shows_its_guard(page, deep_linked):
    (shown,) = [line for line in deep_linked if line.startswith(f"{address(page)!r} ")]

    assert f"['{CLOSED}'] []" in shown
    assert '"picture"' not in shown


@pytest.mark.parametrize("page", PAGES)
def test_every_page_starts_with_its_guard(page):
    code = (ROOT / "pages" / f"{page}.py").read_text("utf-8")
    first = next(line for line in code.splitlines() if "(" in line and "import" not in line
                 and not line.startswith('"'))  # fmt: skip

    assert first.startswith("visitor = guard(")


@pytest.mark.parametrize("role", [Role.DOOR, Role.SUPPORTER, Role.API])
@pytest.mark.parametrize("page", PAGES)
def test_links_for_other_work_do_not_open_a_page(page, role, desk, open_page):
    a_rally(desk)

    assert CLOSED in text(open_page(address(page), Grant(1, role, "ks")))


@pytest.mark.parametrize("page", PAGES)
def test_a_link_for_one_rally_does_not_open_another(page, desk, open_page):
    a_rally(desk, "ks", title="Mine")
    a_rally(desk, "park", title="Theirs")

    app = open_page(address(page), Grant(1, Role.ORGANIZER, "ks"), event="park")

    shown = [each["picture"]["event"] for each in components(app) if "picture" in each]
    assert set(shown) <= {"ks"}
    assert "Theirs" not in text(app)
    assert "which_event" not in [each.key for each in app.selectbox]


def test_the_closed_door_says_what_to_do_and_lists_what_is_open_to_everyone(desk, open_page):
    a_rally(desk, "ks", title="Rally for services")

    shown = text(open_page(""))

    assert "Ask your organizer for a new one." in shown
    assert "The organizer's link is in the terminal." in shown
    assert 'href="/e/ks?lang=en"' in shown
    assert "Rally for services, Sat, Dec 5" in shown


@pytest.mark.parametrize(
    "role, says, opens_others",
    [(Role.LEAD, "screens that are named at the top", True), (Role.DOOR, "Have a link?", False)],
)
def test_who_has_a_link_to_other_screens_is_told_so(role, says, opens_others, desk, open_page):
    a_rally(desk)

    shown = text(open_page("desk", Grant(1, role, "ks")))

    assert says in shown
    assert ("Organizers, leads and funders see it" in shown) is not opens_others


@pytest.mark.parametrize("fields", [{"quiet": True}])
def test_a_quiet_rally_is_not_listed_to_strangers(fields, desk, open_page):
    a_rally(desk, "ks", title="Clinic vigil", **fields)

    shown = text(open_page(""))

    assert "Clinic vigil" not in shown
    assert "No rally is open to the public here yet." in shown


def test_a_rally_that_is_over_is_no_longer_listed(desk, open_page):
    a_rally(desk, "ks", title="Rally of last week", starts_at=datetime(2026, 11, 15, 12))

    assert "Rally of last week" not in text(open_page(""))


def test_a_link_taken_back_closes_the_page_that_is_open(desk, open_page, monkeypatch):
    a_rally(desk)
    commit(desk, party="4")
    app = open_page("", Grant(1, Role.ORGANIZER, "ks"))

    monkeypatch.setattr("turnout.ui.visitor.grants", list)
    app.run()

    assert CLOSED in text(app)


def test_no_page_reads_a_cookie_but_by_visitor():
    readers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("pages", "turnout/ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "cookies" in Path(path).read_text("utf-8")
    ]

    assert readers == ["turnout/ui/visitor.py"]
