"""A challenge in sentences, as browser/challenges.js draws it: for pages without a script, and
for what is told of one before it is made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from turnout import words
from turnout.formats.when import stamp
from turnout.model.challenges import ChallengeStanding, Part

Told = dict[str, Any]  # a challenge as `formats.challenges.of_all` has it

IN_WORDS = 10  # the first word of a sentence is no digit, up to here
RUNNING = ("offered", "live")
_ENDED = {"declined": "contest.declined", "called_off": "contest.called_off"}


def of_standing(standing: ChallengeStanding) -> Told:
    """Return a challenge as its organizers may see it: everybody who takes part is named."""
    made = standing.challenge
    return {
        "id": made.id,
        "measure": made.measure.value,
        "target": made.target,
        "done": standing.done,
        "held": standing.held,
        "deadline": stamp(made.deadline),
        "made_at": stamp(made.made_at),
        "way": made.way.value,
        "everybody": made.everybody,
        "state": standing.state.value,
        "met_at": stamp(standing.met_at) if standing.met_at else None,
        "text": made.text,
        "by": _named(standing.by) if standing.by else None,
        "parts": [
            {**_named(part), "done": part.done, "met": part.met} for part in standing.takes_part
        ],
        "others": {"leads": 0, "done": 0},
    }


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


def _named(part: Part) -> dict[str, str]:
    return {"name": part.name, "handle": part.handle}


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
