"""The words of thanks and notices, in their reader's language: plain text, a line a thought.

Titles come from people and are set in as they are: who shows the text escapes it. A name that
leads somewhere greets nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from turnout import words
from turnout.formats.when import when
from turnout.model import Event
from turnout.rules.quoting import greeted


@dataclass(frozen=True)
class Done:
    """One area that was cleaned; m2: 0 for a point or a line. link: its page."""

    title: str
    m2: float
    bags: int
    volunteers: int
    link: str


@dataclass(frozen=True)
class Ask:
    """The next date to come to; link: where to sign up. going: who reads it has done so."""

    date: Event
    link: str
    going: bool


def thanks(
    lang: str, name: str, done: Sequence[Done], reported: bool, ask: Ask | None
) -> tuple[str, str]:
    """Return (subject, text) of a thank-you for `done`, at least one; reported: for telling us."""
    subject = words.say(lang, "thanks.subject_more", n=len(done))
    if len(done) == 1:
        subject = words.say(lang, "thanks.subject_one", title=done[0].title)
    called = greeted(name)
    lines = [words.say(lang, "thanks.name" if called else "thanks.nameless", name=called)]
    if reported:
        lines.append(words.say(lang, "thanks.reported"))
    for each in done:
        lines += [_done(lang, each), words.say(lang, "thanks.see", link=each.link)]
    return subject, "\n".join([*lines, *next_date(lang, ask)])


def off(lang: str, name: str, date: Event, ask: Ask | None) -> tuple[str, str]:
    """Return (subject, text) of the notice that `date` is put off or called off."""
    at, state = when(lang, date), date.state.value
    subject = words.say(lang, f"thanks.subject_{state}", title=date.title)
    called = greeted(name)
    lines = [words.say(lang, "thanks.hello", name=called)] if called else []
    lines.append(words.say(lang, f"thanks.off_{state}", title=date.title, when=at))
    return subject, "\n".join([*lines, *next_date(lang, ask)])


def next_date(lang: str, ask: Ask | None) -> Iterator[str]:
    """Yield what says when the next date is, and asks to come to it."""
    if ask is None:
        return
    at = when(lang, ask.date)
    place = "_at" if ask.date.place else ""
    yield words.say(lang, f"thanks.next{place}", when=at, place=ask.date.place)
    if ask.going:
        yield words.say(lang, "thanks.going")
    else:
        yield words.say(lang, "thanks.join", link=ask.link)


def _done(lang: str, done: Done) -> str:
    said = [words.say(lang, "thanks.clean", title=done.title)]
    if done.m2 >= 1:
        said.append(words.say(lang, "map.m2", n=round(done.m2)))
    if done.bags:
        said.append(words.say(lang, "map.bags_told", n=done.bags))
    if done.volunteers:
        said.append(words.say(lang, "map.by_volunteers", n=done.volunteers))
    return " ".join(said)
