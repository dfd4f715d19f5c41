"""What stands, and what screens are built from."""

from dataclasses import dataclass, field
from datetime import datetime

from turnout.model.attendance import Came, HeadCount
from turnout.model.challenges import ChallengeProgress
from turnout.model.photos import ShownPhoto
from turnout.model.seeing import Seen
from turnout.model.show import Show
from turnout.model.streams import Stream
from turnout.model.trade import Event
from turnout.model.values import value


@value(frozen=True)
class Count:
    """People coming, in order of certainty. Maybe is on top and in no sum."""

    confirmed: int = 0
    yes: int = 0
    by_count: int = 0
    maybe: int = 0

    @property
    def coming(self) -> int:
        return self.confirmed + self.yes + self.by_count


@value(frozen=True)
class Standing:
    """What stands for one lead of one event (or for those on their own), in heads.

    declared: the lead's newest report; `rules.standings.count` says what it adds.
    came: heads who came, apart from all that was promised; walk_ins: those of them whom nobody
        had named.
    """

    confirmed: int = 0
    yes: int = 0
    maybe: int = 0
    cancelled: int = 0
    declared: int = 0
    goal: int = 0
    came: int = 0
    walk_ins: int = 0


@dataclass(frozen=True)
class LeadProgress:
    """One lead's row, public as far as the lead is shown."""

    name: str
    handle: str
    goal: int
    count: Count
    came: Came | None = None  # None while nobody has come to the event


@dataclass(frozen=True)
class SiteProgress:
    """One child event's row on its parent's screens; its count is within the parent's.

    starts_at: None of those that share a row, as nothing is told of one of them.
    """

    event: str
    title: str
    place: str
    goal: int
    count: Count
    came: Came | None = None  # None while nobody has come to the whole
    starts_at: datetime | None = None


@dataclass(frozen=True)
class JustIn:
    """One movement, without a name: `people` more (or fewer) by `door`, at `at`.

    kind: commitment | report | review: people coming; goal: people promised.
    words: of a shown post it came by, where the organizer lets words stand on screens: one plain
        line that names nobody but leads.
    """

    seq: int
    at: datetime
    kind: str
    people: int
    door: str
    lead: str = ""  # the lead's shown name, empty for people on their own
    handle: str = ""
    words: str = ""


@dataclass(frozen=True)
class Moved:
    """When and where an event that was moved was to be at first."""

    starts_at: datetime
    place: str


@dataclass(frozen=True)
class CleanedArea:
    """An area that was cleaned at `at`; lead, handle: who said so, where they may be named."""

    title: str
    at: datetime
    lead: str = ""
    handle: str = ""


@dataclass(frozen=True)
class AreasProgress:
    """How many areas of a map, or of a date, are left and clean.

    cleaned_today: on the day the picture last moved, in the event's zone; newest first, at most 60.
    """

    left: int
    cleaned: int
    cleaned_today: tuple[CleanedArea, ...] = ()


@dataclass(frozen=True)
class Expected:
    """How many are expected on the day, in heads: four times in five between `low` and `high`.

    of: "final" for everybody who will be there, "committed" for those who have promised so far.
    guess: no event has taught it yet. seq: of the record up to which it was made.
    """

    low: int
    mid: int
    high: int
    of: str
    guess: bool
    seq: int


@dataclass(frozen=True)
class Progress:
    """The live picture of one event: all that public screens are built from.

    It has no field for a supporter's name or contact. `seq` is the clock's value when this event
    (or a site of it) last moved. The rows `leads`, `unnamed` and `own`, with those of `sites`,
    add up to `count`, and so do theirs to `came`. Where one lead alone is not shown, `unnamed` has
    the people of `own` as well: by itself it would be that lead's number.
    """

    seq: int
    event: Event
    at: datetime
    count: Count
    leads: tuple[LeadProgress, ...]
    own: Count  # people who came without a lead
    unnamed: Count  # people of leads who are not shown
    unnamed_leads: int
    sites: tuple[SiteProgress, ...]
    just_in: tuple[JustIn, ...]  # newest first, at most 8
    moved: Moved | None = None
    photos: tuple[ShownPhoto, ...] = ()  # of posts, newest first, at most 6
    areas: AreasProgress | None = None  # None where it has none
    forecast: Expected | None = None  # None until it is ready, or where it may not be shown
    came: Came | None = None  # None while nobody has come; apart from `count`
    own_came: Came | None = None  # of those who came without a lead
    unnamed_came: Came | None = None  # of leads who are not shown
    head_count: HeadCount | None = None  # the newest, an estimate beside `came`
    challenges: tuple[ChallengeProgress, ...] = ()  # those that run first, at most 12
    seen: Seen = field(default_factory=Seen)  # what each audience is shown of all this
    stream: Stream | None = None  # where it is shown live
    show: Show | None = None  # what walls are to show; None where nobody said

    @property
    def own_is_unnamed(self) -> bool:
        """Whether `own` is nobody because its people are counted in `unnamed`."""
        return self.unnamed_leads == 1


@dataclass(frozen=True)
class PacePoint:
    """What changed in one hour (UTC, `at` is its start), booked when it was said."""

    at: datetime
    change: Count


@dataclass(frozen=True)
class DoorCount:
    """What stands through one door: current commitments and the heads coming in them."""

    door: str
    commitments: int
    people: int
