"""Links, feeds, and what waits at the doors or was refused."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from turnout.model.trade import Role


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
    """A sign-up that waits for a look. `reason`: large_party | burst | known_person | ...

    says, needs: what letting it through would add to a person known before: a name, a contact, a
        handle, and of NEEDS. known_person: it counts already, and only these wait.
    alike: letting it through would make two known persons one, besides its `reason`.
    """

    seq: int
    event: str
    at: datetime
    door: str
    name: str
    party: int
    status: str
    lead: str
    reason: str
    says: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    alike: bool = False


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
