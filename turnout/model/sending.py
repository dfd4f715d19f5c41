"""Messages to people: what each is for, by which way it goes, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a message is for. An occasion is one of these, of one event or one change."""

    CONFIRM = "confirm"  # are you still coming?
    REMIND = "remind"  # the day before, to those who wanted it
    MOVED = "moved"  # another day or place, or on after all
    OFF = "off"  # put off or called off
    CAME = "came"  # thank you for coming
    MISSED = "missed"  # we missed you
    CLEANED = "cleaned"  # what was cleaned at a date, or of what somebody reported


class Way(StrEnum):
    """How a message goes out."""

    EMAIL = "email"
    HAND = "hand"  # a ready text, sent by a lead or an organizer
    TEAM = "team"  # to the organizers' and leads' own channel, once an occasion


class OutState(StrEnum):
    """How a message stands. It is `taken` before anything leaves the house, and `sent` after."""

    DUE = "due"
    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"
    SPARED = "spared"


# A ready text is taken when it is handed to whoever sends it, and sent once they have said so.
ASKS = frozenset({Kind.CONFIRM, Kind.MISSED})
NOTICES = frozenset({Kind.MOVED, Kind.OFF})
THANKS = frozenset({Kind.CAME, Kind.CLEANED})
NOBODY = 0  # the person of a message to the team


@dataclass(frozen=True)
class Budget:
    """How often one person may be asked, over all leads, events and channels; and their night.

    most asks in so many days. quiet_from, quiet_until: hours of the day, 0 to 23, in their zone;
    the same hour twice is no night at all.

    Three: the most for which an effect is on record (three reminders cut no-shows, a further one
    had none). Fourteen days: two events in a week share one budget. From nine in the evening to
    eight in the morning United States law lets nobody call (47 CFR 64.1200(c)(1)).
    """

    most: int = 3
    days: int = 14
    quiet_from: int = 21
    quiet_until: int = 8


@dataclass(frozen=True)
class Messaging:
    """What the organizer set for one event.

    by_rule: what is due goes out by itself; else each occasion waits for a word. days: how long
    before the event people are asked whether they still come, the longest first. missed: who did
    not come is written to as well, and not only listed for their lead.
    """

    by_rule: bool = False
    days: tuple[int, ...] = (4, 1)
    missed: bool = False


@dataclass(frozen=True)
class Out:
    """One row of the outbox. It holds no address; person: NOBODY for the team."""

    id: str
    event: str
    occasion: str
    kind: Kind
    person: int
    lead: int
    way: Way
    state: OutState
    reason: str
    asks: bool
    not_before: datetime
    not_after: datetime
    tries: int = 0


@dataclass(frozen=True)
class Letter:
    """A message that was taken and is to leave now; `to` is an address, kept nowhere.

    id: one for good, also when it must be sent again. stop: the link that ends all messages.
    """

    id: str
    to: str
    subject: str
    text: str
    lang: str
    stop: str
