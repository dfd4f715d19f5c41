"""Events that were over before turnout knew them, as an organizer typed them in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PastLine:
    """So many had committed and so many came, in heads; lead: a handle, empty for the whole event
    or for who came without a lead."""

    committed: int
    came: int
    lead: str = ""


@dataclass(frozen=True)
class PastTable:
    """One such event. id: the record it was typed in by. source: where the numbers are from."""

    id: int
    title: str
    day: date
    lines: tuple[PastLine, ...]
    source: str = ""

    @property
    def committed(self) -> int:
        return sum(line.committed for line in self.lines)

    @property
    def came(self) -> int:
        return sum(line.came for line in self.lines)


@dataclass(frozen=True)
class Assumed:
    """One thing that a forecast takes for granted: its value, and what it is where nobody says
    otherwise. least, most: what it may be set to. seq: the record that said it, None for none."""

    name: str
    value: float
    default: float
    least: float
    most: float
    seq: int | None = None
