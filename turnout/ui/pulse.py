"""The pulse: a part of a page that is drawn again when its event moved, and only then."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import streamlit as st

from turnout import browser
from turnout.formats.seeing import seen_by
from turnout.house import house
from turnout.model import Role
from turnout.model.seeing import Audience
from turnout.ui.components import live, spoken
from turnout.ui.language import lang
from turnout.ui.visitor import Visitor

Picture = dict[str, Any]  # the live picture, as formats/picture.py has it

_pulse = live("pulse.css", name="pulse")


def pulse(visitor: Visitor, slug: str) -> Callable[[Callable[[Picture], None]], Callable[[], None]]:
    """Return a decorator: what it decorates draws a live picture, and again whenever that moved.

    The browser hears that the clock moved and re-runs this part alone. When the visitor's links
    changed since the page was drawn, the whole page runs, so that its guard decides anew.
    """

    def around(draw: Callable[[Picture], None]) -> Callable[[], None]:
        @st.fragment
        def part() -> None:
            if visitor.changed():
                st.rerun(scope="app")
            picture = seen(visitor, slug)
            _listen(picture)
            draw(picture)

        return part

    return around


def snapshot(slug: str) -> Picture:
    """Return the live picture of the event, read once each time it moved, for all viewers."""
    return _read(house().live.picture(slug).data)


def seen(visitor: Visitor, slug: str) -> Picture:
    """Return the live picture as this visitor is shown it: all of it to those who run the event,
    and to others what leads are shown."""
    inside = _read(house().live.picture(slug).inside)
    organizes = visitor.may(slug, Role.ORGANIZER)
    return inside if organizes else seen_by(inside, Audience.LEADS)


def live_address(slug: str) -> str:
    """Return where the browser hears of this event."""
    return f"/api/v1/events/{slug}/live"


def _listen(picture: Picture) -> None:
    _pulse(
        key=f"pulse-{picture['event']}",
        data={
            "module": browser.address("pulse.js"),
            "url": live_address(picture["event"]),
            "seq": picture["seq"],
            "zone": picture["zone"],
            **spoken(lang(), "light"),
        },
        on_seq_change=_heard,
    )


def _heard() -> None:
    """Do nothing more: that the part runs again is all that is wanted."""


@lru_cache(maxsize=64)
def _read(encoded: bytes) -> Picture:
    picture: Picture = json.loads(encoded)
    return picture
