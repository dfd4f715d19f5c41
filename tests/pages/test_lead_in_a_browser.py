"""A lead's own page on the workbench in Chromium: taps count there as in the pocket."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, _stretch
from tests.serving import Server
from turnout.desk import leads, links, looks
from turnout.model import Role

pytestmark = pytest.mark.browser

LOADED_MS = 60_000


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve a rally of two leads, with the session of one of them."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(13))
    a_lead(desk)
    a_lead(desk, "nurses", name="Nurses")
    token = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers")
    with shared.on(desk, links.enter(desk, token)[0]) as served:
        yield served


def test_a_tap_moves_the_number_and_counts_for_this_lead_alone(server, sit):
    page = sit(DESK)
    server.enter(page.context)
    page.goto(f"{server.url}/lead")
    expect(page.get_by_role("heading", name="Wichita Teachers")).to_be_visible(timeout=LOADED_MS)
    number, status = page.locator(".taps .number"), page.locator(".taps .status")
    expect(number).to_have_text("0")

    page.get_by_role("button", name="+1: one more").click()
    expect(number).to_have_text("1")
    page.get_by_role("button", name="+5: 5 more").click()
    expect(number).to_have_text("6")
    expect(status).to_contain_text("All is with us")
    assert _brings(server) == {"wichita_teachers": 6, "nurses": 0}

    page.get_by_role("button", name="Undo").click()
    expect(number).to_have_text("1")
    expect(status).to_contain_text("All is with us")
    assert _brings(server) == {"wichita_teachers": 1, "nurses": 0}

    page.get_by_text("My goal", exact=True).click()
    goal = page.get_by_label("I promise to bring")
    expect(goal).to_have_value("120")
    goal.fill("90")
    page.get_by_role("button", name="Set my goal").click()
    expect(page.locator(".taps .goal-line")).to_have_text("goal 90")
    expect(status).to_contain_text("All is with us")
    assert leads.leads(server.desk, "ks")[0].goal == 90

    commit(server.desk, name="Amina", party="3", lead="wichita_teachers")
    expect(number).to_have_text("3", timeout=LOADED_MS)
    expect(page.get_by_role("cell", name="Amina")).to_be_visible(timeout=LOADED_MS)
    _stretch(page)
    checks.sound(page, INSIDE)


def test_an_organizer_taps_for_the_lead_they_choose(server, sit):
    leads.declare(server.desk, "ks", "nurses", total=7).result()
    session, _ = links.enter(server.desk, links.mint(server.desk, Role.ORGANIZER))
    page = sit(DESK)
    server.enter(page.context, session)
    page.goto(f"{server.url}/lead")
    expect(page.get_by_role("heading", name="Wichita Teachers")).to_be_visible(timeout=LOADED_MS)
    number = page.locator(".taps .number")
    expect(number).to_have_text("0")

    _choose(page, "Nurses")
    number = number.filter(has_text="7")  # the other lead's taps stand until Streamlit's run ends
    expect(number).to_be_visible(timeout=LOADED_MS)
    number = page.locator(".taps .number")
    expect(number).to_have_count(1)
    page.get_by_role("button", name="+1: one more").click()
    expect(number).to_have_text("8")
    expect(page.locator(".taps .status")).to_contain_text("All is with us")

    assert _brings(server) == {"wichita_teachers": 0, "nurses": 8}


def _choose(page: Page, lead: str) -> None:
    page.get_by_role("combobox", name="Which lead?").click()
    page.get_by_role("option", name=lead).click()
    expect(page.get_by_role("heading", name=lead)).to_be_visible()


def _brings(server: Server) -> dict[str, int]:
    seen = looks.progress(server.desk, "ks").leads
    return {lead.handle.partition("@")[0]: lead.count.coming for lead in seen}
