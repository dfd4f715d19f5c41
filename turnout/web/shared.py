"""What a light page tells whoever shows a preview of its link: title, live number, picture.

Whole addresses only, so nothing is told of a picture where nobody said by which address this house
is known: another would lead nowhere.
"""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from turnout.errors import NotFound
from turnout.formats import area_words, challenge_words
from turnout.house import house
from turnout.model import Event, LeadProgress
from turnout.model.areas import Atlas, MapArea
from turnout.model.challenges import ChallengeProgress
from turnout.pictures import card_words, cards, challenge_cards, map_cards
from turnout.web.cards import lead_of, public
from turnout.words import LANGUAGES, say

LOCALES = {"en": "en_US", "es": "es_US"}


@dataclass(frozen=True)
class Shared:
    """What a preview shows. page, image: whole addresses, or "" where ours is not known; alt: what
    the picture says."""

    title: str
    description: str
    page: str = ""
    image: str = ""
    alt: str = ""
    locale: str = LOCALES["en"]
    others: tuple[str, ...] = ()
    width: int = cards.WIDE[0]
    height: int = cards.WIDE[1]


def of_event(lang: str, event: Event, at: str, lead: str = "") -> Shared:
    """Return what the page at the path `at` tells of an event; lead: the handle of who asks people
    to come, whose own picture it then is, where they are shown."""
    told = card_words.when_where(lang, event)
    if event.quiet:
        return _spoken(lang, Shared(event.title, told))
    progress, now = public(event.slug), house().desk.clock()
    if meant := shown_lead(event, lead):
        card = card_words.of_lead(lang, progress, meant, now, "")
        title = say(lang, "cards.lead_title", name=meant.name, title=event.title)
        picture = f"leads/{quote(meant.handle, safe='@')}/card.png"
    else:
        card = card_words.of_event(lang, progress, now, "")
        title, picture = event.title, "card.png"
    stands = card_words.sentences(card)
    plain = Shared(title, f"{stands} {told}", alt=f"{card.title}. {stands}")
    return _pictured(lang, plain, at, f"/e/{event.slug}/{picture}", progress.seq)


def of_challenge(lang: str, event: Event, challenge: ChallengeProgress, at: str) -> Shared:
    """Return what the page at the path `at` tells of a challenge that everybody may see."""
    ask = challenge_words.asks_for(lang, challenge.measure, challenge.target)
    title = say(lang, "contest.page_title", ask=ask, title=event.title)
    ends = challenge_words.until_its_day(lang, event, challenge.deadline)
    if event.quiet:
        return _spoken(lang, Shared(title, f"{ends[:1].upper()}{ends[1:]}"))
    progress = public(event.slug)
    card = challenge_cards.of_challenge(lang, progress, challenge, house().desk.clock(), "")
    stands = card_words.sentences(card)
    plain = Shared(title, f"{stands} {card.above[-1]}", alt=f"{card.title}. {stands}")
    picture = f"/e/{event.slug}/challenges/{challenge.id}/card.png"
    return _pictured(lang, plain, at, picture, progress.seq)


def shown_lead(event: Event, handle: str) -> LeadProgress | None:
    """Return the lead that `handle` means, where they may be named in public."""
    if event.quiet or not handle:
        return None
    try:
        return lead_of(public(event.slug), handle)
    except NotFound:
        return None


def of_map(lang: str, seen: Atlas, at: str, title: str = "") -> Shared:
    """Return what the page at the path `at` tells of a map, or of a part of it called `title`."""
    told = area_words.headline(lang, seen) if seen.areas else say(lang, "map.empty")
    plain = Shared(title or say(lang, "map.title", title=seen.event.title), told)
    if seen.event.quiet:
        return _spoken(lang, plain)
    alt = map_cards.of_map(lang, seen, "").headline
    picture = f"/e/{seen.event.slug}/areas.png"
    return _pictured(lang, replace(plain, alt=alt), at, picture, seen.seq)


def of_area(lang: str, seen: Atlas, shown: MapArea, at: str) -> Shared:
    """Return what the page at the path `at` tells of one area."""
    dates = {each.event.slug: each for each in seen.dates}
    card = map_cards.of_area(lang, seen, shown, dates.get(shown.area.date), "")
    plain = Shared(card.headline, f"{'. '.join((*card.needs, card.title))}.")
    if seen.event.quiet:
        return _spoken(lang, plain)
    alt = ". ".join((card.headline, *card.needs))
    picture = f"/e/{seen.event.slug}/areas/{shown.area.id}/card.png"
    return _pictured(lang, replace(plain, alt=alt), at, picture, seen.seq)


def _pictured(lang: str, plain: Shared, at: str, picture: str, seq: int) -> Shared:
    """Return `plain` with its picture, whose address is another each time the event moved."""
    known = house().settings.public_url
    if not known:
        return _spoken(lang, plain)
    image = f"{known}{picture}?{urlencode({'lang': lang, 'v': seq})}"
    return _spoken(lang, replace(plain, page=f"{known}{at}", image=image))


def _spoken(lang: str, plain: Shared) -> Shared:
    others = tuple(LOCALES[tag] for tag in LANGUAGES if tag != lang)
    return replace(plain, locale=LOCALES[lang], others=others)
