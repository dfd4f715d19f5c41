"""What comes in from strangers: bytes -> posts, one pure function per kind. Plain text only.
Map files, bytes -> places, are read in `places`.

Only the killable child (`python -m turnout.sources`) calls these on bytes from outside; everyone
else asks `child.Reader`. To add a kind: one module with `read(body, url)`, one line in `KINDS`.
"""

import re
from collections.abc import Callable

from turnout.errors import SourceFailed
from turnout.sources import jsonfeed, rss
from turnout.sources.entry import Channel
from turnout.sources.places import KINDS as MAP_KINDS
from turnout.sources.places import MAP_KIND
from turnout.sources.post import Image, Post

FEED_KIND = "feed"  # every feed's kind: what it is, its bytes say
MARKS = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # what may stand before a document's first letter

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE
)


def read(body: bytes, url: str = "") -> list[Post]:
    """Return the posts of a feed of whatever kind. Raises SourceFailed: not_a_feed, unreadable."""
    return whole(body, url)[1]


def whole(body: bytes, url: str = "") -> tuple[Channel, list[Post]]:
    """Return what a feed of whatever kind says of itself, and its posts. Raises as `read` does."""
    if _PAGE.match(body[:2_000]):
        raise SourceFailed("", "not_a_feed")  # a large page would be long in reading as one
    is_json = body[:1_000].lstrip(MARKS)[:1] in (b"{", b"[")
    return jsonfeed.whole(body, url) if is_json else rss.whole(body, url)


KINDS: dict[str, Callable[[bytes, str], list[Post]]] = {
    FEED_KIND: read,
    "rss": rss.read,  # RSS and Atom, whatever the platform
    "jsonfeed": jsonfeed.read,
}

__all__ = ["FEED_KIND", "KINDS", "MAP_KIND", "MAP_KINDS", "Image", "Post", "read", "whole"]
