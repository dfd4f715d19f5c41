"""Floods: many posts that look like one attempt. Pure: counts in, a reason out.

A flood is held, not refused: in an honest rush one tap lets all of it count.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(minutes=10)  # a rush after a speech lasts longer, and is let through in a tap
MOST_NEW_AUTHORS = 40  # in a window: more than a full bus; accounts made by a script come faster
MOST_OF_AUTHOR = 5  # in a window: who corrects themselves edits, or writes twice
MOST_OF_SHAPE = 12  # in a window: a ready text that is shared gathers slower in one place
SHORTEST_SHAPE = 5  # words: "I'm in" is everybody's
LARGE, MOST_LARGE = 8, 5  # heads of a party, and such parties in a window: families are smaller
LEAST_OF_BUNDLE = 3  # posts: two are looked at one by one
NEW_AUTHORS, ONE_AUTHOR, ONE_SHAPE, LARGE_PARTIES = KINDS = (
    "new_authors", "one_author", "one_shape", "large_parties",
)  # fmt: skip
PREFIX = "flood_"  # of a reason that a post is held for


@dataclass(frozen=True)
class Rush:
    """What came within WINDOW before a post, itself not counted."""

    new_authors: int = 0
    of_author: int = 0
    of_shape: int = 0
    large: int = 0


@dataclass(frozen=True)
class Seen:
    """What of a post a bundle is made by. author: 0 where it is unknown."""

    id: int
    author: int
    shape: str
    people: int
    reason: str


@dataclass(frozen=True)
class Group:
    """Posts of one flood: kind, and which author or shape it is of."""

    kind: str
    key: str
    posts: tuple[int, ...]


def shape(text: str) -> str:
    """Return what copies of `text` share: its words, without numbers, tags, names and links.

    Empty for a text too short to tell one attempt from many people who say the same.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"https?://\S+|[@#]\S+", " ", plain)
    words = re.findall(r"[^\W\d_]+", plain)
    return " ".join(words) if len(words) >= SHORTEST_SHAPE else ""


def why_held(rush: Rush, *, is_new: bool, people: int, has_shape: bool) -> str:
    """Return why a post of a flood waits, or an empty string."""
    if rush.of_author >= MOST_OF_AUTHOR:
        return PREFIX + ONE_AUTHOR
    if has_shape and rush.of_shape >= MOST_OF_SHAPE:
        return PREFIX + ONE_SHAPE
    if people >= LARGE and rush.large >= MOST_LARGE:
        return PREFIX + LARGE_PARTIES
    if is_new and rush.new_authors >= MOST_NEW_AUTHORS:
        return PREFIX + NEW_AUTHORS
    return ""


def groups(held: Sequence[Seen]) -> list[Group]:
    """Return the floods among held posts, the largest first; no post is in two of them.

    Copies and authors are found also where nobody had noticed a flood as they came.
    """
    shapes = Counter(post.shape for post in held if post.shape)
    authors = Counter(post.author for post in held if post.author)
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for post in held:
        if kind_key := _group_of(post, shapes, authors):
            found[kind_key].append(post.id)
    made = [
        Group(kind, key, tuple(posts))
        for (kind, key), posts in found.items()
        if len(posts) >= LEAST_OF_BUNDLE
    ]
    return sorted(made, key=lambda group: (-len(group.posts), group.kind, group.key))


def _group_of(post: Seen, shapes: Counter[str], authors: Counter[int]) -> tuple[str, str] | None:
    if post.shape and shapes[post.shape] >= LEAST_OF_BUNDLE:
        return ONE_SHAPE, post.shape
    if post.author and authors[post.author] >= LEAST_OF_BUNDLE:
        return ONE_AUTHOR, str(post.author)
    kind = post.reason.removeprefix(PREFIX)
    return (kind, "") if kind in (NEW_AUTHORS, LARGE_PARTIES) and kind != post.reason else None
