"""New leads: one by one, or a list that is looked at before it is stored."""

from collections.abc import Sequence

import streamlit as st

from turnout import words
from turnout.desk import leadlists, leads
from turnout.desk.leadlists import Verdict
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event, Role
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.desk import answers, listing
from turnout.ui.desk.listing import Listing
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_FIELDS = ("name", "handle", "shown", "contact", "recruiter")


def add(visitor: Visitor, event: Event, first: bool) -> None:
    """Draw both ways to add leads; `first`: unfolded, as there are none yet."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    with st.expander(here("desk.add_one"), expanded=first):
        _one(event, by)
    with st.expander(here("desk.add_list")):
        _list(event, by)


def _one(event: Event, by: str) -> None:
    wrong, took = answers.wrong("add-lead"), st.session_state.get("add-lead:took", 0)
    with st.form("add-lead", border=False):
        # A new key for each lead taken: the fields are empty for the next, and only then.
        said = {field: _field(field, f"add-{field}-{took}", wrong) for field in _FIELDS}
        goal = st.number_input(here("desk.lead_goal"), 0, MOST_GOAL, key=f"add-goal-{took}")
        if not st.form_submit_button(here("desk.add"), type="primary"):
            return
    first, *others = said["handle"].replace(",", " ").split() or [""]
    try:
        made = leads.add(
            house().desk, event.slug, said["name"], first, goal, said["recruiter"],
            contact=said["contact"], shown_name=said["shown"], handles=others, by=by,
        ).result()  # fmt: skip
    except Refused as refused:
        answers.refuse("add-lead", refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget("add-lead")
        st.session_state["add-lead:took"] = took + 1
        st.query_params["lead"] = made.handle
        st.toast(here("desk.lead_added", name=paper.verbatim(made.name)))
        st.rerun()


def _field(field: str, key: str, wrong: dict[str, str]) -> str:
    label = "handles" if field == "handle" else field
    said = st.text_input(here(f"desk.lead_{label}"), key=key)
    under = "recruited_by" if field == "recruiter" else field
    if under in wrong:
        paper.wrong(wrong[under])
    return said


def _list(event: Event, by: str) -> None:
    paper.notes(here("desk.list_note"))
    text = st.text_area(here("desk.list_paste"), key="lead-list", height=160)
    file = st.file_uploader(here("desk.list_file"), type=["csv", "tsv", "txt"], key="lead-file")
    if file is not None:
        text = file.getvalue().decode("utf-8-sig", "replace")
    if not text.strip():
        return
    desk, slug = house().desk, event.slug
    listing.look(
        Listing(
            key="take-list",
            preview=lambda: leadlists.preview(desk, slug, text),
            take=lambda: leadlists.take(desk, slug, text, by=by),
            table=_table,
            offer=lambda n: here("desk.list_take", n=n),
            thanks=lambda n: here("desk.list_taken", n=n),
        )
    )


def _table(found: Sequence[Verdict]) -> None:
    names = ("line", "fate", "lead", "handles", "contact", "recruiter", "goal")
    head = [here(f"desk.head_{name}") for name in names]
    shown = sorted(found, key=lambda each: each.line.number)[: listing.ROWS_SHOWN]
    paper.table(here("desk.add_list"), head, [_row(each) for each in shown], words=6)


def _row(each: Verdict) -> tuple[str, ...]:
    told, line = each.told, each.line
    number = words.number(lang(), line.number)
    if told is None:
        why = " ".join(answers.sentence(reason) for reason in each.reasons)
        return (
            number,
            why,
            line.name,
            " ".join(line.handles),
            line.contact,
            line.recruiter,
            line.goal,
        )
    named = told.name if told.name == told.shown else f"{told.name} ({told.shown})"
    handles = " ".join(f"@{handle}" for handle in told.handles)
    contact = told.contact.value if told.contact else ""
    goal = words.number(lang(), told.goal) if told.goal else ""
    return (
        number,
        here(f"desk.fate_{each.fate}"),
        named,
        handles,
        contact,
        told.recruited_by,
        goal,
    )
