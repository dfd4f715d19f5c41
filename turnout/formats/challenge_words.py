"""A challenge in sentences, as browser/challenges.js draws it: for pages without a script, for what
is told of one before it is made, for its picture and for the feed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from turnout import words
from turnout.model import Event
from turnout.model.challenges import ChallengeProgress, Way
from turnout.model.happenings import CHALLENGE

Told = dict[str, Any]  # a challenge as `formats.challenges.of_all` has it

IN_WORDS = 10  # the first word of a sentence is no digit, up to here
RUNNING = ("offered", "live")
_ENDED = {"declined": "contest.declined", "called_off": "contest.called_off"}


def asks_for(lang: str, measure: str, target: int) -> str:
    """Return what is asked for: "30 new yeses"."""
    return words.say(lang, f"contest.ask_{measure}", n=target)


def until(lang: str, deadline: datetime, now: datetime, zone: str) -> str:
    """Return until when: with its day, unless that is today in `zone`."""
    end, today = (at.astimezone(ZoneInfo(zone)).date() for at in (deadline, now))
    time = words.clock(lang, deadline, zone)
    if end == today:
        return words.say(lang, "contest.until_today", time=time)
    return words.say(lang, "contest.until", when=_at(lang, deadline, zone))


def until_its_day(lang: str, event: Event, deadline: datetime) -> str:
    """Return until when, always with its day: for what is looked at on another."""
    return words.say(lang, "contest.until", when=_at(lang, deadline, event.zone))


def preview(
    lang: str, whom: Sequence[str], way: str, measure: str, target: int, deadline: datetime,
    now: datetime, zone: str,
) -> str:  # fmt: skip
    """Return the sentence that a challenge will make; whom: names, none for everybody together."""
    said = {"ask": asks_for(lang, measure, target), "until": until(lang, deadline, now, zone)}
    if not whom:
        return words.say(lang, "contesting.preview_everybody", **said)
    key = "contesting.preview_each" if way == "each" else "contesting.preview_together"
    return words.say(lang, key, who=_listed(lang, whom), **said)


def state_at(given: Told, now: datetime) -> str:
    """Return how a challenge stands at `now`: what was live may be over meanwhile."""
    if given["state"] not in RUNNING or now <= datetime.fromisoformat(given["deadline"]):
        return str(given["state"])
    if given["state"] == "offered":
        return "declined"
    return "met" if given["done"] >= given["target"] else "missed"


def lines(lang: str, given: Told, now: datetime, zone: str, tone: str) -> list[str]:
    """Return a challenge as sentences: who, how far, until when, what is needed or how it ended."""
    deadline = datetime.fromisoformat(given["deadline"])
    running = state_at(given, now) in RUNNING
    together = given["way"] == "together"
    return [
        who(lang, given),
        *([words.say(lang, "contest.bar", n=given["done"], target=given["target"])] * together),
        *([words.say(lang, "contest.runs", until=until(lang, deadline, now, zone))] * running),
        what_next(lang, given, now, zone, tone),
    ]


def told(lines: Sequence[str]) -> str:
    """Return the lines of a challenge as one text: who takes part is no sentence by itself."""
    who_, *sentences = lines
    return " ".join((f"{who_}.", *sentences))


def who(lang: str, given: Told) -> str:
    """Return who takes part: everybody, or how many leads."""
    leads = len(given["parts"]) + given["others"]["leads"]
    if given["everybody"]:
        return words.say(lang, "contest.everybody")
    if not leads:
        return words.say(lang, "contest.nobody_yet")
    return words.say(
        lang, "contest.each" if given["way"] == "each" else "contest.together", n=leads
    )


def what_next(lang: str, given: Told, now: datetime, zone: str, tone: str) -> str:
    """Return what is needed next, or how it ended."""
    state, done, target = state_at(given, now), given["done"], given["target"]
    together = given["way"] == "together"
    if state in _ENDED:
        return words.say(lang, _ENDED[state])
    if state == "offered":
        return words.say(lang, "contest.offered")
    if state == "met":
        return _met(lang, given, zone)
    if state == "missed":
        missed = "contest.missed" if together else "contest.missed_each"
        return words.say(lang, missed, n=done, target=target)
    if not together:
        made = sum(part["met"] for part in given["parts"])
        leads = len(given["parts"]) + given["others"]["leads"]
        return words.say(lang, "contest.each_made", n=made, leads=leads)
    if tone == "grown":
        return words.say(lang, "contest.grown", n=done, target=target)
    more = max(1, target - done)
    return words.say(lang, f"contest.more_{more}" if more <= IN_WORDS else "contest.more", n=more)


def needed(lang: str, challenge: ChallengeProgress) -> str:
    """Return "6 people are still needed"."""
    left = max(0, challenge.target - challenge.done)
    return words.say(lang, f"challenges.needed_{challenge.measure}", n=left)


def happened(lang: str, kind: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return what happened of a challenge, in one line; kind: one of a happening's."""
    return words.say(
        lang,
        f"challenges.feed_{kind.removeprefix(CHALLENGE)}",
        ask=asks_for(lang, challenge.measure, challenge.target),
        needed=needed(lang, challenge),
        until=until_its_day(lang, event, challenge.deadline),
    )


def happened_at_length(lang: str, kind: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return the same with who called for it, their own line, and who takes part."""
    said = [happened(lang, kind, event, challenge).rstrip(".") + "."]
    if challenge.text:
        said.append(f"“{challenge.text}”")
    if challenge.by:
        name, handle = challenge.by
        said.append(words.say(lang, "contest.by", who=f"{name} (@{handle})"))
    return " ".join([*said, *_by_name(lang, challenge)])


def _by_name(lang: str, challenge: ChallengeProgress) -> list[str]:
    """Return who takes part, as far as they are named: nothing, or one sentence."""
    if challenge.everybody:
        return [words.say(lang, "contest.everybody") + "."]
    key = "challenges.feed_each" if challenge.way is Way.EACH else "challenges.feed_together"
    names = [part.name for part in challenge.parts]
    return [words.say(lang, key, names=_listed(lang, names))] if names else []


def _met(lang: str, given: Told, zone: str) -> str:
    if not given["met_at"]:
        return words.say(lang, "contest.met")
    at = datetime.fromisoformat(given["met_at"])
    return words.say(lang, "contest.met_at", when=_at(lang, at, zone))


def _at(lang: str, at: datetime, zone: str) -> str:
    day, time = words.day(lang, at, zone), words.clock(lang, at, zone)
    return words.say(lang, "web.when", day=day, time=time)


def _listed(lang: str, names: Sequence[str]) -> str:
    """Return "A", "A and B", or "A, B and C"."""
    *first, last = names
    return words.say(lang, "contesting.and", first=", ".join(first), last=last) if first else last
