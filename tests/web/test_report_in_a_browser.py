"""What only a browser shows of the funders' sheet: that it prints on one page."""

import re

import pytest
from starlette.applications import Starlette

from tests.browser import checks
from tests.builders import NOON, a_desk, a_house, a_lead, a_rally, commit
from tests.serving import serving
from turnout.desk import leads
from turnout.web.routes import routes

pytestmark = pytest.mark.browser

LONG = "The United Association of Public School Teachers and Paraprofessionals of Sedgwick County"
PHONE, DESK = (390, 844), (1280, 800)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Return a site of a campaign with thirty sites and three hundred leads, after nine events."""
    desk = a_desk(tmp_path_factory.mktemp("report"))
    a_rally(desk)
    a_lead(desk)
    a_rally(desk, "open", progress_public=True)
    a_rally(desk, "day", title=LONG, progress_public=True)
    for site in range(30):
        a_rally(desk, f"site-{site}", title=f"{LONG} {site}", parent="day", progress_public=True)
    for past in range(9):
        starts_at = NOON.replace(month=past + 1)
        a_rally(desk, f"past-{past}", title=LONG, starts_at=starts_at, progress_public=True)
    for lead in range(300):
        a_lead(desk, f"lead_{lead}", event="site-0", name=f"{LONG} {lead}")
    for at, door in enumerate(
        ["api", "feed", "sms", "paper", "voice", "import", "lead", "desk"] * 9
    ):
        lead = f"lead_{at}" if at % 4 else ""
        status = ("yes", "confirmed", "maybe")[at % 3]
        commit(desk, str(at), event="site-0", door=door, scope="s", party="7",
               name=f"N{at}", lead=lead, status=status)  # fmt: skip
    leads.declare(desk, "site-0", "lead_9", total=60).result()
    leads.show(desk, "site-0", "lead_9", False).result()
    commit(desk, "few", event="site-0", party="2", name="Few", lead="lead_2", status="confirmed")
    with a_house(desk):
        yield desk


@pytest.fixture(scope="module")
def served(full):
    with serving(Starlette(routes=list(routes))) as url:
        yield url


@pytest.fixture(scope="module")
def page(browser):
    """Return the one page on which all is looked at: the sheet leaves nothing in a browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("event", ["site-0", "day", "ks"])
def test_the_sheet_prints_on_one_page(event, lang, paper, served, page):
    page.goto(f"{served}/e/{event.replace('ks', 'open')}/report?lang={lang}")

    printed = page.pdf(format=paper)

    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 1


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("scheme, lang", [("light", "en"), ("dark", "es")])
def test_the_sheet_is_whole_on_a_screen(size, scheme, lang, served, page):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    told = checks.complaints(page)
    page.goto(f"{served}/e/site-0/report?lang={lang}")
    page.locator("#bar .bar").wait_for()

    checks.sound(page)
    assert told == []
