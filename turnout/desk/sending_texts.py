"""The words of each message, for one person: plain text in their language.

Titles and leads' names are an organizer's, and are set in as they are; a name that leads somewhere
greets nobody. A quiet event's message names
neither: it may be read over a shoulder, or on a screen that lies open.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from turnout import words
from turnout.desk import thanks_text
from turnout.desk.sending_due import Occasion
from turnout.formats.when import when
from turnout.model import Event, EventState
from turnout.model.sending import Kind
from turnout.rules.quoting import greeted

_ANSWERS = (("yes", "yes"), ("maybe", "maybe"), ("cant", "cancelled"))

Ask = Callable[[Any], thanks_text.Ask | None]


@dataclass(frozen=True)
class Written:
    """A message as it is read. plain: the text without what it asks for, for thanks."""

    subject: str
    text: str
    plain: str


@dataclass(frozen=True)
class Links:
    """Where a message leads. base: such as "https://rally.example.org"; token: the reader's own,
    empty where none is theirs; stop: what ends all messages. short: one link, for a phone."""

    base: str
    token: str = ""
    stop: str = ""
    short: bool = False


def write(occasion: Occasion, row: Any, links: Links, lang: str, ask: Ask) -> Written:
    """Return the message of `occasion` to the person in `row` (as `budget.audience` has it).

    That an event is off is nobody's news once it is on again: the text is empty then.
    """
    if occasion.kind is Kind.OFF and occasion.event.state is EventState.ON:
        return Written("", "", "")
    said = _Saying(occasion, row, links, lang)
    next_ = ask(row) if occasion.kind in (Kind.CAME, Kind.MISSED) else None
    return Written(said.subject(), said.text(next_), said.text(None))


def ended(lang: str, text: str, stop: str) -> str:
    """Return `text` with the link under it that ends all messages."""
    return f"{text}\n\n{words.say(lang, 'send.stop', link=stop)}" if stop else text


def team(lang: str, kind: Kind, event: Event, mail: int, hand: int, link: str) -> str:
    """Return what the organizers' own channel is told of an occasion: numbers, and no name."""
    return words.say(
        lang, f"send.team_{kind}", title=event.title, when=when(lang, event), mail=mail, hand=hand,
        link=link,
    )  # fmt: skip


@dataclass(frozen=True)
class _Saying:
    occasion: Occasion
    row: Any
    links: Links
    lang: str

    def subject(self) -> str:
        event, kind = self.occasion.event, self.occasion.kind
        day = words.day(self.lang, event.starts_at, event.zone)
        if kind in (Kind.CAME, Kind.MISSED):
            return self._say(f"{kind}_subject")
        if event.quiet:
            return self._say(f"{kind}_subject_quiet", day=day)
        state = f"off_{event.state}" if kind is Kind.OFF else kind
        return self._say(f"{state}_subject", title=event.title)

    def text(self, ask: thanks_text.Ask | None) -> str:
        quiet = self.occasion.event.quiet
        name = "" if quiet else greeted(self.row["name"])
        hello = [self._say("hello", name=name), ""] if name else []
        body = {
            Kind.CONFIRM: self._confirm, Kind.REMIND: self._remind, Kind.MOVED: self._moved,
            Kind.OFF: self._off,
        }.get(self.occasion.kind)  # fmt: skip
        lines = body() if body else self._after(ask)
        return ended(self.lang, "\n".join([*hello, *lines]), self.links.stop)

    def _confirm(self) -> Iterator[str]:
        maybe = "_maybe" if self.row["status"] == "maybe" else ""
        yield from self._what()
        yield ""
        yield self._say(f"confirm_ask{maybe}", n=self.row["party"])
        yield self._say("confirm_why")
        yield from self._answers()

    def _remind(self) -> Iterator[str]:
        yield self._say("remind")
        yield from self._what()
        yield ""
        yield self._say("remind_still")
        yield from self._answers()

    def _moved(self) -> Iterator[str]:
        quiet = "_quiet" if self.occasion.event.quiet else ""
        yield self._say(f"moved{quiet}", title=self.occasion.event.title)
        yield self._where()
        yield self._say("moved_can")
        yield from self._answers()

    def _off(self) -> Iterator[str]:
        event = self.occasion.event
        state = "quiet" if event.quiet else event.state
        yield self._say(f"off_{state}", title=event.title, when=when(self.lang, event))

    def _after(self, ask: thanks_text.Ask | None) -> Iterator[str]:
        event = self.occasion.event
        quiet = "_quiet" if event.quiet else ""
        yield self._say(f"{self.occasion.kind}{quiet}", title=event.title)
        yield from thanks_text.next_date(self.lang, ask)

    def _what(self) -> Iterator[str]:
        if not self.occasion.event.quiet:
            yield self.occasion.event.title
        yield self._where()
        if self.row["lead"] and not self.occasion.event.quiet:
            yield self._say("with_lead", lead=self.row["lead"])

    def _where(self) -> str:
        event, at = self.occasion.event, when(self.lang, self.occasion.event)
        if event.quiet or not event.place:
            return self._say("at_nowhere", when=at)
        return self._say("at", when=at, place=event.place)

    def _answers(self) -> Iterator[str]:
        """Yield a line for each answer; without a link of their own, where all about it stands."""
        yield ""
        at = f"{self.links.base}/e/{self.occasion.event.slug}"
        if not self.links.token:
            yield self._say("page", link=at)
            return
        if self.links.short:
            link = f"{at}/answer?lang={self.lang}#{self.links.token}"
            yield self._say("one_tap", link=link)
            return
        for word, status in _ANSWERS:
            link = f"{at}/answer?say={status}&lang={self.lang}#{self.links.token}"
            yield self._say(word, link=link)

    def _say(self, key: str, **values: object) -> str:
        return words.say(self.lang, f"send.{key}", **values)
