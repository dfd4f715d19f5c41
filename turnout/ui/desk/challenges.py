"""Challenges: what waits for a look, what runs, one to make, and how the past ones went."""

import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

import streamlit as st

from turnout import browser
from turnout.desk import challenges, contest
from turnout.desk.pocket import Actor
from turnout.formats.challenges import of_standing
from turnout.house import house
from turnout.model import Event, Role
from turnout.model.challenges import Answer, ChallengeStanding, ChallengeState
from turnout.ui import paper, review_gains
from turnout.ui.components import live, spoken
from turnout.ui.desk import answers
from turnout.ui.desk.challenges_making import making
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture, pulse
from turnout.ui.visitor import Visitor

RUNNING = (ChallengeState.OFFERED, ChallengeState.LIVE)
MOST_PAST = 30  # what one looks back at; the ledger has them all
_cards = live("bar.css", "challenges.css", name="challenges")


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    actor = Actor(event.slug, 0, Role.ORGANIZER, visitor.by(event.slug, Role.ORGANIZER))

    @pulse(visitor, event.slug)
    def standing(picture: Picture) -> None:
        review_gains.held(event, actor.by)
        every = challenges.of_event(house().desk, event.slug)
        _running(event, actor, _now(every))
        _past(event, actor, [each for each in every if each.state not in RUNNING][:MOST_PAST])

    standing()
    if event.is_over(house().desk.clock()):
        paper.notes(here("contesting.desk_over"))
    else:
        making(event, actor, contest.has_areas(house().desk, event.slug))


def _now(every: Sequence[ChallengeStanding]) -> list[ChallengeStanding]:
    return [each for each in every if each.state in RUNNING]


def _running(event: Event, actor: Actor, every: Sequence[ChallengeStanding]) -> None:
    st.header(here("contesting.desk_running"), anchor=False)
    if not every:
        paper.notes(here("contesting.desk_none"))
    for each in every:
        with st.container(key=f"challenge-{each.challenge.id}", gap="small"):
            _card(event, each)
            st.button(
                here("contesting.call_off"), key=f"off-{each.challenge.id}",
                on_click=_do, args=(challenges.call_off, actor, secrets.token_urlsafe(16),
                                    each.challenge.id),
            )  # fmt: skip


def _past(event: Event, actor: Actor, every: Sequence[ChallengeStanding]) -> None:
    if not every:
        return
    with st.expander(here("contesting.desk_past", n=len(every)), key="challenges-past"):
        for each in every:
            _card(event, each)
            off = each.state is ChallengeState.CALLED_OFF
            if off and house().desk.clock() < each.challenge.deadline:
                st.button(
                    here("contesting.desk_go_on"), key=f"on-{each.challenge.id}",
                    on_click=_do, args=(contest.go_on, event.slug, each.challenge.id, actor.by),
                )  # fmt: skip


def _card(event: Event, standing: ChallengeStanding) -> None:
    _cards(
        key=f"card-{standing.challenge.id}",
        data={
            "module": browser.address("challenges-desk.js"),
            "challenge": of_standing(standing),
            "zone": event.zone,
            **spoken(lang(), "contest"),
        },
    )
    if said := _answers(standing):
        paper.notes(*said)


def _answers(standing: ChallengeStanding) -> list[str]:
    """Return who accepted, who declined and who has not answered, a sentence each."""
    asked = [part for part in standing.parts if part.lead in standing.challenge.whom]
    named: dict[str, list[str]] = {answer: [] for answer in (*Answer, "")}
    for part in asked:
        named[part.answer].append(_who(part.name, part.handle))
    return [
        here(f"contesting.desk_answer_{answer or 'none'}", who=", ".join(names))
        for answer, names in named.items()
        if names
    ]


def _who(name: str, handle: str) -> str:
    return name or (f"@{handle}" if handle else here("light.own"))


def _do(act: Callable[..., Future[Any]], *given: Any) -> None:
    with answers.in_passing():
        act(house().desk, *given).result()
