"""How often one person may be asked: one budget for all events, leads and channels."""

import streamlit as st

from turnout.desk import sending
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Role
from turnout.model.sending import Budget
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here
from turnout.ui.visitor import Visitor

_FORM = "messages-budget"
_FIELDS = (
    ("most", "most", "most_why", 0, 30),
    ("days", "in_days", "in_days_why", 1, 90),
    ("quiet_from", "quiet_from", "quiet_why", 0, 23),
    ("quiet_until", "quiet_until", "quiet_why", 0, 23),
)


def budget(visitor: Visitor) -> None:
    """Draw the budget; who runs all events may change it."""
    stands = sending.contact_budget(house().desk)
    paper.notes(here("messages.budget_note"))
    at_any_hour = stands.quiet_from == stands.quiet_until
    paper.strong(
        here(
            "messages.budget_says_any" if at_any_hour else "messages.budget_says",
            most=stands.most,
            days=stands.days,
            from_=f"{stands.quiet_from}:00",
            until=f"{stands.quiet_until}:00",
        )
    )
    by = _runs_all(visitor)
    if not by:
        paper.notes(here("messages.budget_others"))
        return
    with st.form(_FORM, border=False):
        given = {}
        for column, of in zip(st.columns(len(_FIELDS)), _FIELDS, strict=True):
            with column:
                given[of[0]] = _field(stands, *of)
        if st.form_submit_button(here("messages.save")):
            _keep(Budget(**given), by)


def _runs_all(visitor: Visitor) -> str:
    """Return by which link the visitor organizes every event, or an empty string."""
    mine = (g for g in visitor.grants if g.role is Role.ORGANIZER and g.event is None)
    grant = next(mine, None)
    return f"grant:{grant.id}" if grant else ""


def _field(stands: Budget, name: str, label: str, why: str, least: int, most: int) -> int:
    held = st.number_input(
        here(f"messages.{label}"), least, most, getattr(stands, name), key=f"{_FORM}-{name}"
    )
    paper.hint(here(f"messages.{why}"))
    return int(held)


def _keep(now: Budget, by: str) -> None:
    try:
        sending.set_budget(house().desk, now, by).result()
    except (NotFound, Refused):
        answers.closed()
        return
    st.toast(here("messages.saved"))
    st.rerun()
