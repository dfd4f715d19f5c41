"""The roll on a phone: an open page keeps up with who wants to be named."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser import checks
from tests.builders import commit
from tests.mast import Mast, served_by
from tests.web.test_roll import choose
from turnout.desk import leads

pytestmark = pytest.mark.browser


def test_an_open_roll_names_who_joins_and_nobody_who_was_hidden(new_context, desk):
    (teachers,) = leads.leads(desk, "ks")
    with served_by(Mast()) as address:
        page = new_context(viewport={"width": 390, "height": 844}).new_page()
        page.goto(f"{address}/e/ks/roll")
        expect(page.locator("#roll")).to_contain_text("Nobody is on the roll yet.")

        choose(desk, teachers)
        expect(page.locator("#roll h2")).to_contain_text(teachers.name)
        leads.show(desk, "ks", teachers.handle, False).result()

        expect(page.locator("#roll h2")).to_have_count(0)
        assert teachers.name not in page.content()
        assert checks.sideways(page) == 0
        assert checks.grave(page) == []


def test_a_roll_that_was_overtaken_on_its_way_names_nobody_again(new_context, desk):
    (teachers,) = leads.leads(desk, "ks")
    choose(desk, teachers)
    with served_by(Mast()) as address:
        page, held = new_context().new_page(), []
        page.goto(f"{address}/e/ks/roll")
        page.route("**/roll", lambda route: _hold_the_first(route, held))
        with page.expect_request("**/roll"):
            commit(desk)
        expect(page.locator("#roll h2")).to_contain_text(teachers.name)

        leads.show(desk, "ks", teachers.handle, False).result()
        expect(page.locator("#roll h2")).to_have_count(0)
        with page.expect_response("**/roll") as late:
            held[0].fulfill(response=held[1])
        late.value.finished()
        page.evaluate("null")  # it was read

        expect(page.locator("#roll h2")).to_have_count(0)


def _hold_the_first(route: Route, held: list) -> None:
    """Fetch what stands now, and keep it on its way; let the questions after it through."""
    if held:
        route.continue_()
    else:
        held += [route, route.fetch()]


def test_an_open_roll_says_since_when_it_stands_while_its_line_is_lost(new_context, desk):
    with served_by(Mast()) as address:
        page = new_context(viewport={"width": 390, "height": 844}, locale="es-US").new_page()
        page.goto(f"{address}/e/ks/roll")
        lost = page.locator(".lost")
        expect(lost).to_be_hidden()

        page.route("**/live*", lambda asked: asked.abort())
        page.evaluate("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pageshow'))")
        expect(lost).to_contain_text("Sin conexión")

        page.unroute("**/live*")
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(lost).to_be_hidden()
