"""A lead's day after in sentences, and the texts that a lead sends by hand: plain text, in which
titles and names from people are set as they are."""

from collections.abc import Iterator

from turnout import words
from turnout.formats.when import when
from turnout.model import Event, HeadCount
from turnout.model.scores import Listed, Score
from turnout.words import number, say


def headline(lang: str, listed: Listed, score: Score) -> tuple[str, str]:
    """Return the number of who came with a lead and the words after it; without a number where
    nobody was counted, of theirs or at all: no nought is set in letters that large."""
    if listed is Listed.NONE:
        return "", say(lang, "scores.none")
    if not score.came:
        key = "scores.promised" if score.promised else "scores.promised_nobody"
        return "", say(lang, key, n=score.promised)
    key = "scores.came" if score.promised else "scores.came_unpromised"
    return number(lang, score.came), say(lang, key, n=score.came, promised=score.promised)


def said(
    lang: str, listed: Listed, score: Score, word: str, few: bool, branch: Score | None,
    counted: HeadCount | None,
) -> list[str]:  # fmt: skip
    """Return what a lead is told under the number, what matters most first.

    word: how the promise was kept (`rules.scores.kept_word`); few: too few for a percentage.
    """
    told = list(_listed(lang, listed, score, counted))
    if listed is Listed.NONE:
        return told
    if listed is Listed.FULL and word:
        told += _kept(lang, score, word, few)
    counts = {name: getattr(score, name) for name in ("walk_ins", "first_timers", "before")}
    told += [say(lang, f"scores.{name}", n=n) for name, n in counts.items() if n]
    if branch:
        told.append(say(lang, "scores.branch", n=branch.came, promised=branch.promised))
    return told


def thanks(lang: str, event: Event, came: int, following: Event | None, link: str) -> str:
    """Return a thank-you to a lead's group; link: where to sign up for what follows."""
    if event.quiet:
        return say(lang, "scores.text_thanks_quiet")
    key = "scores.text_thanks" if came else "scores.text_thanks_uncounted"
    lines = [say(lang, key, n=came, title=event.title)]
    return "\n".join([*lines, *_next(lang, following, link)])


def missed(lang: str, event: Event, name: str, following: Event | None, link: str) -> str:
    """Return a gentle word to one person who had promised to come."""
    lines = [say(lang, "scores.text_missed", name=name, title=event.title)]
    return "\n".join([*lines, *_next(lang, following, link)])


def follows(lang: str, following: Event | None) -> str:
    """Return what comes next."""
    if following is None:
        return say(lang, "scores.next_none")
    return say(lang, "scores.next", title=following.title, when=when(lang, following))


def _kept(lang: str, score: Score, word: str, few: bool) -> Iterator[str]:
    yield say(lang, f"scores.kept_{word}")
    if not few and score.kept is not None:
        yield say(lang, "scores.percent", percent=round(score.kept * 100))


def _listed(lang: str, listed: Listed, score: Score, counted: HeadCount | None) -> Iterator[str]:
    if listed is Listed.PARTLY:
        yield say(lang, "scores.partly")
    if counted and listed is not Listed.FULL:
        method = words.say(lang, f"light.method_{counted.method.value}")
        ends = {"low": counted.low, "high": counted.high, "method": method}
        yield say(lang, "light.counted", n=counted.heads, **ends)
    elif listed is Listed.NONE:
        yield say(lang, "scores.none_do", n=score.promised)


def _next(lang: str, following: Event | None, link: str) -> Iterator[str]:
    if following is None:
        return
    key = "scores.text_next_at" if following.place else "scores.text_next"
    yield say(lang, key, when=when(lang, following), place=following.place, link=link)
