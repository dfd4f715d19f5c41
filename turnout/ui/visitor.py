"""Who is looking: the one reader of the cookie, and the guard that every page starts with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from turnout.desk import links, rallies
from turnout.house import house
from turnout.model import Event, Grant, Role
from turnout.rules import access
from turnout.ui import account, closed


@dataclass(frozen=True)
class Visitor:
    """What the links opened on this device let their bearer see."""

    grants: tuple[Grant, ...]

    def may(self, event: str, *roles: Role) -> bool:
        """Return whether one of `roles` is theirs for the event with this slug."""
        return access.may(self.grants, event, *roles)

    def events(self, *roles: Role) -> list[Event]:
        """Return the events for which one of `roles` is theirs."""
        return [event for event in rallies.events(house().desk) if self.may(event.slug, *roles)]

    def changed(self) -> bool:
        """Return whether what they may see is no longer what it was when this was asked."""
        return tuple(grants()) != self.grants

    def by(self, event: str, role: Role) -> str:
        """Return how the ledger names this visitor acting as `role`: never by a person's name."""
        acting = next(grant for grant in self.grants if access.may([grant], event, role))
        return f"grant:{acting.id}"


def guard(*roles: Role, open_to_all: Callable[[str], bool] = lambda asked: False) -> Visitor:
    """Return the visitor, whom `opens` lets in; anyone else meets a closed door.

    Asked again on every run, so that a link taken back is closed at the next one.
    """
    visitor = Visitor(tuple(grants()))
    if not opens(*roles, open_to_all=open_to_all, held=visitor.grants):
        closed.door(has_link=any(grant.role in access.WORKBENCH for grant in visitor.grants))
        st.stop()
    return visitor


def opens(
    *roles: Role,
    open_to_all: Callable[[str], bool] = lambda asked: False,
    held: Sequence[Grant] | None = None,
) -> bool:
    """Return whether the visitor has one of `roles` for some event.

    open_to_all: whether there is something for strangers too, where the address asks for this one.
    held: their grants, where they have been read already.
    """
    invited = any(grant.role in roles for grant in (grants() if held is None else held))
    return invited or open_to_all(st.query_params.get("event", ""))


def grants() -> list[Grant]:
    """Return the grants of the session that the visitor's cookie names, and of their account."""
    held, signed_in = _of_session(), account.grant()
    return [*held, signed_in] if signed_in and signed_in not in held else held


def hand_over() -> None:
    """Let the light pages of this browser know who signed in here, where they do not yet."""
    signed_in = account.grant()
    if signed_in and signed_in not in _of_session():
        account.hand_over(signed_in)


def _of_session() -> list[Grant]:
    session = st.context.cookies.get(links.COOKIE, "")
    return links.visitor(house().desk, session) if session else []
