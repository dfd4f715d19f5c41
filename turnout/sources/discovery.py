"""What feeds a page names as its own: `<link rel="alternate">`, and a YouTube channel's id."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from turnout.errors import SourceFailed
from turnout.sources.entry import host_of, web_link
from turnout.sources.handles import real_host
from turnout.sources.text import clean

MOST_FEEDS = 10
FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
}
_CHANNEL = re.compile(rb'(?:"(?:externalId|channelId)"\s*:\s*"|/channel/)(UC[\w-]{22})\b')


@dataclass(frozen=True)
class Alternate:
    """A feed that a page names: its address, and what the page calls it."""

    url: str
    title: str = ""


def read(body: bytes, url: str = "") -> list[Alternate]:
    """Return the feeds an HTML page names, at most MOST_FEEDS, each once, in its order.

    url: the page's own address. Raises SourceFailed: not_a_page.
    """
    text = body.decode("utf-8", "replace")
    if not re.search(
        r"<(?:html|head|body|link|meta|!doctype html)\b", text[:20_000], re.IGNORECASE
    ):
        raise SourceFailed("", "not_a_page")
    page = _Page(url)
    page.feed(text)
    named: dict[str, Alternate] = {}
    for each in [*_channel(body, url), *page.found]:
        named.setdefault(each.url, each)
    return list(named.values())[:MOST_FEEDS]


def _channel(body: bytes, url: str) -> list[Alternate]:
    """Return the feed of a YouTube channel's page, which names its id and not always its feed."""
    if real_host(host_of(url)) != "youtube.com":
        return []
    found = _CHANNEL.search(body)
    scheme_and_host = url.split("/", 3)[:3]
    start = "/".join(scheme_and_host)
    return [Alternate(f"{start}/feeds/videos.xml?channel_id={found[1].decode()}")] if found else []


class _Page(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Alternate] = []
        self._base = url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "base":
            self._base = web_link(given.get("href", ""), self._base) or self._base
        if tag == "link" and "alternate" in given.get("rel", "").lower().split():
            kind = given.get("type", "").partition(";")[0].strip().lower()
            link = web_link(given.get("href", ""), self._base)
            if kind in FEED_TYPES and link:
                self.found.append(Alternate(link, clean(given.get("title", ""))[:200]))
