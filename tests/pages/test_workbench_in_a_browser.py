"""The workbench in Chromium on a real server: what only a browser can show."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from babel.dates import format_date
from playwright.sync_api import Page, expect

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from tests.serving import Server, Shared
from tests.web.test_sms import signature
from turnout.desk import looks
from turnout.words import day

pytestmark = pytest.mark.browser

INSIDE = "[data-testid=stMainBlockContainer]"
PHONE, DESK = (390, 844), (1280, 800)
TWILIO_TOKEN = "0123456789abcdef"
NOTHING_TO_PRESS = "No connection. Nothing can be pressed until it is back"
STRETCHES = 3  # one is usual
DRAWN_SECONDS = 60  # a busy machine draws slowly
# Streamlit's script has ended, no part is an old one, nothing unfolds or moved over three frames.
DRAWN = """async () => {
  const app = document.querySelector("[data-testid=stApp]");
  const ran = app?.dataset.testScriptState === "notRunning";
  if (!ran || document.querySelector("[data-stale=true], [data-testid=stSkeleton]")) return false;
  const unfolds = (each) => getComputedStyle(each).overflowY === "hidden"; // clipped so long
  if ([...document.querySelectorAll("details[open]")].some(unfolds)) return false;
  await document.fonts.ready;
  const frame = () => new Promise(requestAnimationFrame);
  const places = () => [...document.querySelectorAll("[data-testid=stMain] *")].map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join();
  }).join(" ");
  const before = places();
  for (let n = 0; n < 3; n++) await frame();
  const still = document.getAnimations().every((each) => each.playState !== "running");
  return still && places() === before && app.dataset.testScriptState === "notRunning";
}"""
MISSING = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.scrollHeight - main.clientHeight;
}"""
# A server's own clock runs: the rally is as far ahead on whichever day this is.
SIGNED_UP, STARTS = datetime.now(UTC) - timedelta(days=4), noon_in(9)
LONG = "The United Association of Public School Teachers and Paraprofessionals of Sedgwick County"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared: Shared) -> Iterator[Server]:
    """Serve a rally with a long-named lead, five more, and people on their own."""
    desk = a_desk(tmp_path_factory.mktemp("workbench"), lambda: datetime.now(UTC))
    before = replace(desk, clock=lambda: SIGNED_UP)
    a_rally(before, starts_at=STARTS)
    a_lead(before, name=LONG)
    for count in range(5):
        a_lead(before, f"lead_{count}", name=f"Lead {count}")
        commit(before, f"lead-{count}", party="4", lead=f"lead_{count}", name=f"Ann {count}")
    commit(before, "own", party="3", name="Ben")
    commit(before, "held", party="9", doubt="large_party", name="Cam")
    with shared.on(desk, TURNOUT_TWILIO_TOKEN=TWILIO_TOKEN) as served:
        yield served


@pytest.fixture
def visit(server: Server, sit):
    """Return a function that opens a page of the workbench as the organizer."""

    def visit_it(
        path: str = "/", size=DESK, scheme="light", locale="en-US", enter=True, host="localhost"
    ) -> Page:
        page = sit(size, scheme, locale)
        if enter:
            server.enter(page.context)
        page.outside = checks.outside(page)
        page.goto(server.url.replace("localhost", host) + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
        return page

    return visit_it


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize(
    "scheme, locale, drawn", [("light", "en-US", "Needs you now"), ("dark", "es-US", "Necesita tu")]
)
def test_the_rally_is_whole_and_open_to_all_eyes(size, scheme, locale, drawn, visit):
    page = visit(size=size, scheme=scheme, locale=locale)
    expect(page.get_by_text("Lead 4")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(drawn)).to_be_attached()
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, svg.marks").first).to_be_attached()

    _stretch(page)

    checks.sound(page, INSIDE)
    assert page.outside == []
    assert page.evaluate("document.documentElement.lang") == locale[:2]


@pytest.mark.parametrize(
    "size, scheme, locale, drawn",
    [(PHONE, "dark", "es-US", "Lo que se supone"), (DESK, "light", "en-US", "What is assumed")],
)
def test_the_forecast_is_whole_and_open_to_all_eyes(size, scheme, locale, drawn, visit):
    page = visit("/forecast", size=size, scheme=scheme, locale=locale)
    expect(page.get_by_role("heading", name=drawn)).to_be_visible(timeout=60_000)
    expect(page.locator(".expected b")).to_contain_text(" ")
    for folded in page.locator("summary").all():
        folded.click()

    _stretch(page)

    checks.sound(page, INSIDE)
    assert page.outside == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_wall_is_whole_inside_the_workbench(size, visit):
    page = visit("/wall", size=size)
    expect(page.locator(".poster .number")).to_have_text("23", timeout=60_000)

    _stretch(page)

    checks.sound(page, INSIDE)
    assert page.outside == []


def test_a_stranger_meets_a_closed_door_that_is_whole(visit):
    page = visit("/wall", enter=False)
    expect(page.get_by_text("This screen is for the people running the rally.")).to_be_visible()

    checks.sound(page, INSIDE)


def test_streamlits_own_chrome_is_nowhere(visit):
    page = visit()

    for name in (
        "stHeader",
        "stToolbar",
        "stMainMenu",
        "stAppDeployButton",
        "stStatusWidget",
        "stElementToolbar",
    ):
        expect(page.get_by_test_id(name)).to_be_hidden()


def test_the_rally_moves_without_a_touch_and_keeps_what_was_unfolded(visit, server):
    page = visit()
    expect(page.locator("b.number")).to_have_text("23", timeout=60_000)
    page.get_by_text("The same as a table").click()
    table = page.get_by_role("table", name="Commitments over time")
    expect(table).to_contain_text(day("en", SIGNED_UP, "America/Chicago"))

    commit(server.desk, "moves", party="2", name="Dee", lead="lead_0")

    expect(page.locator("b.number")).to_have_text("25", timeout=60_000)
    expect(page.locator(".moves li").first).to_contain_text("+2 with @lead_0")
    expect(table).to_contain_text("25")


@pytest.mark.parametrize("locale", ["es-MX", "en-US"])
def test_streamlits_own_words_are_spanish_on_a_spanish_page(locale, visit):
    page = visit("/desk?section=leads&lang=es", locale=locale)
    page.get_by_text("Pegar o subir una lista de líderes").click()
    page.get_by_label("La lista").type("Ana")
    expect(page.get_by_text("Presiona Ctrl+Enter para aplicar")).to_be_visible()
    expect(page.get_by_role("button", name="Elegir un archivo").last).to_be_visible()
    expect(page.get_by_text("Hasta 5MB por archivo • CSV, TSV, TXT")).to_be_visible()
    _stretch(page)
    checks.sound(page, INSIDE)
    page.set_input_files("[type=file]", {"name": "a.pdf", "mimeType": "a/pdf", "buffer": b"%"})
    expect(page.get_by_role("button", name="Quitar a.pdf")).to_be_visible()

    page.get_by_role("radio", name="Fecha y puertas").click()
    month = format_date(STARTS, "MMMM", locale="es")
    expect(page.get_by_role("spinbutton", name="mes, Día")).to_have_attribute(
        "aria-valuetext", f"{STARTS.month} – {month}"
    )
    page.get_by_role("button", name="Elegir fecha").click()
    shown = f"Elegir fecha, {month} de {STARTS.year}"
    expect(page.get_by_role("heading", name=shown)).to_be_attached()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Choose date")).to_be_visible()


def test_an_outage_leaves_the_numbers_readable_and_the_page_comes_back_by_itself(visit, server):
    page = visit()
    number = page.locator("b.number")
    expect(number).not_to_have_text("", timeout=60_000)
    before = int(number.inner_text())
    elsewhere = visit(enter=False, host="127.0.0.1")  # Streamlit has other words there
    desk = visit("/desk?section=leads")
    one_lead = desk.get_by_role("combobox", name="Open one lead")
    expect(one_lead).to_be_enabled()
    server.stop()

    expect(page.locator(".pulse")).to_contain_text("No connection. Last heard", timeout=60_000)
    expect(page.get_by_text(NOTHING_TO_PRESS)).to_be_hidden()
    expect(desk.get_by_text(NOTHING_TO_PRESS)).to_be_in_viewport()
    expect(one_lead).to_be_disabled()
    for each in (page, elsewhere):
        expect(each.get_by_test_id("stDialog")).to_be_attached(timeout=60_000)
        expect(each.get_by_test_id("stDialog")).to_be_hidden()
    expect(number).to_be_visible()

    server.start()
    expect(page.locator(".pulse")).to_be_hidden(timeout=60_000)
    expect(desk.get_by_text(NOTHING_TO_PRESS)).to_be_hidden(timeout=60_000)
    one_lead.click()
    expect(desk.get_by_role("option")).to_have_count(6)
    commit(server.desk, "after", party="2", name="Eve")
    expect(number).to_have_text(str(before + 2), timeout=60_000)


def _drawn(page: Page) -> None:
    """Return once the page is drawn. Playwright's own waiting takes a promise for a yes."""
    until = time.monotonic() + DRAWN_SECONDS
    while not page.evaluate(DRAWN):
        assert time.monotonic() < until, "the page is still being drawn"


def _stretch(page: Page) -> None:
    """Make the window as high as the page: what Streamlit scrolls away cannot be looked at.

    Only of a page that is drawn is the height its height, and a higher window may need another;
    the wall always does, since it is as large as the window holds it.
    """
    page.mouse.move(0, 0)
    for _ in range(STRETCHES):
        _drawn(page)
        missing = page.evaluate(MISSING)
        if missing <= 0:
            return
        wide, high = page.viewport_size["width"], page.viewport_size["height"]
        page.set_viewport_size({"width": wide, "height": high + missing + 40})
    _drawn(page)


def test_a_text_moves_an_open_wall_and_one_that_twilio_did_not_sign_does_not(visit, server):
    page = visit("/wall")
    page.goto(f"{server.url}/e/ks/board?lang=en")
    before = looks.progress(server.desk, "ks").count.coming
    expect(page.locator(".number")).to_have_text(str(before))
    address = f"{server.url}/api/v1/events/ks/sms"
    fields = {"From": "+17855550101", "To": "+17855550100", "Body": "IN 3", "MessageSid": "SM1"}

    def text(token):
        signed = {"X-Twilio-Signature": signature(fields, address, token)}
        return page.request.post(address, form=fields, headers=signed)

    assert text("not Twilio's token").status == 403
    answer = text(TWILIO_TOKEN)
    expect(page.locator(".number")).to_have_text(str(before + 3))
    expect(page.locator(".just-in li").first).to_have_text("+3 on their own, by text message")
    assert answer.headers["content-type"].startswith("text/xml")
    assert "<Response><Message>Got it: 3 of you" in answer.text()
