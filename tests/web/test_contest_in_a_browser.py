"""Challenges on phones: answered and made without signal, alive on the light page, over by
themselves when their time is up."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.builders import a_desk, a_house, a_lead, a_rally, commit, noon_in
from tests.mast import Mast, kept_for_good, served_by
from turnout.desk import challenges, leads, links, looks, seeing
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.model.seeing import Audience, Part, Tone

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
HALL = {"width": 1920, "height": 1080}
ORGANIZER = Actor("ks", 0, Role.ORGANIZER, "desk")
LONG = "Asociación de Trabajadoras y Trabajadores del Campo del Suroeste de Kansas y Amistades"


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    with a_house(desk):
        a_rally(desk, starts_at=noon_in(13))
        a_lead(desk)
        a_lead(desk, "kck_nurses@social.example", name=LONG)
        yield desk


@pytest.fixture
def mast():
    return Mast()


@pytest.fixture
def served(desk, mast):
    with served_by(mast) as address:
        yield address


@pytest.fixture
def ids(desk):
    """Return the numbers of leads by the beginning of their handle; all of them compete."""
    known = {lead.handle.partition("@")[0]: lead.id for lead in leads.leads(desk, "ks")}
    for handle, number in known.items():
        challenges.compete(desk, as_lead(number), f"key-compete-{handle}", True).result()
    return known


def as_lead(number):
    return Actor("ks", number, Role.LEAD, "desk")


def ahead(**given):
    return datetime.now(UTC) + timedelta(**given)


def made(desk, actor=ORGANIZER, key="key-of-challenge-1", **given):
    wanted = {"target": 8, "deadline": ahead(hours=2, seconds=30), "measure": "new_yes", **given}
    return challenges.make(desk, actor, key, Wanted(**wanted)).result().seq


def test_what_is_folded_away_in_an_open_section_has_the_sign_to_open_it(new_context, served, desk):
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{served}/enter#{links.mint(desk, Role.LEAD, 'ks', lead='wichita_teachers')}")
    page.locator(".contest > summary").click()
    making = page.locator(".challenge-make > summary")
    sign = "summary => getComputedStyle(summary, '::after').content"
    expect(making).to_be_visible()

    assert making.evaluate(sign) == '"+"'

    making.click()
    expect(page.get_by_role("button", name="Make the challenge")).to_be_visible()
    assert making.evaluate(sign) == '"−"'


def test_a_challenge_is_answered_and_made_without_signal_and_counts_once(
    new_context, served, desk, mast, ids
):
    asked = made(desk, as_lead(ids["kck_nurses"]), way="each", whom=("wichita_teachers",))
    context = new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{served}/enter#{links.mint(desk, Role.LEAD, 'ks', lead='wichita_teachers')}")
    section = page.locator(".contest")
    expect(section.locator("> summary")).to_contain_text("one waits for your answer")
    kept_for_good(page, "/e/ks/pocket")

    context.set_offline(True)
    mast.up = False
    page.reload()
    section.locator("> summary").click()
    page.get_by_role("button", name="I'm in").click()
    expect(section).to_contain_text("Kept on this phone until there is signal.")
    page.get_by_text("Challenge somebody").click()
    page.get_by_role("spinbutton", name="How many, from now on?").fill("12")
    expect(page.locator(".challenge-preview")).to_contain_text("Everybody together: 12 new yeses")
    page.get_by_role("textbox", name="A line of your own").fill("Ask your block.")
    page.get_by_role("button", name="Make the challenge").click()
    expect(page.locator(".taps .status")).to_contain_text("2 taps are kept on this phone.")
    expect(section.locator(".challenge").filter(has_text="12 new yeses")).to_be_visible()

    mast.up = True
    context.set_offline(False)
    expect(page.locator(".taps .status")).to_contain_text("All is with us", timeout=60_000)
    expect(section.locator("> summary")).to_have_text("Challenges")

    answered, new = (
        challenges.one(desk, "ks", asked),
        *(each for each in challenges.of_event(desk, "ks") if each.challenge.id != asked),
    )
    assert [part.answer for part in answered.parts] == ["", "accepted"]
    assert (new.challenge.target, new.challenge.by) == (12, ids["wichita_teachers"])

    expect(section).to_contain_text("Your line waits for an organizer's look.")
    section.get_by_role("button", name="Call it off").click()
    expect(section).to_contain_text("Called off.")
    expect(section).not_to_contain_text("Your line waits")
    checks.sound(page)

    section.get_by_role("button", name="Undo").click()
    expect(section.get_by_role("button", name="Call it off")).to_be_visible()
    expect(section).not_to_contain_text("Kept on this phone")
    assert challenges.one(desk, "ks", new.challenge.id).state == "live"


def test_the_light_page_shows_a_challenge_alive_until_its_time_is_up(
    new_context, served, desk, ids
):
    page = new_context(viewport=PHONE).new_page()
    page.clock.install()
    page.goto(f"{served}/e/ks")
    expect(page.locator(".total b")).to_have_text("0")
    assert page.locator(".challenge").count() == 0

    number = made(desk)
    card = page.locator(".challenge")
    expect(card).to_contain_text("2 h 0 min left")
    commit(desk, "one", party="2", lead="wichita_teachers")
    expect(card).to_contain_text("Six are still needed.")
    expect(card.get_by_role("img", name="2 of 8.")).to_be_visible()
    checks.sound(page)

    page.clock.fast_forward("02:01:00")
    expect(card).to_contain_text("Time is up: 2 of 8.")

    page.goto(f"{served}/e/ks/challenges/{number}")
    expect(page.locator("h1")).to_have_text("8 new yeses")
    expect(page.locator(".challenge")).to_contain_text("Time is up: 2 of 8.")
    checks.sound(page)


@pytest.mark.parametrize("scheme, locale", [("dark", "es-US"), ("light", "en-US")])
def test_long_names_and_the_form_are_open_to_all_eyes(
    scheme, locale, new_context, served, desk, ids
):
    for number, key in enumerate(("together", "each")):
        challenge = made(desk, key=f"key-of-challenge-{key}", way=key, whom=tuple(ids))
        for handle, lead in ids.items():
            answer = f"key-of-answer-{number}-{handle}"
            challenges.answer(desk, as_lead(lead), answer, challenge, "accepted").result()
    context = new_context(viewport=PHONE, color_scheme=scheme, locale=locale)
    page = context.new_page()
    page.goto(f"{served}/e/ks")
    expect(page.locator(".challenge")).to_have_count(2)
    checks.sound(page)

    page.goto(f"{served}/enter#{links.mint(desk, Role.LEAD, 'ks', lead='kck_nurses')}")
    page.locator(".contest > summary").click()
    page.locator(".challenge-make > summary").click()
    page.locator("[value=each]").check()
    page.locator(".challenge-leads input").check()
    expect(page.locator(".challenge-preview")).to_contain_text("@wichita_teachers")
    page.locator("[value=own]").check()
    checks.sound(page)
    assert looks.progress(desk, "ks").challenges


def test_wall_and_page_leave_out_what_each_is_not_shown_and_say_it_in_its_tone(
    new_context, served, desk, ids
):
    made(desk)
    commit(desk, "one", party="5", lead="wichita_teachers")
    page, wall = (new_context(viewport=size).new_page() for size in (PHONE, HALL))
    page.goto(f"{served}/e/ks")
    wall.goto(f"{served}/e/ks/board")
    expect(page.locator(".row-name").first).to_have_text("Wichita Teachers")
    expect(wall.locator(".foot h2")).to_be_visible()
    expect(wall.locator(".ask")).to_contain_text("595 places are still yours to fill.")

    seeing.let_see(desk, "ks", Audience.PAGE, (Part.JUST_IN,), Tone.GROWN).result()
    seeing.let_see(desk, "ks", Audience.WALL, (Part.LEADS,), Tone.NEEDED).result()

    expect(page.locator(".ask")).to_contain_text("Already 5 of 600")
    expect(page.get_by_text("2 leads")).to_be_visible()
    expect(page.get_by_text("Wichita Teachers")).to_have_count(0)
    expect(page.locator(".challenge")).to_have_count(0)
    expect(page.locator(".just-in")).to_contain_text("+5 with @wichita_teachers")
    expect(wall.locator(".foot h2")).to_be_hidden()
    expect(wall.locator(".row-name").first).to_have_text("Wichita Teachers")
    expect(wall.locator(".ask")).to_contain_text("595 places are still yours to fill.")
    for each in (page, wall):
        checks.sound(each)
