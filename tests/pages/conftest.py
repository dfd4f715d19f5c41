"""The workbench on a real store in tmp_path, seen through the frame."""

import json
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.builders import a_desk, a_house
from turnout.desk import links
from turnout.desk.desk import Desk
from turnout.model import Grant, Role
from turnout.ui import visitor

ROOT = Path(__file__).parent.parent.parent

Open = Callable[..., AppTest]
Sit = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return the desk of this process's house."""
    desk = a_desk(tmp_path)
    with a_house(desk):
        links.mint(desk, ORGANIZER.role)  # the first of a store has the number that ORGANIZER has
        yield desk


class _Pages(PagesManager):
    """As in a server, which has called st.navigation before anybody came."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        PagesManager.uses_pages_directory = False


@pytest.fixture
def open_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page as a visitor with `grants`; AppTest has no cookies."""

    def open_it(page: str = "", *grants: Grant, lang: str = "en", **params: str) -> AppTest:
        monkeypatch.setattr(visitor, "grants", lambda: list(grants))
        monkeypatch.setattr("streamlit.testing.v1.app_test.PagesManager", _Pages)
        app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=120)
        app._page_hash = calc_hash(page) if page else ""
        for name, value in {"lang": lang, **params}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return open_it


@pytest.fixture(scope="session")
def seats(browser: Browser) -> dict[str, list[Page]]:
    """Return the pages that tests have left, by language: Streamlit's scripts are known there, and
    to fetch and compile them anew costs more than most tests.
    """
    return {}


@pytest.fixture
def sit(browser: Browser, seats: dict[str, list[Page]]) -> Iterator[Sit]:
    """Return a function that gives a page on which nobody is let in and nothing is kept."""
    taken: list[tuple[str, Page]] = []

    def sit_down(size: tuple[int, int], scheme: str = "light", locale: str = "en-US") -> Page:
        free = seats.setdefault(locale, [])
        page = free.pop() if free else browser.new_context(locale=locale).new_page()
        taken.append((locale, page))
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme)
        return page

    yield sit_down
    for locale, page in taken:
        for other in page.context.pages:
            if other is not page:
                other.close()
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.context.clear_cookies()
        seats[locale].append(page)


ORGANIZER = Grant(1, Role.ORGANIZER, None)


def text(app: AppTest) -> str:
    """Return all that is written on the page, but for what components draw."""
    html = [each.proto.body for each in app.get("html") if not each.proto.body.startswith("<style")]
    kinds = ("title", "header", "code")
    return unescape("\n".join([each.value for kind in kinds for each in app.get(kind)] + html))


def components(app: AppTest) -> list[dict[str, Any]]:
    """Return what was given to each component on the page."""
    return [json.loads(each.proto.json) for each in app.get("bidi_component")]


def parts(app: AppTest) -> list[str]:
    """Return which parts of the live picture the page draws, in order."""
    return [each["part"] for each in components(app) if "part" in each]
