"""An evening's set-up in Chromium, clicking only what an organizer sees."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _stretch
from tests.serving import Server
from turnout.desk import leads, rallies

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve an empty store, as on the first evening."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    with shared.on(desk) as served:
        yield served


def test_an_empty_store_becomes_a_rally_with_leads_and_links(server, new_context, sit):
    page = sit(DESK)
    server.enter(page.context)
    page.goto(server.url)

    page.get_by_label("Title").fill("Rally for the schools")
    page.get_by_label("Place").fill("Statehouse steps")
    page.get_by_label("Goal").fill("300")
    page.get_by_label("Goal").press("Tab")
    page.get_by_role("button", name="Make the rally").click()
    expect(page.get_by_role("heading", name="Rally for the schools", level=1)).to_be_visible()
    expect(page.get_by_text("Before it goes public")).to_be_visible()
    assert [event.slug for event in rallies.events(server.desk)] == ["rally-schools"]

    page.get_by_role("radio", name="Leads").click()
    page.get_by_text("Paste or upload a list of leads").click()
    page.get_by_label("The list").fill("Ana Ruiz, @ana, 40\nBen, @ben, 20\nCy")
    page.get_by_label("The list").press("Control+Enter")
    expect(page.get_by_text("2 are new, 0 are known already, 1 cannot be taken")).to_be_visible()
    page.get_by_role("button", name="Add these 2 leads").click()
    expect(page.get_by_role("cell", name="Ana Ruiz @ana")).to_be_visible()

    page.get_by_label("Open one lead").click()
    page.get_by_role("option", name="Ana Ruiz @ana").click()
    page.get_by_role("button", name="Make a new link").click()
    link = page.locator(".st-key-fresh-link code").inner_text().strip()
    _let_in(server, new_context, link)
    page.get_by_role("button", name="Take the link back").click()
    page.get_by_role("dialog").get_by_role("button", name="Take the link back").click()
    expect(page.locator(".st-key-fresh-link")).to_be_hidden()

    _prints(page)
    assert len(leads.leads(server.desk, "rally-schools")) == 2


@pytest.mark.parametrize(
    "size, scheme, locale", [(PHONE, "dark", "es-US"), (DESK, "light", "en-US")]
)
def test_the_form_and_the_leads_are_whole_and_open_to_all_eyes(size, scheme, locale, server, sit):
    page = sit(size, scheme, locale)
    server.enter(page.context)
    page.goto(server.url)
    make = "Crear el acto" if locale == "es-US" else "Make the rally"
    expect(page.get_by_role("button", name=make)).to_be_visible(timeout=60_000)

    _stretch(page)

    checks.sound(page, INSIDE)


def _let_in(server: Server, new_context, link: str) -> None:
    phone = new_context().new_page()
    phone.goto(link)
    expect(phone).to_have_url(re.compile("/e/rally-schools"))


def _prints(page: Page) -> None:
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Print sheets and strips").click()
    sheets = opened.value
    sheets.get_by_role("button", name="Make new links, and the pages").click()
    expect(sheets.get_by_role("heading", name="Ben")).to_be_visible()
    expect(sheets.locator(".sheet")).to_have_count(2)
