"""Something pasted, tried until a feed is found: what it is, and its last posts. Stores nothing."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import httpx

from turnout.collect.fetch import fetch, new_client
from turnout.errors import SourceFailed
from turnout.settings import Settings, settings
from turnout.sources import Post
from turnout.sources.child import Reader
from turnout.sources.connect import candidates
from turnout.sources.sites import Candidate

FIND_SECONDS = 40.0  # for all of it: a person waits
MOST_NAMED = 4  # feeds of one page that are tried
# Who says no to one address says it to all; what else fails, another address may mend.
_FOR_ALL = {"no_such_host", "private_address"}


@dataclass(frozen=True)
class Found:
    """A feed that was read. title: what it calls itself; others: feeds found beside it.

    kind: a key of `words/connect.toml`. posts: in the feed's order.
    """

    url: str
    platform: str
    kind: str
    title: str
    posts: tuple[Post, ...]
    others: tuple[str, ...] = ()


def find_feed(pasted: str, given: Settings | None = None) -> Found:
    """Return the feed of what was pasted: an address, a handle, a hashtag.

    Raises Refused("url") where there is none to be had, SourceFailed where none answered.
    """
    return asyncio.run(_with_own(pasted, given or settings()))


async def find(pasted: str, client: httpx.AsyncClient, reader: Reader) -> Found:
    """Return the feed of what was pasted. Raises as `find_feed` does."""
    likely = candidates(pasted)
    try:
        async with asyncio.timeout(FIND_SECONDS):
            return await _first(likely, client, reader)
    except TimeoutError:
        raise SourceFailed(likely[0].url, "too_slow") from None


async def _with_own(pasted: str, given: Settings) -> Found:
    reader = Reader()
    try:
        async with new_client(given) as client:
            return await find(pasted, client, reader)
    finally:
        await reader.close()


async def _first(likely: Sequence[Candidate], client: httpx.AsyncClient, reader: Reader) -> Found:
    failures: dict[str, SourceFailed] = {}
    for at, candidate in enumerate(likely):
        try:
            found = await _tried(candidate, client, reader)
        except SourceFailed as failed:
            failures[candidate.url] = failed
            if failed.reason in _FOR_ALL and len({_host(each) for each in likely}) == 1:
                break
            continue
        rest = (each.url for each in likely[at + 1 :] if each.title != "page")
        return replace(found, others=(*found.others, *rest))
    raise _telling(list(failures.values()))


async def _tried(candidate: Candidate, client: httpx.AsyncClient, reader: Reader) -> Found:
    """Return the feed at a candidate's address, or the first that the page there names."""
    fetched = await fetch(client, candidate.url)
    body, url = fetched.body or b"", fetched.moved_to or candidate.url
    try:
        return _found(candidate, url, *await reader.read_whole(body, fetched.url))
    except SourceFailed as failed:
        if failed.reason != "not_a_feed":
            raise
    named = [each.url for each in await reader.read_page(body, fetched.url)][:MOST_NAMED]
    failure = SourceFailed(candidate.url, "no_feed_named")
    for at, link in enumerate(named):
        try:
            inside = (await fetch(client, link)).body or b""
            found = _found(candidate, link, *await reader.read_whole(inside, link))
            return replace(found, others=tuple(named[at + 1 :]))
        except SourceFailed as failed:
            failure = failed
    raise failure


def _found(candidate: Candidate, url: str, title: str, posts: list[Post]) -> Found:
    told = posts[0].platform if posts else "plain"
    platform = told if told != "plain" else candidate.platform
    return Found(url, platform, candidate.title, title, tuple(posts))


def _telling(failures: list[SourceFailed]) -> SourceFailed:
    """Return the failure that says the most: a guess that missed says next to nothing."""
    missed = ("status:404", "not_a_page", "not_a_feed", "no_feed_named")
    told = [each for each in failures if each.reason not in missed]
    return next(iter(told or [each for each in failures if each.reason == missed[-1]] or failures))


def _host(candidate: Candidate) -> str:
    return candidate.url.split("/")[2]
