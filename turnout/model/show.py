"""The wall as a show: which scene stands, what it goes round, and a message to the hall."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scene(StrEnum):
    """What a wall can show, in the order in which a round goes through it."""

    TOTAL = "total"  # the poster: how many are coming, of how many we promised
    LEADERS = "leaders"
    CHALLENGES = "challenges"
    MAP = "map"
    PACE = "pace"
    JUST_IN = "just_in"
    ROLL = "roll"
    STORIES = "stories"  # approved photos and stories
    MESSAGE = "message"
    VIDEO = "video"


class Theme(StrEnum):
    """Dark hall or daylight; auto leaves it to each wall."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Show:
    """What walls are to show, as an organizer last said.

    scene: what stands, or what the round began with at `since`. scenes: what the round goes
    through. every_seconds: how long each stands; 0: `scene` stays. message: one plain line.
    has: the scenes that have something to show; worked out at each look, and never stored.
    """

    scene: Scene
    scenes: tuple[Scene, ...]
    every_seconds: int
    message: str
    theme: Theme
    since: datetime
    has: tuple[Scene, ...] = ()


@dataclass(frozen=True)
class WallPhoto:
    """A photo that may be seen. area: whose it is, 0 for a post's; kind: "before" or "after" of an
    area; alt: what it shows, as its author says; width, height: pixels."""

    name: str
    width: int
    height: int
    area: int = 0
    kind: str = ""
    alt: str = ""


@dataclass(frozen=True)
class WallStory:
    """Photos and words that stand on a wall together; it has no field for who told a story.

    of: the place it is told of. by: the handle of a lead who is shown; of anybody else nothing.
    """

    photos: tuple[WallPhoto, ...] = ()
    title: str = ""
    text: str = ""
    of: str = ""
    by: str = ""
    licence: str = ""
