"""The rally's form as it was opened: two organizers who edit at once overwrite nothing unseen.

Of the visitor's own form only; what is true of the rally is in the store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import streamlit as st

from turnout import words
from turnout.desk import rallies
from turnout.model import Event
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

_LABELS = {"starts_at": "start", "ends_at": "end"}  # what the form calls by another name


@dataclass(frozen=True)
class Opened:
    """stood: the event as the visitor has seen it; shown: as the form is filled in with, which is
    that and what they had typed. anew: its fields were not drawn yet."""

    stood: Event
    shown: Event
    anew: bool = False


def form_of(name: str) -> str:
    """Return by what name the fields are drawn: another each time they are filled in anew, since
    a browser goes on showing what was typed into a field of the same name."""
    times = st.session_state.get(f"{name}~times", 0)
    return f"{name}_{times}" if times else name


def opened(name: str, event: Event) -> Opened:
    """Return how the form was opened: with `event`, where it is opened now."""
    kept: Opened | None = st.session_state.get(f"{name}:opened")
    drawn = f"{form_of(name)}-title" in st.session_state
    if kept is None or not (drawn or kept.anew):
        kept = Opened(event, event)
    st.session_state[f"{name}:opened"] = replace(kept, anew=False)
    return kept


def keep(name: str, saved: Event) -> None:
    """Let the form stand as it is: what it holds was saved."""
    st.session_state[f"{name}:opened"] = Opened(saved, saved)
    st.session_state[f"{name}:saved"] = saved


def saved(name: str) -> Event | None:
    """Return the event as the visitor's last save left it, None where there was none."""
    found: Event | None = st.session_state.get(f"{name}:saved")
    return found


def fill_anew(name: str) -> None:
    """Forget all that was typed into the form: it shows what stands."""
    answers.start_anew(name)
    st.session_state[f"{name}~times"] = st.session_state.get(f"{name}~times", 0) + 1


def clash(name: str, now: Event, given: Mapping[str, Any]) -> None:
    """Draw the form again with what the visitor typed, and else with what others have saved; and
    say what that was."""
    stood = st.session_state[f"{name}:opened"].stood
    typed = rallies.changed_to(stood, dict(given))
    own = {field: getattr(typed, field) for field in rallies.changed_since(stood, typed, given)}
    changed = rallies.changed_since(stood, now, given)
    said = here("desk.rally_meanwhile", changes="; ".join(_told(now, changed)))
    fill_anew(name)
    st.session_state[f"{name}:opened"] = Opened(now, replace(now, **own), anew=True)
    st.session_state[f"{name}:clash"] = said
    st.rerun()


def clashed(name: str) -> str:
    """Return what clashed when the form was last sent, in a sentence; empty for nothing."""
    said: str = st.session_state.get(f"{name}:clash", "")
    return said


def settled(name: str) -> None:
    """Forget the clash: the form was sent again."""
    st.session_state.pop(f"{name}:clash", None)


def _told(now: Event, changed: list[str]) -> Iterator[str]:
    for field in changed:
        label = here(f"desk.field_{_LABELS.get(field, field)}")
        value = _written(now, field)
        yield here("desk.rally_meanwhile_to", field=label, now=value) if value else label


def _written(event: Event, field: str) -> str:
    """Return a field's value as it is read; empty where its label says enough."""
    value = getattr(event, field)
    if isinstance(value, datetime):
        at = (lang(), value, event.zone)
        return f"{words.day(*at)}, {words.clock(*at)}"
    if isinstance(value, date):
        return words.date(lang(), value)
    if isinstance(value, str):
        return here(f"desk.contact_{value}") if field == "ask_contact" else value
    return words.number(lang(), value) if type(value) is int else ""
