"""What a post means: a small grammar, English and Spanish. Pure; whoever is in doubt says so.

A post is read sentence by sentence, by the tables of `phrasebook`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from turnout.rules.phrasebook import (
    ABOUT,
    BARE,
    COMMITS,
    COMPANION,
    EXTRAS,
    FEWER,
    MENTION,
    NOISE,
    NUMBERS,
    PEOPLE,
    PLURAL,
    QUOTED,
    TALK,
    TOTALS,
    WITHDRAWS,
    Intent,
)

__all__ = ["MOST", "Intent", "Reading", "carries", "reading"]

MOST = 50  # people one post may bring; more is held for a look
MOST_READ = 5_000  # characters read of one post: several times the longest that servers allow


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
    said = _folded(text)
    links_out = re.sub(r"https?://\S+", " ", said)
    mentions = _mentions(links_out)
    if hashtag and not carries(links_out, hashtag):
        return Reading(Intent.NONE, 0, mentions, "no_hashtag")
    if re.match(r"\W*rt @", said):
        return Reading(Intent.NONE, 0, mentions, "repost")
    return replace(_meaning(_sentences(said)), mentions=mentions)


def carries(text: str, hashtag: str) -> bool:
    """Return whether `text`, links taken out, has `hashtag` as a tag of its own, in any case."""
    tag = re.escape(_folded(hashtag))
    return re.search(rf"(?<![\w/&)])#{tag}(?!\w)", _folded(text)) is not None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:MOST_READ]).lower().replace("➕", "+")
    return re.sub("[\ufe0f\u20e3]", "", re.sub("[’‘`´]", "'", plain))


def _mentions(said: str) -> tuple[str, ...]:
    found = (f"{user.rstrip('.-')}@{host}".rstrip("@") for user, host in MENTION.findall(said))
    return tuple(dict.fromkeys(found))


def _sentences(said: str) -> list[str]:
    own = MENTION.sub(" ", NOISE.sub(" ", QUOTED.sub("\n", said)))
    own = re.sub(r"#\w+", " ", re.sub(r"\bto #\w+", "to it", own))  # "I'm going to #KSRally"
    parts = re.split(r"\n|(?<=[.!?…])(?=\s)|;", own)
    return [" ".join(part.split()) for part in parts if part.strip()]


def _meaning(sentences: list[str]) -> Reading:
    told = [(sentence, _talk(sentence)) for sentence in sentences]
    plain = [sentence for sentence, talk in told if not talk]
    withdraws = [s for s in plain if _finds(WITHDRAWS, s)]
    commits = [s for s in plain if s not in withdraws and (_finds(COMMITS, s) or _is_bare(s))]
    if withdraws:
        return Reading(Intent.WITHDRAW, doubt="mixed" if commits else "")
    for intent, patterns in ABOUT.items():
        if about := next((s for s in plain if _finds(patterns, s)), ""):
            return Reading(intent, _about(patterns, about), reason=intent.value)
    if fewer := next((s for s in plain if _finds(FEWER, s)), ""):
        return Reading(Intent.WITHDRAW, _about(FEWER, fewer) or 1, reason="fewer")
    if commits:
        return _commitment(commits)
    return Reading(Intent.NONE, reason=next((talk for _, talk in told if talk), "not_understood"))


def _commitment(sentences: list[str]) -> Reading:
    said = " | ".join(sentences)
    totals, extras = _counts(TOTALS, sentences), _counts(EXTRAS, sentences)
    bare = not any(_finds(COMMITS, sentence) for sentence in sentences)
    found = {n for n, _ in totals} | {n + (not (bare and n == 1)) for n, _ in extras}
    others = 1 if COMPANION.search(said) or PLURAL.search(said) else 0
    people = max(found, default=1 + others)
    why = _why(bool(totals), bool(extras), others, bare and people == 1)
    if len(found) > 1 or len(extras) > 1:
        return Reading(Intent.COMMIT, min(people, MOST), doubt="two_numbers", why=why)
    if people > MOST:
        return Reading(Intent.COMMIT, people, doubt="many", why=why, values={"most": MOST})
    for _, match in [*totals, *extras]:
        said = said.replace(match, " ", 1)
    stray = re.search(r"\+(?! [a-z])|\d", said)
    return Reading(Intent.COMMIT, people, doubt="unclear_number" if stray else "", why=why)


def _why(totals: bool, extras: bool, others: int, bare: bool) -> str:
    if totals:
        return "in_all"
    if extras:
        return "bare" if bare else "author_plus"
    return "author_and_one" if others else "author"


def _counts(patterns: Sequence[re.Pattern[str]], sentences: list[str]) -> list[tuple[int, str]]:
    """Return (number, the words it stood in), each number once however many patterns see it."""
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for at, sentence in enumerate(sentences):
        for match in _matches(patterns, sentence):
            number = next(group for group in match.groups() if group)
            found.setdefault((at, match.start(match.lastindex or 0)), (_number(number), match[0]))
    return list(found.values())


def _about(patterns: Sequence[re.Pattern[str]], sentence: str) -> int:
    for match in _matches(patterns, sentence):
        groups = [group for group in match.groups() if group]
        if groups:
            return _number(groups[0]) * (100 if "hundred" in groups[1:] else 1)
    return 0


def _number(word: str) -> int:
    digits = word.replace(",", "")[:9]  # a longer one is no count: far over every limit anyway
    return NUMBERS[word] if word in NUMBERS else int(digits)


def _talk(sentence: str) -> str:
    return next((kind for kind, words in TALK.items() if re.search(words, sentence)), "")


def _is_bare(sentence: str) -> bool:
    """Return whether a sentence is a "+2" and next to nothing else."""
    return bool(_finds(EXTRAS[:1], sentence)) and bool(
        BARE.fullmatch(re.sub(EXTRAS[0].pattern + rf"(?: {PEOPLE})?", " ", sentence))
    )


def _finds(patterns: Sequence[re.Pattern[str]], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)


def _matches(patterns: Sequence[re.Pattern[str]], sentence: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(sentence)
