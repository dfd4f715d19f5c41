"""What a card of promises says: of an event, of a lead. All words of a card are in its `Card`, made
from the public picture alone; it has no field for a supporter.

By default a card says how many are still needed: that many others come can keep people at home.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from turnout import words
from turnout.formats.when import when
from turnout.model import Event, EventState, LeadProgress, Progress
from turnout.model.seeing import Audience, Tone
from turnout.pictures.bar import PARTS, Heads
from turnout.pictures.lettering import drawable


@dataclass(frozen=True)
class Card:
    """What one card says, from the top.

    above: small lines; title: what or whom it is of; under: small lines below it. number: what is
    read first, and `said` beside it; without a number, `said` is read first. asks: whether the
    number is of those still needed. legend: (part of the bar, "162 confirmed").
    """

    above: tuple[str, ...]
    title: str
    under: tuple[str, ...]
    number: str
    said: str
    line: str
    asks: bool
    heads: Heads | None
    legend: tuple[tuple[str, str], ...]
    address: str


@dataclass(frozen=True)
class _Told:
    """The words around a bar, as the moment has them."""

    number: int | None
    said: str
    line: str = ""
    asks: bool = False


def of_event(lang: str, progress: Progress, now: datetime, address: str) -> Card:
    """Return what an event's card says; address: its page, as people type it.

    Where the face of cards cannot draw its title, the card is of its day and place.
    """
    event = as_drawn(progress.event)
    heads = Heads(progress.count, event.goal, progress.came)
    told = _past(lang, event, heads, now) or _event_ahead(lang, progress, heads, now)
    day = when_where(lang, event)
    above, title = ((day,), event.title) if event.title else ((), day)
    return _card(lang, told, heads, above, title, (), address)


def of_lead(
    lang: str, progress: Progress, lead: LeadProgress, now: datetime, address: str,
    brought: Sequence[str] = (),
) -> Card:  # fmt: skip
    """Return what a lead's card says; brought: a line of whom they brought, if any may be told.

    Whose name the face of cards cannot draw is called by their handle.
    """
    event = as_drawn(progress.event)
    heads = Heads(lead.count, lead.goal, lead.came)
    handle, name = f"@{lead.handle.partition('@')[0]}", drawable(lead.name)
    called = replace(lead, name=name or handle)
    told_of = tuple(filter(None, map(drawable, brought)))
    told = _past(lang, event, heads, now) or _lead_ahead(lang, called, heads, tone_of(progress))
    above = tuple(filter(None, (event.title, when_where(lang, event))))
    under = (handle, *told_of) if name else told_of
    return _card(lang, told, heads, above, called.name, under, address)


def shown_lead(leads: Sequence[LeadProgress], given: str) -> LeadProgress | None:
    """Return the one of `leads` that `given` means, a handle with or without its host."""
    plain = given.strip().lower().lstrip("@")
    exact = [lead for lead in leads if lead.handle.lower() == plain]
    meant = exact or [lead for lead in leads if lead.handle.lower().partition("@")[0] == plain]
    return meant[0] if plain and len(meant) == 1 else None


def as_drawn(event: Event) -> Event:
    """Return the event with what the face of cards can draw of its title and its place."""
    return replace(event, title=drawable(event.title), place=drawable(event.place))


def tone_of(progress: Progress) -> Tone:
    """Return in what tone everybody is spoken to: what is needed, or what has grown."""
    return progress.seen.of(Audience.PAGE).tone


def sentences(card: Card) -> str:
    """Return what a card says of how things stand: "234 to go. 366 coming of the 600 we
    promised.\""""
    first = f"{card.number} {card.said}".strip()
    return f"{ended(first)} {card.line}".strip()


def ended(text: str) -> str:
    """Return `text` as a sentence that has its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def when_where(lang: str, event: Event) -> str:
    """Return "Sat, Dec 5, 12:00 PM to 2:00 PM, Statehouse steps, Topeka"."""
    at = when(lang, event)
    told = words.say(lang, "cards.at_place", when=at, place=event.place) if event.place else at
    return told[:1].upper() + told[1:]  # a day leads the line: "Sáb, 5 de dic"


def _card(
    lang: str, told: _Told, heads: Heads, above: tuple[str, ...], title: str,
    under: tuple[str, ...], address: str,
) -> Card:  # fmt: skip
    bar = heads if told.number is not None and _has_bar(heads) else None
    return Card(
        above=above,
        title=title,
        under=under,
        number="" if told.number is None else words.number(lang, told.number),
        said=told.said,
        line=told.line,
        asks=told.asks,
        heads=bar,
        legend=_legend(lang, bar) if bar else (),
        address=address,
    )


def _has_bar(heads: Heads) -> bool:
    return bool(heads.goal or heads.count.coming or heads.count.maybe or heads.came)


def _legend(lang: str, heads: Heads) -> tuple[tuple[str, str], ...]:
    parts = {part: getattr(heads.count, part) for part in PARTS}
    if heads.came:
        parts |= {"came": heads.came.heads, "walked": heads.came.walk_ins}
    return tuple(
        (part, words.say(lang, f"light.legend_{part}", n=people))
        for part, people in parts.items()
        if people
    )


def _past(lang: str, event: Event, heads: Heads, now: datetime) -> _Told | None:
    """Return what is said where nobody is coming any more, None where people still are."""
    if event.state is not EventState.ON:
        state, told = (words.say(lang, f"light.{kind}_{event.state}") for kind in ("state", "told"))
        return _Told(None, state, told)
    if not event.is_over(now):
        return None
    coming = heads.count.coming
    if heads.came and heads.came.heads:
        promised = words.say(lang, "light.total_promised", n=coming) if coming else ""
        came = heads.came.heads
        return _Told(came, words.say(lang, "cards.came", n=came), promised)
    return _Told(coming, words.say(lang, "light.promised", n=coming), words.say(lang, "light.over"))


def _event_ahead(lang: str, progress: Progress, heads: Heads, now: datetime) -> _Told:
    event = progress.event
    coming, goal = heads.count.coming, heads.goal
    total = words.say(lang, "light.total", n=coming, goal=goal)
    if not event.open:
        return _coming(lang, coming, goal, words.say(lang, "light.closed"))
    if event.starts_at <= now:
        return _coming(lang, coming, goal, words.say(lang, "light.started"))
    if coming >= goal:
        return _enough(lang, coming, goal, words.say(lang, "light.met", goal=goal))
    if tone_of(progress) is Tone.GROWN and coming:
        needed = words.say(lang, "light.needed", n=goal - coming)
        return _coming(lang, coming, goal, needed)
    return _needed(lang, goal - coming, total if coming else words.say(lang, "light.first"))


def _lead_ahead(lang: str, lead: LeadProgress, heads: Heads, tone: Tone) -> _Told:
    coming, goal = heads.count.coming, heads.goal
    first = words.say(lang, "cards.lead_first", name=lead.name)
    if coming >= goal:
        met = words.say(lang, "cards.lead_met", goal=goal)
        return _enough(lang, coming, goal, met) if coming else _Told(None, first)
    total = words.say(lang, "cards.lead_coming_of", n=coming, goal=goal) if coming else first
    if tone is Tone.GROWN and coming:
        needed = words.say(lang, "light.needed", n=goal - coming)
        return _Told(coming, words.say(lang, "light.coming", n=coming), needed)
    return _needed(lang, goal - coming, total)


def _needed(lang: str, n: int, line: str) -> _Told:
    return _Told(n, words.say(lang, "cards.to_go", n=n), line, asks=True)


def _coming(lang: str, coming: int, goal: int, line: str) -> _Told:
    key = "light.coming_of" if goal else "light.coming"
    return _Told(coming, words.say(lang, key, n=coming, goal=goal), line)


def _enough(lang: str, coming: int, goal: int, met: str) -> _Told:
    """Return what is said where no goal is left to reach: it is met, or there is none."""
    if not coming:
        return _Told(None, words.say(lang, "light.first"))
    line = words.say(lang, "light.bring_one")
    if goal:
        line = words.say(lang, "light.past", n=coming - goal) if coming > goal else met
    return _Told(coming, words.say(lang, "light.coming", n=coming), line)
