"""What waits for a look of challenges: jumps, and lines that leads wrote. Nothing where none do."""

import streamlit as st

from turnout import words
from turnout.desk import challenge_review
from turnout.errors import NotFound
from turnout.formats import challenge_words
from turnout.house import house
from turnout.model import Event, ReviewState
from turnout.model.challenges import HeldGain, HeldText
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

_DECISIONS = ((ReviewState.SHOWN, "show"), (ReviewState.SET_ASIDE, "aside"))


def held(event: Event, by: str) -> None:
    """Draw each jump and each line with the two ways to decide of it."""
    desk = house().desk
    jumps = challenge_review.gains(desk, event.slug)
    lines = challenge_review.texts(desk, event.slug)
    if jumps or lines:
        paper.strong(here("challenges.held_title", n=len(jumps) + len(lines)))
        paper.notes(here("challenges.held_next"))
    for jump in jumps:
        _jump(event, by, jump)
    for line in lines:
        _line(event, by, line)


def _jump(event: Event, by: str, jump: HeldGain) -> None:
    with st.container(key=f"gain-{jump.challenge}-{jump.seq}", gap="xsmall"):
        gain = challenge_words.asks_for(lang(), jump.measure, jump.people)
        who = f"{jump.lead} (@{jump.handle})" if jump.lead else here("challenges.held_own")
        time = words.clock(lang(), jump.at, event.zone)
        paper.notes(
            here("challenges.held_jump", who=who, gain=gain, time=time),
            here("challenges.held_record", seq=str(jump.seq), id=str(jump.challenge)),
        )
        _choices(event, by, f"gain:{jump.seq}", "jump", jump.challenge, jump.seq)


def _line(event: Event, by: str, line: HeldText) -> None:
    with st.container(key=f"line-{line.challenge}", gap="xsmall"):
        paper.notes(here("challenges.held_line", who=f"@{line.handle}"))
        paper.words(line.text)
        _choices(event, by, f"challenge:{line.challenge}", "line", line.challenge, line.challenge)


def _choices(event: Event, by: str, subject: str, kind: str, challenge: int, number: int) -> None:
    with st.container(horizontal=True):
        for state, act in _DECISIONS:
            label = here(f"challenges.{kind}_{act}", n=str(number))
            key = f"{kind}-{act}-{challenge}-{number}"
            st.button(label, key=key, on_click=_decide, args=(event.slug, subject, state, by))


def _decide(slug: str, subject: str, state: ReviewState, by: str) -> None:
    try:
        challenge_review.decide(house().desk, slug, subject, state, by).result()
    except NotFound:
        answers.closed()
