"""A whole journey by keyboard, on what the accessibility tree names: no pointer, no sight.

Everything is found by its role and name and reached with Tab; where the focus is can always be
seen, and it goes down the page as one reads it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.builders import a_desk, a_lead, a_rally, noon_in
from tests.serving import Server
from turnout.desk import links, looks
from turnout.model import Role

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LOADED_MS = 60_000
MOST_TABS = 40

# The focused element on the screen: whether its ring shows, and where it stands on the page.
FOCUS = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const ringed = (e) => e && parseFloat(getComputedStyle(e).outlineWidth) >= 2
    && getComputedStyle(e).outlineStyle !== "none";
  const box = at.getBoundingClientRect();
  return { ringed: Boolean(ringed(at) || ringed(at.closest("label"))),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
    who: at.outerHTML.slice(0, 120) };
}"""


@pytest.fixture
def server(tmp_path, shared) -> Iterator[Server]:
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(13))
    a_lead(desk)
    with shared.on(desk) as served:
        yield served


def test_everything_a_supporter_a_lead_and_a_typist_do_goes_by_keyboard(server, new_context):
    context = new_context(viewport=PHONE, locale="en-US")
    page = context.new_page()

    page.goto(f"{server.url}/e/ks")
    _joins(page)
    _changes(page)
    assert _coming(server) == 3

    token = links.mint(server.desk, Role.LEAD, "ks", lead="wichita_teachers")
    page.goto(f"{server.url}/enter#{token}")
    _leads(page)
    assert _coming(server) == 3 + 10

    server.enter(context)
    page.goto(f"{server.url}/e/ks/paper")
    _types(page)
    assert _coming(server) == 3 + 10 + 4


def _joins(page: Page) -> None:
    """Send the form empty, mend it, and read the thanks."""
    to(page, page.get_by_role("link", name="I'm coming"))
    press(page, "Enter")
    heading(page, "Rally for the services Kansas runs on")
    to(page, page.get_by_role("button", name="Count me in"))
    press(page, "Enter")
    name = page.get_by_role("textbox", name="Your name")
    expect(name).to_have_accessible_description("Tell us your name.")
    expect(name).to_be_focused()

    page.keyboard.type("Amina Diallo")
    to(page, page.get_by_role("button", name="One more"))
    press(page, "Space")
    expect(page.get_by_role("spinbutton", name="How many of you?")).to_have_value("2")
    to(page, page.get_by_role("radio", name="Yes"))
    press(page, "ArrowRight")
    expect(page.get_by_role("radio", name="Maybe")).to_be_checked()
    press(page, "ArrowLeft")
    to(page, page.get_by_role("button", name="Count me in"))
    press(page, "Enter")
    heading(page, "Thank you, Amina Diallo.")


def _changes(page: Page) -> None:
    to(page, page.get_by_role("link", name="Change my sign-up"))
    press(page, "Enter")
    heading(page, "Amina Diallo")
    to(page, page.get_by_role("spinbutton", name="How many of you?"))
    press(page, "ArrowUp")
    to(page, page.get_by_role("button", name="Save"))
    press(page, "Enter")
    status(page, "You are coming, 3 of you.")
    to(page, page.get_by_role("button", name="I can't make it"))
    press(page, "Enter")
    status(page, "You are not coming.")
    to(page, page.get_by_role("button", name="Undo"))
    press(page, "Enter")
    status(page, "You are coming, 3 of you.")


def _leads(page: Page) -> None:
    """Tap, give a total, add a person, and take the last of it back."""
    status(page, "All is with us")
    to(page, page.get_by_role("button", name="+1: one more"))
    press(page, "Space")
    brings(page, 1)

    unfold(page, "My total is ...")
    expect(page.get_by_role("spinbutton", name="My total")).to_be_focused()
    page.keyboard.type("10")
    press(page, "Enter")
    brings(page, 10)

    unfold(page, "Add somebody by name")
    to(page, page.get_by_role("textbox", name="Name", exact=True))
    page.keyboard.type("Ben")
    to(page, page.get_by_role("spinbutton", name="How many, with them?"))
    press(page, "ArrowUp")
    to(page, page.get_by_role("radio", name="yes"))
    press(page, "ArrowRight")
    to(page, page.get_by_role("textbox", name="E-mail or phone"))
    to(page, page.get_by_role("button", name="Add", exact=True))
    press(page, "Space")
    expect(page.get_by_role("img", name=re.compile("2 more say maybe"))).to_be_visible()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    status(page, "All is with us")

    to(page, page.get_by_role("button", name="Undo"), back=True)
    press(page, "Enter")
    expect(page.get_by_role("img", name=re.compile("0 more say maybe"))).to_be_visible()
    status(page, "All is with us")
    brings(page, 10)
    expect(page.get_by_role("button", name="+1: one more")).to_be_focused()


def _types(page: Page) -> None:
    """Type in two rows of a sheet, and take the last one back."""
    name = page.get_by_role("textbox", name="Name")
    rows = page.get_by_role("list", name="Stored just now").get_by_role("listitem")
    for count, (who, people) in enumerate((("Cam", "4"), ("Dee", "5"))):
        expect(name).to_be_focused()
        page.keyboard.type(who)
        to(page, page.get_by_role("textbox", name="How many"))
        page.keyboard.type(people)
        press(page, "Enter")
        expect(rows).to_have_count(count + 1)
        expect(rows.first).to_contain_text("come now.")
    to(page, page.get_by_role("button", name="Undo").first)
    press(page, "Enter")
    expect(rows.first).to_contain_text("Taken back.")
    expect(name).to_be_focused()


def to(page: Page, target: Locator, back: bool = False) -> None:
    """Go to `target` with Tab, seeing at each step where the focus is, and that it goes on."""
    before = None
    for _ in range(MOST_TABS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        now = page.evaluate(FOCUS)
        assert now, f"the focus left the page on the way to {target}"
        assert now["ringed"], f"nobody sees the focus on {now['who']}"
        assert now["inside"], f"the focus is off the screen on {now['who']}"
        if before:
            first, second = (now, before) if back else (before, now)
            below = second["bottom"] > first["top"] + 1
            assert below, f"from {before['who']} the focus jumps to {now['who']}"
        if target.evaluate("(e) => e === document.activeElement"):
            return
        before = now
    pytest.fail(f"{target} is not reached with Tab")


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)


def unfold(page: Page, label: str) -> None:
    """Open a fold. The tree names it "disclosure triangle"; there is no role to ask for."""
    to(page, page.locator("summary").filter(has_text=label))
    press(page, "Enter")


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=LOADED_MS)


def status(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible(timeout=LOADED_MS)


def brings(page: Page, people: int) -> None:
    """Wait until the bar says in words how many the lead brings."""
    expect(page.get_by_role("img", name=re.compile(rf"^{people} coming:"))).to_be_visible()


def _coming(server: Server) -> int:
    return looks.progress(server.desk, "ks").count.coming
