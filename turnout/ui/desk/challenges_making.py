"""A challenge being made at the desk: whom, what counts, how many, until when, in one sentence."""

import secrets
from datetime import datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from turnout import words
from turnout.desk import challenges, contest
from turnout.desk.contest import ToAsk
from turnout.desk.pocket import Actor
from turnout.errors import NotFound, Refused
from turnout.formats.challenge_words import preview
from turnout.house import house
from turnout.model import Event
from turnout.model.challenges import Measure, Wanted, Way
from turnout.rules.challenges import MOST_TEXT
from turnout.rules.deadlines import easy
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

FORM = "challenge-new"
EVERYBODY, TOGETHER, EACH = "everybody", Way.TOGETHER.value, Way.EACH.value
FIRST_TARGET = 20
OWN = "own"
_NOON = time(12)


def making(event: Event, actor: Actor, has_areas: bool) -> None:
    """Draw the form, with the sentence that it will make."""
    now = house().desk.clock()
    st.header(here("contesting.make"), anchor=False)
    with st.container(key=f"{FORM}-form", gap="medium"):
        way, asked = _whom(event)
        measure, target, declared = _what(has_areas)
        deadline = _until(event, now)
        text = st.text_input(
            here("contesting.line"), max_chars=MOST_TEXT, key=f"{FORM}-text", width=640
        )
        wanted = Wanted(
            target=target,
            deadline=deadline,
            measure=measure,
            way=way,
            whom=tuple(each.handle for each in asked),
            declared_most=declared,
            text=text,
        )
        _preview(event, wanted, asked, now)
        for reason in answers.wrong(FORM).values():
            paper.wrong(reason)
        missing = st.session_state[f"{FORM}-whom"] != EVERYBODY and not asked
        if st.button(here("contesting.make_do"), type="primary", key=f"{FORM}-do"):
            if missing:
                paper.wrong(here("contesting.whom_missing"))
            else:
                _make(actor, wanted)


def _whom(event: Event) -> tuple[str, list[ToAsk]]:
    chosen = st.radio(
        here("contesting.whom"), (EVERYBODY, TOGETHER, EACH), key=f"{FORM}-whom",
        format_func=lambda way: here(f"contesting.desk_whom_{way}"),
    )  # fmt: skip
    paper.hint(here(f"contesting.desk_why_{chosen}"))
    if chosen == EVERYBODY:
        return Way.TOGETHER, []
    known = contest.to_ask(house().desk, event.slug)
    offered = [each for each in known if each.competes or chosen == TOGETHER]
    if not offered:
        paper.notes(here("contesting.desk_none_to_ask" if known else "contesting.desk_no_leads"))
    asked = st.multiselect(
        here("contesting.desk_leads"), offered, key=f"{FORM}-leads-{chosen}",
        format_func=lambda each: each.name or f"@{each.handle}",
        placeholder=here("contesting.desk_leads_choose"),
    )  # fmt: skip
    return chosen, asked


def _what(has_areas: bool) -> tuple[str, int, int]:
    offered = [each.value for each in Measure if has_areas or each is not Measure.AREAS]
    measure = st.radio(
        here("contesting.what"), offered, offered.index(Measure.NEW_YES), key=f"{FORM}-what",
        format_func=lambda each: here(f"contesting.desk_what_{each}"),
    )  # fmt: skip
    target = int(
        st.number_input(
            here("contesting.target"), 1, MOST_GOAL, FIRST_TARGET, key=f"{FORM}-target", width=320
        )
    )
    declared = 0
    if measure == Measure.HEADS:
        declared = int(
            st.number_input(here("contesting.desk_declared"), 0, target, target // 2,
                            key=f"{FORM}-declared-{target}")
        )  # fmt: skip
        paper.hint(here("contesting.desk_why_declared"))
    return measure or Measure.NEW_YES, target, declared


def _until(event: Event, now: datetime) -> datetime:
    choices = dict(easy(event, now))
    chosen = st.radio(
        here("contesting.until"), [*choices, OWN], key=f"{FORM}-until", horizontal=True,
        format_func=lambda name: _easy(event, name, choices.get(name)),
    )  # fmt: skip
    if chosen in choices:
        return choices[chosen]
    zone = ZoneInfo(event.zone)
    with st.container(horizontal=True, key=f"{FORM}-own"):
        day = st.date_input(here("contesting.desk_day"), now.astimezone(zone).date())
        at = st.time_input(here("contesting.desk_time"), _NOON)
    return datetime.combine(day or now.astimezone(zone).date(), at or _NOON, zone)


def _easy(event: Event, name: str, at: datetime | None) -> str:
    if at is None:
        return here("contesting.until_own")
    day = words.day(lang(), at, event.zone)
    return here(f"contesting.until_{name}", time=words.clock(lang(), at, event.zone), day=day)


def _preview(event: Event, wanted: Wanted, asked: list[ToAsk], now: datetime) -> None:
    paper.notes(here("contesting.preview"))
    names = [each.name or f"@{each.handle}" for each in asked]
    paper.strong(
        preview(lang(), names, wanted.way, wanted.measure, wanted.target, wanted.deadline, now,
                event.zone)
    )  # fmt: skip


def _make(actor: Actor, wanted: Wanted) -> None:
    # The key outlives a rerun: a second press on a slow line repeats, and does not double.
    key = st.session_state.setdefault(f"{FORM}-key", secrets.token_urlsafe(16))
    try:
        challenges.make(house().desk, actor, key, wanted).result()
    except Refused as refused:
        answers.refuse(FORM, refused)
    except NotFound:
        answers.closed()
    else:
        answers.start_anew(FORM)
        st.toast(here("contesting.desk_made"))
        st.rerun()
