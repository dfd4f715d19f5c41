"""Recognition on the desk: who waits for a look, and the roll as the hall will see it."""

from collections.abc import Callable, Sequence

import streamlit as st

from turnout.desk import leads, recognition
from turnout.desk.pocket import Actor
from turnout.desk.recognition import Listed
from turnout.desk.roll import roll
from turnout.desk.showing import hides_names
from turnout.formats import roll_words as said
from turnout.house import house
from turnout.model import Event, ReviewState, Role
from turnout.model.recognition import Place, RollRow
from turnout.ui import naming, paper
from turnout.ui.desk import answers, switch
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_KEY = "recognition_lead"
_DECISIONS = (
    ("show", ReviewState.SHOWN), ("aside", ReviewState.SET_ASIDE), ("block", ReviewState.BLOCKED)
)  # fmt: skip
_INDENT = "\u2003"


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    found = recognition.of_event(house().desk, event.slug)
    st.header(here("recognition.desk_title"), anchor=False)
    if not found:
        paper.notes(here("desk.leads_none"))
        switch.go("leads", "recognition-leads")
        return
    paper.strong(here("recognition.desk_on", n=sum(each.on_roll for each in found), of=len(found)))
    paper.notes(here("recognition.off" if hides_names(event) else "recognition.desk_note"))
    _waiting(found, event, by)
    _preview(event)
    _everybody(found)
    _one(found, event, by)


def _waiting(found: Sequence[Listed], event: Event, by: str) -> None:
    """Draw the names that wait for a look, and who wants to be on the roll and is hidden."""
    for each in found:
        if each.choice.asked:
            _name(each, event, by)
    hidden = [each for each in found if each.choice.place is Place.ROLL and not each.shown]
    for each in [] if hides_names(event) else hidden:
        with _line(f"recognition-hidden-{each.lead}"):
            paper.notes(here("recognition.desk_hidden", name=_called(each), handle=each.handle))
            _button("recognition.desk_show_lead", f"roll-show-{each.lead}", _show,
                    event.slug, each.handle, True, by)  # fmt: skip


def _name(each: Listed, event: Event, by: str) -> None:
    with _line(f"recognition-asked-{each.lead}"):
        asked = {"name": _called(each), "handle": each.handle, "asked": each.choice.asked}
        paper.notes(here("recognition.desk_asked", **asked))
        for word, state in _DECISIONS:
            _button(f"recognition.desk_{word}", f"name-{word}-{each.choice.record}", _decide,
                    event.slug, each.choice.record, state, by)  # fmt: skip


def _preview(event: Event) -> None:
    """Draw the roll as the hall will see it, and the ways to it."""
    st.header(here("recognition.desk_preview"), anchor=False)
    at = f"/e/{event.slug}/roll"
    ways = ((at, "recognition.desk_page"), (f"{at}/sheet", "recognition.desk_sheet"))
    paper.link_line([(f"{address}?lang={lang()}", here(label)) for address, label in ways])
    told = roll(house().desk, event.slug)
    if told.rows:
        head = [here(f"recognition.head_{name}") for name in ("lead", "by", "numbers", "honours")]
        with st.container(key="roll-table"):
            rows = (_row(row, told.counted) for row in told.rows)
            paper.table(here("recognition.desk_preview"), head, rows, words=4)
    else:
        paper.notes(here("recognition.none"))


def _row(row: RollRow, counted: bool) -> tuple[str, ...]:
    name = f"{_INDENT * row.depth}{row.name} @{row.handle}"
    honours = ". ".join(said.honours(lang(), row))
    return name, row.by.name if row.by else "", said.numbers(lang(), row, counted), honours


def _everybody(found: Sequence[Listed]) -> None:
    with st.expander(here("recognition.desk_everybody")):
        head = [here(f"recognition.head_{name}") for name in ("lead", "wants", "stands", "said_as")]
        with st.container(key="roll-chosen"):
            paper.table(here("recognition.desk_everybody"), head, map(_listed, found), words=4)


def _listed(each: Listed) -> tuple[str, ...]:
    wants = f"wants_{each.choice.place}" if each.said else "wants_unsaid"
    stands = "stands_roll" if each.on_roll else "stands_shown" if each.shown else "stands_hidden"
    return (
        f"{_called(each)} @{each.handle}",
        here(f"recognition.{wants}"),
        here(f"recognition.{stands}"),
        each.choice.said_as,
    )


def _one(found: Sequence[Listed], event: Event, by: str) -> None:
    """Draw the choice of one lead, and where they are named, to be entered as they tell it."""
    st.header(here("recognition.desk_told"), anchor=False)
    paper.notes(here("recognition.desk_told_note"))
    known = {each.lead: each for each in found}
    chosen = st.selectbox(
        here("desk.which_lead"), list(known), index=None, key=_KEY, width=420,
        format_func=lambda lead: f"{_called(known[lead])} @{known[lead].handle}",
        placeholder=here("desk.which_lead_none"),
    )  # fmt: skip
    if chosen is None:
        return
    each = known[chosen]
    who = Actor(event.slug, each.lead, Role.ORGANIZER, by)
    stands = recognition.stands(house().desk, who)
    paper.notes(here(f"recognition.told_{stands['stands']}", name=_called(each)))
    if each.shown:
        _button("recognition.desk_hide_lead", f"roll-hide-{each.lead}", _show,
                event.slug, each.handle, False, by)  # fmt: skip
    naming.form(who, stands, each.name)


def _line(key: str) -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", key=key)


def _button(label: str, key: str, does: Callable[..., None], *given: object) -> None:
    st.button(here(label), key=key, on_click=does, args=given)


def _called(each: Listed) -> str:
    return each.name or f"@{each.handle}"


def _decide(event: str, record: int, state: ReviewState, by: str) -> None:
    with answers.in_passing():
        recognition.decide(house().desk, event, record, state, by).result()


def _show(event: str, handle: str, shown: bool, by: str) -> None:
    with answers.in_passing():
        leads.show(house().desk, event, handle, shown, by).result()
