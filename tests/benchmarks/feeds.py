"""Feeds read: every sample beside the project, and made ones beside feedparser alone."""

import asyncio
import io
import time
from html import escape
from pathlib import Path

import feedparser

from tests.benchmarks.report import Aim, Report
from turnout.errors import SourceFailed
from turnout.sources import FEED_KIND, read
from turnout.sources.child import Reader

SHARED = Path(__file__).parents[3] / "shared" / "feeds"
COLUMNS = ("what", "files", "refused", "posts", "slowest, s", "its file")
POSTS, ROUNDS = 200, 5
PATIENCE_SECONDS = 6.0  # what a sample may take, its child's end and the next one's start included


def measure(rounds: int = ROUNDS) -> Report:
    """Return how long feeds take to read, and whether any was left without an answer."""
    folders = {name: sorted((SHARED / name).rglob("*.xml")) for name in ("hostile", "real")}
    found = {name: asyncio.run(_swept(files)) for name, files in folders.items() if files}
    made = a_feed(POSTS)
    ours, theirs = _best(lambda: read(made), rounds), _best(lambda: _bare(made), rounds)
    slow = [row for row in found.values() if row[3] >= PATIENCE_SECONDS]
    broken = [f"{name} took {seconds:.1f} s" for *_, seconds, name in slow]
    if len(read(made)) != POSTS:
        broken.append("posts of a sound feed were lost")
    return Report(
        "Feeds read in the child",
        COLUMNS,
        [(name, *row) for name, row in found.items()],
        [Aim("reading to plain text, beside feedparser alone", ours / theirs, 2.0)],
        [
            f"{POSTS / ours:,.0f} posts a second of a feed of {POSTS}",
            f"{POSTS / theirs:,.0f} by feedparser alone",
        ],
        broken,
    )


def a_feed(posts: int) -> bytes:
    """Return a hashtag's feed as Mastodon writes it, with `posts` in it."""
    head = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        "<title>#KSRally</title><generator>Mastodon v4.4.5</generator>"
    )
    return (head + "".join(map(_item, range(posts))) + "</channel></rss>").encode()


def _item(number: int) -> str:
    link = f"https://s{number % 7}.example/@user{number}/{number + 1000}"
    said = (
        f'<p>I\'m in +{number % 5} <a href="https://s.example/tags/KSRally" '
        'class="mention hashtag">#<span>KSRally</span></a></p><p>See you there, bring water.</p>'
    )
    photo = (
        f'<media:content url="https://f.example/{number}.jpg" type="image/jpeg" medium="image">'
        '<media:description type="plain">A hall</media:description></media:content>'
    )
    return (
        f"<item><guid>{link}</guid><link>{link}</link>"
        "<pubDate>Sat, 21 Nov 2026 18:00:00 +0000</pubDate>"
        f"<description>{escape(said)}</description>{photo}<category>ksrally</category></item>"
    )


async def _swept(files: list[Path]) -> tuple[int, int, int, float, str]:
    """Return (files, refused, posts, the slowest's seconds, its name), read by one reader."""
    reader, refused, posts, slowest = Reader(), 0, 0, (0.0, "")
    await reader.read(FEED_KIND, a_feed(1))  # the child's first start is no file's fault
    for file in files:
        began = time.perf_counter()
        try:
            posts += len(await reader.read(FEED_KIND, file.read_bytes()))
        except SourceFailed:
            refused += 1
        slowest = max(slowest, (time.perf_counter() - began, file.name))
    await reader.close()
    return len(files), refused, posts, *slowest


def _best(work, rounds: int) -> float:
    """Return the seconds of the quickest of `rounds`: what else the machine does is left out."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def _bare(body: bytes) -> None:
    feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
