"""The ledger, a sentence a record; narrowed, paged, taken back and fixed."""

import secrets
from html import escape
from typing import Any

import streamlit as st

from turnout import words
from turnout.desk import corrections, leads, told
from turnout.desk.told import Told
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Door, Event, Role, Status
from turnout.rules.intake import MOST_IN_PARTY
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

PAGE = 25
# Kinds whose sentence is told by what was said, beside what it was said of.
WITH_STEP = (
    *("area", "group", "seen", "recognition"),
    *("challenge", "challenge_answer", "challenge_turn", "compete"),
)


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("story.title"), anchor=False)
    paper.notes(here("story.note"))
    narrowed = _filters(event)
    asked = st.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 16 else None
    found = corrections.story(house().desk, event.slug, **narrowed, before=before, most=PAGE + 1)
    if not found:
        paper.notes(here("story.none"))
    for each in found[:PAGE]:
        _record(event, each, by)
    _turn(found, before)


def _filters(event: Event) -> dict[str, Any]:
    desk = house().desk
    known = [each.handle for each in leads.leads(desk, event.slug)]
    everything = here("story.all")
    with st.container(horizontal=True, key="story-filters"):
        kinds = st.multiselect(
            here("story.kind"),
            told.kinds(desk, event.slug),
            format_func=_kind,
            key="story-kind",
            placeholder=everything,
        )
        doors = st.multiselect(
            here("story.door"),
            [door.value for door in Door],
            format_func=_door,
            key="story-door",
            placeholder=everything,
        )
        lead = st.selectbox(
            here("story.lead"), known, index=None, key="story-lead", placeholder=everything
        )
        text = st.text_input(here("story.text"), key="story-text")
    return {"kinds": kinds, "doors": doors, "lead": lead or "", "text": text}


def _record(event: Event, each: Told, by: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"record-{each.seq}"):
        st.html(_line(event, each))
        if each.undoable:
            _button("undo", each.seq, each.seq, event, by)
        elif each.returnable and each.undone_by is not None:
            _button("bring_back", each.seq, each.undone_by, event, by)
        fixable = each.kind == "commitment" and not each.undone
        if fixable and st.button(here("story.fix", seq=str(each.seq)), key=f"fix-{each.seq}"):
            _ask_fix(event, each, by)


def _button(word: str, shown: int, seq: int, event: Event, by: str) -> None:
    label = here(f"story.{word}", seq=str(shown))
    st.button(label, key=f"{word}-{shown}", on_click=_undo, args=(event.slug, seq, by))


def _undo(event: str, seq: int, by: str) -> None:
    with answers.in_passing():
        corrections.undo(house().desk, seq, by=by, event=event).result()


def _line(event: Event, each: Told) -> str:
    number = f'<span class="soft">{each.seq}</span> '  # as its buttons and other records name it
    text = escape(sentence(event, each))
    if each.undone:
        return f'<p class="note">{number}<s>{text}</s> {escape(here("story.undone"))}</p>'
    waits = f" {here('story.waits')}" if each.state == "held" else ""
    note = f" “{each.note}”" if each.note else ""
    return f'<p class="note">{number}{text}{escape(waits + note)}</p>'


def sentence(event: Event, each: Told) -> str:
    """Return a record as a sentence in the visitor's language."""
    day, time = (of(lang(), each.at, event.zone) for of in (words.day, words.clock))
    key = f"story.told_{_which(each)}"
    return here(
        key if words.has(key) else "story.told_other",
        time=f"{day}, {time}:",
        name=each.name or here("story.nobody"),
        lead=each.lead or each.lead_handle or here("story.organizers"),
        with_=here("story.with_lead", lead=each.lead) if each.lead else "",
        door=_door(each.door),
        of=each.of.partition(":")[2],
        area=each.area,
        told=each.told,
        n=_number(each),
        what=_what(each),
    )


def _number(each: Told) -> int:
    told = {"commitment": each.party, "posts": each.posts}.get(each.kind, each.people)
    return told or each.areas


def _which(each: Told) -> str:
    if each.kind == "posts":
        return f"posts_{_decision(each)}"
    if each.kind == "commitment":
        return f"commitment_{each.status}"
    if each.kind in ("arrival", "head_count"):
        return _of_the_day(each)
    if each.kind in WITH_STEP:
        return f"{each.kind}_{each.step}"
    if each.kind == "area_import":
        return "area_import" if each.door == Door.IMPORT else "area_import_back"
    if each.kind == "review":
        return _reviewed(each)
    return "goal_event" if each.kind == "goal" and not each.lead_handle else each.kind


def _reviewed(each: Told) -> str:
    kind = each.of.partition(":")[0]
    if each.area or kind in ("claim", "gain", "challenge", "name", "update"):
        return f"review_{kind}_{each.decided}"
    return "review_lead" if kind == "lead" else f"review_{each.decided}"


def _of_the_day(each: Told) -> str:
    if each.kind == "arrival":
        return "arrival" if each.person else "arrival_walk_in"
    return "head_count" if each.people else "head_count_none"


def _decision(each: Told) -> str:
    """Return what was decided: of posts, of a photo, or of an author, a server or a word and their
    posts."""
    kind = each.of.partition(":")[0]
    if kind == "photo":
        return f"photo_{each.decided}"
    if not kind or each.decided == "undo":
        return each.decided
    judged = {"blocked": "blocking", "shown": "trusting"}.get(each.decided, "lifting")
    return "owning" if kind == "account" else judged


def _what(each: Told) -> str:
    if each.kind == "show":
        return here(f"show.scene_{each.step or 'total'}")
    key = f"story.what_{each.of.partition(':')[0]}"
    return here(key) if words.has(key) else ""


def _kind(kind: str) -> str:
    key = f"story.kind_{kind}"
    return here(key if words.has(key) else "story.kind_other")


def _door(door: str) -> str:
    return here(f"rally.door_{door}")


def _turn(found: list[Told], before: int | None) -> None:
    with st.container(horizontal=True, key="story-pages"):
        if before is not None:
            st.button(here("story.newest"), key="story-newest", on_click=_page, args=(None,))
        if len(found) > PAGE:
            last = found[PAGE - 1].seq
            st.button(here("story.older"), key="story-older", on_click=_page, args=(last,))


def _page(before: int | None) -> None:
    if before is None:
        st.query_params.pop("before", None)
    else:
        st.query_params["before"] = str(before)


def _ask_fix(event: Event, each: Told, by: str) -> None:
    st.session_state.setdefault(f"fix-key-{each.seq}", secrets.token_hex(8))

    @st.dialog(here("story.fix_title"))
    def ask() -> None:
        with st.form(f"fix-form-{each.seq}", border=False):
            name = st.text_input(here("story.fix_name"), each.name)
            party = st.number_input(here("story.fix_party"), 1, MOST_IN_PARTY, each.party or 1)
            says = st.radio(here("story.fix_status"), list(Status), index=list(Status).index(
                Status(each.status)), format_func=lambda s: here(f"story.status_{s}"))  # fmt: skip
            lead = st.text_input(here("story.fix_lead"))
            if st.form_submit_button(here("story.fix_save"), type="primary"):
                _fix(event.slug, each.seq, by, int(party), says or Status.YES, lead, name)

    ask()


def _fix(event: str, seq: int, by: str, party: int, status: Status, lead: str, name: str) -> None:
    key = st.session_state[f"fix-key-{seq}"] + f":{party}:{status}:{lead}:{name}"
    try:
        corrections.fix(
            house().desk, seq, by=by, event=event, key=key, party=party, status=status,
            lead=lead, name=name,
        ).result()  # fmt: skip
    except Refused as refused:
        paper.wrong(answers.sentence(refused.reasons[0]))
    except NotFound:
        answers.closed()
    else:
        st.session_state.pop(f"fix-key-{seq}", None)
        st.toast(here("story.fixed"))
        st.rerun()
