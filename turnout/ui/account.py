"""Signing in with an account (OpenID Connect), where the operator configured it: Streamlit's own.

An address in TURNOUT_ORGANIZERS makes an organizer, if whoever keeps the account verified it.
Without configuration nothing of this shows.
"""

from collections.abc import Mapping

import streamlit as st

from turnout import browser
from turnout.desk import links
from turnout.house import house
from turnout.model import Grant
from turnout.ui import paper
from turnout.ui.components import live
from turnout.ui.language import here

_OWN = ""  # the one provider that stands in [auth] itself
_HANDED = "handover"  # the key outlives a rerun, which may come before the browser has used it

_handover = live(name="handover")


def providers() -> list[str]:
    """Return who keeps accounts for us, as [auth] and [auth.NAME] of secrets.toml name them."""
    if not house().settings.organizers or not st.secrets.load_if_toml_exists():
        return []
    auth = st.secrets.get("auth", {})
    named = [name for name, of in auth.items() if isinstance(of, Mapping)]
    return named or ([_OWN] if "client_id" in auth else [])


def grant() -> Grant | None:
    """Return what the account signed in with grants, None where it grants nothing."""
    email = _verified_email()
    return links.account(house().desk, email) if email in house().settings.organizers else None


def sign_in() -> None:
    """Draw the way in, for those who are not signed in; say who is, where that opens nothing."""
    found = providers()
    if found and _is_signed_in():
        paper.notes(here("frame.signed_in_nothing"))
        return
    for provider in found:
        named = here("frame.sign_in_with", provider=provider.capitalize())
        label = named if provider else here("frame.sign_in")
        st.button(label, key=f"sign-in-{provider}", on_click=st.login, args=(provider or None,))


def sign_out() -> None:
    """Draw the way out, for those who are signed in."""
    if providers() and _is_signed_in():
        st.button(here("frame.sign_out"), key="sign-out", on_click=_leave, type="tertiary")


def hand_over(account: Grant) -> None:
    """Let the light pages of this browser know that `account` signed in here."""
    if _HANDED not in st.session_state:
        st.session_state[_HANDED] = links.hand_over(house().desk, account)
    with st.container(key="handover"):
        _handover(
            key="handover-token",
            data={"module": browser.address("handover.js"), "token": st.session_state[_HANDED]},
        )


def _leave() -> None:
    """End the sessions on the light pages first: the address signs nobody out of those."""
    if found := grant():
        links.sign_out(house().desk, found)
    st.logout()


def _is_signed_in() -> bool:
    return bool(st.user.get("is_logged_in", False))


def _verified_email() -> str:
    """Return the address of who is signed in, empty where nobody vouches that it is theirs."""
    if not providers() or not _is_signed_in():
        return ""
    verified = str(st.user.get("email_verified", "")).lower() == "true"
    return str(st.user.get("email", "")).strip().lower() if verified else ""
