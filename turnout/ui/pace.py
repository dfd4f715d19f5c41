"""Commitments over time: the chart, and the same numbers as a table for those who read them."""

from functools import lru_cache

import streamlit as st

from turnout.desk import looks
from turnout.house import House, house
from turnout.model import Event
from turnout.ui import charts, paper
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture
from turnout.ui.steps import Step, by_day, steps

COLUMNS = ("day", "total", "confirmed", "yes", "by_count", "of_maybe")


def pace(picture: Picture, event: Event) -> None:
    """Draw how the number of people coming grew; before the first commitment, say so."""
    walked = _walked(house(), event, picture["seq"])
    if not walked:
        paper.notes(here("rally.pace_none"))
        return
    charts.pace(walked, event, lang())
    with st.expander(here("rally.pace_table")):
        head = [here(f"rally.pace_{column}") for column in COLUMNS]
        paper.table(here("rally.pace_title"), head, by_day(walked, lang()))


@lru_cache(maxsize=64)  # asked once for each time the event moved, not for each viewer
def _walked(kept: House, event: Event, seq: int) -> tuple[Step, ...]:
    return tuple(steps(looks.pace(kept.desk, event.slug), event.zone, kept.desk.clock()))
