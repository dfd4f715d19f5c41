"""The roll on a phone: an open page keeps up with who wants to be named."""

import pytest
from playwright.sync_api import expect

from tests.browser import checks
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
