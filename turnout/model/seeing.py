"""What each audience sees of an event: which parts of its live picture, and in what tone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Audience(StrEnum):
    """Who looks: the hall at the wall, everybody at the public page, leads at the workbench and
    at their pocket."""

    WALL = "wall"
    PAGE = "page"
    LEADS = "leads"


class Part(StrEnum):
    """What an audience may be shown or not: challenges, the roll, leads' rows with their numbers,
    and what came in last."""

    CHALLENGES = "challenges"
    ROLL = "roll"
    LEADS = "leads"
    JUST_IN = "just_in"


class Tone(StrEnum):
    """NEEDED says what is still needed; GROWN what there is by now. That others come in numbers
    can keep people at home, so that NEEDED is where one begins (Cantoni et al., QJE 2019)."""

    NEEDED = "needed"
    GROWN = "grown"


@dataclass(frozen=True)
class Sight:
    """What one audience sees. parts: in the order of `Part`."""

    parts: tuple[Part, ...] = tuple(Part)
    tone: Tone = Tone.NEEDED


@dataclass(frozen=True)
class Seen:
    """What each audience of an event sees; where nobody said otherwise, all there is."""

    by: Mapping[Audience, Sight] = field(default_factory=dict)

    def of(self, audience: Audience) -> Sight:
        """Return what `audience` sees."""
        return self.by.get(audience, Sight())

    def may(self, part: Part, *audiences: Audience) -> bool:
        """Return whether any of `audiences` may see `part`."""
        return any(part in self.of(each).parts for each in audiences)
