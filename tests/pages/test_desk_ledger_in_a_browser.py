"""What was said is taken back and brought back in Chromium, clicking only what is seen."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from tests.pages.test_workbench_in_a_browser import DESK, INSIDE, PHONE, _stretch
from tests.serving import Server, Shared
from turnout.desk import looks, rallies
from turnout.model import EventState

THUMB = 44  # pixels that a thumb finds
SECTIONS = re.compile("Parts of the desk|Partes de la mesa")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared: Shared) -> Iterator[Server]:
    """Serve a rally that Ana and Ben signed up for."""
    desk = a_desk(tmp_path_factory.mktemp("ledger"), lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(9), ask_contact="either")
    a_lead(desk)
    commit(
        desk, "1", name="Ana Ruiz", party="3", contact="ana@example.org", lead="wichita_teachers"
    )
    commit(desk, "2", name="Ben Ito", party="2")
    with shared.on(desk) as served:
        yield served


@pytest.fixture
def visit(server: Server, sit):
    """Return a function that opens the desk as the organizer, and the section of this name."""

    def visit_it(section: str, size=DESK, scheme="light", locale="en-US") -> Page:
        page = sit(size, scheme, locale)
        server.enter(page.context)
        page.goto(f"{server.url}/desk")
        if size == PHONE:
            switch = page.get_by_role("combobox", name=SECTIONS)
            switch.select_option(section, timeout=60_000)
            expect(page.get_by_role("radiogroup", name=SECTIONS)).to_be_hidden()
            assert switch.bounding_box()["height"] >= THUMB
        else:
            page.get_by_role("radio", name=section).click(timeout=60_000)
        return page

    return visit_it


def coming(server: Server) -> int:
    return looks.progress(server.desk, "ks").count.coming


def test_a_sign_up_is_taken_back_and_brought_back(server, visit):
    page = visit("Ledger")
    record = page.locator("[class*=st-key-record-]").filter(has_text="Ben Ito said 2")
    record.get_by_role("button", name="Undo").click()
    expect(record.locator("s")).to_be_visible()
    assert coming(server) == 3

    record.get_by_role("button", name="Bring").click()
    expect(record.locator("s")).to_be_hidden()
    assert coming(server) == 5


def test_a_sign_up_is_fixed_in_a_dialog(server, visit):
    page = visit("Ledger")
    record = page.locator("[class*=st-key-record-]").filter(has_text="Ben Ito said 2")
    record.get_by_role("button", name="Fix").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Benno Ito")
    dialog.get_by_role("button", name="Save as a new record").click()

    expect(page.get_by_text("Benno Ito said 2 are coming").first).to_be_visible()
    assert coming(server) == 5


def test_the_rally_is_cancelled_and_takes_place_after_all(server, visit):
    page = visit("Date and doors")
    page.get_by_role("button", name="Cancel the rally").click()
    page.get_by_role("button", name="Yes, it does not take place").click()
    expect(page.get_by_text("Cancelled.", exact=True)).to_be_visible()
    assert rallies.event(server.desk, "ks").state is EventState.CANCELLED

    page.get_by_role("button", name="It takes place after all").click()
    expect(page.get_by_text("Cancelled.", exact=True)).to_be_hidden()
    assert rallies.event(server.desk, "ks").state is EventState.ON


@pytest.mark.parametrize(
    "size, scheme, locale", [(PHONE, "dark", "es-US"), (DESK, "light", "en-US")]
)
@pytest.mark.parametrize(
    "section, title",
    [
        (("Ledger", "Registro"), ("What was said", "Lo que se dijo")),
        (("Date and doors", "Fecha y puertas"), ("Sign-ups", "Inscripciones")),
        (("Sites", "Lugares"), ("Sites", "Lugares")),
        (("Feeds", "Canales"), ("Feeds this rally reads", "Canales que lee")),
        (("Keep and forget", "Guardar y borrar"), ("Take a copy", "Llevarse una copia")),
    ],
)
def test_each_section_is_whole_and_open_to_all_eyes(section, title, size, scheme, locale, visit):
    spanish = locale == "es-US"
    page = visit(section[spanish], size, scheme, locale)
    expect(page.get_by_role("heading", name=title[spanish])).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    _stretch(page)

    checks.sound(page, INSIDE)


def test_a_person_is_erased_and_still_counts(server, visit):
    before = coming(server)
    page = visit("Keep and forget")
    page.get_by_label("Name, contact or handle").fill("ruiz")
    page.get_by_label("Name, contact or handle").press("Enter")
    expect(page.get_by_text("Reached at: ana@example.org")).to_be_visible()
    page.get_by_role("button", name="Erase Ana Ruiz").click()
    page.get_by_role("button", name="Erase for good").click()

    expect(page.get_by_text("Reached at: ana@example.org")).to_be_hidden()
    expect(page.get_by_text("Nobody who signed up is known by that.")).to_be_visible()
    page.get_by_role("radio", name="Ledger").click()
    expect(page.get_by_text("said 3 are coming")).to_be_visible()
    expect(page.get_by_text("Ana Ruiz")).to_have_count(0)
    assert coming(server) == before
