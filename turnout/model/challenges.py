"""Challenges: so many more by when, together or each, and how far they are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from turnout.model.trade import ReviewState


class Measure(StrEnum):
    """What is counted, as a gain since the challenge was made."""

    HEADS = "heads"  # named people who come, and declared heads as far as the challenge says
    NEW_YES = "new_yes"  # heads of named people who said yes or confirmed
    CONFIRMED = "confirmed"  # heads of those who confirmed
    AREAS = "areas"  # areas cleaned, less those that were reopened


class Way(StrEnum):
    """One target for all who take part, or the same one for each."""

    TOGETHER = "together"
    EACH = "each"


class Answer(StrEnum):
    """What a lead who was asked says; it may be changed until the deadline."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class ChallengeState(StrEnum):
    """Where a challenge is. Of what was not taken up by its deadline: declined."""

    OFFERED = "offered"
    DECLINED = "declined"
    LIVE = "live"
    MET = "met"
    MISSED = "missed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for; nothing is believed yet.

    whom: handles of leads; empty: everybody together. declared_most: how many heads that only
    leads' totals tell of count in all, of HEADS. text: a line of the challenger's own.
    """

    target: int
    deadline: datetime
    measure: str = Measure.HEADS
    way: str = Way.TOGETHER
    whom: tuple[str, ...] = ()
    declared_most: int = 0
    text: str = ""


@dataclass(frozen=True)
class Challenge:
    """A challenge as it was made. id: the seq of its record; by: a lead's number, 0 for the
    organizers; whom: leads' numbers, none for everybody together."""

    id: int
    event: str
    by: int
    measure: Measure
    target: int
    deadline: datetime
    way: Way
    whom: tuple[int, ...]
    declared_most: int
    text: str
    made_at: datetime

    @property
    def everybody(self) -> bool:
        return not self.whom


@dataclass(frozen=True)
class Gained:
    """What one lead gained, and what stood with them before: named and declared, in heads."""

    named: int = 0
    confirmed: int = 0
    declared: int = 0
    areas: int = 0
    stood_named: int = 0
    stood_declared: int = 0


@dataclass(frozen=True)
class Part:
    """One lead in a challenge, for its organizers. answer: empty where they have not answered;
    whoever challenges takes part without one. shown: may be named in public."""

    lead: int
    name: str
    handle: str
    shown: bool
    answer: str
    done: int
    met: bool


@dataclass(frozen=True)
class ChallengeStanding:
    """A challenge and how far it is, for its organizers and for whom it concerns.

    done: heads or areas gained, and counted; below nought where more was taken back. Of EACH, of
    whoever has furthest to go. held: what waits for a look on top. live_at: when somebody took it
    up first; met_at: when it first came to the target. review: what was decided of its text.
    by: who challenges, None for the organizers. parts: whoever challenges, then whom they asked.
    """

    challenge: Challenge
    state: ChallengeState
    done: int
    held: int
    live_at: datetime | None
    met_at: datetime | None
    off_at: datetime | None
    review: ReviewState
    by: Part | None
    parts: tuple[Part, ...]

    @property
    def takes_part(self) -> tuple[Part, ...]:
        """Those whose gains count, where not everybody's do."""
        by, answered = self.challenge.by, Answer.ACCEPTED
        return tuple(part for part in self.parts if part.lead == by or part.answer == answered)


@dataclass(frozen=True)
class Competitor:
    """A shown lead's part of a challenge, for everybody."""

    name: str
    handle: str
    done: int
    met: bool


@dataclass(frozen=True)
class ChallengeProgress:
    """A challenge as everybody may see it: it names nobody but shown leads.

    by: (name, handle); None for the organizers, and for a lead who may not be named. others,
    others_done: of leads who may not be named. text: empty until an organizer showed it.
    """

    id: int
    measure: Measure
    target: int
    done: int
    held: int
    deadline: datetime
    made_at: datetime
    way: Way
    everybody: bool
    state: ChallengeState
    met_at: datetime | None
    text: str
    by: tuple[str, str] | None
    parts: tuple[Competitor, ...]
    others: int
    others_done: int


@dataclass(frozen=True)
class HeldGain:
    """A record that gained so much at once that it waits for a look. seq: its record; people:
    heads or areas that it would count for the challenge named `challenge`."""

    seq: int
    at: datetime
    door: str
    challenge: int
    measure: Measure
    people: int
    lead: str
    handle: str


@dataclass(frozen=True)
class HeldText:
    """A line that a lead wrote to their challenge, which nobody has looked at yet."""

    challenge: int
    at: datetime
    text: str
    lead: str
    handle: str
