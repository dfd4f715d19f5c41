"""Areas: places that need cleaning, and what their life is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from turnout.model.places import LonLat, Shape
from turnout.model.trade import Event, ReviewState


class AreaState(StrEnum):
    """Where an area is in its life."""

    REPORTED = "reported"  # somebody said so
    CONFIRMED = "confirmed"  # a steward or an organizer saw it
    SCHEDULED = "scheduled"  # it is on a date
    CLEANED = "cleaned"
    REOPENED = "reopened"  # it is dirty again


class Step(StrEnum):
    """What moves an area from one state to another, or puts it there."""

    REPORT = "report"  # by anybody; waits for a look
    DRAW = "draw"  # by a steward or an organizer
    CONFIRM = "confirm"
    SCHEDULE = "schedule"  # put on a date
    RELEASE = "release"  # taken off it, by hand or because the date is off
    CLEAN = "clean"
    REOPEN = "reopen"
    CHANGE = "change"  # what is told of it was corrected; it stays where it is
    UNDO = "undo"  # the newest step is taken back


@dataclass(frozen=True)
class Stand:
    """An area's state, and the number of the date (an event) that it is on, if it is on one."""

    state: AreaState
    date: int | None = None


@dataclass(frozen=True)
class Area:
    """A place that needs cleaning, as it stands.

    event: the slug of the campaign whose map it is on; date: of the event it is cleaned at.
    group: the slug of its neighbourhood group. m2: 0 for a point or a line.
    seq: the record that changed it last: an area's version.
    """

    id: int
    event: str
    title: str
    text: str
    size: str  # one of SIZES, a guess
    shape: Shape
    m2: float
    state: AreaState
    review: ReviewState
    seq: int
    made_at: datetime
    changed_at: datetime
    date: str = ""
    group: str = ""
    steward: int = 0  # the lead who looks after it; 0: nobody yet
    wanted: int = 0  # people it takes; 0: nobody said


@dataclass(frozen=True)
class AreaStep:
    """One line of an area's history. date: the slug of the event it was put on, taken off, or
    cleaned at. said_at: when it was done; at: when we heard of it."""

    seq: int
    area: int
    step: Step
    state: AreaState  # from then on
    at: datetime
    said_at: datetime
    door: str
    by: str
    # The lead who did it, 0 for an organizer or somebody passing by; of a change of who looks
    # after it, the lead who does from then on.
    lead: int
    date: str = ""
    note: str = ""
    bags: int = 0
    volunteers: int = 0
    # Why it was released: "by_hand", "cancelled", "postponed"; what was changed: "title size".
    reason: str = ""
    undone: bool = False


@dataclass(frozen=True)
class AreaReceipt:
    """The acknowledgement of one step; it is on disk. `held`: it waits for a look."""

    seq: int
    area: int
    state: AreaState
    held: bool = False
    again: bool = False


# What a change of who looks after an area says for its reason, one or two of them.
CARE = frozenset(("steward", "no_steward", "group", "no_group"))
# What one person can clear away; a guess that says how many to bring and what to bring them in.
SIZES = ("bag", "cart", "truck", "trucks")


@dataclass(frozen=True)
class Cleaning:
    """How and when an area was cleaned. date: the slug of the event it was cleaned at, if any."""

    at: datetime  # when it was done
    date: str
    bags: int
    volunteers: int
    lead: str = ""  # the shown name of the lead who said so, where it may be shown
    handle: str = ""


@dataclass(frozen=True)
class AreaPhoto:
    """A photo of an area; `name` is its file's, and changes with its bytes. step: the record it
    came with; kind: "before" or "after"; width, height: pixels."""

    name: str
    kind: str
    step: int
    width: int
    height: int


@dataclass(frozen=True)
class MapArea:
    """One area as everybody may see it: it has no field for who reported it."""

    area: Area
    steward: str = ""  # the lead's shown name; empty where there is none, or none may be shown
    handle: str = ""
    cleaning: Cleaning | None = None  # of an area that is clean
    photos: tuple[AreaPhoto, ...] = ()


@dataclass(frozen=True)
class MapDate:
    """A clean-up date of the map's campaign; `coming` of `goal` people promised."""

    event: Event
    coming: int
    areas: int  # how many are on it


@dataclass(frozen=True)
class Dated:
    """A date as calendars have it. times: how often its schedule changed; place: where people
    meet, in words; at: the middle of the first area that is on it, if there is one."""

    event: Event
    times: int
    place: str
    at: LonLat | None = None


@dataclass(frozen=True)
class Neighbourhood:
    """A group that looks after a part of town; `shape` is its boundary, if it was drawn."""

    slug: str
    name: str
    text: str
    shape: Shape | None
    steward: str = ""
    handle: str = ""


@dataclass(frozen=True)
class Atlas:
    """The map of one campaign: all that public maps are built from.

    seq: the clock's value when the map, or the number of those coming to a date, last moved.
    areas: all of them, or those changed after record `since`; gone: the numbers of those that are
    no longer shown since then. dates: that are to come or were, the first one first.
    """

    seq: int
    event: Event
    areas: tuple[MapArea, ...]
    gone: tuple[int, ...]
    dates: tuple[MapDate, ...]
    neighbourhoods: tuple[Neighbourhood, ...]
    since: int = -1
