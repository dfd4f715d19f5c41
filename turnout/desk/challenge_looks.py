"""How challenges stand, as one look has it: what was gained and counts, and who takes part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.desk.showing import hides_names, is_shown
from turnout.formats import challenges as formats
from turnout.model import Event, ReviewState
from turnout.model.challenges import (
    Answer,
    Challenge,
    ChallengeStanding,
    Gained,
    Part,
)
from turnout.rules import challenges as rules
from turnout.rules.contact import Handle
from turnout.store import Reading, challenges, competing, leads, reviews
from turnout.store import challenge_gains as gains
from turnout.store.times import read_or_none

Answers = Mapping[int, tuple[str, datetime]]


def standings(
    look: Reading, event: Event, now: datetime, since: datetime | None = None
) -> tuple[ChallengeStanding, ...]:
    """Return how the challenges of an event stand, newest first; since: only those that ended
    later."""
    return of_these(look, event, challenges.of_event(look, event.id, since), now)


def of_these(
    look: Reading, event: Event, these: Sequence[Challenge], now: datetime
) -> tuple[ChallengeStanding, ...]:
    """Return how each of `these` challenges of an event stands."""
    if not these:
        return ()
    ids = [each.id for each in these]
    known = _Known(
        event,
        now,
        challenges.answers(look, ids),
        challenges.turns(look, ids),
        gains.tallies(look, ids),
        gains.jumps(look, ids),
        gains.waiting(look, ids),
        {row["id"]: row for row in leads.these(look, list(_all_concerned(these)))},
    )
    return tuple(_standing(look, known, each) for each in these)


def of_lead(look: Reading, event: Event, lead: int, now: datetime) -> dict[str, Any]:
    """Return what a lead's phone keeps of challenges: {"competes", "mine", "open"}."""
    competes = lead in competing.of_event(look, event.id)
    return formats.of_lead(lead, competes, standings(look, event, now, now - formats.KEPT))


@dataclass(frozen=True)
class _Known:
    """What is looked up once for all challenges of an event."""

    event: Event
    now: datetime
    answers: Mapping[int, Answers]
    turns: Mapping[int, tuple[bool, int, datetime]]
    tallies: Mapping[int, Mapping[rules.Who, Gained]]
    jumps: Mapping[int, Mapping[int, Mapping[rules.Who, Gained]]]
    waiting: set[int]
    leads: Mapping[int, Any]


def _standing(look: Reading, known: _Known, challenge: Challenge) -> ChallengeStanding:
    answers = known.answers[challenge.id]
    said = {lead: answer for lead, (answer, _) in answers.items()}
    takes_part = rules.taking_part(challenge, said)
    score = rules.score(
        challenge, takes_part, known.tallies[challenge.id], known.jumps[challenge.id].values()
    )
    off, _, off_at = known.turns.get(challenge.id, (False, 0, None))
    parts = [_part(known, challenge, lead, said, score) for lead in _concerned(challenge)]
    return ChallengeStanding(
        challenge=challenge,
        state=rules.state(challenge, said, off, score.met, known.now),
        done=score.done,
        held=rules.held(challenge, takes_part, _waiting(known, challenge)),
        live_at=_live_at(challenge, answers),
        met_at=_met_at(look, challenge, takes_part) if score.met else None,
        off_at=off_at if off else None,
        review=review_of(look, challenge.id),
        by=_part(known, challenge, challenge.by, said, score) if challenge.by else None,
        parts=tuple(part for part in parts if part),
    )


def review_of(look: Reading, challenge: int) -> ReviewState:
    """Return what was decided of the text of a challenge, or how it came in."""
    newest = reviews.newest(look, f"challenge:{challenge}")
    if newest:
        return ReviewState(newest["state"])
    return ReviewState.HELD if challenges.was_held(look, challenge) else ReviewState.SHOWN


def _concerned(challenge: Challenge) -> list[int]:
    """Return who challenges and then whom they ask, by number."""
    return [lead for lead in (challenge.by, *challenge.whom) if lead and not challenge.everybody]


def _all_concerned(these: Sequence[Challenge]) -> set[int]:
    return {lead for each in these for lead in (each.by, *each.whom)}


def _waiting(known: _Known, challenge: Challenge) -> Iterable[Mapping[rules.Who, Gained]]:
    jumps = known.jumps[challenge.id]
    return [gained for jump, gained in jumps.items() if jump in known.waiting]


def _part(
    known: _Known, challenge: Challenge, lead: int, said: Mapping[int, str], score: rules.Score
) -> Part | None:
    row = known.leads.get(lead)
    if row is None:
        return None
    done = score.of(lead)
    return Part(
        lead=lead,
        name=row["name"],
        handle=str(Handle(row["user"], row["host"])),
        shown=is_shown(row, hides_names(known.event)),
        answer=said.get(lead, ""),
        done=done,
        met=done >= challenge.target,
    )


def _live_at(challenge: Challenge, answers: Answers) -> datetime | None:
    if challenge.everybody:
        return challenge.made_at
    accepted = [at for said, at in answers.values() if said == Answer.ACCEPTED]
    return max(challenge.made_at, min(accepted)) if accepted else None


def _met_at(look: Reading, challenge: Challenge, takes_part: frozenset[int]) -> datetime | None:
    leads_ = () if challenge.everybody else tuple(sorted(takes_part))
    in_order = gains.in_order(look, challenge.id, leads_)
    first = read_or_none(rules.first_met(challenge, takes_part, in_order))
    # What a form service tells late was said before anybody asked for it.
    return max(challenge.made_at, first) if first else None
