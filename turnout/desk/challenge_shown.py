"""Challenges as everybody may see them: what somebody took up, naming only shown leads."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from turnout.desk import challenge_looks
from turnout.desk.showing import unnamed
from turnout.formats.challenges import KEPT
from turnout.model import Event, ReviewState
from turnout.model.challenges import (
    Challenge,
    ChallengeProgress,
    ChallengeStanding,
    ChallengeState,
    Competitor,
    Part,
)
from turnout.rules import quoting
from turnout.store import Reading

MOST = 12  # in the live picture, which goes out whenever anything moves


def shown(look: Reading, event: Event, at: datetime) -> tuple[ChallengeProgress, ...]:
    """Return the challenges of an event as of `at`: those that still need people, then those that
    are met before their time, then those that are over, which stay for a day; the newest first.
    What nobody took up yet is between those it names."""
    public = [each for each in challenge_looks.standings(look, event, at, at - KEPT) if _is(each)]
    ordered = sorted(public, key=lambda each: (_is_over(each, at), _is_met(each)))
    hidden = whom_to_hide(look, event)
    return tuple(as_shown(each, hidden) for each in ordered[:MOST])


def one(
    look: Reading, event: Event, challenge: Challenge, at: datetime
) -> ChallengeProgress | None:
    """Return one challenge as of `at`, however long it is over; None where nobody took it up."""
    (standing,) = challenge_looks.of_these(look, event, [challenge], at)
    return as_shown(standing, whom_to_hide(look, event)) if _is(standing) else None


def whom_to_hide(look: Reading, event: Event) -> Callable[[], Sequence[str]]:
    """Return what returns how those are called who may not be named; asked for where a challenge
    has a line, and once."""
    return cache(lambda: unnamed(look, event))


def as_shown(
    standing: ChallengeStanding, hidden_names: Callable[[], Sequence[str]]
) -> ChallengeProgress:
    """Return a challenge without those who may not be named, its line included."""
    made, by = standing.challenge, standing.by
    takes_part = standing.takes_part
    hidden = [part for part in takes_part if not part.shown]
    return ChallengeProgress(
        id=made.id,
        measure=made.measure,
        target=made.target,
        done=standing.done,
        held=standing.held,
        deadline=made.deadline,
        made_at=made.made_at,
        way=made.way,
        everybody=made.everybody,
        state=standing.state,
        met_at=standing.met_at,
        text=_line(standing, hidden_names),
        by=(by.name, by.handle) if by and by.shown else None,
        parts=tuple(_competitor(part) for part in takes_part if part.shown),
        others=len(hidden),
        others_done=sum(part.done for part in hidden),
    )


def _is(standing: ChallengeStanding) -> bool:
    return standing.live_at is not None


def _line(standing: ChallengeStanding, hidden_names: Callable[[], Sequence[str]]) -> str:
    text = standing.challenge.text
    return quoting.without(text, hidden_names()) if text and _reads(standing) else ""


def _reads(standing: ChallengeStanding) -> bool:
    """Return whether everybody may read its line: of a lead only while they may be named."""
    is_anybodys = not standing.challenge.by or bool(standing.by and standing.by.shown)
    return standing.review is ReviewState.SHOWN and is_anybodys


def _is_over(standing: ChallengeStanding, at: datetime) -> bool:
    return standing.challenge.deadline < at or standing.state is ChallengeState.CALLED_OFF


def _is_met(standing: ChallengeStanding) -> bool:
    return standing.state is ChallengeState.MET


def _competitor(part: Part) -> Competitor:
    return Competitor(part.name, part.handle, part.done, part.met)
