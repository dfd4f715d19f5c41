"""The rally's form, part by part: each field with its reason beside it and what is wrong under it.

What is typed stays in Streamlit's own widgets (by `key`), so that nothing is lost on a mistake.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from turnout.model import NEEDS, Event
from turnout.rules import streams
from turnout.rules.intake import MOST_IN_PARTY
from turnout.rules.rallies import MOST_GOAL, is_zone, slug_of
from turnout.ui import paper
from turnout.ui.language import here

CONTACTS = ("no", "either", "phone", "email")
KEEP_DAYS = 14  # after the end: thank-yous are sent, disputes are settled
AHEAD_DAYS = 30  # an event that is planned today
_NEAR = (
    *("New_York", "Chicago", "Denver", "Phoenix", "Los_Angeles"),
    *("Anchorage", "Puerto_Rico"),
)
_NOON, _TWO = time(12), time(14)


class Form:
    """One showing of the form: draws fields, and gathers what they hold."""

    def __init__(self, name: str, event: Event | None, wrong: Mapping[str, str]) -> None:
        self.name, self.event, self.wrong = name, event, wrong
        self.given: dict[str, Any] = {}

    def field(self, name: str, draw: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """Draw one field by `draw`, with its label and reason; return what it holds."""
        with st.container(key=f"{self.name}-field-{name}", gap="xxsmall"):
            label = here(f"desk.field_{name}")
            held = draw(label, *args, key=f"{self.name}-{name}", **options)
            paper.hint(here(f"desk.why_{name}"))
            if name in self.wrong:
                paper.wrong(self.wrong[name])
        self.given[name] = held
        return held

    def was(self, name: str, otherwise: Any) -> Any:
        """Return what the event has, `otherwise` where it is being made."""
        return getattr(self.event, name) if self.event else otherwise


def what(form: Form, today: date) -> None:
    """Draw what the rally is, when and where."""
    title = form.field("title", st.text_input, value=form.was("title", ""), max_chars=300)
    if form.event is None:
        proposed = slug_of(title)
        slug = form.field("slug", st.text_input, placeholder=proposed, max_chars=60)
        form.given["slug"] = slug.strip() or proposed
    form.field("ask", st.text_area, value=form.was("ask", ""), max_chars=300, height=80)
    form.field("place", st.text_input, value=form.was("place", ""), max_chars=300)
    _when(form, today)
    form.field(
        "goal",
        st.number_input,
        min_value=0,
        max_value=MOST_GOAL,
        value=form.was("goal", 0),
        step=10,
    )
    form.field("hashtag", st.text_input, value=form.was("hashtag", ""), placeholder="KSRally")
    form.field("stream", st.text_input, value=form.was("stream", ""), max_chars=streams.MOST)


def asks(form: Form) -> None:
    """Draw what the sign-up form asks, and what it offers."""
    form.field(
        "ask_contact", st.radio, CONTACTS, index=CONTACTS.index(form.was("ask_contact", "no")),
        format_func=lambda kind: here(f"desk.contact_{kind}"), horizontal=True,
    )  # fmt: skip
    if form.given["ask_contact"] != "no":
        form.field("contact_required", st.checkbox, value=form.was("contact_required", False))
    form.field(
        "most_in_party", st.number_input, min_value=1, max_value=MOST_IN_PARTY,
        value=form.was("most_in_party", 10),
    )  # fmt: skip
    form.given["needs"] = tuple(
        form.field(
            "needs",
            st.pills,
            NEEDS,
            selection_mode="multi",
            default=form.was("needs", ()),
            format_func=lambda need: here(f"join.need_{need}"),
        )
    )


def sees(form: Form) -> None:
    """Draw who may see what, and how long contacts are kept."""
    form.field("quiet", st.checkbox, value=form.was("quiet", False))
    if not form.given["quiet"]:
        form.field("names_public", st.checkbox, value=form.was("names_public", True))
    form.field("progress_public", st.checkbox, value=form.was("progress_public", False))
    form.field("forecast_public", st.checkbox, value=form.was("forecast_public", False))
    if form.given["quiet"] or form.given.get("ask_contact", "no") != "no":
        starts = form.given["starts_at"].date()
        kept = form.was("keep_contacts_until", None) or starts + timedelta(days=KEEP_DAYS)
        form.field("keep_contacts_until", st.date_input, value=kept)


def _when(form: Form, today: date) -> None:
    zone = form.was("zone", st.context.timezone or "America/Chicago")
    starts, ends = (_local(form.was(name, None), zone) for name in ("starts_at", "ends_at"))
    with st.container(horizontal=True, key=f"{form.name}-when"):
        day = starts.date() if starts else today + timedelta(days=AHEAD_DAYS)
        on = form.field("day", st.date_input, value=day)
        begins = form.field("start", st.time_input, value=starts.time() if starts else _NOON)
        shown_end = ends.time() if ends else (None if form.event else _TWO)
        end = form.field("end", st.time_input, value=shown_end)
    form.field("zone", st.selectbox, zones(zone), index=zones(zone).index(zone))
    _join_times(form, on or day, begins, end)


def _join_times(form: Form, day: date, begins: time | None, end: time | None) -> None:
    """Put the day and the two times together; who ends before they begin, ends the next day."""
    for name in ("day", "start", "end"):
        form.given.pop(name)
    start = begins or _NOON
    next_day = timedelta(days=1 if end and end <= start else 0)
    form.given["starts_at"] = datetime.combine(day, start)
    form.given["ends_at"] = datetime.combine(day + next_day, end) if end else None


def _local(at: datetime | None, zone: str) -> datetime | None:
    return at.astimezone(ZoneInfo(zone)) if at else None


@cache
def zones(first: str) -> list[str]:
    """Return the time zones, `first` and those of the readers' country ahead of the others."""
    ahead = [first, *(f"America/{name}" for name in _NEAR), "Pacific/Honolulu"]
    others = sorted(name for name in available_timezones() if "/" in name and is_zone(name))
    return list(dict.fromkeys(ahead + others))
