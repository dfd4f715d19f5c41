"""The funders' page in parts: each draws from one report, in which nothing small is told."""

import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from html import escape

import streamlit as st

from turnout import browser
from turnout.desk import accounts, looks, rallies
from turnout.formats import report_words as said
from turnout.formats.report import HEADS, Line, Report, Told, drawn, drawn_came
from turnout.house import House, house
from turnout.model import Event, Grant
from turnout.ui import charts, paper
from turnout.ui import choice as choosing
from turnout.ui.components import live
from turnout.ui.language import here, lang
from turnout.ui.steps import Step
from turnout.ui.visitor import Visitor
from turnout.words import day, number

FOLDED = 12  # leads that a glance takes in

_bar = live("bar.css", "account.css", name="account")


def is_open(asked: str) -> bool:
    """Return whether there is an event whose page is open to everybody."""
    return bool(accounts.readable(house().desk, (), asked))


def choice(visitor: Visitor, now: datetime) -> Event | None:
    """Return the event to show, None where there is none; draw a switch between several."""
    asked = st.query_params.get("event", "")
    return choosing.among(accounts.readable(house().desk, visitor.grants, asked), now)


def report(visitor: Visitor, slug: str, seq: int) -> Report:
    """Return what this visitor is told, read once each time the event or its campaign moved.

    Where the page was closed meanwhile, the whole page runs, so that its guard decides anew.
    """
    kept, today = house(), house().desk.clock().date().isoformat()
    event = rallies.event(kept.desk, slug)
    if not accounts.may_read(visitor.grants, event):
        st.rerun(scope="app")
    above = looks.seq(kept.desk, event.parent) if event.parent else 0
    return _read(kept, slug, (seq, above), visitor.grants, today)


def promised(report: Report) -> None:
    """Draw the number first, what it is, and the promise bar."""
    figure, after = said.headline(lang(), report.line)
    state = said.state(lang(), report.line)
    st.html(
        f'<p class="promised"><b>{escape(figure)}</b> <span>{escape(after)}</span></p>'
        + (f'<p class="strong">{escape(state)}</p>' if state else "")
    )
    _draw_bar(report)


def answer(report: Report) -> None:
    """Draw how real it is, in sentences."""
    st.header(here("progress.real_title"), anchor=False)
    paper.notes(*said.answer(lang(), report.line, house().desk.clock()))


def over_time(report: Report) -> None:
    """Draw how the promised number grew, in steps that tell of nobody; the same as a table."""
    st.header(here("progress.time_title"), anchor=False)
    if not report.over_time:
        paper.notes(here("progress.time_none"))
        return
    charts.pace(_steps(report), report.line.event, lang())
    with st.expander(here("progress.table")), st.container(key="beside-days"):
        head = [here("progress.day"), *_heads()]
        rows = [(_day(point.day), *_numbers(point.told)) for point in reversed(report.over_time)]
        paper.table(here("progress.time_title"), head, rows)
    paper.notes(here("progress.time_note"))


def beside(report: Report) -> None:
    """Draw this event's sites, its campaign and the events that are over, side by side."""
    groups = {"sites": report.sites, "campaign": report.campaign, "past": report.past}
    for name, lines in groups.items():
        if lines:
            st.header(here(f"progress.{name}"), anchor=False)
            with st.container(key=f"beside-{name}"):
                _side_by_side(name, report.line, lines)


def leads(report: Report) -> None:
    """Draw who brings them, as far as they chose to be shown, and those without a lead."""
    st.header(here("progress.leads_title"), anchor=False)
    if not (report.leads or report.unnamed_leads):
        paper.notes(here("progress.leads_none"))
        if not report.line.told.coming:
            return
    rest = []
    if report.unnamed_leads:
        label = here("progress.unnamed", n=report.unnamed_leads)
        rest.append((label, "", said.people(lang(), report.unnamed)))
    if report.own_is_told:
        rest.append((here("progress.own"), "", said.people(lang(), report.own)))
    rows = [_lead_row(lead.name, lead.goal, lead.people) for lead in report.leads]
    _lead_table([*rows[:FOLDED], *rest])
    if len(rows) > FOLDED:
        with st.expander(here("progress.leads_all", n=len(rows))):
            _lead_table(rows)


def doors(report: Report) -> None:
    """Draw how each number came to be: by which door, and on whose word."""
    st.header(here("progress.how_title"), anchor=False)
    head = [
        here("rally.doors_door"),
        here("progress.how"),
        here("progress.commitments"),
        here("progress.people"),
    ]
    rows = [
        (
            here(f"rally.door_{door.door}"),
            here(f"progress.how_{door.door}"),
            "" if door.commitments == 0 else said.people(lang(), door.commitments),
            said.people(lang(), door.people),
        )
        for door in report.doors
    ]
    if rows:
        with st.container(key="how-counted"):
            paper.table(here("progress.how_title"), head, rows, words=2)
    paper.notes(here("progress.how_once"), here("progress.how_corrected"))


def take(report: Report) -> None:
    """Draw the ways to take the numbers along."""
    st.header(here("progress.take"), anchor=False)
    at = f"/e/{report.line.event.slug}/report"
    paper.links(
        [
            (f"{at}?lang={lang()}", here("progress.sheet")),
            (f"{at}.csv", here("progress.csv")),
            (f"{at}.json", here("progress.json")),
        ]
    )


def stands(report: Report) -> None:
    """Draw which record the numbers stand for, and why some are not shown."""
    hidden = [here("progress.hidden_note")] if said.has_hidden(report) else []
    paper.notes(*hidden, said.stands(lang(), report))


@lru_cache(maxsize=64)  # asked once for each time the event moved, not for each viewer
def _read(
    kept: House, slug: str, seqs: tuple[int, int], grants: tuple[Grant, ...], today: str
) -> Report:
    # `today` moves an event that is over to the past ones without a record having come in.
    return accounts.report(kept.desk, slug, grants)


def _draw_bar(report: Report) -> None:
    event, heads = report.line.event, dataclasses.asdict(drawn(report.line.told))
    _bar(
        key=f"account-{event.slug}",
        data={
            "module": browser.address("account.js"),
            "picture": {
                "event": event.slug,
                "goal": event.goal,
                "came": drawn_came(report.line),
                **heads,
            },
            "label": here("progress.bar"),
            "legend": said.legend(lang(), report.line),
        },
    )


def _steps(report: Report) -> list[Step]:
    """Return the told days as steps, up to the end of the last: what moved on which hour of a
    day is not told."""
    days = [
        Step(datetime.combine(point.day, time()), drawn(point.told)) for point in report.over_time
    ]
    return [*days, replace(days[-1], at=days[-1].at + timedelta(days=1))]


def _side_by_side(name: str, own: Line, lines: Sequence[Line]) -> None:
    head = [here("progress.event"), here("progress.day"), here("progress.goal"), *_heads()]
    titles = [line.event.title for line in lines]
    if name == "campaign":
        titles[0] = here("progress.whole", title=titles[0])
    named = zip((own, *lines), (here("progress.this"), *titles), strict=True)
    rows = [_line_row(line, title, said.day_of(lang(), line, own)) for line, title in named]
    paper.table(here(f"progress.{name}"), head, rows[: FOLDED + 1], words=2)
    if len(lines) > FOLDED:
        with st.expander(here("progress.events_all", n=len(lines))):
            paper.table(here(f"progress.{name}"), head, rows, words=2)


def _line_row(line: Line, title: str, when: str) -> tuple[str, ...]:
    goal = number(lang(), line.event.goal) if line.event.goal else ""
    return (title, when, goal, *_numbers(line.told))


def _numbers(told: Told) -> list[str]:
    return [said.people(lang(), getattr(told, name)) for name in HEADS]


def _heads() -> list[str]:
    return [here(f"progress.{name}") for name in HEADS]


def _lead_row(name: str, goal: int, people: int | None) -> tuple[str, str, str]:
    return (name, number(lang(), goal) if goal else "", said.people(lang(), people))


def _lead_table(rows: Sequence[tuple[str, str, str]]) -> None:
    head = [here("progress.lead"), here("progress.goal"), here("progress.coming")]
    paper.table(here("progress.leads_title"), head, rows)


def _day(of: date) -> str:
    return day(lang(), datetime.combine(of, time(), UTC), "UTC")
