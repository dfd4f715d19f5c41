"""A list on its way in: how far it is, a way to stop it, and what became of it."""

import streamlit as st

from turnout.desk import import_jobs, importing
from turnout.desk.import_jobs import Job
from turnout.house import house
from turnout.model import Event
from turnout.ui import paper
from turnout.ui.desk.import_preview import tally
from turnout.ui.language import here, lang

LOOKED_AT_SECONDS = 1


def job(event: Event) -> None:
    """Draw the job of `event`, which there is; while it runs, a second at a time."""
    found = import_jobs.latest(house().desk, event.slug)
    if found and found.running:
        _running(event)
    elif found:
        _ended(event, found)


@st.fragment(run_every=LOOKED_AT_SECONDS)
def _running(event: Event) -> None:
    found = import_jobs.latest(house().desk, event.slug)
    if found is None or not found.running:
        st.rerun()
    share = found.done / found.total if found.total else 1.0
    st.progress(share, here("importing.progress", done=found.done, n=found.total))
    tally(found.counts)
    if found.stopped:
        paper.notes(here("importing.stopping"))
    else:
        st.button(here("importing.stop"), key="import_stop", on_click=found.stop)


def _ended(event: Event, found: Job) -> None:
    if found.failed:
        paper.strong(here(f"importing.failed_{found.failed}"))
    if found.done < found.total:
        paper.strong(here("importing.ended_early", done=found.done, n=found.total))
    elif not found.failed:
        paper.strong(here("importing.ended", n=found.total))
    tally(found.counts)
    if found.refused:
        _refused(event, found)
    st.button(
        here("importing.another"),
        key="import_another",
        on_click=import_jobs.forget,
        args=(house().desk, event.slug),
    )


def _refused(event: Event, found: Job) -> None:
    told = [
        (row, " ".join(importing.why(lang(), reason) for reason in reasons))
        for row, reasons in found.refused
    ]
    paper.notes(here("importing.refused_next"))
    st.download_button(
        here("importing.refused_file", n=len(told)),
        "\ufeff" + importing.refused_csv(found.sheet, told),  # the mark tells Excel it is UTF-8
        file_name=f"{event.slug}-to-mend.csv",
        mime="text/csv",
        key="import_refused",
    )
