"""What only a browser shows: the part of a link after "#" is posted, and leaves the address."""

import pytest

from tests.browser.checks import sideways
from turnout.desk import links
from turnout.model import Role
from turnout.web.personal import COOKIE

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def test_a_sign_up_its_thanks_and_a_change_of_mind_under_a_thumb(served, phone, coming):
    phone.goto(f"{served}/e/ks/join?lead=wichita_teachers")
    phone.get_by_label("Your name").fill("Ana Ruiz")
    phone.get_by_role("button", name="One more").click()
    phone.get_by_role("button", name="Count me in").click()
    phone.get_by_text("You are counted, 2 of you.").wait_for()
    assert coming() == 2

    link = phone.get_by_label("Your personal link").input_value()
    phone.context.clear_cookies()
    phone.goto(link)
    phone.get_by_role("button", name="I can't make it").click()
    phone.get_by_text("You are not coming. Thank you for telling us.").wait_for()
    assert coming() == 0
    phone.get_by_role("button", name="Undo").click()
    phone.get_by_text("You are coming, 2 of you.").wait_for()
    assert coming() == 2


def test_a_personal_link_leaves_no_secret_in_the_address(served, phone):
    phone.goto(f"{served}/e/ks/join")
    phone.get_by_label("Your name").fill("Ana")
    phone.get_by_role("button", name="Count me in").click()
    link = phone.get_by_label("Your personal link").input_value()
    phone.context.clear_cookies()

    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(link)
    phone.get_by_role("button", name="Save").wait_for()

    token = link.partition("#")[2]
    assert token not in phone.url
    assert not [url for url in asked if token in url.partition("#")[0]]
    (cookie,) = phone.context.cookies()
    assert (cookie["name"], cookie["httpOnly"]) == (COOKIE, True)


def test_a_leads_link_lets_this_browser_in(served, phone, desk):
    token = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers")

    phone.goto(f"{served}/enter#{token}")
    phone.wait_for_url(f"{served}/e/ks/pocket?lead=*")

    assert token not in phone.url
    (cookie,) = phone.context.cookies()
    (grant,) = links.visitor(desk, cookie["value"])
    assert grant.role is Role.LEAD


def test_the_form_works_without_a_script(served, browser, coming):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{served}/e/ks/join")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_label("How many of you?").fill("11")
    page.get_by_role("button", name="Count me in").click()
    page.get_by_text("One thing to mend first:").wait_for()
    page.get_by_label("How many of you?").fill("3")
    page.get_by_role("button", name="Count me in").click()
    page.get_by_text("You are counted, 3 of you.").wait_for()

    assert coming() == 3


def test_no_page_breaks_its_own_policy(served, phone):
    told = []
    phone.on("console", lambda message: told.append(message.text))
    phone.on("pageerror", lambda error: told.append(str(error)))

    for path in ("/e/ks", "/e/ks/join", "/e/ks/board", "/e/ks/embed", "/e/ks/mine", "/enter"):
        phone.goto(served + path)
        phone.locator("main *").first.wait_for()

    assert told == []


def test_a_handle_of_one_long_word_makes_no_page_wider(served, phone):
    phone.goto(f"{served}/e/ks/join?lead={'w' * 120}")
    phone.get_by_text("w" * 120).wait_for()

    assert sideways(phone) == 0
