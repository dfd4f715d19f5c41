"""Neighbourhood groups as organizers keep them, and what is told of a place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from turnout.model.areas import AreaState, MapArea, MapDate, Neighbourhood, Step
from turnout.model.places import LonLat, Shape
from turnout.model.trade import Event, ReviewState


@dataclass(frozen=True)
class Group:
    """A group that looks after a part of town. steward: the number of the lead who looks after
    it, 0 for nobody; handle: theirs, for organizers. areas: how many belong to it."""

    id: int
    slug: str
    name: str
    text: str
    shape: Shape | None
    review: ReviewState
    steward: int = 0
    handle: str = ""
    areas: int = 0


class StoryKind(StrEnum):
    """What is told of a place."""

    STORY = "story"  # what it was, or is to somebody
    LANDMARK = "landmark"  # what to find one's way by, and to come and see


@dataclass(frozen=True)
class Story:
    """One story or landmark. subject: "area:12" or "group:3"; of: that place's name.

    There is no field for who told it.
    """

    id: int
    subject: str
    of: str
    kind: StoryKind
    title: str
    text: str
    at: LonLat | None
    review: ReviewState
    made_at: datetime


@dataclass(frozen=True)
class StoryReceipt:
    """The acknowledgement of what was told, or decided of it; it is on disk."""

    seq: int
    story: int
    held: bool = False
    again: bool = False


@dataclass(frozen=True)
class Lately:
    """One thing that happened to an area not long ago."""

    area: int
    title: str
    step: Step
    state: AreaState
    at: datetime
    bags: int
    volunteers: int


@dataclass(frozen=True)
class GroupPage:
    """All that is shown of a group: no field of it names anybody but stewards who may be named."""

    seq: int
    event: Event
    group: Neighbourhood
    areas: tuple[MapArea, ...]
    dates: tuple[MapDate, ...]  # to come, of areas in it, the first one first
    lately: tuple[Lately, ...]  # newest first
    stories: tuple[Story, ...]
