"""How it went: what was promised when an event began, and who came. Heads, unless it says else."""

from dataclasses import dataclass
from enum import StrEnum

from turnout.model.attendance import HeadCount
from turnout.model.trade import Event, Lead


class Listed(StrEnum):
    """How far a door's list can be trusted to tell who came from who stayed away."""

    NONE = "none"  # nobody was written down
    PARTLY = "partly"  # few were, or the crowd that was counted was larger than the list
    FULL = "full"


class Order(StrEnum):
    """What leads may be put in order by; size alone is not among them."""

    NAME = "name"
    KEPT = "kept"
    GROWN = "grown"
    FIRST_TIMERS = "first_timers"


@dataclass(frozen=True)
class Score:
    """What one lead, or all together, promised when it began, and who came.

    goal: as it stands now, to be shown; no ratio and no order knows it. first_timers: persons;
    None where no earlier event could tell. before: who came with them the last time; None where
    they had no last time that anybody counted.
    """

    promised: int = 0
    confirmed: int = 0
    checked: int = 0
    walk_ins: int = 0
    first_timers: int | None = None
    goal: int = 0
    before: int | None = None

    @property
    def came(self) -> int:
        return self.checked + self.walk_ins

    @property
    def kept(self) -> float | None:
        """Return came by promised; None where nothing was."""
        return self.came / self.promised if self.promised else None

    @property
    def grown(self) -> int | None:
        """Return how many more came than the last time; fewer where negative."""
        return None if self.before is None else self.came - self.before


@dataclass(frozen=True)
class LeadScore:
    """One lead's score; `lead.id` is theirs at the event, or at the first of its sites."""

    lead: Lead
    score: Score


@dataclass(frozen=True)
class Went:
    """How an event went, its sites together, a person once.

    over: how many of its dates and sites are over, of how many (`of`); nothing of the others is
    in it. Rows of leads may add up to more than `total`: who came with two leads is with both.
    """

    event: Event
    listed: Listed
    total: Score
    own: Score
    leads: tuple[LeadScore, ...]
    head_count: HeadCount | None = None
    over: int = 1
    of: int = 1

    def lead(self, number: int) -> Score:
        """Return the score of the lead numbered so; nothing where they promised nothing."""
        return next((each.score for each in self.leads if each.lead.id == number), Score())
