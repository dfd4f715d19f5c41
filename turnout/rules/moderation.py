"""Where a new post is put: shown, held, set aside or blocked. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from turnout.model import ReviewState

MOST_WORD = 60  # characters of a blocked word or phrase


class Decision(StrEnum):
    """What the grammar and the author make of a post, before anybody's rule is asked."""

    COUNTED = "counted"
    HELD = "held"  # an organizer looks at it before it counts
    REFUSED = "refused"  # about the event, and changes no number
    IGNORED = "ignored"  # not about this event


@dataclass(frozen=True)
class Author:
    """What is known of who wrote it. state: '', 'shown' (trusted) or 'blocked'.

    known: a lead, or somebody who signed up by another door or had a post shown.
    """

    state: str = ""
    is_lead: bool = False
    known: bool = False


@dataclass(frozen=True)
class Place:
    """Where a post goes, and why: a key of `words/feeds.toml`, empty when it simply counts."""

    state: ReviewState
    reason: str = ""


def placed(
    decision: Decision, reason: str, author: Author, *, rule: str, ban: str = "", flood: str = "",
    lookalike: bool = False, large: bool = False,
) -> Place:  # fmt: skip
    """Return where a post goes.

    rule: one of POSTS_RULES; ban: what of it is blocked, "host" or "word"; flood: why it is held
    as one of many; large: its party is one that always waits. A trusted author's post waits only
    where its words leave a doubt.
    """
    if author.state == "blocked" or ban:
        return Place(ReviewState.BLOCKED, f"{ban or 'author'}_blocked")
    if decision in (Decision.REFUSED, Decision.IGNORED):
        return Place(ReviewState.SET_ASIDE, reason)
    if decision is Decision.HELD:
        return Place(ReviewState.HELD, reason)
    trusted = author.state == "shown"
    waits = _why_it_waits(author, rule, flood, lookalike, large)
    return Place(ReviewState.SHOWN) if trusted or not waits else Place(ReviewState.HELD, waits)


def _why_it_waits(author: Author, rule: str, flood: str, lookalike: bool, large: bool) -> str:
    if lookalike:
        return "lookalike"
    if flood and not author.is_lead:
        return flood  # before its size: a flood of large parties is one card
    if large:
        return "large_party"
    if author.is_lead:
        return ""
    if rule == "held" or (rule == "known" and not author.known):
        return f"rule_{rule}"
    return ""


def folded(text: str) -> str:
    """Return `text` as blocked words are compared: no case, accents, or unseen characters."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    kept = (each for each in apart if unicodedata.category(each) not in ("Mn", "Cf", "Cc"))
    return " ".join("".join(each if each.strip() else " " for each in kept).split())


def has_word(text: str, words: Iterable[str]) -> str:
    """Return the first of `words` (folded) that stands in `text` as whole words, or ""."""
    said = folded(text.replace("\n", " "))
    for word in words:
        if word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said):
            return word
    return ""


def is_of_host(host: str, blocked: Iterable[str]) -> bool:
    """Return whether `host` is one of `blocked`, or below it."""
    return any(host == each or host.endswith(f".{each}") for each in blocked if each)
