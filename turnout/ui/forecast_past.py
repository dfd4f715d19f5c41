"""What taught the forecast: how often its ranges held, and past events, typed in or counted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from turnout import words
from turnout.desk import corrections, forecasting, pasts
from turnout.desk.forecasting import Learned
from turnout.desk.forecasting_track import LOOKS_BACK, Outcome, covered
from turnout.desk.forecasting_track import track as turned_out
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model.pasts import PastTable
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.forecast import Seen
from turnout.ui.language import here, lang
from turnout.words import number

FORM = "past-event"
COLUMNS = {"lead": "lead", "committed": "committed", "came": "came_heads"}  # and their headings
REFUSED_OF_TABLE = ("table", "lead", "committed", "came")
EMPTY_ROWS = 3  # the whole event in one line, or by its leads; more are added by a click
EVE = int(min(LOOKS_BACK))


def track(seen: Seen) -> None:
    """Draw how often what was said held, in words; each case as a table."""
    st.header(here("foretold.track"), anchor=False)
    outcomes = turned_out(house().desk, seen.event.slug)
    held, of = covered([each for each in outcomes if each.days_before == EVE])
    if not of:
        paper.notes(here("foretold.track_none"))
        return
    paper.strong(here("foretold.track_held", n=of, held=held))
    with st.expander(here("foretold.track_table")):
        head = [here(f"foretold.{of}") for of in ("event", "before", "expected", "came_heads")]
        paper.table(here("foretold.track"), head, map(_outcome, outcomes), words=2)


def past(seen: Seen) -> None:
    """Draw the events that teach the forecast, and the way to type in one more."""
    st.header(here("foretold.past"), anchor=False)
    learned = forecasting.history(house().desk, seen.event.slug)
    tables = {-table.id: table for table in pasts.past_events(house().desk)}
    came = {one.number: one.came for one in turned_out(house().desk, seen.event.slug)}
    if learned:
        head = [here(f"foretold.{of}") for of in ("event", "day", "promised", "came_heads")]
        rows = [_learned(each, tables.get(each.number), came) for each in learned]
        paper.table(here("foretold.past"), head, rows, words=2)
    else:
        paper.notes(here("foretold.past_none"))
    for each in learned:
        if each.typed_in:
            label = here("foretold.take_back", title=paper.verbatim(each.title))
            st.button(label, key=f"past-undo-{each.number}", on_click=take_back,
                      args=(seen.event.slug, -each.number, seen.by))  # fmt: skip
    with st.expander(here("foretold.add"), expanded=bool(answers.wrong(FORM))):
        _form(seen)


def take_back(event: str, seq: int, by: str) -> None:
    """Take record `seq` of `event` back; where that is not possible, say why."""
    try:
        corrections.undo(house().desk, seq, by=by, event=event).result()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    except NotFound:
        st.toast(here("foretold.elsewhere"))


def _form(seen: Seen) -> None:
    wrong, took = answers.wrong(FORM), st.session_state.get(f"{FORM}:took", 0)
    paper.notes(here("foretold.add_note"))
    # A new key for each event taken: the fields are empty for the next, and only then.
    with st.form(f"{FORM}-{took}", border=False):
        title = st.text_input(here("foretold.title"), key=f"past-title-{took}")
        _wrong(wrong, "title")
        today = house().desk.clock().date()
        day = st.date_input(here("foretold.on_day"), None, max_value=today, key=f"past-day-{took}")
        _wrong(wrong, "day")
        rows = _table(took)
        file = st.file_uploader(
            here("foretold.file"), type=["csv", "tsv", "txt", "xlsx"], key=f"past-file-{took}"
        )
        _wrong(wrong, "file", *REFUSED_OF_TABLE)
        source = st.text_input(here("foretold.source"), key=f"past-source-{took}")
        sent = st.form_submit_button(here("foretold.keep"), type="primary")
    if sent:
        _keep(seen, {"title": title, "day": day, "source": source}, rows, file)


def _table(took: int) -> Sequence[Mapping[str, object]]:
    texts = {
        name: st.column_config.TextColumn(here(f"foretold.{said}"))
        for name, said in COLUMNS.items()
    }
    rows: Sequence[Mapping[str, object]] = st.data_editor(
        [dict.fromkeys(COLUMNS, "") for _ in range(EMPTY_ROWS)], num_rows="dynamic",
        column_config=texts, hide_index=True, key=f"past-rows-{took}",
    )  # fmt: skip
    return rows


def _wrong(wrong: Mapping[str, str], *fields: str) -> None:
    for field in fields:
        if field in wrong:
            paper.wrong(wrong[field])


def _keep(
    seen: Seen, said: dict[str, Any], rows: Sequence[Mapping[str, object]], file: Any
) -> None:
    desk, event = house().desk, seen.event.slug
    try:
        said["day"] = _given(said["day"])
        lines = pasts.read_table(file.getvalue()) if file else rows
        pasts.add_past(desk, event, rows=lines, by=seen.by, **said).result()
    except Refused as refused:
        answers.refuse(FORM, refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget(FORM)
        st.session_state[f"{FORM}:took"] = st.session_state.get(f"{FORM}:took", 0) + 1
        st.toast(here("foretold.kept"))
        st.rerun()


def _given(day: date | None) -> date:
    if day is None:
        raise Refused("day", "missing")
    return day


def _learned(
    each: Learned, table: PastTable | None, came: Mapping[int, int]
) -> tuple[str, ...]:  # fmt: skip
    """Return a past event as a row. came: by event, of those that ranges were tried on."""
    day = words.date(lang(), each.day)
    if table is not None:
        heads = (number(lang(), people) for people in (table.committed, table.came))
        return each.title, day, *heads
    counted = number(lang(), came[each.number]) if each.number in came else ""
    return each.title, day, here("foretold.at_the_door"), counted


def _outcome(one: Outcome) -> tuple[str, ...]:
    said = here("foretold.range", low=one.low, high=one.high)
    before = here("foretold.days_before", n=one.days_before)
    return one.title, before, said, number(lang(), one.came)
