"""The funders' page in Chromium on a real server: whole at every size, and alive."""

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.builders import commit
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _stretch, server, visit

__all__ = ["server", "visit"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize(
    "scheme, locale, drawn", [("light", "en-US", "To take along"), ("dark", "es-US", "Para llevar")]
)
def test_the_page_is_whole_and_open_to_all_eyes(size, scheme, locale, drawn, visit):
    page = visit("/progress?event=ks", size=size, scheme=scheme, locale=locale)
    expect(page.get_by_text(drawn)).to_be_attached(timeout=60_000)
    expect(page.locator("section .bar")).to_be_attached()

    _stretch(page)

    checks.sound(page, INSIDE)
    assert page.outside == []


def test_the_page_moves_without_a_touch(visit, server):
    page = visit("/progress?event=ks")
    expect(page.locator(".promised b")).to_have_text("23", timeout=60_000)

    commit(server.desk, "moves", party="6", name="Dee")

    expect(page.locator(".promised b")).to_have_text("29", timeout=60_000)
