"""What everybody is told of a challenge, in sentences."""

from turnout.model import Event
from turnout.model.challenges import ChallengeProgress, Measure, Way
from turnout.model.happenings import CHALLENGE
from turnout.words import clock, day, say


def gain(lang: str, measure: Measure, n: int) -> str:
    """Return "12 more people"."""
    return say(lang, f"challenges.gain_{measure}", n=n)


def needed(lang: str, challenge: ChallengeProgress) -> str:
    """Return "6 people are still needed"."""
    left = max(0, challenge.target - challenge.done)
    return say(lang, f"challenges.needed_{challenge.measure}", n=left)


def title(lang: str, kind: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return what happened of a challenge, in one line; kind: one of a happening's."""
    return say(
        lang,
        f"challenges.feed_{kind.removeprefix(CHALLENGE)}",
        gain=gain(lang, challenge.measure, challenge.target),
        needed=needed(lang, challenge),
        when=_deadline(lang, event, challenge),
    )


def text(lang: str, kind: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return the same with who asked, their own line, and who takes part."""
    said = [title(lang, kind, event, challenge).rstrip(".") + "."]
    if challenge.text:
        said.append(f"“{challenge.text}”")
    if challenge.by:
        name, handle = challenge.by
        said.append(say(lang, "challenges.feed_by", name=name, handle=f"@{handle}"))
    return " ".join([*said, *_who(lang, challenge)])


def _who(lang: str, challenge: ChallengeProgress) -> list[str]:
    if challenge.everybody:
        return [say(lang, "challenges.feed_everybody")]
    names = ", ".join(part.name for part in challenge.parts)
    key = "feed_each" if challenge.way is Way.EACH else "feed_together"
    return [say(lang, f"challenges.{key}", names=names)] if names else []


def _deadline(lang: str, event: Event, challenge: ChallengeProgress) -> str:
    """Return its time, with the day where it is not that on which it was made."""
    made, ends = (day(lang, at, event.zone) for at in (challenge.made_at, challenge.deadline))
    time = clock(lang, challenge.deadline, event.zone)
    return time if made == ends else say(lang, "challenges.at", day=ends, time=time)
