"""The day itself: who came, apart from what was promised."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from turnout.model.values import value


class Method(StrEnum):
    """How a crowd was counted as a whole."""

    GRID = "grid"  # areas, each with so many people on a square metre
    CLICKERS = "clickers"  # one press a head, at each way in


@value(frozen=True)
class Came:
    """Heads who came: `checked` of parties that had given a name, `walk_ins` of none."""

    checked: int = 0
    walk_ins: int = 0

    @property
    def heads(self) -> int:
        return self.checked + self.walk_ins


@dataclass(frozen=True)
class HeadCount:
    """A crowd counted as a whole at `at`: `heads`, and between `low` and `high`.

    It is an estimate beside who was checked in, and never added to them. detail: what it was
    counted from, as plain values.
    """

    seq: int
    at: datetime
    method: Method
    low: int
    heads: int
    high: int
    detail: dict[str, object] = dataclasses.field(default_factory=dict)
