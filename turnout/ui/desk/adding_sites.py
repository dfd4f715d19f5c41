"""New sites: one by one, or a list that is looked at before it is stored; and one changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from turnout import words
from turnout.desk import rallies, sites
from turnout.desk.sites import Planned, Verdict
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.desk import answers, fields, following, listing
from turnout.ui.desk.fields import Form
from turnout.ui.desk.listing import Listing
from turnout.ui.language import here, lang


def add(event: Event, by: str, first: bool) -> None:
    """Draw both ways to add sites; `first`: unfolded, as there are none yet."""
    with st.expander(here("sites.add_one"), expanded=first or bool(answers.wrong("site-new"))):
        _one(event, by)
    with st.expander(here("sites.add_list")):
        _list(event, by)


def change(site: Event, by: str) -> None:
    """Draw what a site is, to be changed."""
    name = f"site-{site.id}"
    given = _drawn(Form(name, site, answers.wrong(name)), site)
    if not st.button(here("desk.rally_save"), type="primary", key=f"{name}-save"):
        return
    try:
        after = rallies.change(house().desk, site.slug, by=by, opened=site, **given).result()
    except Refused as refused:
        answers.refuse(name, refused)
    except NotFound:
        answers.closed()
    else:
        answers.start_anew(name)
        st.toast(here("sites.saved", title=paper.verbatim(after.title)))
        st.rerun()


def _one(event: Event, by: str) -> None:
    took = st.session_state.get("site-took", 0)
    # A new name for each site taken: the fields are empty for the next, and only then.
    form = Form(f"site-new-{took}", None, answers.wrong("site-new"))
    given = _drawn(form, event)
    if not st.button(here("sites.add"), type="primary", key="site-new-do"):
        return
    try:
        made = sites.add(house().desk, event.slug, by=by, **given).result()
    except Refused as refused:
        answers.refuse("site-new", refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget("site-new")
        st.session_state["site-took"] = took + 1
        st.query_params["site"] = made.slug
        st.toast(here("sites.added", title=paper.verbatim(made.title)))
        st.rerun()


def _drawn(form: Form, of: Event) -> dict[str, Any]:
    """Draw the fields of a site; return what they hold. A new one starts as the whole `of`."""
    with st.container(key=f"{form.name}-form", gap="medium"):
        title = form.field("title", st.text_input, value=form.was("title", ""), max_chars=300)
        if form.event is None:
            proposed = sites.proposed_slug(of, title)
            form.field("slug", st.text_input, placeholder=proposed, max_chars=60)
        form.field("place", st.text_input, value=form.was("place", ""), max_chars=300)
        starts, ends = _when(form, of)
        form.field("zone", st.selectbox, fields.zones(of.zone), index=0)
        form.field("goal", st.number_input, min_value=0, max_value=MOST_GOAL,
                   value=form.was("goal", 0), step=10)  # fmt: skip
    return {**form.given, "starts_at": starts, "ends_at": ends}


def _when(form: Form, of: Event) -> tuple[datetime, datetime | None]:
    zone = ZoneInfo(of.zone)
    starts = of.starts_at.astimezone(zone)
    ends = of.ends_at.astimezone(zone) if of.ends_at else None
    with st.container(horizontal=True, key=f"{form.name}-when"):
        day = form.field("day", st.date_input, value=starts.date())
        start = form.field("start", st.time_input, value=starts.time())
        end = form.field("end", st.time_input, value=ends.time() if ends else None)
    for name in ("day", "start", "end"):
        form.given.pop(name)
    return following.times(day or starts.date(), start or starts.time(), end)


def _list(event: Event, by: str) -> None:
    paper.notes(here("sites.list_note"))
    text = st.text_area(here("desk.list_paste"), key="site-list", height=160)
    if not text.strip():
        return
    desk, slug = house().desk, event.slug
    listing.look(
        Listing(
            key="take-sites",
            preview=lambda: sites.preview(desk, slug, text),
            take=lambda: sites.take(desk, slug, text, by=by),
            table=_table,
            offer=lambda n: here("sites.list_take", n=n),
            thanks=lambda n: here("sites.list_taken", n=n),
        )
    )


def _table(found: Sequence[Verdict]) -> None:
    head = [here(f"desk.head_{name}") for name in ("line", "fate")]
    head += [here(f"sites.head_{name}") for name in ("site", "place", "when", "host", "goal")]
    rows = [_row(each) for each in found[: listing.ROWS_SHOWN]]
    paper.table(here("sites.add_list"), head, rows, words=6)


def _row(each: Verdict) -> tuple[str, ...]:
    line, number = each.line, words.number(lang(), each.line.number)
    if each.planned is None:
        why = " ".join(answers.sentence(reason) for reason in each.reasons)
        fate = why or here(f"desk.fate_{each.fate}")
        return number, fate, line.title, line.place, line.start, line.host, line.goal
    return number, here(f"desk.fate_{each.fate}"), *_understood(each.planned)


def _understood(planned: Planned) -> tuple[str, ...]:
    site, host = planned.event, planned.host
    day, clock = (of(lang(), site.starts_at, site.zone) for of in (words.day, words.clock))
    hosted = f"{host.name} @{host.handles[0]}" if host else ""
    goal = words.number(lang(), site.goal) if site.goal else ""
    return f"{site.title} ({site.slug})", site.place, f"{day}, {clock}", hosted, goal
