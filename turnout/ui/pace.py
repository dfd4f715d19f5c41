"""Commitments over time: the chart, and the same numbers as a table for those who read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache

import streamlit as st

from turnout.desk import looks
from turnout.desk.forecasting import forecast
from turnout.desk.forecasting_pace import FanPoint, PaceFan, pace_fan
from turnout.house import House, house
from turnout.model import Event, EventState
from turnout.model.forecasting import FEWEST_FOR_A_RANGE
from turnout.rules.expecting import told
from turnout.ui import charts, paper
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture
from turnout.ui.steps import Step, by_day, on_the_wall_clock, steps
from turnout.words import day, number

COLUMNS = ("day", "total", "confirmed", "yes", "by_count", "of_maybe")
FRESH_SECONDS = 600  # the way to the day is drawn anew as time goes by, also where nothing moves


def pace(picture: Picture, event: Event, *, ahead: bool = False) -> None:
    """Draw how the number of people coming grew; before the first commitment, say so.

    ahead: also where it leads to on the day, which organizers see.
    """
    walked = _walked(house(), event, picture["seq"])
    if not walked:
        paper.notes(here("rally.pace_none"))
        return
    moment = int(house().desk.clock().timestamp()) // FRESH_SECONDS
    fan = _ahead(house(), event, picture["seq"], moment) if ahead else None
    charts.pace(walked, event, lang(), fan)
    with st.expander(here("rally.pace_table")):
        if fan and (fan.fan or fan.needed):
            _table_ahead(fan)
        head = [here(f"rally.pace_{column}") for column in COLUMNS]
        with st.container(key="beside-pace"):
            paper.table(here("rally.pace_title"), head, by_day(walked, lang()))


def _table_ahead(fan: PaceFan) -> None:
    """Draw the way to the day as a table, the day itself first."""
    st.subheader(here("foretold.fan_title"), anchor=False)
    head = [here("rally.pace_day"), here("foretold.fan_expected"), here("foretold.fan_needed")]
    marks = {point.at.date(): point for point in fan.fan}
    days = sorted(marks) or sorted({at.date() for at, _ in fan.needed or ()})
    rows = [(_day(on), _expected(marks.get(on)), _needed(fan, on)) for on in reversed(days)]
    paper.table(here("foretold.fan_title"), head, rows)


def _day(on: date) -> str:
    return day(lang(), datetime.combine(on, time(), UTC), "UTC")


def _expected(point: FanPoint | None) -> str:
    if point is None:
        return ""
    low, _, high = told(round(point.low), round(point.mid), round(point.high))
    return here("foretold.range", low=low, high=high)


def _needed(fan: PaceFan, on: date) -> str:
    """Return how many the goal needs by the end of a day, on the straight way there."""
    if not fan.needed:
        return ""
    (now, coming), (start, goal) = fan.needed
    passed = min(datetime.combine(on, time.max), start) - now
    return number(lang(), round(coming + (goal - coming) * (passed / (start - now))))


@lru_cache(maxsize=64)  # asked once for each time the event moved, not for each viewer
def _walked(kept: House, event: Event, seq: int) -> tuple[Step, ...]:
    return tuple(steps(looks.pace(kept.desk, event.slug), event.zone, kept.desk.clock()))


@lru_cache(maxsize=64)
def _ahead(kept: House, event: Event, seq: int, moment: int) -> PaceFan | None:
    """Return the way to the day; without its fan where too few have promised for a range."""
    if event.state is not EventState.ON:
        return None
    fan = on_the_wall_clock(pace_fan(kept.desk, event.slug), event.zone)
    few = forecast(kept.desk, event.slug, by_lead=False).heads < FEWEST_FOR_A_RANGE
    return replace(fan, fan=()) if few else fan
