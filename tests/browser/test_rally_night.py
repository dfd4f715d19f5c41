"""A rally of thirty leads in fast motion, through the real doors of a real server, which is killed
half way. The tests are one evening: each goes on where the one before left off."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import checks
from tests.browser.night import (
    CHALLENGED,
    CHALLENGER,
    DESK,
    HALL,
    HANDLES,
    MISSED,
    NAMES,
    ON_THE_ROLL,
    PHONE,
    PUBLIC,
    Night,
    a_night,
)
from tests.browser.test_pictures_for_the_docs import (
    MOST_BYTES,
    OF_THE_NIGHT,
    PICTURES,
    WRITTEN,
)
from tests.pages.test_workbench_in_a_browser import _drawn
from turnout.desk import challenges, looks, updates
from turnout.model import Role
from turnout.model.updates import PostState

pytestmark = pytest.mark.browser

DRAWN_MS = 60_000  # a workbench page, or a wall whose server has just come back
AT_ONCE_MS = 4_000  # less than a wall lets pass between two looks at what was not moved
PATIENCE_SECONDS = 60
TARGET = 12  # of the challenge that is met
JOINED, RAISED = HANDLES[5], HANDLES[7]  # whose form is filled in; whose goal changes
ROWS = """(all) => all.map((row) => [".roll-handle", ".roll-network", ".roll-promised b",
  ".roll-confirmed b", ".roll-came b"].map((each) => row.querySelector(each))
  .map((each) => each.checkVisibility({ visibilityProperty: true }) ? each.textContent : ""))"""


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Night]:
    with a_night(tmp_path_factory.mktemp("night"), browser) as night:
        yield night


@pytest.fixture(scope="module")
def wall(night: Night) -> Page:
    """The wall, which hangs from the first minute to the last."""
    page = night.page(HALL)
    page.goto(f"{night.server.url}/e/ks/board?theme=dark&lang=en")
    return page


@pytest.fixture(scope="module")
def thumb(night: Night) -> Page:
    """The organizer's phone, from which the wall is turned."""
    page = night.page(PHONE, night.server.session)
    page.goto(f"{night.server.url}/e/ks/show")
    return page


@pytest.fixture(scope="module")
def desk(night: Night) -> Page:
    """The organizer's laptop."""
    return night.page(DESK, night.server.session)


def test_who_signs_up_by_form_link_and_crowd_is_on_the_wall_with_their_lead(night, wall):
    phone = night.page(PHONE)
    _signs_up(phone, f"{night.server.url}/e/ks/join?lead={JOINED}", "Amina Diallo")
    invited = phone.locator("[data-share]").first.get_attribute("data-share")
    assert "&via=" in invited
    here = invited.replace(PUBLIC, night.server.url)
    _signs_up(night.page(PHONE), here, "Bo Lindqvist")
    night.book.yes[JOINED] += 2
    for place, lead in enumerate(HANDLES):
        if lead in (CHALLENGER, CHALLENGED):
            continue  # theirs is told below: nobody says how fast this machine is
        night.signs_up(lead, 2 + place % 4)
        if place % 3:
            night.signs_up(lead, 3 + place % 2, "confirmed")
    night.taps(HANDLES[1], "total", n=20)
    night.book.declared[HANDLES[1]] = 20

    expect(wall.locator(".poster .number")).to_have_text(str(night.book.total()))
    assert _coming(night) == {lead: night.book.coming(lead) for lead in HANDLES}
    assert not checks.grave(wall)


def test_a_goal_is_raised_and_honestly_lowered_on_a_leads_phone(night):
    phone = night.page(PHONE, night.session(Role.LEAD, RAISED))
    phone.goto(f"{night.server.url}/e/ks/pocket")
    phone.get_by_role("heading", name="My goal").click()
    for goal in (30, 6):
        phone.get_by_label("I promise to bring").fill(str(goal))
        phone.get_by_role("button", name="Set my goal").click()
        expect(phone.locator(".status")).to_contain_text("All is with us")
        assert _row(night, RAISED)["goal"] == goal

    assert not checks.grave(phone)


def test_a_challenge_made_on_the_desk_is_met_by_the_crowd_and_the_hall_is_told(
    night, wall, thumb, desk
):
    _section(night, desk, "challenges")
    desk.get_by_label("How many, from now on?").fill(str(TARGET))
    desk.get_by_label("How many, from now on?").press("Tab")
    expect(desk.get_by_text(re.compile(f"Everybody together: {TARGET} new yeses"))).to_be_visible()
    _drawn(desk)
    assert not checks.grave(desk)
    desk.get_by_role("button", name="Make the challenge").click()
    _shows(wall, thumb, "Challenges", "challenges")
    made = wall.locator(".challenge", has_text=f"{TARGET} new yeses")
    expect(made).to_contain_text("0 of 12")

    for lead in HANDLES[8:11]:
        night.signs_up(lead, TARGET // 3)

    expect(wall.locator(".met")).to_have_text(f"Challenge met: {TARGET} new yeses. Thank you.")
    expect(made).to_contain_text("Met on")
    assert not checks.grave(wall)
    assert not checks.grave(thumb)


def test_a_challenge_nobody_reached_in_time_is_missed_and_stays_so(night, wall):
    missed = wall.locator(".challenge", has_text=f"{MISSED} new yeses")
    deadline = challenges.one(night.desk, "ks", night.missed).challenge.deadline
    _until(lambda: night.desk.clock() > deadline)
    expect(missed).to_contain_text(f"Time is up: 7 of {MISSED}.", timeout=AT_ONCE_MS)

    night.signs_up(CHALLENGED, 5)
    night.signs_up(CHALLENGER, 6, "confirmed")

    page = night.page(PHONE)
    page.goto(f"{night.server.url}/e/ks/challenges/{night.missed}")
    expect(page.locator(".challenge")).to_contain_text(f"Time is up: 7 of {MISSED}.")
    assert not checks.grave(page)
    (told,) = [each for each in _progress(night)["challenges"] if each["id"] == night.missed]
    assert (told["state"], told["done"]) == ("missed", 7)


def test_the_wall_outlives_a_server_that_was_killed_as_an_update_was_refused(
    night, wall, thumb, desk
):
    _section(night, desk, "updates")
    _drawn(desk)
    assert not checks.grave(desk)
    draft = desk.locator("details", has_text=f"{TARGET} new yeses were asked for")
    if draft.get_attribute("open") is None:
        draft.locator("summary").click()
    draft.get_by_role("button", name="Let it go", exact=True).click()
    _until(lambda: _posted(night) == [(PostState.DUE, 1)])  # refused, and to be tried again

    night.dies()
    lost = wall.get_by_text("Last heard")
    expect(lost).to_be_visible(timeout=DRAWN_MS)
    expect(wall.locator(".challenge", has_text=f"{TARGET} new yeses")).to_contain_text("Met on")
    night.server.start()
    expect(lost).to_be_hidden(timeout=DRAWN_MS)

    night.signs_up(JOINED, 2)
    _shows(wall, thumb, "The count", "total")
    expect(wall.locator(".poster .number")).to_have_text(str(night.book.total()))
    _shows(wall, thumb, "Challenges", "challenges")
    thumb.locator("#message").fill("Doors open at six.")
    thumb.get_by_role("button", name="Show it to the hall").click()
    expect(wall.locator(".message-words")).to_have_text("Doors open at six.")


def test_the_roll_has_the_branches_and_numbers_that_a_recount_has(night, wall, thumb, tmp_path):
    for place, lead in enumerate(HANDLES[:15]):
        night.walks_in(lead, 4 + place % 3)
    told = night.get("/e/ks/roll.json").json()["rows"]
    assert {row["handle"] for row in told} == set(ON_THE_ROLL)
    assert [row for row in told if row != {**row, **_recount(night, row["handle"])}] == []

    _shows(wall, thumb, "The roll", "roll")
    _pictured(wall, "roll", tmp_path)
    thumb.evaluate("scrollTo(0, 0)")
    _pictured(thumb, "show", tmp_path)
    assert not checks.grave(wall)
    assert _walked(wall, told) == [_as_read(night, row["handle"]) for row in told]


def test_a_hidden_lead_is_gone_from_every_screen_at_once(night, wall, thumb, desk):
    name, at = NAMES[HANDLES.index(CHALLENGER)], _at(CHALLENGER)
    paths = ("", "/roll", "/roll.json", "/updates.atom", f"/challenges/{night.missed}")
    assert [path for path in paths if name not in night.get(f"/e/ks{path}").text] == []
    assert night.get(f"/e/ks/leads/{CHALLENGER}/card.png").status_code == 200
    page, challenge = night.page(PHONE), night.page(PHONE)
    for phone, path in ((page, ""), (challenge, f"/challenges/{night.missed}")):
        phone.goto(f"{night.server.url}/e/ks{path}")
        expect(phone.get_by_text(name).first).to_be_visible()
    _section(night, desk, "leads")
    _drawn(desk)
    assert not checks.grave(desk)
    desk.get_by_label("Open one lead").press_sequentially(name)
    desk.get_by_role("option", name=re.compile(name)).click()
    expect(desk.get_by_role("button", name="Hide the name in public")).to_be_visible()
    _first_page(wall, thumb)
    expect(wall.get_by_text(at).first).to_be_visible()
    night.signs_up(JOINED, 1)  # the wall has asked for the roll this very moment

    desk.get_by_role("button", name="Hide the name in public").click()
    _until(lambda: not _shown(night, CHALLENGER))  # what a desk takes to run is no screen's

    for screen in (wall, page, challenge):
        expect(screen.get_by_text(name)).to_have_count(0, timeout=AT_ONCE_MS)
        expect(screen.get_by_text(at)).to_have_count(0)
    names = [row["name"] for row in night.get("/e/ks/roll.json").json()["rows"]]
    expect(wall.locator(".roll-name")).to_have_text(names[:4])
    for button, scene in (("Challenges", "challenges"), ("Who is bringing them", "leaders")):
        _shows(wall, thumb, button, scene)
        expect(wall.get_by_text(name)).to_have_count(0)
    assert night.get(f"/e/ks/leads/{CHALLENGER}/card.png").status_code == 404
    told = [night.get(f"/e/ks{path}").text for path in paths] + [str(_progress(night))]
    assert [each for each in told if name in each or at[1:] in each] == []


def test_the_update_was_posted_once_and_the_desk_says_so(night, desk):
    _until(lambda: _posted(night) == [(PostState.SENT, 3)])
    _section(night, desk, "updates")

    outcome = desk.get_by_text(re.compile(r"Another service at 127\.0\.0\.1 .*: posted"))
    expect(outcome).to_be_visible(timeout=DRAWN_MS)
    _drawn(desk)
    assert not checks.grave(desk)
    assert len(night.network.heard) == 3
    (post,) = night.network.took
    assert "12 new yeses were asked for, and 12 are here." in post["message"]
    assert night.outside == []


def _signs_up(phone: Page, address: str, name: str) -> None:
    phone.goto(address)
    phone.get_by_label("Your name").fill(name)
    assert not checks.grave(phone)
    phone.get_by_role("button", name="Count me in").click()
    expect(phone.get_by_role("heading", name=f"Thank you, {name}.")).to_be_visible()
    assert not checks.grave(phone)


def _progress(night: Night) -> dict:
    return night.get("/api/v1/events/ks/progress").json()


def _row(night: Night, lead: str) -> dict:
    return next(row for row in _progress(night)["leads"] if row["handle"] == lead)


def _coming(night: Night) -> dict[str, int]:
    return {row["handle"]: row["coming"] for row in _progress(night)["leads"]}


def _shown(night: Night, lead: str) -> bool:
    return lead in {each.handle for each in looks.progress(night.desk, "ks").leads}


def _section(night: Night, desk: Page, name: str) -> None:
    desk.goto(f"{night.server.url}/desk?event=ks&section={name}")
    expect(desk.get_by_role("heading", level=1)).to_be_visible(timeout=DRAWN_MS)


def _shows(wall: Page, thumb: Page, button: str, scene: str) -> None:
    """Tap a scene on the phone; the wall has it."""
    thumb.get_by_role("button", name=button, exact=True).click()
    expect(wall.locator(f'.board[data-scene="{scene}"]')).to_be_visible()


def _posted(night: Night) -> list[tuple[PostState, int]]:
    """Return how each posting of the rally stands, and how often it was tried."""
    postings = [each for one in updates.of_event(night.desk, "ks") for each in one.postings]
    return [(each.state, each.tries) for each in postings]


def _until(is_so) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def _recount(night: Night, lead: str) -> dict:
    """Return what the roll is to say of a lead, by the book alone."""
    book, over = night.book, night.book.over[lead]
    brought = [each for each in HANDLES if book.over[each] == lead]
    return {
        "by": _named(over) if over in ON_THE_ROLL else None,
        "brought": [_named(each) for each in brought if each in ON_THE_ROLL],
        "brought_others": sum(each not in ON_THE_ROLL for each in brought),
        "promised": book.coming(lead),
        "confirmed": book.confirmed[lead],
        "came": book.came[lead] or None,
        "branch": book.branch(lead),
        "leads_below": book.below(lead),
    }


def _named(lead: str) -> dict:
    return {"name": NAMES[HANDLES.index(lead)], "handle": lead}


def _as_read(night: Night, lead: str) -> list[str]:
    """Return what a row of the wall's roll is to say: handle, network, numbers."""
    told = _recount(night, lead)
    by, brought = told["by"], [_at(each["handle"]) for each in told["brought"]]
    more = len(brought[2:]) + told["brought_others"]
    whom = brought[:2] + [f"{more} more" if brought else f"{more} leads"] * bool(more)
    said = [f"Brought by {_at(by['handle'])}."] if by else []
    if whom:
        listed = ", ".join(whom[:-1]) + "," * (len(whom) > 2) + " and " * (len(whom) > 1) + whom[-1]
        said += [f"Brought {listed}."]
        said += [f"{told['branch']} coming with all who are named."] * (told["leads_below"] > 0)
    came = "" if told["came"] is None else str(told["came"])
    return [_at(lead), " ".join(said), str(told["promised"]), str(told["confirmed"]), came]


def _at(lead: str) -> str:
    return f"@{lead.partition('@')[0]}"


def _first_page(wall: Page, thumb: Page) -> None:
    """Let the wall hold the first page of the roll; it stood on the last one before."""
    _shows(wall, thumb, "Challenges", "challenges")
    _shows(wall, thumb, "The roll", "roll")
    wall.keyboard.press(" ")
    expect(wall.locator(".roll-name").first).to_have_text(NAMES[0])


def _walked(wall: Page, told: list) -> list:
    """Turn the pages of the wall's roll by hand; return what stands there, row by row."""
    wall.keyboard.press(" ")
    read, rows = [], wall.locator(".scene-roll li")
    while True:
        read += rows.evaluate_all(ROWS)
        if len(read) >= len(told):
            return read
        wall.keyboard.press("ArrowRight")
        expect(rows.first).to_contain_text(told[len(read)]["name"])


def _pictured(page: Page, name: str, folder) -> None:
    """Take a picture for the docs, and judge it as a file."""
    page.evaluate("document.fonts.ready.then(() => null)")
    assert name in OF_THE_NIGHT
    file = (PICTURES if WRITTEN else folder) / f"{name}.png"
    page.screenshot(path=file)
    assert 10_000 < file.stat().st_size <= MOST_BYTES
