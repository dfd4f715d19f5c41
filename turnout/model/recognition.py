"""Recognition: where a lead wants to be named, and the roll that is shown at the rally."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a lead wants to be named in public; the organizer decides over it, and never beyond."""

    ROLL = "roll"  # on the roll, with whom they brought, and beside their numbers
    ROWS = "rows"  # beside their numbers only, as long as nothing else was said
    NOWHERE = "nowhere"


class Honour(StrEnum):
    """What a lead is honoured for; none of it for size. docs/recognition.md has the reasons."""

    KEPT = "kept"  # they brought whom they had promised
    BRANCH = "branch"  # so did every lead of their branch
    GREW = "grew"  # more came with them than the last time
    FIRST_TIMERS = "first_timers"  # many of theirs had come to nothing before
    FIRST_PROMISE = "first_promise"  # their first time as a lead, and people came


@dataclass(frozen=True)
class Choice:
    """What stands of one lead's choice. asked: a name that waits for a look, "" for none; `record`
    is where they asked for it. said_as: how their name is said aloud."""

    place: Place = Place.ROWS
    said_as: str = ""
    asked: str = ""
    record: int = 0


@dataclass(frozen=True)
class Named:
    """A lead who may be named."""

    name: str
    handle: str


@dataclass(frozen=True)
class RollRow:
    """One lead on the roll; heads everywhere.

    by, brought: who recruited them and whom they did, as far as those are on the roll themselves;
    brought_others: whom else they brought to lead. leads_below: leads of their branch on the roll.
    promised: as it stood when the event began, once it is over. came: None while nobody has come
    with them: that list is still being made, and a nought in it would shame.
    branch: coming with them and with those below, the sum of their rows. depth: 0 where `by` is
    None, else one more than theirs.
    """

    name: str
    handle: str
    by: Named | None
    brought: tuple[Named, ...]
    brought_others: int
    leads_below: int
    promised: int
    confirmed: int
    coming: int
    came: int | None
    branch: int
    goal: int
    honours: tuple[Honour, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Roll:
    """The roll of one event at a seq, by branches: each lead is followed by whom they brought.

    others: leads who are not on it. counted: whether promises are being counted by who came, or
    were: nobody's row says any more that so many are coming.
    """

    seq: int
    rows: tuple[RollRow, ...]
    others: int
    counted: bool = False
