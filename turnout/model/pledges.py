"""What a forecast is made from: promises for the event to come, and for those that are over."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

UNKNOWN_DAYS = math.nan  # days ahead of a typed-in table's heads


@dataclass(frozen=True)
class Pledge:
    """A promise of `party` heads for the event to come.

    lead: who brings them, None for people on their own. channel: the door it came by.
    status: "yes", "maybe" or "confirmed"; cancelled ones are left out, or carry withdrawn_days.
    days_ahead: days between promise and event, UNKNOWN_DAYS where nobody knows.
    kind: "named" people, or "declared" by a lead's count beyond the people named: single heads.
    withdrawn_days: days before the event at which it was taken back, None where it stands.
    """

    lead: int | None
    channel: str
    status: str
    party: int
    days_ahead: float
    kind: str = "named"
    withdrawn_days: float | None = None


@dataclass(frozen=True)
class PastPledge(Pledge):
    """A promise for an event that is over, and how many of its heads showed: 0 to party.

    kind may also be "counted": heads of which only the sum was written down.
    """

    showed: int = 0


@dataclass(frozen=True)
class TypedIn:
    """A line of a small table of an old event: so many committed, so many came."""

    committed: int
    came: int
    lead: int | None = None


@dataclass(frozen=True)
class PastEvent:
    """An event that is over: what was promised, who showed, and who walked in unpromised."""

    event: int
    day: date
    pledges: tuple[PastPledge, ...]
    walk_ins: int = 0

    @classmethod
    def typed_in(
        cls, event: int, day: date, lines: Sequence[TypedIn], walk_ins: int = 0
    ) -> "PastEvent":
        """Return an event known by a small table only; who came beyond it walked in."""
        beyond = sum(max(0, line.came - line.committed) for line in lines)
        pledges = tuple(
            PastPledge(
                lead=line.lead,
                channel="",
                status="",
                party=line.committed,
                days_ahead=UNKNOWN_DAYS,
                kind="counted",
                showed=min(line.came, line.committed),
            )
            for line in lines
            if line.committed > 0
        )
        return cls(event, day, pledges, walk_ins + beyond)

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return self.day.weekday()

    @property
    def came(self) -> int:
        """Everybody who was there."""
        return self.walk_ins + sum(pledge.showed for pledge in self.pledges)
