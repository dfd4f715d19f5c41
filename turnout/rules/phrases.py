"""What a post means: a small grammar, English and Spanish. Pure; whoever is in doubt says so.

A post is levelled (`phrase_numbers`) and read sentence by sentence: is it talk (`phrase_doubts`),
what does it want (`phrasebook`), for how many (`phrase_parties`)?
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from turnout.rules.phrase_doubts import LOOSE, PAST, WHOLE, hedged, talk
from turnout.rules.phrase_numbers import NOISE, folded, levelled
from turnout.rules.phrase_parties import Party, party, speaks_of_people
from turnout.rules.phrase_promises import COMMITS, FILLER, PARTIES, PROMISES, YES
from turnout.rules.phrasebook import (
    ABOUT,
    FEWER,
    MENTION,
    QUOTED,
    WITHDRAWS,
    Intent,
)

__all__ = ["MOST", "Intent", "Reading", "carries", "reading"]

MOST = 50  # people one post may bring; more is held for a look
LONG = 300  # characters: whoever writes more says more than a promise
MOST_READ = 5_000  # characters read of one post: several times the longest that servers allow
_ASKS = re.compile(
    r"\W*(?:¿|(?:am|are|is|can|could|will|would|should|do|does|did|who|what|when|where|how|why|any|"
    r"anyone|puedo|podemos|quien|que|cuando|donde|como|cuantos)\b)"
)


_BREAK = re.compile(
    r"\n|;|(?<=[.!?…])(?<!\bmr\.)(?<!\bmrs\.)(?<!\bms\.)(?<!\bdr\.)(?<!\bst\.)(?=\s)"
)


@dataclass(frozen=True)
class Reading:
    """What was understood. `people` includes the author; 0 where no number is meant.

    reason: why it is no commitment (`words/feeds.toml` has the sentence), empty for a clear one.
    doubt: why a person should look before it counts; empty when it is clear.
    why: how the number came about, for a commitment: with `people` a sentence of
        `words/feeds.toml` ("read_...").
    mentions: "user" or "user@host", lower case, in order, without the "@".
    """

    intent: Intent
    people: int = 0
    mentions: tuple[str, ...] = ()
    reason: str = ""
    doubt: str = ""
    why: str = ""
    values: dict[str, object] = field(default_factory=dict)


def reading(text: str, hashtag: str) -> Reading:
    """Return what `text` (plain, as a source gives it) says about the event of `hashtag`.

    hashtag: without "#", any case; empty: the feed is about this event only.
    """
    said = folded(text[:MOST_READ])
    links_out = re.sub(r"https?://\S+", " ", said)
    mentions = _mentions(links_out)
    if hashtag and not carries(links_out, hashtag):
        return Reading(Intent.NONE, 0, mentions, "no_hashtag")
    if re.match(r"\W*rt @", said):
        return Reading(Intent.NONE, 0, mentions, "repost")
    return replace(_meaning(_sentences(said)), mentions=mentions)


def carries(text: str, hashtag: str) -> bool:
    """Return whether `text`, links taken out, has `hashtag` as a tag of its own, in any case."""
    tag = re.escape(folded(hashtag))
    return re.search(rf"(?<![\w/&)])#{tag}(?!\w)", folded(text)) is not None


def _mentions(said: str) -> tuple[str, ...]:
    found = (f"{user.rstrip('.-')}@{host}".rstrip("@") for user, host in MENTION.findall(said))
    return tuple(dict.fromkeys(found))


def _sentences(said: str) -> list[str]:
    links_out = re.sub(r"https?://\S+", " ", QUOTED.sub("\n", said))
    # "I'm going to #KSRally", "we are 5 at #KSRally"; "in #KSRally" is "in".
    own = re.sub(r"\b(to|a|at|for|en|para) #\w+", r"\1 it", links_out)
    own = re.sub(r"#\w+", " ", MENTION.sub(" ", own))
    parts = _BREAK.split(own)
    plain = (" ".join(NOISE.sub(" ~ ", levelled(part)).split()) for part in parts)
    return [part for part in plain if part]


def _meaning(sentences: list[str]) -> Reading:
    told = [(sentence, talk(sentence)) for sentence in sentences]
    kinds = [kind for _, kind in told if kind]
    plain = [] if set(kinds) & set(WHOLE) else [sentence for sentence, kind in told if not kind]
    alone = sum(bool(re.search(r"\w", sentence)) for sentence in sentences) == 1
    commits = [s for s in plain if _commits(s) or (YES.fullmatch(s) and alone)]
    if any(_finds(WITHDRAWS, sentence) for sentence in plain):
        mixed = any(_commits(_without(WITHDRAWS, sentence)) for sentence in plain)
        return Reading(Intent.WITHDRAW, doubt="mixed" if mixed or _is_long(sentences) else "")
    if whole := _of_the_whole(plain, sentences if plain or kinds == ["question"] else []):
        return whole
    if fewer := next((s for s in plain if _finds(FEWER, s)), ""):
        return _fewer(fewer)
    if commits:
        return _commitment(commits, sentences, loose=bool(set(kinds) & set(LOOSE)))
    if asked := [s for s, kind in told if kind == "question" and _promises_first(s)]:
        return _commitment(asked, sentences, loose=True)
    return Reading(Intent.NONE, reason=next(iter(kinds), "not_understood"))


def _of_the_whole(plain: list[str], asked: list[str]) -> Reading | None:
    """Return the goal, total or challenge that is said; a challenge may be asked ("who brings
    more?")."""
    for intent, patterns in ABOUT.items():
        among = [*plain, *asked] if intent is Intent.CHALLENGE else plain
        if about := next((sentence for sentence in among if _finds(patterns, sentence)), ""):
            return Reading(intent, _about(patterns, about), reason=intent.value)
    return None


def _commits(sentence: str) -> bool:
    named = _finds(PARTIES, sentence) and not PAST.search(sentence)
    return named or _finds(PROMISES, sentence) or _is_bare(sentence)


def _is_bare(sentence: str) -> bool:
    """Return whether a sentence is a party ("+2", "yo y mi esposa") and next to nothing else."""
    if not re.search(r"\+ ?\d|\b(?:me|i|yo|us|plus|family of|familia de)\b", sentence):
        return False
    found = party([sentence])
    return (found.people > 1 or bool(found.plus)) and bool(FILLER.fullmatch(found.rest))


def _promises_first(sentence: str) -> bool:
    """Return whether a question begins as a promise: "I'm in, who else?", "count me in, ok?"."""
    return not _ASKS.match(sentence) and _finds(COMMITS, re.split(r",| - ", sentence)[0])


def _commitment(promises: list[str], sentences: list[str], loose: bool) -> Reading:
    """Return the commitment of `promises`, sentences of a post. loose: its others take it back."""
    found = party(promises)
    bare = (
        len(found.plus) == 1
        and found.with_author == 2
        and not any(_finds(COMMITS, each) for each in promises)
    )
    alone = bare and not found.totals and not re.search(r"\b(?:me|yo|i)\b", " ".join(promises))
    people = 1 if alone else found.people
    why = "bare" if alone else _why(found)
    others = [sentence for sentence in sentences if sentence not in promises]
    loose = loose or (alone and any(re.search(r"\w", other) for other in others))
    if loose or any(map(_is_unsure, promises)) or _is_long(sentences):
        return Reading(Intent.COMMIT, people, doubt="hedged", why=why)
    if people > MOST and found.doubt != "two_numbers":
        return Reading(Intent.COMMIT, people, doubt="many", why=why, values={"most": MOST})
    doubt = found.doubt or ("unclear_number" if any(map(speaks_of_people, others)) else "")
    return Reading(Intent.COMMIT, people, doubt=doubt, why=why)


def _is_unsure(sentence: str) -> bool:
    """Return whether a promise is in doubt by its words, or names a party among words unknown."""
    if hedged(sentence):
        return True
    if _finds(PROMISES, sentence) or YES.fullmatch(sentence):
        return False
    return not FILLER.fullmatch(party([sentence]).rest)


def _is_long(sentences: list[str]) -> bool:
    return sum(map(len, sentences)) > LONG


def _fewer(sentence: str) -> Reading:
    """Return how many stay away: a number, "both", or one person."""
    told = _about(FEWER, sentence) or (2 if re.search(r"\bboth\b", sentence) else 0)
    several = not told and re.search(
        r"\b(?:and|y) \w+ (?:can|will|are|no)\b|s (?:are|can)\b", sentence
    )
    doubt = "how_many" if several or hedged(_without(FEWER, sentence)) else ""
    return Reading(Intent.WITHDRAW, told or 1, reason="fewer", doubt=doubt)


def _why(found: Party) -> str:
    if found.totals:
        return "in_all"
    if found.with_author == 1:
        return "author"
    one = found.singles == 1 and found.with_author == 2
    return "author_and_one" if one else "author_plus"


def _about(patterns: Sequence[re.Pattern[str]], sentence: str) -> int:
    found = (match for pattern in patterns for match in pattern.finditer(sentence))
    numbers = (group for match in found for group in match.groups() if group)
    return int(next(numbers, "0")[:9])  # a longer one is no count: far over every limit anyway


def _without(patterns: Sequence[re.Pattern[str]], sentence: str) -> str:
    for pattern in patterns:
        sentence = pattern.sub(" ~ ", sentence)
    return sentence


def _finds(patterns: Sequence[re.Pattern[str]], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)
