"""GET /e/EVENT/updates.atom: what happened, for feed readers, other sites and robots that post."""

from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import happenings
from turnout.desk.desk import Desk
from turnout.formats import atom
from turnout.formats.atom import Entry, tag_of
from turnout.formats.when import when
from turnout.house import house
from turnout.model import Event
from turnout.model.happenings import Happening
from turnout.web import asked, updates_challenges
from turnout.web.progress import OPEN_TO_ALL, known_to


def feed(request: Request) -> Response:
    """Return the feed in ?lang=, English else; 304 when the asker has it."""
    desk, slug = house().desk, request.path_params["event"]
    lang = words.language(request.query_params.get("lang", ""))
    version = happenings.version(desk, slug)
    etag = f'"{version}"'  # each language is an address of its own
    headers = {"ETag": etag, "Cache-Control": "no-cache", **OPEN_TO_ALL}
    if known_to(request, etag):
        return Response(status_code=304, headers=headers)
    body = _kept(desk, slug, lang, asked.base_url(request), version)
    return Response(body, headers=headers, media_type="application/atom+xml")


@lru_cache(64)  # by version: a crowd of readers is handed the same bytes
def _kept(desk: Desk, slug: str, lang: str, base: str, version: str) -> bytes:
    event, made_at, told = happenings.happened(desk, slug)
    page = f"{base}/e/{slug}"
    host = urlsplit(base).hostname or "localhost"
    return atom.feed(
        tag=tag_of(host, made_at, "turnout", slug),
        title=event.title,
        page=page,
        own=f"{page}/updates.atom?{urlencode({'lang': lang})}",
        updated=max((each.at for each in told), default=made_at),
        lang=lang,
        entries=[
            _entry(lang, base, each, tag_of(host, made_at, "turnout", slug, *_named(each)))
            for each in told
        ],
    )


def _named(told: Happening) -> tuple[object, ...]:
    """Return what tells one happening from every other."""
    return told.kind, told.event.slug, told.seq


def _entry(lang: str, base: str, told: Happening, tag: str) -> Entry:
    if told.challenge:
        return updates_challenges.entry(lang, base, told, tag)
    campaign = f"{base}/e/{told.event.slug}"
    photo = f"{campaign}/areas/{told.area}/photos/{told.photo}-small.jpg" if told.photo else ""
    return Entry(
        tag=tag,
        title=words.say(lang, f"dates.feed_{told.kind}", title=told.title),
        text=_text(lang, told),
        at=told.at,
        link=f"{campaign}/areas/{told.area}" if told.area else campaign,
        by=f"{told.lead} (@{told.handle})" if told.lead else "",
        photo=photo,
        alt=words.say(lang, "dates.feed_after", title=told.title) if told.photo else "",
    )


def _text(lang: str, told: Happening) -> str:
    said = [words.say(lang, f"dates.feed_{told.kind}", title=told.title) + "."]
    if told.kind == "cleaned":
        said += _measures(lang, told)
    elif told.kind == "goal_met":
        said.append(words.say(lang, "dates.feed_goal", n=told.event.goal))
    elif not told.area:
        said.append(_where(lang, told.event))
    return " ".join(said)


def _measures(lang: str, told: Happening) -> list[str]:
    said = []
    if told.m2 >= 1:
        said.append(words.say(lang, "map.m2", n=round(told.m2)))
    if told.bags:
        said.append(words.say(lang, "map.bags_told", n=told.bags))
    if told.volunteers:
        said.append(words.say(lang, "map.by_volunteers", n=told.volunteers))
    if told.lead:
        said.append(words.say(lang, "dates.feed_by", name=told.lead, handle=f"@{told.handle}"))
    return said


def _where(lang: str, event: Event) -> str:
    key = "dates.feed_when_at" if event.place else "dates.feed_when"
    return words.say(lang, key, when=when(lang, event), place=event.place)
