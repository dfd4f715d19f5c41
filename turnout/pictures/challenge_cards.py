"""What a challenge's card says: what is asked for and by when, what it needs, or how it ended.

It is made from the public picture alone, which names nobody but shown leads.
"""

from datetime import datetime
from typing import NamedTuple

from turnout import words
from turnout.formats import challenge_words
from turnout.formats.challenges import of_all
from turnout.model import Count, Progress
from turnout.model.challenges import ChallengeProgress, Measure, Way
from turnout.model.seeing import Tone
from turnout.pictures.bar import Heads
from turnout.pictures.card_words import Card, as_drawn, tone_of
from turnout.pictures.lettering import drawable

_SURE = (Measure.CONFIRMED, Measure.AREAS)


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
    state = challenge_words.state_at(of_all(challenge), now)
    told = _told(lang, progress, challenge, now)
    ends = challenge_words.until_its_day(lang, progress.event, challenge.deadline)
    heads = _heads(challenge) if _has_bar(challenge, state) else None
    held = challenge.held if heads and state in challenge_words.RUNNING else 0
    return Card(
        above=tuple(filter(None, (as_drawn(progress.event).title, ends[:1].upper() + ends[1:]))),
        title=challenge_words.asks_for(lang, challenge.measure, challenge.target),
        under=tuple(_who(lang, challenge)),
        number=told.number,
        said=told.said,
        line=told.line,
        asks=told.asks,
        heads=heads,
        legend=(("maybe", words.say(lang, "contest.held", n=held)),) if held else (),
        address=address,
    )


def _told(lang: str, progress: Progress, challenge: ChallengeProgress, now: datetime) -> _Told:
    told, tone = of_all(challenge), tone_of(progress)
    state = challenge_words.state_at(told, now)
    together = challenge.way is Way.TOGETHER
    counted = words.say(lang, "contest.bar", n=challenge.done, target=challenge.target)
    if state == "met":
        return _Told("", words.say(lang, "contest.met"), counted if together else "")
    if state != "live" or not together:
        return _Told("", challenge_words.what_next(lang, told, now, progress.event.zone, tone))
    if tone is Tone.GROWN:
        done = words.number(lang, max(0, challenge.done))
        return _Told(done, words.say(lang, "contest.of", n=challenge.target))
    more = max(1, challenge.target - challenge.done)
    areas = challenge.measure is Measure.AREAS
    to_go = words.say(lang, "cards.to_go_areas" if areas else "cards.to_go", n=more)
    return _Told(words.number(lang, more), to_go, counted, asks=True)


def _has_bar(challenge: ChallengeProgress, state: str) -> bool:
    return challenge.way is Way.TOGETHER and state in ("live", "met", "missed")


def _heads(challenge: ChallengeProgress) -> Heads:
    """Return what the bar shows: what is done, by its certainty, and what waits for a look."""
    done = max(0, challenge.done)  # below nought where more was taken back
    if challenge.measure in _SURE:
        return Heads(Count(confirmed=done, maybe=challenge.held), challenge.target)
    return Heads(Count(yes=done, maybe=challenge.held), challenge.target)


def _who(lang: str, challenge: ChallengeProgress) -> list[str]:
    """Return who takes part and who called for it, then the challenger's own line, as far as the
    face of cards can draw them."""
    who = challenge_words.who(lang, of_all(challenge))
    if challenge.by:
        name, handle = challenge.by
        called = drawable(name) or f"@{handle.partition('@')[0]}"
        who = f"{who}. {words.say(lang, 'contest.by', who=called)}"
    text = drawable(challenge.text)
    return [who, f"“{text}”"] if text else [who]
