"""RSS and Atom by feedparser. It raises, hangs and mistakes; what is done about it is said here.

Entries are read the way Mastodon writes them first: text in `summary` (its `content` is alt text),
the author in the link. A hang is the child's business (`child.py`).
"""

import calendar
import contextlib
import io
import re
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser

from turnout.errors import SourceFailed
from turnout.sources.post import Post
from turnout.sources.text import clean, plain_text

MOST_POSTS = 200  # the most Mastodon gives in one feed
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

# Pictures' alt texts: feedparser takes one that stands first for the post itself.
_ALT = re.compile(
    rb"(<media:content\b[^>]*(?<!/)>(?:(?!</media:content>|<media:description\b).)*)"
    rb"<media:description\b[^>]*(?<!/)>.*?</media:description\s*>",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_SERVER = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
# Where platforms put the author's handle into a post's link. ASCII only: look-alikes stay unknown.
_AUTHORS = (
    re.compile(r"/@(\w[\w.-]{0,99})(?:@([A-Za-z0-9.-]+))?/[^/]+", re.ASCII),  # Mastodon and kin
    re.compile(r"/users/(\w[\w.-]{0,99})/statuses/[^/]+()", re.ASCII),
    re.compile(r"/profile/([\w.-]{1,253})/post/[^/]+()", re.ASCII),  # Bluesky
)


def read(body: bytes) -> list[Post]:
    """Return the posts of an RSS or Atom document, in its order, at most MOST_POSTS.

    Raises SourceFailed: not_a_feed, unreadable.
    """
    parsed = _parsed(_ALT.sub(rb"\1", body))
    if not parsed.get("version"):
        raise SourceFailed("", "not_a_feed")
    entries = parsed.entries
    if parsed.bozo and not _END.search(body[-200:].replace(b"\0", b"")):
        entries = entries[:-1]  # cut off: half a post must not stand for the whole one
    return [_post(entry) for entry in entries[:MOST_POSTS]]


def _parsed(body: bytes) -> Any:
    with contextlib.suppress(Exception):  # it raises what it likes, for one bad character
        return _feed(body)
    try:
        return _feed(_REFERENCE.sub(_good_reference, body))
    except Exception as error:
        raise SourceFailed("", "unreadable") from error


def _feed(body: bytes) -> Any:
    # Never a str, which it would open. Its sanitiser is no protection: we take plain text only.
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _good_reference(found: re.Match[bytes]) -> bytes:
    digits = (found[1] or found[2])[:12]
    point = int(digits, 16 if found[1] else 10)
    good = point in (9, 10, 13) or 32 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
    return found[0] if good else b""


def _post(entry: Any) -> Post:
    link = _web_link(entry.get("link", ""))
    handle, host = _author(link)
    return Post(
        id=clean(str(entry.get("id", "")))[:500],
        link=link,
        handle=handle,
        host=host,
        # dict.get, because feedparser's own would give one for the other, with a warning
        published=_when(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
        text=plain_text(str(entry.get("summary", ""))),
        tags=tuple(clean(str(tag.get("term") or ""))[:100] for tag in entry.get("tags", [])[:50]),
        images=_images(entry),
    )


def _author(link: str) -> tuple[str, str]:
    """Return (handle, host) as `link` tells them, both empty where it does not."""
    parts = urlsplit(link)
    for pattern in _AUTHORS:
        if found := pattern.fullmatch(parts.path.rstrip("/")):
            host = (found[2] or parts.hostname or "").lower()
            handle = found[1].lower().rstrip(".-")
            return (handle, host) if _SERVER.fullmatch(host) else ("", "")
    return "", ""


def _web_link(link: object) -> str:
    """Return `link` if it is a sound http(s) address in plain characters, else ""."""
    text = str(link)
    if not re.fullmatch(r"https?://[!-~]{1,2000}", text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.hostname and "@" not in parts.netloc else ""


def _when(given: time.struct_time | None) -> datetime | None:
    try:
        at = datetime.fromtimestamp(calendar.timegm(given), UTC) if given else None
    except (ValueError, OverflowError, OSError):
        return None
    return at if at and EARLIEST <= at < LATEST else None


def _images(entry: Any) -> tuple[str, ...]:
    media = [
        item.get("url", "")
        for item in entry.get("media_content", [])
        if item.get("medium") == "image" or str(item.get("type", "")).startswith("image/")
    ]
    attached = [
        item.get("href", "")
        for item in entry.get("enclosures", [])
        if str(item.get("type", "")).startswith("image/")
    ]
    links = (_web_link(link) for link in [*media, *attached][:20])
    return tuple(dict.fromkeys(link for link in links if link))
