"""Events, leads, and what people say of coming."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from turnout.model.values import value


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
    DOOR = "door"  # checked in on the day, at the event's own door
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
# all: but the blocked and the doubtful; known: of leads, of trusted authors and of people who are
# known by another door or a shown post; held: none.
POSTS_RULES = ("all", "known", "held")


LASTS = timedelta(hours=4)  # an event without an end; browser/when.js takes the same


def end_of(starts_at: datetime, ends_at: datetime | None) -> datetime:
    """Return when an event is over: LASTS after its start where it was given no end."""
    return ends_at or starts_at + LASTS


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
    posts_rule: str = "all"  # one of POSTS_RULES: whose posts count without a look
    words_shown: bool = False  # words of shown posts may stand on public screens
    forecast_public: bool = False  # how many we expect may stand on public screens
    stream: str = ""  # where it is shown live: a link, https

    def is_over(self, now: datetime) -> bool:
        """Return whether it has ended."""
        return end_of(self.starts_at, self.ends_at) <= now


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


@value(frozen=True)
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
    via: str = ""  # the code of the supporter by whose link they came
    contact: str = ""  # an e-mail address or a phone number
    handle: str = ""  # user, @user@host, or user@host
    note: str = ""
    lang: str = ""
    said_at: str = ""  # ISO 8601 with offset
    needs: tuple[str, ...] = ()
    consent: str = ""  # the wording agreed to, e.g. "join.consent/1"; empty: none
    remind: str = ""  # the wording by which they asked to be reminded; empty: they did not
    person: int | None = None  # set only by a personal link that was checked
    doubt: str = ""  # a source's reason to have it held, e.g. "unknown_author"


@value(frozen=True)
class Receipt:
    """The acknowledgement: it is on disk. `again` tells that the key had been answered before."""

    seq: int
    key: str
    coming: int
    held: bool = False
    again: bool = False
    person: int | None = None
