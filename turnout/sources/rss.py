"""RSS and Atom by feedparser. It raises, hangs and mistakes; what is done about it is said here.

A hang is the child's business (`child.py`).
"""

import calendar
import contextlib
import io
import itertools
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from feedparser.mixin import _FeedParserMixin

from turnout.errors import SourceFailed
from turnout.sources import authors, platforms
from turnout.sources.entry import MOST_ID, Channel, Entry, in_range, tags_of, web_link
from turnout.sources.post import Image, Post
from turnout.sources.text import clean

MOST_POSTS = 200  # the most Mastodon gives in one feed
MOST_ATTACHED = 20
MOST_PREFIXES = 3  # under which one feed's pictures may stand
MOST_AUTHOR = 100  # letters of who wrote it, address and all; a longer one is nobody's name

_MEDIA = re.compile(rb"""xmlns:([\w-]{1,40})\s*=\s*["']https?://search\.yahoo\.com/mrss/?["']""")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
# What makes it raise beside references: a DOCTYPE's own entities, a frame of coordinates.
_TROUBLE = re.compile(
    rb"<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|\ssrsName\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)


def read(body: bytes, url: str = "") -> list[Post]:
    """Return the posts of an RSS or Atom document, in its order, at most MOST_POSTS.

    url: where it was read from, for links that are relative.
    Raises SourceFailed: not_a_feed, unreadable.
    """
    return whole(body, url)[1]


def whole(body: bytes, url: str = "") -> tuple[Channel, list[Post]]:
    """Return what the feed says of itself, and its posts. Raises as `read` does."""
    spoken, alts = _without_alts(body)
    parsed = _parsed(spoken)
    if not parsed.get("version"):
        raise SourceFailed("", "not_a_feed")
    entries = parsed.entries
    if parsed.bozo and not _END.search(body[-200:].replace(b"\0", b"")):
        entries = entries[:-1]  # cut off: half a post must not stand for the whole one
    channel = _channel(parsed.feed, url)
    kept = entries[:MOST_POSTS]
    return channel, [platforms.post(channel, _entry(channel, each, alts)) for each in kept]


def _without_alts(body: bytes) -> tuple[bytes, dict[str, str]]:
    """Return `body` without pictures' alt texts, and them by their pictures' links.

    feedparser takes one that stands first for the post itself.
    """
    alts: dict[str, str] = {}
    kept, at = [], 0
    for link, start, inner, end in _alts(body):
        text = body[inner.start : inner.stop]
        alts[_decoded(link)] = clean(_decoded(text))
        kept.append(body[at:start])
        at = end
    return b"".join([*kept, body[at:]]), alts


def _alts(body: bytes) -> Iterator[tuple[bytes, int, slice, int]]:
    """Yield each alt text: its picture's link, where its element starts, its text, its end.

    Tag by tag, because a pattern over a whole picture would look for its end from each start.
    """
    photo = opened = None
    for tag in _media_tags(body):
        closes = tag["name"] == b"content" or bool(tag["closes"])
        if opened and photo and closes:
            end = tag.end() if tag["name"] == b"description" else tag.start()
            yield _link(photo), opened.start(), slice(opened.end(), tag.start()), end
        if closes:
            opened = None
        elif photo and not opened:
            opened = tag
        if tag["name"] == b"content":
            photo = None if tag["closes"] else tag


def _media_tags(body: bytes) -> Iterator[re.Match[bytes]]:
    prefixes = {b"media", *itertools.islice(_MEDIA.findall(body), MOST_PREFIXES)}
    named = b"|".join(map(re.escape, prefixes))
    tags = rb"<(?P<closes>/?)(?:%b):(?P<name>content|description)\b(?P<given>[^<>]*)>" % named
    return (tag for tag in re.finditer(tags, body) if not tag["given"].endswith(b"/"))


def _link(photo: re.Match[bytes]) -> bytes:
    found = re.search(rb"""\burl\s*=\s*["']([^"']*)""", photo["given"])
    return found[1] if found else b""


def _decoded(text: bytes) -> str:
    plain = re.sub(
        r"<!\[CDATA\[(.*?)\]\]>", r"\1", text.decode("utf-8", "replace"), flags=re.DOTALL
    )
    for reference, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(reference, letter)
    return plain


def _parsed(body: bytes) -> Any:
    with contextlib.suppress(Exception):  # it raises what it likes, for one bad character
        return _feed(body)
    try:
        return _feed(_TROUBLE.sub(b"", _REFERENCE.sub(_good_reference, body)))
    except Exception as error:
        raise SourceFailed("", "unreadable") from error


def _feed(body: bytes) -> Any:
    # Never a str, which it would open. Its sanitiser is no protection: we take plain text only.
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _without_endless_authors(mixin: Any) -> None:
    """Let feedparser take an author beyond all measure for none.

    It looks for an address in each, in time that grows with the square of its length: one of
    100,000 letters takes a minute, and would lose its whole feed. Here its encoding, CDATA and
    references are behind it, and every element that may name an author comes by.
    """
    look_for_address = mixin._sync_author_detail  # noqa: SLF001 - it offers no other place

    def bounded(parser: Any, key: str = "author") -> None:
        context = parser._get_context()  # noqa: SLF001
        if len(str(context.get(key) or "")) > MOST_AUTHOR:
            context[key] = ""
        look_for_address(parser, key)

    mixin._sync_author_detail = bounded  # noqa: SLF001


_without_endless_authors(_FeedParserMixin)


def _good_reference(found: re.Match[bytes]) -> bytes:
    digits = (found[1] or found[2])[:12]
    point = int(digits, 16 if found[1] else 10)
    good = point in (9, 10, 13) or 32 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
    return found[0] if good else b""


def _channel(feed: Any, url: str) -> Channel:
    return Channel(
        url=url,
        link=web_link(feed.get("link", ""), url),
        title=_line(feed.get("title", "")),
        about=_line(feed.get("subtitle", "")),
        generator=_line(feed.get("generator", "")),
        author=_line(feed.get("author", "")),
    )


def _entry(channel: Channel, entry: Any, alts: dict[str, str]) -> Entry:
    link = web_link(entry.get("link", ""), channel.base)
    # dict.get, because feedparser's own would give one time for the other, with a warning
    published, updated = (dict.get(entry, f"{name}_parsed") for name in ("published", "updated"))
    return Entry(
        id=_id(str(entry.get("id", "")), channel.base),
        link=link,
        odd_link="" if link else str(entry.get("link", ""))[:MOST_ID],
        title=str(entry.get("title", "")),
        body=_body(channel, entry),
        author=str(entry.get("author", "")).strip()[:500],
        author_link=web_link(entry.get("author_detail", {}).get("href", "")),
        comments=web_link(entry.get("comments", ""), channel.base),
        published=_when(published),
        updated=_when(updated),
        tags=tags_of([tag.get("term") for tag in entry.get("tags", [])]),
        images=_attached(entry, alts),
        still=tuple(Image(web_link(item.get("url"))) for item in _list(entry, "media_thumbnail")),
        marks=frozenset(
            mark
            for mark, name in (("discourse", "discourse_topicclosed"), ("yt", "yt_videoid"))
            if name in entry
        ),
    )


def _id(given: str, base: str) -> str:
    return web_link(given, base) or given if given.startswith(("/", "?")) else given


def _body(channel: Channel, entry: Any) -> str:
    """Return the post's markup; of Mastodon's never `content`, which may be an alt text."""
    summary = str(entry.get("summary", ""))
    if channel.generator.lower().startswith("mastodon") or authors.is_status(entry.get("link", "")):
        return summary
    contents = (item for item in _list(entry, "content") if item.get("type") != "text/plain")
    return max([summary, *(str(item.get("value", "")) for item in contents)], key=len)


def _attached(entry: Any, alts: dict[str, str]) -> tuple[Image, ...]:
    media = [
        item.get("url")
        for item in _list(entry, "media_content")
        if item.get("medium") == "image" or str(item.get("type", "")).startswith("image/")
    ]
    links = [item for item in _list(entry, "links") if item.get("rel") in ("enclosure", "license")]
    attached = [item.get("href") for item in links if _is_image(item)]
    licences = [web_link(item.get("href")) for item in links if item.get("rel") == "license"]
    licence = next(filter(None, [*licences, web_link(entry.get("license", ""))]), "")
    found = (web_link(link) for link in [*media, *attached][:MOST_ATTACHED])
    return tuple(Image(link, alts.get(link, ""), licence) for link in found if link)


def _is_image(item: Any) -> bool:
    return item.get("rel") == "enclosure" and str(item.get("type", "")).startswith("image/")


def _list(entry: Any, name: str) -> list[Any]:
    found = entry.get(name)
    return [item for item in found if item] if isinstance(found, list) else []


def _when(given: time.struct_time | None) -> datetime | None:
    try:
        return in_range(datetime.fromtimestamp(calendar.timegm(given), UTC)) if given else None
    except (ValueError, OverflowError, OSError):
        return None


def _line(text: object) -> str:
    return clean(str(text)).replace("\n", " ")[:300]
