"""Who brought whom in Chromium: folded, walked by keys, looked through, and acted on."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _drawn, _stretch
from tests.serving import Server
from turnout.desk import invitations, leads, links
from turnout.model import Role

pytestmark = pytest.mark.browser

LOADED_MS = 60_000
LONG = "The Association of Retired School Bus Drivers and Cafeteria Workers of Southeastern Kansas"


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    """Serve a rally where teachers recruited two leads, and Amina brought Bo."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    event = a_rally(desk, starts_at=noon_in(13))
    a_lead(desk)
    a_lead(desk, "nurses", name="Nurses", recruited_by="wichita_teachers")
    a_lead(desk, "drivers", name=LONG, recruited_by="nurses")
    amina = commit(desk, "a", name="Amina", party="2", lead="nurses")
    commit(desk, "b", name="Bo", via=invitations.code(desk.pepper, event.id, amina.person))
    commit(desk, "c", name="José", lead="drivers", party="4")
    token = links.mint(desk, Role.ORGANIZER, "ks")
    with shared.on(desk, links.enter(desk, token)[0]) as served:
        yield served


def test_the_tree_is_walked_by_keys_looked_through_and_makes_a_lead(server, sit):
    for number in range(46):
        commit(server.desk, f"d{number}", name=f"Driver {number}", lead="drivers")
    page = sit(DESK)
    server.enter(page.context)
    page.goto(f"{server.url}/network")
    rows = page.get_by_role("treeitem")
    expect(rows.first).to_contain_text("Wichita Teachers", timeout=LOADED_MS)
    expect(rows).to_have_count(4)  # the leads, and a fold for the nurses' people

    _drawn(page)
    rows.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(rows).to_have_count(1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".node:focus")).to_contain_text("Nurses")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".node:focus")).to_contain_text("Amina")

    page.get_by_label("Find a name or handle").fill("jose")
    expect(page.get_by_text("1 found.")).to_be_attached()
    expect(page.locator(".node.found")).to_contain_text("José")
    page.get_by_label("Find a name or handle").fill("")

    page.get_by_role("treeitem", name="Amina").hover()
    page.get_by_role("treeitem", name="Amina").get_by_role("button").click()
    expect(page.get_by_text("Amina leads now, as @amina.")).to_be_visible(timeout=LOADED_MS)
    expect(page.locator(".node.lead", has_text="Amina")).to_contain_text("3")
    _stretch(page)
    checks.sound(page, INSIDE)

    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".node.lead", has_text="Amina")).to_have_count(0, timeout=LOADED_MS)

    page.locator(".node.lead", has_text=LONG).click()
    expect(page.get_by_text("Show all 47 people")).to_be_visible()
    assert checks.grave(page, INSIDE) == []
    assert [lead.handle for lead in leads.leads(server.desk, "ks")][1:] == ["nurses", "drivers"]


def test_a_phone_has_the_same_as_a_table_that_moves_by_itself(server, sit):
    page = sit(PHONE, "dark")
    server.enter(page.context)
    page.goto(f"{server.url}/network")
    bo = page.locator("tr", has_text="Bo")
    expect(bo).to_contain_text("brought by Amina", timeout=LOADED_MS)

    commit(server.desk, "d", name="Dee", lead="wichita_teachers")
    expect(page.locator("tr", has_text="Dee")).to_be_visible(timeout=LOADED_MS)
    _stretch(page)
    checks.sound(page, INSIDE)
