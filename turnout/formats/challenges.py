"""Challenges as plain values: for everybody's live picture, and for a lead's phone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from turnout.formats.when import stamp
from turnout.model.challenges import (
    Answer,
    ChallengeProgress,
    ChallengeStanding,
    ChallengeState,
    Competitor,
    Part,
)
from turnout.model.trade import ReviewState

KEPT = timedelta(days=1)  # how long what is over stays on screens


def of_all(challenge: ChallengeProgress) -> dict[str, Any]:
    """Return a challenge as the live picture has it."""
    return {
        "id": challenge.id,
        "measure": challenge.measure.value,
        "target": challenge.target,
        "done": challenge.done,
        "held": challenge.held,
        "deadline": stamp(challenge.deadline),
        "made_at": stamp(challenge.made_at),
        "way": challenge.way.value,
        "everybody": challenge.everybody,
        "state": challenge.state.value,
        "met_at": _stamp(challenge.met_at),
        "text": challenge.text,
        "by": _by(challenge.by),
        "parts": [_competitor(part) for part in challenge.parts],
        "others": {"leads": challenge.others, "done": challenge.others_done},
    }


def of_standing(standing: ChallengeStanding) -> dict[str, Any]:
    """Return a challenge as its organizers may see it: everybody who takes part is named."""
    made = standing.challenge
    return {
        **_stands(standing),
        "text": made.text,
        "by": _named(standing.by) if standing.by else None,
        "parts": [_own_part(part) for part in standing.takes_part],
        "others": {"leads": 0, "done": 0},
    }


def of_lead(lead: int, competes: bool, standings: Sequence[ChallengeStanding]) -> dict[str, Any]:
    """Return what a lead's phone keeps of challenges: those they made, accepted or that are
    everybody's (mine), and those that wait for their answer, or that they declined (open)."""
    mine = [each for each in standings if _is_mine(each, lead)]
    asked = [each for each in standings if lead in each.challenge.whom and each not in mine]
    open_ = [each for each in asked if each.state is not ChallengeState.CALLED_OFF]
    return {
        "competes": competes,
        "mine": [_own(each, lead) for each in mine],
        "open": [_own(each, lead) for each in open_],
    }


def _stands(standing: ChallengeStanding) -> dict[str, Any]:
    """Return what is asked and how it stands: the same for whoever may see it."""
    made = standing.challenge
    return {
        "id": made.id,
        "measure": made.measure.value,
        "target": made.target,
        "done": standing.done,
        "held": standing.held,
        "deadline": stamp(made.deadline),
        "made_at": stamp(made.made_at),
        "way": made.way.value,
        "everybody": made.everybody,
        "state": standing.state.value,
        "met_at": _stamp(standing.met_at),
    }


def _is_mine(standing: ChallengeStanding, lead: int) -> bool:
    made = standing.challenge
    return made.everybody or made.by == lead or any(p.lead == lead for p in standing.takes_part)


def _own(standing: ChallengeStanding, lead: int) -> dict[str, Any]:
    """Return a challenge as a lead may see it: who challenges is named to whom they asked, and of
    all others those who are shown."""
    made, own = standing.challenge, next((p for p in standing.parts if p.lead == lead), None)
    takes_part = standing.takes_part
    named = [part for part in takes_part if part.shown or part.lead == lead]
    others = [part for part in takes_part if part not in named]
    is_own, text_shown = made.by == lead, standing.review is ReviewState.SHOWN
    by = standing.by if standing.by and (own or standing.by.shown) else None
    return {
        **_stands(standing),
        "declared_most": made.declared_most,
        "text": made.text if is_own or text_shown else "",
        "review": standing.review.value if is_own else "",
        "by": _named(by) if by else None,
        "own": is_own,
        "answer": own.answer if own else "",
        "my_done": own.done if own else 0,
        "asked": len(made.whom),
        "declined": sum(part.answer == Answer.DECLINED for part in standing.parts),
        "parts": [_own_part(part) for part in named],
        "others": {"leads": len(others), "done": sum(part.done for part in others)},
    }


def _competitor(part: Competitor) -> dict[str, Any]:
    return {"name": part.name, "handle": part.handle, "done": part.done, "met": part.met}


def _own_part(part: Part) -> dict[str, Any]:
    return {**_named(part), "done": part.done, "met": part.met}


def _named(part: Part) -> dict[str, str]:
    return {"name": part.name, "handle": part.handle}


def _by(by: tuple[str, str] | None) -> dict[str, str] | None:
    return {"name": by[0], "handle": by[1]} if by else None


def _stamp(at: datetime | None) -> str | None:
    return stamp(at) if at else None
