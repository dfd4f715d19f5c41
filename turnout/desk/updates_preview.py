"""How an update reads in the feed and on each channel, before it goes; and when it would."""

from dataclasses import dataclass
from datetime import datetime

from turnout.desk.acting import must_hold
from turnout.desk.channels import Channel, channels
from turnout.desk.desk import Desk
from turnout.desk.posting import link_of, page_of, text_on, waits_until
from turnout.desk.rallies import found
from turnout.desk.updates_texts import Voice
from turnout.model import Role
from turnout.store import updates as rows


@dataclass(frozen=True)
class Preview:
    """How an update reads. channel: None for the feed. count: as the network counts; cut: words
    are left out to fit."""

    channel: Channel | None
    lang: str
    text: str
    count: int = 0
    most: int = 0
    cut: bool = False


def previews(desk: Desk, slug: str, update: int, by: str = "desk") -> list[Preview]:
    """Return how an update reads in the feed, in each language, and on each channel that is
    ticked. Raises NotFound, also where `by` is a link taken back."""
    with desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        event = found(look, slug)
        row, voice = rows.one(look, event.id, update), Voice(look, event)
        if row is None:
            return []
        texts = voice.texts(row, rows.wording(look, update))
        ticked = rows.rules(look, event.id).channels
        link = link_of(page_of(desk, slug), row["about"], row["area"])
        return [
            *(Preview(None, lang, voice.said(text, lang)) for lang, text in texts.items()),
            *(
                _on(voice, each, ticked[each.name], texts[ticked[each.name]], link)
                for each in channels(desk)
                if each.name in ticked
            ),
        ]


def goes_at(desk: Desk, slug: str, update: int) -> datetime:
    """Return when channels would post an update that is let go now. Raises NotFound."""
    with desk.store.reading() as look:
        return waits_until(look, found(look, slug), update, desk.clock())


def _on(voice: Voice, at: Channel, lang: str, text: str, link: str) -> Preview:
    post = text_on(voice, at, lang, text, link)
    whole = f"{voice.said(text, lang, at.network)}\n{link}"
    return Preview(at, lang, post, at.network.count(post), at.network.most, post != whole)
