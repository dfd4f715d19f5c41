"""Updates: short public messages on how it goes, and what became of each on each channel.

None of it has a field for a supporter. Leads stand in a text by their number, "{lead:3}".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from turnout.model.trade import ReviewState

OWN = "own"  # written by an organizer; every other kind is drafted
DIGEST = "digest"  # the small news of a day
# What happens and may be told, in the order in which the desk has it.
NEWS = (
    "milestone", "challenge_made", "challenge_met", "challenge_missed", "area_cleaned",
    "goal_raised", "last_hours",
)  # fmt: skip
KINDS = (*NEWS, DIGEST, OWN)
SMALL = ("area_cleaned", "goal_raised", "challenge_made")  # what a digest can gather


class Mode(StrEnum):
    """What becomes of news of one kind."""

    DRAFT = "draft"  # drafted; an organizer lets it go
    BY_ITSELF = "by_itself"  # drafted, and let go within the limits
    GATHERED = "gathered"  # told in the day's digest
    NEVER = "never"


class PostState(StrEnum):
    """How a posting stands. It is `taken` before anything leaves the house."""

    DUE = "due"
    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"
    DOUBTFUL = "doubtful"  # it was in hand when we died, or nobody answered: it may be there


def _modes() -> dict[str, Mode]:
    """Return what holds until an organizer says otherwise: nothing goes out by itself.

    Small news is gathered, as ten posts a day are read by nobody. A missed challenge is told only
    where an organizer wants it: to miss is no shame that we spread.
    """
    gathered = dict.fromkeys(("area_cleaned", "goal_raised"), Mode.GATHERED)
    return {
        **dict.fromkeys((*NEWS, DIGEST), Mode.DRAFT), **gathered, "challenge_missed": Mode.NEVER
    }  # fmt: skip


@dataclass(frozen=True)
class UpdateRules:
    """What an organizer set for the updates of one event.

    most: let go by rule, or begun to be posted, in one day of the event's zone. quiet_from,
    quiet_until, digest_at: hours of its day; the same hour twice is no night. channels: the
    language of each that posts, by its name.

    Three a day: a follower hears of it in the morning, at noon and at night. From nine to eight
    nobody is woken, as with messages.
    """

    modes: Mapping[str, Mode] = field(default_factory=_modes)
    most: int = 3
    quiet_from: int = 21
    quiet_until: int = 8
    digest_at: int = 18
    channels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """What is to be told of `about`; values are set into the sentence of each language.

    things: what else it tells of, each as `about` has it. area: its page is linked; 0: none.
    """

    kind: str
    about: str
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    things: tuple[str, ...] = ()
    area: int = 0


@dataclass(frozen=True)
class Posting:
    """An update on one channel. reason: a code, such as "refused:503"; empty: none."""

    update: int
    channel: str
    lang: str
    state: PostState
    reason: str
    tries: int
    not_before: datetime
    at: datetime
    pressed: bool = False


@dataclass(frozen=True)
class Update:
    """An update as it stands. id: the record that made it. texts: by language, leads by number.

    let_go_at: when it was last let go; None while it was not. by_rule: that was the rule.
    waits: an organizer said that it waits for them.
    """

    id: int
    event: str
    kind: str
    about: str
    made_at: datetime
    texts: Mapping[str, str]
    state: ReviewState
    things: tuple[str, ...] = ()
    area: int = 0
    let_go_at: datetime | None = None
    by_rule: bool = False
    waits: bool = False
    postings: tuple[Posting, ...] = ()
