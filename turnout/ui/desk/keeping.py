"""Keep and forget: files to take away, a person erased, contacts deleted when it is over."""

import json
from functools import partial

import streamlit as st

from turnout import words
from turnout.desk import carrying, forgetting
from turnout.desk.forgetting import Known
from turnout.errors import NotFound
from turnout.formats.ledger import TABLES, ledger_csv
from turnout.house import house
from turnout.model import Event, Role
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("keeping.export"), anchor=False)
    _export(event, by)
    st.header(here("keeping.erase"), anchor=False)
    _erase(event, by)
    st.header(here("keeping.purge"), anchor=False)
    _purge(event, by)


def _export(event: Event, by: str) -> None:
    paper.notes(here("keeping.export_note"))
    slug = event.slug
    with st.container(horizontal=True, key="keeping-files"):
        for table in TABLES:  # made when the button is pressed, not on every run
            st.download_button(
                here(f"keeping.file_{table}"), partial(_csv, slug, table, by),
                f"{slug}-{table}.csv", "text/csv", key=f"file-{table}", on_click="ignore",
            )  # fmt: skip
        st.download_button(
            here("keeping.file_all"), partial(_json, slug, by), f"{slug}.json", "application/json",
            key="file-all", on_click="ignore",
        )  # fmt: skip


# No page is drawn for a download, so its guard is not asked: the export asks for itself.
def _csv(slug: str, table: str, by: str) -> str:
    return ledger_csv(carrying.export(house().desk, slug, by), table)


def _json(slug: str, by: str) -> str:
    return json.dumps(carrying.export(house().desk, slug, by), ensure_ascii=False, indent=1)


def _erase(event: Event, by: str) -> None:
    paper.notes(here("keeping.erase_note"))
    text = st.text_input(here("keeping.erase_find"), key="erase-find")
    found = forgetting.find(house().desk, event.slug, text)
    if text.strip() and not found:
        paper.notes(here("keeping.erase_none"))
    for known in found:
        _known(event, known, by)


def _known(event: Event, known: Known, by: str) -> None:
    name = known.name or here("keeping.nameless")
    ways = ", ".join((*known.contacts, *(f"@{handle}" for handle in known.handles)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"known-{known.person}"):
        paper.notes(here("keeping.erase_what", name=name, n=known.sign_ups,
                         ways=ways or here("keeping.erase_nothing")))  # fmt: skip
        _erase_for_good(event, known, here("keeping.erase_do", name=paper.verbatim(name)), by)


def _erase_for_good(event: Event, known: Known, label: str, by: str) -> None:
    with st.popover(label, key=f"erase-{known.person}"):
        if st.button(here("keeping.erase_sure"), type="primary", key=f"sure-{known.person}"):
            try:
                forgetting.erase(house().desk, event.slug, known.person, by).result()
            except NotFound:
                answers.closed()
            else:
                st.toast(here("keeping.erased"))
                st.rerun()


def _purge(event: Event, by: str) -> None:
    until = forgetting.keep_until(event)
    by_itself = (
        here("keeping.purge_by_itself", day=words.date(lang(), until))
        if until
        else here("keeping.purge_no_day")
    )
    paper.notes(here("keeping.purge_note"), by_itself)
    with st.popover(here("keeping.purge_do")):
        if st.button(here("keeping.purge_sure"), type="primary", key="purge-sure"):
            try:
                purged = forgetting.purge(house().desk, event.slug, by).result()
            except NotFound:
                answers.closed()
            else:
                st.toast(here("keeping.purged", n=purged))
                st.rerun()
