"""The way to the day in a chart: the fan of what is expected, and the pace that the goal needs."""

from datetime import datetime

import altair as alt

from turnout.desk.forecasting_pace import PaceFan
from turnout.rules.expecting import told
from turnout.ui import theme
from turnout.words import say

DASHES = [7, 4]


def layers(ahead: PaceFan, x: alt.X, lang: str, colours: dict[str, str]) -> list[alt.Chart]:
    """Return what is drawn over `ahead`, whose times are the event's own wall clock."""
    fan = _fan(ahead, x, lang, colours) if ahead.fan else []
    needed = _needed(ahead.needed, x, lang, colours) if ahead.needed else []
    return [*fan, *needed]


def _fan(ahead: PaceFan, x: alt.X, lang: str, colours: dict[str, str]) -> list[alt.Chart]:
    name = say(lang, "foretold.fan")
    rows = [
        {"at": f"{p.at.isoformat()}Z", "low": p.low, "mid": p.mid, "high": p.high, "part": name}
        for p in ahead.fan
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    scale = alt.Scale(domain=[name], range=[colours["deep"]])
    band = base.mark_area(opacity=0.35).encode(
        y=alt.Y("low:Q", stack=None),
        y2="high:Q",
        color=alt.Color("part:N", title=None, scale=scale),
    )
    middle = base.mark_line(color=colours["deep"], strokeWidth=2).encode(y="mid:Q")
    return [band, middle, _ends(ahead, x, lang, colours)]


def _ends(ahead: PaceFan, x: alt.X, lang: str, colours: dict[str, str]) -> alt.Chart:
    """Write the range where the fan ends: the middle is never alone."""
    last = ahead.fan[-1]
    low, _, high = told(round(last.low), round(last.mid), round(last.high))
    said = say(lang, "foretold.range", low=low, high=high)
    row = {"at": f"{last.at.isoformat()}Z", "high": last.high, "label": said}
    text: alt.Chart = (
        alt.Chart(alt.InlineData([row]))
        .mark_text(
            align="right",
            baseline="bottom",
            dy=-4,
            color=colours["deep"],
            font=theme.DISPLAY,
            fontSize=20,
            fontWeight=600,
        )
        .encode(x=x, y="high:Q", text="label:N")
    )
    return text


def _needed(
    ends: tuple[tuple[datetime, int], tuple[datetime, int]],
    x: alt.X,
    lang: str,
    colours: dict[str, str],
) -> list[alt.Chart]:
    name = say(lang, "foretold.needed")
    rows = [{"at": f"{at.isoformat()}Z", "people": people, "part": name} for at, people in ends]
    scale = alt.Scale(domain=[name], range=[colours["ink"]])
    legend = alt.Legend(symbolType="stroke", symbolDash=DASHES, symbolStrokeWidth=2)
    line: alt.Chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_line(strokeDash=DASHES, strokeWidth=1.5)
        .encode(
            x=x,
            y="people:Q",
            color=alt.Color("part:N", title=None, scale=scale, legend=legend),
        )
    )
    return [line]
