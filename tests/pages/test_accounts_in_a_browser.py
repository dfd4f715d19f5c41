"""An organizer who signs in with an account, in Chromium, and what that opens."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.builders import a_desk, a_lead, a_rally, noon_in
from tests.oidc import Provider
from tests.serving import Server, free_port
from turnout.desk import links

pytestmark = pytest.mark.browser

ANA = "ana@example.org"  # organizes once she has signed in


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    """Serve a rally whose organizers sign in at a provider of ours."""
    desk = a_desk(tmp_path, lambda: datetime.now(UTC))
    a_rally(desk, starts_at=noon_in(9))
    a_lead(desk)
    settings = {"HOME": str(tmp_path), "TURNOUT_ORGANIZERS": ANA}
    served = Server(free_port(), desk, "", settings=settings)
    provider = Provider(ANA)
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(provider.secrets_toml(served.url))
    served.start()
    yield served
    served.stop()
    provider.stop()
    desk.store.close()


def test_who_signed_in_with_an_account_prints_sheets_until_they_sign_out(new_context, server):
    page = new_context(locale="en-US").new_page()
    assert page.goto(f"{server.url}/e/ks/sheets").status == 403
    page.goto(f"{server.url}/desk")

    with page.expect_response(lambda answer: answer.url.endswith("/enter")) as entered:
        page.get_by_role("button", name="Sign in").click()
    assert entered.value.status == 303
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    (cookie,) = [each for each in page.context.cookies() if each["name"] == links.COOKIE]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    for path in ("sheets", "paper", "paper/sheet", "report"):
        assert page.goto(f"{server.url}/e/ks/{path}?lang=en").status == 200
    page.goto(f"{server.url}/e/ks/sheets?lang=en")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto(f"{server.url}/?lang=en")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    for path in ("sheets", "paper", "paper/sheet"):
        assert page.goto(f"{server.url}/e/ks/{path}?lang=en").status == 403
