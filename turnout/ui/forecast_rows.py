"""What is expected of each lead's people and at each site: ranges, or words where they are few."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import streamlit as st

from turnout.desk import forecasting
from turnout.house import house
from turnout.model import Lead
from turnout.model.forecasting import FEWEST_FOR_A_RANGE, Forecast, LeadForecast
from turnout.ui import paper
from turnout.ui.forecast import Seen, range_said
from turnout.ui.language import here, lang
from turnout.words import day, number

FOLDED = 12  # rows that a glance takes in


def leads(seen: Seen, told: Forecast) -> None:
    """Draw what is expected of each lead who has promised anything, most promised first."""
    st.header(here("foretold.leads"), anchor=False)
    known = forecasting.leads_of(house().desk, seen.event.slug)
    each = [(known[lead], of) for lead, of in told.by_lead.items() if lead in known and of.heads]
    if not each:
        paper.notes(here("foretold.leads_none"))
        return
    each.sort(key=lambda one: -one[1].heads)
    _folding("leads", "lead", [_lead(*one) for one in each])
    paper.hint(here("foretold.leads_note", n=FEWEST_FOR_A_RANGE))


def sites(seen: Seen) -> None:
    """Draw what is expected at each site of a day of action; nothing where there are none."""
    named = [site for site in seen.picture["sites"] if site["event"]]
    if not named:
        return
    st.header(here("foretold.sites"), anchor=False)
    times, zone = Counter(site["title"] for site in named), seen.event.zone
    called = [_called(site, times[site["title"]], zone) for site in named]
    rows = [_site(name, site["event"]) for name, site in zip(called, named, strict=True)]
    _folding("sites", "site", rows)
    paper.hint(here("foretold.sites_note"))


def _folding(name: str, first: str, rows: Sequence[tuple[str, ...]]) -> None:
    head = [here(f"foretold.{of}") for of in (first, "promised", "expected")]
    paper.table(here(f"foretold.{name}"), head, rows[:FOLDED])
    if len(rows) > FOLDED:
        with st.expander(here("foretold.all", n=len(rows))):
            paper.table(here(f"foretold.{name}"), head, rows)


def _lead(lead: Lead, of: LeadForecast) -> tuple[str, ...]:
    said = range_said(of.final) if of.final else here(f"foretold.word_{of.word}")
    return lead.name or f"@{lead.handle}", number(lang(), of.heads), said


def _called(site: dict[str, Any], alike: int, zone: str) -> str:
    """Return what a site is called: by its day too, where others have its title."""
    if alike == 1:
        return str(site["title"])
    when = day(lang(), datetime.fromisoformat(site["starts_at"]), zone)
    return here("light.site_day", title=site["title"], day=when)


def _site(title: str, slug: str) -> tuple[str, ...]:
    told = forecasting.forecast(house().desk, slug, by_lead=False)
    few = told.heads < FEWEST_FOR_A_RANGE
    said = here("foretold.too_few") if few else range_said(told.final)
    return title, number(lang(), told.heads), said
