"""Where one lead is named: the form for it, on their own page and, as told, on the desk."""

import secrets

import streamlit as st

from turnout.desk import recognition, taps
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Role
from turnout.model.recognition import Place
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here


def own(who: Actor) -> None:
    """Draw where a lead is named, and the form to choose anew."""
    st.header(here("naming.title"), anchor=False)
    stands = recognition.stands(house().desk, who)
    name = stands["name"]
    paper.notes(here(f"naming.is_{stands['stands']}", name=name))
    if stands["asked"]:
        paper.notes(here("naming.waits", name=stands["asked"]))
    form(who, stands, name)


def form(who: Actor, stands: dict[str, str], name: str) -> None:
    """Draw the form; stands: as `recognition.stands` returns it."""
    key = f"naming-{who.event}-{who.lead}"
    wrong = answers.wrong(key)
    places, say = list(Place), _own if who.role is Role.LEAD else _their
    with st.form(key, border=False):
        place = st.radio(
            say("where"), places, index=places.index(Place(stands["place"])),
            format_func=lambda one: here(f"naming.place_{one}"),
        )  # fmt: skip
        called = st.text_input(say("name"), stands["asked"] or name)
        _under(wrong, "name")
        paper.hint(say("name_hint"))
        said_as = st.text_input(say("said_as"), stands["said_as"])
        _under(wrong, "said_as")
        paper.hint(say("said_as_hint"))
        if not st.form_submit_button(say("save"), type="primary"):
            return
    told = Tap(secrets.token_hex(10), "roll", place=str(place), name=called, said_as=said_as)
    try:
        taps.tap(house().desk, who, told)
    except Refused as refused:
        answers.refuse(key, refused)
    except NotFound:
        answers.closed()
    else:
        answers.forget(key)
        st.rerun()


def _own(part: str) -> str:
    return here(f"naming.{part}")


def _their(part: str) -> str:
    """Return a sentence of the form as an organizer reads it, who enters what they were told."""
    return here(f"naming.their_{part}")


def _under(wrong: dict[str, str], field: str) -> None:
    if field in wrong:
        paper.wrong(wrong[field])
