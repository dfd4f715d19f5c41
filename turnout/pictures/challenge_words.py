"""What a challenge's card says: what is asked for and by when, what it needs, or how it ended.

It is made from the public picture alone, which names nobody but shown leads.
"""

from datetime import datetime
from typing import NamedTuple

from turnout import words
from turnout.model import Count, Event, Progress
from turnout.model.challenges import ChallengeProgress, ChallengeState, Measure, Way
from turnout.model.seeing import Tone
from turnout.pictures.bar import Heads
from turnout.pictures.card_words import Card, tone_of

_RUNNING = (ChallengeState.OFFERED, ChallengeState.LIVE)
_SURE = (Measure.CONFIRMED, Measure.AREAS)
_UNMOVED = (ChallengeState.OFFERED, ChallengeState.DECLINED, ChallengeState.CALLED_OFF)


class _Told(NamedTuple):
    """What is read first. number: empty for none; asks: whether it is of what is still needed."""

    number: str
    said: str
    line: str = ""
    asks: bool = False


def of_challenge(
    lang: str, progress: Progress, challenge: ChallengeProgress, now: datetime, address: str
) -> Card:
    """Return what the card of a challenge says; address: its page, as people type it."""
    state = state_at(challenge, now)
    told = _told(lang, progress, challenge, state)
    heads = _heads(challenge) if _has_bar(challenge, state) else None
    held = challenge.held if heads and state in _RUNNING else 0
    ends = until(lang, progress.event, challenge)
    return Card(
        above=(progress.event.title, ends[:1].upper() + ends[1:]),
        title=asks(lang, challenge),
        under=tuple(_who(lang, challenge)),
        number=told.number,
        said=told.said,
        line=told.line,
        asks=told.asks,
        heads=heads,
        legend=(("maybe", words.say(lang, "contest.held", n=held)),) if held else (),
        address=address,
    )


def asks(lang: str, challenge: ChallengeProgress) -> str:
    """Return what it asks for: "30 new yeses"."""
    return words.say(lang, f"contest.ask_{challenge.measure}", n=challenge.target)


def until(lang: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return until when it runs: "until Fri, Dec 4, 6:00 PM"."""
    day, time = (of(lang, challenge.deadline, event.zone) for of in (words.day, words.clock))
    return words.say(lang, "contest.until", when=words.say(lang, "web.when", day=day, time=time))


def state_at(challenge: ChallengeProgress, now: datetime) -> ChallengeState:
    """Return how a challenge stands `now`: what ran when the picture was made may be over."""
    if challenge.state not in _RUNNING or now <= challenge.deadline:
        return challenge.state
    if challenge.state is ChallengeState.OFFERED:
        return ChallengeState.DECLINED
    met = challenge.done >= challenge.target
    return ChallengeState.MET if met else ChallengeState.MISSED


def _told(
    lang: str, progress: Progress, challenge: ChallengeProgress, state: ChallengeState
) -> _Told:
    done, target = challenge.done, challenge.target
    counted = words.say(lang, "contest.bar", n=done, target=target)
    together = challenge.way is Way.TOGETHER
    if state is ChallengeState.MET:
        return _Told("", words.say(lang, "contest.met"), counted if together else "")
    if state is ChallengeState.MISSED and together:
        return _Told("", words.say(lang, "contest.missed", n=done, target=target))
    if state is not ChallengeState.LIVE:
        key = "missed_each" if state is ChallengeState.MISSED else state.value
        return _Told("", words.say(lang, f"contest.{key}"))
    if not together:
        made = sum(part.met for part in challenge.parts)
        leads = len(challenge.parts) + challenge.others
        return _Told("", words.say(lang, "contest.each_made", n=made, leads=leads))
    if tone_of(progress) is Tone.GROWN:
        return _Told(words.number(lang, max(0, done)), words.say(lang, "contest.of", n=target))
    more = max(1, target - done)
    areas = challenge.measure is Measure.AREAS
    to_go = words.say(lang, "cards.to_go_areas" if areas else "cards.to_go", n=more)
    return _Told(words.number(lang, more), to_go, counted, asks=True)


def _has_bar(challenge: ChallengeProgress, state: ChallengeState) -> bool:
    return challenge.way is Way.TOGETHER and state not in _UNMOVED


def _heads(challenge: ChallengeProgress) -> Heads:
    """Return what the bar shows: what is done, by its certainty, and what waits for a look."""
    done = max(0, challenge.done)  # below nought where more was taken back
    if challenge.measure in _SURE:
        return Heads(Count(confirmed=done, maybe=challenge.held), challenge.target)
    return Heads(Count(yes=done, maybe=challenge.held), challenge.target)


def _who(lang: str, challenge: ChallengeProgress) -> list[str]:
    """Return who takes part and who called for it, then the challenger's own line."""
    leads = len(challenge.parts) + challenge.others
    if challenge.everybody:
        who = words.say(lang, "contest.everybody")
    elif leads:
        who = words.say(lang, f"contest.{challenge.way}", n=leads)
    else:
        who = words.say(lang, "contest.nobody_yet")
    if challenge.by:
        name, handle = challenge.by
        called = name or f"@{handle.partition('@')[0]}"
        who = f"{who}. {words.say(lang, 'contest.by', who=called)}"
    return [who, f"“{challenge.text}”"] if challenge.text else [who]
