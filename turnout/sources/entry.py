"""What a feed says of itself and of one post, before anybody asks what it means."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from turnout.sources.post import Image
from turnout.sources.text import clean

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
MOST_ID = 500
_ADDRESS = re.compile(r"(?i:https?)://[!-~]{1,2000}", re.ASCII)


@dataclass(frozen=True)
class Channel:
    """A feed's own words about itself: plain text, each may be empty.

    url: where it was read from. link: the page it is the feed of.
    """

    url: str = ""
    link: str = ""
    title: str = ""
    about: str = ""
    generator: str = ""
    author: str = ""

    @property
    def base(self) -> str:
        """What relative links in it are relative to."""
        return self.url or self.link


@dataclass(frozen=True)
class Entry:
    """One post of a feed, raw.

    link: sound, or empty. odd_link: one that is not, to be read but never to be followed.
    title, body: markup, unless `is_text`. author: as written. author_link, comments: links.
    marks: what its platform put in beside the formats' own fields.
    """

    id: str = ""
    link: str = ""
    odd_link: str = ""
    title: str = ""
    body: str = ""
    author: str = ""
    author_link: str = ""
    comments: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    still: tuple[Image, ...] = ()  # a thumbnail, where there is no photo
    marks: frozenset[str] = frozenset()
    is_text: bool = False


def web_link(link: object, base: str = "") -> str:
    """Return `link` if it is a sound http(s) address in plain characters, else "".

    base: what it may be relative to.
    """
    text = str(link).strip()
    try:
        text = urljoin(base, text) if base and text and not urlsplit(text).scheme else text
        parts = urlsplit(text)
        sound = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return text if sound and _ADDRESS.fullmatch(text) else ""


def host_of(link: str) -> str:
    """Return the host `link` leads to, lower case, or ""."""
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


def path_of(link: str) -> str:
    """Return the path of `link`, without a slash at its end, or ""."""
    try:
        return urlsplit(link).path.rstrip("/")
    except ValueError:
        return ""


def in_range(at: datetime | None) -> datetime | None:
    """Return `at` in UTC, None where it has no zone or is no time of ours."""
    try:
        utc = at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return utc if utc and EARLIEST <= utc < LATEST else None


def tags_of(given: list[object]) -> tuple[str, ...]:
    return tuple(filter(None, (clean(str(tag or ""))[:100] for tag in given[:50])))
