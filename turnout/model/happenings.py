"""What happened of a campaign that everybody may know: it has no field for a supporter."""

from dataclasses import dataclass
from datetime import datetime

from turnout.model.challenges import ChallengeProgress
from turnout.model.trade import Event

CHALLENGE = "challenge_"  # begins the kinds that are of a challenge
KINDS = (
    *("cleaned", "reopened", "made", "moved", "resumed", "postponed", "cancelled", "goal_met"),
    *(f"{CHALLENGE}{became}" for became in ("made", "met", "missed", "called_off")),
)


@dataclass(frozen=True)
class Happening:
    """One thing that happened at `at`; kind: one of KINDS. seq: the record that says so; of
    "goal_met" the goal, in people; of a challenge always the one that made it.

    event: the date that it is of, as it was from then on; of an area, its campaign. area: its
    number, 0 for none. m2: 0 for a point or a line. lead, handle: who said that it is clean, where
    they may be named. photo: the name of a shown photo of how it was then. challenge: how it
    stands now.
    """

    kind: str
    seq: int
    at: datetime
    event: Event
    area: int = 0
    title: str = ""
    m2: float = 0
    bags: int = 0
    volunteers: int = 0
    lead: str = ""
    handle: str = ""
    photo: str = ""
    challenge: ChallengeProgress | None = None
