"""Signing in with an account: shown where it is configured, and a grant for those named."""

from contextlib import ExitStack

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders import a_desk, a_house, a_rally, commit
from tests.pages.conftest import text
from turnout.desk import links, looks, reviews
from turnout.errors import NotFound
from turnout.model import ReviewState, Role
from turnout.ui import account, visitor
from turnout.ui.visitor import Visitor

ANA = {"is_logged_in": True, "email": "Ana@Example.org", "email_verified": True}
CONFIGURED = {"auth": {"client_id": "turnout", "redirect_uri": "x", "cookie_secret": "y"}}


class Secrets(dict):
    def load_if_toml_exists(self):
        return bool(self)


@pytest.fixture
def signed_in(tmp_path, monkeypatch):
    """Return a builder: this process's house, where this account is signed in."""
    opened = []

    def build(user=ANA, secrets=CONFIGURED, organizers=("ana@example.org",)):
        monkeypatch.setattr("streamlit.user", user)
        monkeypatch.setattr("streamlit.secrets", Secrets(secrets))
        if not opened:
            opened.append(
                at_the_end.enter_context(a_house(a_desk(tmp_path, organizers=organizers)))
            )
        return opened[0].desk

    with ExitStack() as at_the_end:
        yield build


def test_an_account_that_was_named_organizes_every_event(signed_in):
    signed_in()

    found = Visitor(tuple(visitor.grants()))

    assert found.may("ks", Role.ORGANIZER)
    assert found.may("park", Role.ORGANIZER)


def test_it_is_the_same_grant_at_every_sign_in(signed_in):
    signed_in()

    assert account.grant() == account.grant()


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"is_logged_in": False},
        {**ANA, "is_logged_in": False},
        {**ANA, "email": "bo@example.org"},
        {**ANA, "email": ""},
        {**ANA, "email_verified": False},
        {**ANA, "email_verified": None},
        {**ANA, "email_verified": "false"},
        {"is_logged_in": True, "email": "ana@example.org"},
    ],
)
def test_nobody_else_gets_anything(user, signed_in):
    desk = signed_in(user)

    assert visitor.grants() == []
    assert links.issued(desk) == []


@pytest.mark.parametrize(
    "secrets, organizers",
    [({}, ("ana@example.org",)), (CONFIGURED, ()), ({"auth": {}}, ("a@b.c",))],
)
def test_without_configuration_an_account_opens_nothing(secrets, organizers, signed_in):
    signed_in(ANA, secrets, organizers)

    assert visitor.grants() == []
    assert account.providers() == []


def test_a_named_provider_is_offered_by_its_name(signed_in):
    signed_in({}, {"auth": {"cookie_secret": "y", "google": {"client_id": "turnout"}}})

    assert account.providers() == ["google"]


def test_what_an_account_decides_is_written_under_its_grant(signed_in):
    desk = signed_in()
    a_rally(desk)
    receipt = commit(desk, party="4")
    by = Visitor(tuple(visitor.grants())).by("ks", Role.ORGANIZER)

    reviews.decide(desk, receipt.seq, ReviewState.SET_ASIDE, by, "ks").result()

    assert by.startswith("grant:")
    assert looks.progress(desk, "ks").count.coming == 0


def test_a_revoked_account_stays_shut_and_can_write_no_more(signed_in):
    desk = signed_in()
    a_rally(desk)
    receipt = commit(desk, party="4")
    (grant,) = visitor.grants()

    links.revoke(desk, grant.id)

    assert visitor.grants() == []
    with pytest.raises(NotFound):
        reviews.decide(desk, receipt.seq, ReviewState.SET_ASIDE, f"grant:{grant.id}", "ks").result()


def test_the_address_of_an_account_is_not_stored(signed_in, tmp_path):
    desk = signed_in()
    visitor.grants()
    desk.store.backup(tmp_path / "copy.db")

    assert b"ana@example" not in (tmp_path / "copy.db").read_bytes().lower()


@pytest.fixture
def opened(monkeypatch):
    """Return a function that opens a guarded page; AppTest has no cookies."""
    monkeypatch.setattr(links, "visitor", lambda desk, session: [])
    return _opened


def _opened():
    app = AppTest.from_string(
        "from turnout.ui.visitor import guard\n"
        "from turnout.model import Role\n"
        "guard(Role.ORGANIZER)\n"
        "import streamlit as st\n"
        "st.title('inside')\n"
    )
    return app.run()


def test_the_closed_door_offers_to_sign_in_where_that_is_configured(signed_in, opened):
    signed_in({"is_logged_in": False})

    app = opened()

    assert [button.label for button in app.button] == ["Sign in"]


def test_the_closed_door_says_nothing_of_it_elsewhere(signed_in, opened):
    signed_in({}, {})

    assert not opened().button


def test_who_is_signed_in_with_another_account_is_told_so(signed_in, opened):
    signed_in({**ANA, "email": "bo@example.org"})

    app = opened()

    assert "with an account that runs nothing here" in text(app)
    assert "inside" not in text(app)


def test_who_is_signed_in_with_the_right_one_is_inside(signed_in, opened):
    signed_in()

    assert "inside" in text(opened())
