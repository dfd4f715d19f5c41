"""Charts: numbers over time in the promise bar's own colours, on the page's own paper."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

import altair as alt
import streamlit as st
from babel import Locale

from turnout.desk.forecasting_pace import PaceFan
from turnout.model import Event
from turnout.ui import charts_fan, theme
from turnout.ui.steps import Step, thinned
from turnout.words import say

PARTS = {"confirmed": "sure", "yes": "signal", "by_count": "count"}  # the surest at the foot
HEIGHT = 320
HEIGHT_AHEAD = 420  # with two more lines of legend, and a range to be read
DASHES = [3, 3]
TICKS = 6
# Over few days, ticks stand in the midst of days too, and each would be labelled with the same day.
EACH_DAY = {"interval": "day", "step": 1}
HOURS_UP_TO = 1  # days; below them the hour is what tells ticks apart
HOUR = "%-I:%M %p"
LEGENDS = {"bottom": {"direction": "vertical", "anchor": "start", "margin": 6}}
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

Spec = dict[str, object]


def pace(
    steps: Sequence[Step], event: Event, lang: str, ahead: PaceFan | None = None
) -> None:  # fmt: skip
    """Draw how the number of people coming grew, against the goal; with `ahead`, whose times are
    the event's own wall clock, also the way from now to the day."""
    shade = st.context.theme.type or "light"
    spec = _pace(tuple(thinned(steps)), event.goal, lang, shade, ahead)
    st.vega_lite_chart(None, spec, key=f"pace-{event.slug}", theme=None)


@lru_cache(maxsize=64)  # drawn once for all who look in the same language and light
def _pace(
    steps: tuple[Step, ...], goal: int, lang: str, shade: str, ahead: PaceFan | None = None
) -> Spec:  # fmt: skip
    colours = theme.colours(shade)
    names = {part: say(lang, f"rally.pace_{part}") for part in (*PARTS, "maybe")}
    rows = [{"at": f"{step.at.isoformat()}Z", **_named(step, names)} for step in steps]
    x = _time(lang, _days(steps, ahead))
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    layers = [_areas(base, names, colours), _maybes(base, names["maybe"], colours)]
    if ahead:
        layers.extend(charts_fan.layers(ahead, x, lang, colours))
    if goal:
        layers.extend(_goal(goal, say(lang, "rally.pace_goal", n=goal), colours))
    chart = alt.layer(*layers).resolve_scale(color="independent")
    spec: Spec = chart.properties(
        height=HEIGHT_AHEAD if ahead else HEIGHT,
        width="container",
        description=say(lang, "rally.pace_title"),
    ).to_dict()
    # Not by Altair's theme, which is one for the whole process: viewers differ.
    return {**spec, "config": look(lang, colours)}


def _named(step: Step, names: dict[str, str]) -> dict[str, int]:
    heads = {names[part]: getattr(step.count, part) for part in PARTS}
    return {**heads, names["maybe"]: step.count.coming + step.count.maybe}


def _areas(base: alt.Chart, names: dict[str, str], colours: dict[str, str]) -> alt.Chart:
    parts: list[str | alt.FieldName] = [names[part] for part in PARTS]
    inks = [colours[ink] for ink in PARTS.values()]
    areas: alt.Chart = (
        base.transform_fold(parts, as_=["part", "people"])
        .transform_calculate(order=f"indexof({parts}, datum.part)")
        .mark_area(interpolate="step-after")
        .encode(
            y=alt.Y("people:Q", stack="zero", title=None),
            order=alt.Order("order:Q"),
            color=alt.Color("part:N", title=None, scale=alt.Scale(domain=parts, range=inks)),
        )
    )
    return areas


def _maybes(base: alt.Chart, name: str, colours: dict[str, str]) -> alt.Chart:
    """Maybe is on top and in no sum: a broken line, not an area."""
    scale = alt.Scale(domain=[name], range=[colours["signal"]])
    dashes = alt.Legend(symbolType="stroke", symbolDash=DASHES, symbolStrokeWidth=2)
    line: alt.Chart = (
        base.transform_fold([name], as_=["part", "people"])
        .mark_line(interpolate="step-after", strokeDash=DASHES, strokeWidth=1.5)
        .encode(y="people:Q", color=alt.Color("part:N", title=None, scale=scale, legend=dashes))
    )
    return line


def _goal(goal: int, label: str, colours: dict[str, str]) -> list[alt.Chart]:
    base = alt.Chart(alt.InlineData([{"goal": goal, "label": label}])).encode(y="goal:Q")
    rule = base.mark_rule(color=colours["ink"], strokeWidth=2)
    text = base.mark_text(
        align="left",
        baseline="bottom",
        dx=2,
        dy=-3,
        color=colours["ink"],
        font=theme.DISPLAY,
        fontSize=20,
        fontWeight=600,
    )
    return [rule, text.encode(x=alt.value(0), text="label:N")]


def _days(steps: Sequence[Step], ahead: PaceFan | None) -> float:
    """Return how many days the chart is wide."""
    if not steps:
        return 0
    fan, needed = (ahead.fan[-1:], ahead.needed or ()) if ahead else ((), ())
    ends = [steps[-1].at, *(point.at for point in fan), *(at for at, _ in needed)]
    return (max(ends) - steps[0].at) / timedelta(days=1)


def _time(lang: str, days: float) -> alt.X:
    # The event's own wall clock is written as if it were UTC: Vega knows no other zones.
    axis = alt.Axis(
        format=day_format(lang) if days >= HOURS_UP_TO else HOUR,
        tickCount=TICKS if days >= TICKS or days < HOURS_UP_TO else EACH_DAY,
        labelOverlap=True,
        labelSeparation=8,  # pixels: on a phone they would touch
        grid=False,
    )
    return alt.X("at:T", title=None, scale=alt.Scale(type="utc"), axis=axis)


def day_format(lang: str) -> str:
    """Return how an axis writes a day."""
    return "%-d %b" if lang == "es" else "%b %-d"


def look(lang: str, colours: dict[str, str]) -> Spec:
    """Return how a chart of ours looks, on the page's own paper."""
    text = {"labelColor": colours["soft"], "labelFont": theme.TEXT, "labelFontSize": 15}
    plain = {"domain": False, "ticks": False, "labelPadding": 8}
    return {
        "background": colours["paper"],
        "font": theme.TEXT,
        "locale": {"time": _calendar(lang)},
        "view": {"stroke": None},
        "axis": {**text, **plain, "gridColor": colours["line"], "tickCount": 4},
        "axisX": {"domain": True, "domainColor": colours["ink"], "domainWidth": 2},
        "legend": {
            **text,
            "orient": "bottom",
            "symbolType": "square",
            "symbolSize": 160,
            "layout": LEGENDS,
        },
    }


def _calendar(lang: str) -> Spec:
    """Return the names of days and months as Vega asks for them."""
    locale = Locale(lang, "US")  # as the rest of the page writes them
    days = [locale.days["format"]["wide"][(DAYS.index(day) - 1) % 7] for day in DAYS]
    short_days = [locale.days["format"]["abbreviated"][(DAYS.index(day) - 1) % 7] for day in DAYS]
    return {
        "dateTime": "%x, %X",
        "date": "%-m/%-d/%Y",
        "time": "%-I:%M %p",
        "periods": [locale.day_periods["format"]["abbreviated"][half] for half in ("am", "pm")],
        "days": days,
        "shortDays": short_days,
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "shortMonths": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
    }
