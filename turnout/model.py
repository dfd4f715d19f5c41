"""The nouns of the trade, as frozen values. Terms are those of the field (docs/developer.md)."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """What a person said of coming. What happened on the day is attendance, another record."""

    YES = "yes"
    MAYBE = "maybe"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Door(StrEnum):
    """The ways in. Each scopes its own idempotency keys."""

    FORM = "form"
    API = "api"
    FEED = "feed"
    LEAD = "lead"
    DESK = "desk"
    IMPORT = "import"
    SMS = "sms"
    PAPER = "paper"  # a sign-up sheet, typed in
    VOICE = "voice"  # told on the phone or across a table, and entered as such


class Role(StrEnum):
    """Who a link or key makes its bearer."""

    ORGANIZER = "organizer"
    LEAD = "lead"
    FUNDER = "funder"
    DOOR = "door"
    API = "api"
    SUPPORTER = "supporter"


class EventState(StrEnum):
    """Whether what people promised to come to takes place."""

    ON = "on"
    POSTPONED = "postponed"  # no new date yet: doors stay shut, promises are kept
    CANCELLED = "cancelled"


class ReviewState(StrEnum):
    """The one review mechanism's answers, for sign-ups, shown names, posts and all that follow."""

    HELD = "held"
    SHOWN = "shown"
    BLOCKED = "blocked"
    SET_ASIDE = "set_aside"


NEEDS = ("interpreter", "ride", "childcare", "wheelchair")


@dataclass(frozen=True)
class Event:
    """What people come to. Times are aware and in UTC; `zone` is an IANA name."""

    id: int
    slug: str
    title: str
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    place: str
    ask: str = ""  # the ask in one sentence
    goal: int = 0  # people promised; 0 where none is set
    hashtag: str = ""  # without "#"
    parent: str | None = None  # the parent event's slug
    open: bool = True
    quiet: bool = False
    ask_contact: str = "no"  # no | email | phone | either; "either" takes one of both
    contact_required: bool = False
    most_in_party: int = 10  # on the public form
    needs: tuple[str, ...] = ()  # which of NEEDS it offers to meet
    state: EventState = EventState.ON
    names_public: bool = True  # leads' names and handles may stand on public screens
    progress_public: bool = False  # everybody may read the funders' page; else by link
    keep_contacts_until: date | None = None  # contacts are purged after this day, in its zone


@dataclass(frozen=True)
class Lead:
    """A lead organizer of one event. `handle` is "user@host" or "user"."""

    id: int
    event: str
    name: str
    handle: str
    goal: int
    recruited_by: str | None = None
    shown: bool = True


@dataclass(frozen=True)
class Submission:
    """What came in by a door: all text, nothing believed yet.

    key: the caller's idempotency key; the store keeps only a keyed digest of `scope` and `key`.
    scope: what the key is unique in, e.g. "api:3", "feed:7", "form".
    """

    door: Door
    event: str
    key: str
    scope: str = ""
    by: str = "public"  # "public", "grant:12", "feed:7"; never a person's name
    name: str = ""
    party: str = "1"
    status: str = "yes"
    lead: str = ""
    contact: str = ""  # an e-mail address or a phone number
    handle: str = ""  # user, @user@host, or user@host
    note: str = ""
    lang: str = ""
    said_at: str = ""  # ISO 8601 with offset
    needs: tuple[str, ...] = ()
    consent: str = ""  # the wording agreed to, e.g. "join.consent/1"; empty: none
    person: int | None = None  # set only by a personal link that was checked
    doubt: str = ""  # a source's reason to have it held, e.g. "unknown_author"


@dataclass(frozen=True)
class Receipt:
    """The acknowledgement: it is on disk. `again` tells that the key had been answered before."""

    seq: int
    key: str
    coming: int
    held: bool = False
    again: bool = False
    person: int | None = None


@dataclass(frozen=True)
class Count:
    """People coming, in order of certainty. Maybe is on top and in no sum."""

    confirmed: int = 0
    yes: int = 0
    by_count: int = 0
    maybe: int = 0

    @property
    def coming(self) -> int:
        return self.confirmed + self.yes + self.by_count


@dataclass(frozen=True)
class Standing:
    """What stands for one lead of one event (or for those on their own), in heads.

    declared: the lead's newest report; `rules.standings.count` says what it adds.
    """

    confirmed: int = 0
    yes: int = 0
    maybe: int = 0
    cancelled: int = 0
    declared: int = 0
    goal: int = 0


@dataclass(frozen=True)
class LeadProgress:
    """One lead's row, public as far as the lead is shown."""

    name: str
    handle: str
    goal: int
    count: Count


@dataclass(frozen=True)
class SiteProgress:
    """One child event's row on its parent's screens; its count is within the parent's."""

    event: str
    title: str
    place: str
    goal: int
    count: Count


@dataclass(frozen=True)
class JustIn:
    """One movement, without a name: `people` more (or fewer) by `door`, at `at`.

    kind: commitment | report | review: people coming; goal: people promised.
    """

    seq: int
    at: datetime
    kind: str
    people: int
    door: str
    lead: str = ""  # the lead's shown name, empty for people on their own
    handle: str = ""


@dataclass(frozen=True)
class Moved:
    """When and where an event that was moved was to be at first."""

    starts_at: datetime
    place: str


@dataclass(frozen=True)
class Progress:
    """The live picture of one event: all that public screens are built from.

    It has no field for a supporter's name or contact. `seq` is the clock's value when this event
    (or a site of it) last moved. The rows `leads`, `unnamed` and `own`, with those of `sites`,
    add up to `count`.
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


@dataclass(frozen=True)
class Grant:
    """What one link or key lets its bearer do. `event` None: every event."""

    id: int
    role: Role
    event: str | None
    lead: str | None = None
    person: int | None = None


@dataclass(frozen=True)
class Feed:
    """A polled feed and its health. Times are UTC; None: never."""

    id: int
    event: str
    url: str
    on: bool = True
    every_seconds: int = 60
    etag: str = ""
    last_modified: str = ""
    last_try_at: datetime | None = None
    last_good_at: datetime | None = None
    next_at: datetime | None = None
    failure: str = ""
    failures: int = 0
    brought: int = 0
    moved_to: str = ""  # where its server says it has moved to for good; followed when accepted
    last_posts: int | None = None  # in its last answer that held any word at all


@dataclass(frozen=True)
class GoodRead:
    """How a feed was read. posts None: nothing new was sent; brought: posts that count."""

    next_at: datetime
    posts: int | None = None
    brought: int = 0
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


@dataclass(frozen=True)
class Held:
    """A sign-up that waits for a look. `reason`: large_party | burst | unknown_author | ..."""

    seq: int
    event: str
    at: datetime
    door: str
    name: str
    party: int
    status: str
    lead: str
    reason: str


@dataclass(frozen=True)
class Refusal:
    """One line of the refusal log: what was refused, by which door, and why."""

    at: datetime
    event: str
    door: str
    scope: str
    ref: str  # a post's link or a caller's key: what lets the submitter find it again
    field: str
    code: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)
