"""What is due, with its words and its people, before it goes out; and what became of it after."""

import streamlit as st

from turnout import words
from turnout.desk import sending
from turnout.desk.sending import Due, Outcome, Person
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Event
from turnout.model.sending import OutState, Way
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.desk.passing import base
from turnout.ui.language import here, lang

MOST_SHOWN = 12  # names of one occasion: a glance takes in no more
_LANGUAGES = {"en": "english", "es": "spanish"}


def due(event: Event, by: str) -> None:
    """Draw each occasion that is due or will be, the next one open."""
    st.header(here("messages.due"), anchor=False)
    found = sending.due(house().desk, event.slug, base(), by)
    if not found:
        paper.notes(here("messages.due_none"))
    for place, one in enumerate(found):
        label = here("messages.occasion", kind=kind_of(one), when=_when(event, one))
        with st.expander(f"{label} · {_counts(one)}", expanded=place == 0):
            _one(event, one, by)


def outcomes(event: Event) -> None:
    """Draw what became of each occasion: how many have it, and why others have not."""
    st.header(here("messages.outcome"), anchor=False)
    found = sending.outcomes(house().desk, event.slug)
    if not found:
        paper.notes(here("messages.outcome_none"))
    for one in found:
        day, time = (of(lang(), one.last, event.zone) for of in (words.day, words.clock))
        what = here("messages.occasion", kind=_kind(one.kind, _days(one)), when=f"{day}, {time}")
        paper.strong(what)
        paper.notes(" · ".join(_states(one)))
        if one.why:
            paper.facts(_why(state, reason, n) for (state, reason), n in one.why.items())
        if one.states[OutState.SPARED] or one.states[OutState.FAILED]:
            with st.expander(here("messages.who_not")):
                _who_not(event, one)


def _who_not(event: Event, one: Outcome) -> None:
    """Draw who was spared or not reached, by name: whoever must know can be called."""
    found = sending.unreached(house().desk, event.slug, one.name)
    head = [here(f"messages.{name}") for name in ("who", "how")]
    rows = [
        (name or here("messages.nobody"), _said(OutState(state), reason))
        for name, state, reason in found
    ]
    paper.table(here("messages.who_not"), head, rows, words=2)


def kind_of(one: Due) -> str:
    """Return what an occasion is for, in words."""
    return _kind(one.kind, one.days)


def _kind(kind: str, days: int) -> str:
    return here(f"messages.kind_{kind}", n=days)


def _days(one: Outcome) -> int:
    return int(one.name.split(":")[2]) if one.kind == "confirm" else 0


def _when(event: Event, one: Due) -> str:
    day, time = (of(lang(), one.due_at, event.zone) for of in (words.day, words.clock))
    return f"{day}, {time}"


def _counts(one: Due) -> str:
    numbers = {
        "by_mail": one.count(Way.EMAIL),
        "by_hand_n": one.count(Way.HAND),
        "spared_n": one.spared.total(),
    }
    return " · ".join(here(f"messages.{name}", n=n) for name, n in numbers.items() if n)


def _one(event: Event, one: Due, by: str) -> None:
    mail, hand = one.count(Way.EMAIL), one.count(Way.HAND)
    for column, (language, said) in zip(st.columns(2), one.texts.items(), strict=False):
        with column:
            paper.hint(here(f"messages.{_LANGUAGES[language]}"))
            st.code("\n\n".join(said), language=None, wrap_lines=True)
    paper.facts(_spared(why, n) for why, n in one.spared.items())
    head = [here(f"messages.{name}") for name in ("who", "lead", "how")]
    spared_first = sorted(one.people, key=lambda each: not each.spared)
    shown = map(_row, spared_first[:MOST_SHOWN])
    paper.table(here("messages.people"), head, shown, words=3)
    if len(one.people) > MOST_SHOWN:
        paper.notes(here("messages.more", n=len(one.people) - MOST_SHOWN))
    label = here("messages.send_now" if mail else "messages.prepare", n=mail + hand)
    if mail + hand and st.button(label, key=f"send-{one.name}", type="primary"):
        _send(event, one, by)


def _spared(why: str, n: int) -> str:
    return here("messages.spared_why", n=n, why=here(f"messages.why_{why}"))


def _row(each: Person) -> tuple[str, str, str]:
    how = f"messages.why_{each.spared}" if each.spared else f"messages.way_{each.way}"
    return each.name or here("messages.nobody"), each.lead, here(how)


def _send(event: Event, one: Due, by: str) -> None:
    try:
        sent = sending.send_now(house().desk, event.slug, one.name, by)
    except NotFound:
        answers.closed()
        return
    st.toast(here("messages.sent_off", n=sent))
    st.rerun()


def _states(one: Outcome) -> list[str]:
    return [
        here(f"messages.state_{state}", n=one.states[state])
        for state in OutState
        if one.states[state]
    ]


def _why(state: OutState, reason: str, n: int) -> str:
    if state is OutState.SPARED:
        return _spared(reason, n)
    return here("messages.why_n", n=n, why=_said(state, reason))


def _said(state: OutState, reason: str) -> str:
    name, _, code = reason.partition(":")
    if state is OutState.FAILED:
        key = "failed_refused" if name in ("refused", "sender") else "failed_channel"
    elif code:
        key = "again"
    else:
        key = f"why_{name}" if words.has(f"messages.why_{name}") else "why_other"
    return here(f"messages.{key}", code=code)
