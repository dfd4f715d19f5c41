"""What a supporter may pass on: a text, and where it goes. Nothing is asked of anybody's server
before they press a link."""

from dataclasses import dataclass
from urllib.parse import urlencode

from turnout import words
from turnout.model import Event, Status
from turnout.rules.sharing import PERSONAL, PUBLIC, links


@dataclass(frozen=True)
class Share:
    """The text, and a link for each network by its name in words/share.toml."""

    text: str
    links: dict[str, str]


def share(
    lang: str, event: Event, status: Status, address: str, lead: str = "", via: str = ""
) -> Share:
    """Return what to pass on about `event`; `address` is the form's, `lead` who gets the credit,
    `via` the code of the supporter who passes it on.

    A quiet event is passed on from person to person only.
    """
    query = credited(lead, via)
    key = "share.text_maybe" if status is Status.MAYBE else "share.text"
    day = words.day(lang, event.starts_at, event.zone)
    text = words.say(lang, key, title=event.title, day=day, link=address + query)
    subject = words.say(lang, "share.subject", title=event.title)
    networks = PERSONAL if event.quiet else PERSONAL + PUBLIC
    return Share(text, links(text, networks, subject))


def credited(lead: str, via: str) -> str:
    """Return the query of a link to the form by which both get their credit; empty for none."""
    named = {name: value for name, value in (("lead", lead), ("via", via)) if value}
    return "?" + urlencode(named, safe="@") if named else ""
