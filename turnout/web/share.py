"""What anybody may pass on: a text with its link, ready for each network. Nothing is asked of
anybody's server before they press one.

Where people are asked to come, the text is a hard ask: this day, this time, this place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from turnout import words
from turnout.formats import challenge_words
from turnout.model import Event, EventState, Status
from turnout.model.areas import AreaState, MapArea, MapDate
from turnout.model.challenges import ChallengeProgress
from turnout.pictures.card_words import ended, when_where
from turnout.rules.sharing import MOST, PERSONAL, PUBLIC, fitted, links


@dataclass(frozen=True)
class Share:
    """The text, the address in it, and a link for each network by its name in words/share.toml."""

    text: str
    address: str
    links: dict[str, str]


def share(
    lang: str, event: Event, status: Status, address: str, lead: str = "", via: str = ""
) -> Share:
    """Return what somebody who comes may pass on about `event`; `address` is the form's, `lead` who
    gets the credit, `via` the code of the supporter who passes it on."""
    key = "share.text_maybe" if status is Status.MAYBE else "share.text"
    return _of_event(lang, event, key, address, lead, via)


def credited(lead: str, via: str) -> str:
    """Return the query of a link to the form by which both get their credit; empty for none."""
    named = {name: value for name, value in (("lead", lead), ("via", via)) if value}
    return "?" + urlencode(named, safe="@") if named else ""


def ask(lang: str, event: Event, now: datetime, address: str, lead: str = "") -> Share | None:
    """Return what anybody may pass on about `event`; None where nobody can sign up any more."""
    if event.state is not EventState.ON or not event.open or event.is_over(now):
        return None
    return _of_event(lang, event, "share.ask", address, lead)


def of_challenge(lang: str, event: Event, challenge: ChallengeProgress, address: str) -> Share:
    """Return what anybody may pass on about a challenge that runs; `address` is its page's."""
    values = {
        "title": event.title,
        "ask": challenge_words.asks_for(lang, challenge.measure, challenge.target),
        "until": challenge_words.until_its_day(lang, event, challenge.deadline),
    }
    return _made(lang, "share.challenge", values, address, event.title, event.quiet)


def of_map(lang: str, event: Event, address: str, title: str, needed: str) -> Share:
    """Return what is passed on about a map, or a group's part of it, called `title`; needed: how it
    stands, in a sentence or a question."""
    values = {"title": title, "needed": ended(needed)}
    return _made(lang, "share.map", values, address, title, event.quiet)


def of_area(lang: str, shown: MapArea, date: MapDate | None, quiet: bool, address: str) -> Share:
    """Return what is passed on about one area: that it is clean, or the ask to clean it."""
    values = {"title": shown.area.title}
    if shown.area.state is AreaState.CLEANED:
        key = "share.area_cleaned"
    elif date:
        key, values["when"] = "share.area_date", when_where(lang, date.event)
    else:
        key = "share.area"
    return _made(lang, key, values, address, shown.area.title, quiet)


def _of_event(lang: str, event: Event, key: str, address: str, lead: str, via: str = "") -> Share:
    values = {"title": event.title, "when": when_where(lang, event)}
    credit = credited(lead, via)
    return _made(lang, key, values, address + credit, event.title, event.quiet)


def _made(
    lang: str, key: str, values: dict[str, str], address: str, title: str, quiet: bool
) -> Share:  # fmt: skip
    """Return the sentence `key` for each network, no longer than it takes; what is quiet is passed
    on from person to person only."""
    # A space that never breaks makes two text messages of one.
    plain = {name: " ".join(value.split()) for name, value in values.items()}
    said: Callable[..., str] = partial(words.say, lang, key, link=address)
    subject = words.say(lang, "share.subject", title=title)
    networks = PERSONAL if quiet else PERSONAL + PUBLIC
    ready = {
        name: links(fitted(MOST.get(name), plain, said), (name,), subject)[name]
        for name in networks
    }
    return Share(said(**plain), address, ready)
