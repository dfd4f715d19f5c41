"""The clean-up on the funders' page: areas cleaned, in numbers, by week, in photos and as a map."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

import altair as alt
import streamlit as st

from turnout.formats import area_account, cleanup_words
from turnout.formats.area_account import AreaAccount, Pair, Week
from turnout.formats.report import Report
from turnout.ui import charts, paper, theme
from turnout.ui.language import here, lang
from turnout.words import number, say

HEIGHT = 220
WIDEST = 56  # pixels: a bar stays a bar where there is one week to show
COLUMNS = ("cleaned", "square_metres", "bags", "volunteers")


def account(report: Report) -> None:
    """Draw what is told of the areas of a campaign, and of a date where that is told; nothing
    where there are none."""
    told = report.areas
    if told is None:
        _elsewhere(report)
        return
    st.header(here("cleaned.title"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _numbers(told)
    with right:
        _map(report, told)
    if told.weeks:
        _by_week(report, told.weeks)
    if told.pairs:
        _pairs(told.pairs)


def _elsewhere(report: Report) -> None:
    """Draw the way from a date to its campaign, whose the areas are."""
    if report.areas_of:
        st.header(here("cleaned.title"), anchor=False)
        query = {"event": report.areas_of, "lang": lang()}
        st.page_link("pages/progress.py", label=here("cleaned.elsewhere"), query_params=query)


def _numbers(told: AreaAccount) -> None:
    """Draw the number first, then what is behind it, in sentences."""
    paper.strong(cleanup_words.headline(lang(), told))
    paper.notes(*cleanup_words.sums(lang(), told.sums), cleanup_words.how(lang()))


def _map(report: Report, told: AreaAccount) -> None:
    """Draw the campaign's card, which leads to its map; the picture says what it shows."""
    event, seq = report.line.event.slug, report.line.seq
    alt_text = escape(cleanup_words.picture(lang(), told))
    picture = f"/e/{event}/areas.png?lang={lang()}&amp;seq={seq}"
    st.html(
        f'<a href="/e/{event}/map?lang={lang()}" target="_blank" rel="noopener">'
        f'<img class="cleanup-map" src="{picture}" alt="{alt_text}" loading="lazy"></a>'
    )


def _by_week(report: Report, weeks: Sequence[Week]) -> None:
    """Draw how many areas were cleaned in each week; the same as a table."""
    shade, event = st.context.theme.type or "light", report.line.event
    spec = _bars(tuple((week.day.isoformat(), week.sums.cleaned) for week in weeks), lang(), shade)
    st.subheader(here("cleaned.weeks"), anchor=False)
    st.vega_lite_chart(None, spec, key=f"cleanups-{event.slug}", theme=None)
    with st.expander(here("progress.table")), st.container(key="beside-weeks"):
        head = [here("cleaned.week"), *(here(f"cleaned.{name}") for name in COLUMNS)]
        rows = [_row(week) for week in reversed(weeks)]
        paper.table(here("cleaned.weeks"), head, rows)


def _row(week: Week) -> list[str]:
    sums = (getattr(week.sums, name) for name in COLUMNS)
    return [cleanup_words.week(lang(), week), *(number(lang(), of) for of in sums)]


def _pairs(pairs: Sequence[Pair]) -> None:
    """Draw areas before and after, thumbnails of our own that lead to the area's page."""
    st.subheader(here("cleaned.pairs"), anchor=False)
    st.html(f'<ul class="pairs">{"".join(map(_pair, pairs))}</ul>')


def _pair(pair: Pair) -> str:
    at = f"/e/{pair.event}/areas/{pair.area}?lang={lang()}"
    shots = "".join(
        f'<img src="{escape(one["small"])}" alt="{escape(_shows(one, pair))}" loading="lazy">'
        for one in area_account.photos(pair)
    )
    return (
        f'<li><a href="{at}" target="_blank" rel="noopener"><span class="shots">{shots}</span>'
        f"<span>{escape(pair.title)}</span></a></li>"
    )


def _shows(photo: dict[str, Any], pair: Pair) -> str:
    return here(f"groups.photo_{photo['kind']}", title=pair.title)


@lru_cache(maxsize=64)  # drawn once for all who look in the same language and light
def _bars(weeks: tuple[tuple[str, int], ...], lang: str, shade: str) -> charts.Spec:
    colours = theme.colours(shade)
    rows = [{"week": f"{day}T00:00:00Z", "cleaned": cleaned} for day, cleaned in weeks]
    most = max(cleaned for _, cleaned in weeks)
    axis = alt.Axis(tickMinStep=1, tickCount=min(4, most), format="d")
    chart = (
        alt.Chart(alt.InlineData(rows))
        .mark_bar(color=colours["deep"], width=alt.ExprRef(f"min({WIDEST}, 0.7 * bandwidth('x'))"))
        .encode(
            x=alt.X("yearmonthdate(week):O", timeUnit="utcyearmonthdate", title=None,
                    axis=alt.Axis(format=charts.day_format(lang), labelOverlap=True, grid=False)),
            y=alt.Y("cleaned:Q", title=None, axis=axis),
        )
    )  # fmt: skip
    spec: charts.Spec = chart.properties(
        height=HEIGHT, width="container", description=say(lang, "cleaned.weeks")
    ).to_dict()
    return {**spec, "config": charts.look(lang, colours)}
