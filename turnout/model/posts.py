"""Posts from feeds, as organizers see them: no public screen is built from these."""

from dataclasses import dataclass, field
from datetime import datetime

from turnout.model.trade import ReviewState


@dataclass(frozen=True)
class Photo:
    """A photo that a post carries. Nothing of it is fetched before it is shown.

    name: of our own file, empty while there is none, or it stands on no public screen.
    failure: why it could not be had, a key of words with `told` in it; next_at: when it is tried
    again, None where it is not.
    """

    id: int
    link: str
    alt: str
    licence: str
    state: ReviewState
    name: str = ""
    width: int = 0
    height: int = 0
    failure: str = ""
    told: dict[str, object] = field(default_factory=dict)
    next_at: datetime | None = None


@dataclass(frozen=True)
class Candidate:
    """A photo beside the post that carries it, which anybody may have written."""

    photo: Photo
    handle: str
    host: str
    text: str
    link: str


@dataclass(frozen=True)
class Kept:
    """A post as it is kept. `text` is plain, a stranger's, and may say anything.

    author: its number, None where the feed does not tell who wrote it; name is no identity.
    reason: a key of `words/feeds.toml`, with `values` in it. lead: the handle of whom it is with.
    record: the seq it was booked as, None where it is not booked.
    """

    id: int
    event: str
    feed: int
    author: int | None
    handle: str
    host: str
    name: str
    link: str
    text: str
    said_at: datetime
    seen_at: datetime
    intent: str
    people: int
    lead: str
    state: ReviewState
    reason: str
    values: dict[str, object] = field(default_factory=dict)
    record: int | None = None
    trusted: bool = False
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """Posts that look like one attempt, to be decided at once.

    kind: new_authors | one_author | one_shape | large_parties. people: heads they promise.
    author: of one_author. counted: posts of the same flood that count, from before it was noticed.
    """

    kind: str
    key: str
    posts: tuple[int, ...]
    people: int
    samples: tuple[str, ...]
    authors: int
    author: int | None = None
    counted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Queue:
    """The posts of one state, and how many there are of each."""

    state: ReviewState
    counts: dict[ReviewState, int]
    bundles: tuple[Bundle, ...]
    posts: tuple[Kept, ...]  # those of a bundle are not repeated


@dataclass(frozen=True)
class Decided:
    """What was decided: its record, how many posts moved, and people coming now.

    failed: posts that could not be booked, with the code of the reason.
    """

    seq: int
    posts: int
    coming: int
    failed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Judged:
    """An author, host or word that was blocked or trusted."""

    subject: str  # author:7 | host:spam.example | word:free beer
    value: str
    state: ReviewState
