"""Polls feeds: fetches, has each parsed in a child, takes every post in, backs off.

Every feed is a task of its own: one that is slow, broken or hostile delays no other.
"""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import timedelta
from typing import Any

import httpx

from turnout.collect.fetch import Fetched, Gone, fetch, new_client
from turnout.collect.manners import Manners
from turnout.desk import feeds, posts
from turnout.desk.desk import Desk
from turnout.errors import Conflict, Refused, SourceFailed
from turnout.model import Feed, GoodRead, Receipt
from turnout.settings import Settings
from turnout.sources import FEED_KIND, Post
from turnout.sources.child import Reader

LOOK_SECONDS = 1.0  # between looks at what is due
MOST_AT_ONCE = 12  # fetches; more wait their turn
MOST_FAILING = 4  # of feeds that failed: they stall most, and leave the others' turns alone
QUICK_SECONDS = 1.0  # to parse: an honest feed of 2 MiB takes under one, and a slow one waits apart
LONGEST_BACK_OFF = 3600  # seconds: a server that is back should be heard within the hour
SPREAD = 0.1  # of a wait, so that many feeds of one server do not knock together

logger = logging.getLogger(__name__)


class Collector:
    """Reads every feed that is due, for as long as `run` runs."""

    def __init__(
        self, desk: Desk, settings: Settings, client: httpx.AsyncClient | None = None
    ) -> None:
        self._desk = desk
        self._client = client or new_client(settings)
        # What is slow to parse has a child of its own: one that hangs it delays only its like.
        self._quick, self._patient = Reader(QUICK_SECONDS), Reader()
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._turns_of_failing = asyncio.Semaphore(MOST_FAILING)
        self._manners = Manners()
        self._polling: dict[int, asyncio.Task[None]] = {}
        self._settled: dict[int, set[str]] = {}  # by feed: post versions that need no second look
        self._logged: dict[int, set[str]] = {}  # by feed: refusals noted, asked for again each time

    async def run(self) -> None:
        """Poll until cancelled."""
        try:
            while True:
                await self._start_due()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await self._close()

    async def poll(self, feed: Feed) -> None:
        """Read `feed` once, take in what it brings, and note how it went."""
        try:
            fetched = await self._fetched(feed)
            found = await self._posts(feed, fetched.body)
        except SourceFailed as failed:
            await self._failed(feed, failed)
            return
        brought = await self._take(feed, found) if found is not None else 0
        read = GoodRead(
            self._desk.clock() + timedelta(seconds=_spread(feed.every_seconds)),
            len(found) if found is not None else None,
            brought,
            *_validators(feed, fetched),
            fetched.moved_to,
        )
        await _done(feeds.seen_ok(self._desk, feed.id, read))

    async def _fetched(self, feed: Feed) -> Fetched:
        await self._manners.turn(feed.url)
        async with self._turns_of_failing if feed.failures else self._turns:
            return await fetch(self._client, feed.url, feed.etag, feed.last_modified)

    async def _failed(self, feed: Feed, failed: SourceFailed) -> None:
        logger.warning("feed %d: %s", feed.id, failed.reason)
        if failed.retry_seconds is not None:
            self._manners.rest(feed.url, failed.retry_seconds)
        next_at = self._desk.clock() + timedelta(seconds=_back_off(feed, failed))
        gone = isinstance(failed, Gone)
        await _done(feeds.seen_bad(self._desk, feed.id, failed.reason, next_at, off=gone))

    async def _start_due(self) -> None:
        try:
            due = await asyncio.to_thread(feeds.due, self._desk, self._desk.clock())
        except Exception:  # the outermost loop: a full disk now may be mended in a minute
            logger.exception("cannot see which feeds are due")
            return
        for feed in due:
            if feed.id not in self._polling and not self._manners.rests(feed.url):
                task = asyncio.create_task(self._guarded(feed), name=f"feed {feed.id}")
                self._polling[feed.id] = task

    async def _guarded(self, feed: Feed) -> None:
        try:
            await self.poll(feed)
        except Exception:  # the outermost loop: logged, and the feed waits as if it had been read
            logger.exception("feed %d", feed.id)
            await asyncio.sleep(feed.every_seconds)
        finally:
            del self._polling[feed.id]

    async def _posts(self, feed: Feed, body: bytes | None) -> list[Post] | None:
        if body is None:
            return None
        if not feed.failures:
            try:
                return await self._quick.read(FEED_KIND, body, feed.url)
            except SourceFailed as failed:
                if failed.reason != "too_slow":
                    raise
        return await self._patient.read(FEED_KIND, body, feed.url)

    async def _take(self, feed: Feed, found: Sequence[Post]) -> int:
        """Take in posts, the oldest first: the newest word stands. Return how many count."""
        known, settled, brought = self._settled.get(feed.id, set()), set(), 0
        oldest_first = list(reversed(found))  # feeds have their newest on top
        oldest_first.sort(key=_said_at)
        for post in oldest_first:
            version = posts.key(post)
            if version in known or version in settled:
                settled.add(version)
                continue
            with contextlib.suppress(Refused):  # noted already; asked again next time
                brought += await self._take_one(feed, post)
                settled.add(version)
        self._settled[feed.id] = settled  # what left the feed's window is forgotten
        return brought

    async def _take_one(self, feed: Feed, post: Post) -> bool:
        try:
            outcome = posts.take(self._desk, feed, post)
            receipt: Receipt | None = await _done(outcome) if outcome else None
        except Conflict:
            return False  # counted before, when its lead was not yet known to us
        except Refused as refused:
            await self._note(feed, post, refused)
            raise
        return bool(receipt and receipt.seq and not receipt.again and not receipt.held)

    async def _note(self, feed: Feed, post: Post, refused: Refused) -> None:
        logged = self._logged.setdefault(feed.id, set())
        if (mark := f"{posts.key(post)} {refused.code}") not in logged:
            logged.add(mark)
            values = dict(refused.values)
            await _done(posts.refuse(self._desk, feed, post, refused.field, refused.code, **values))

    async def _close(self) -> None:
        tasks = list(self._polling.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for reader in (self._quick, self._patient):
            await reader.close()
        await self._client.aclose()


def _validators(feed: Feed, fetched: Fetched) -> tuple[str, str]:
    if fetched.body is None:  # a 304 need not repeat them
        return fetched.etag or feed.etag, fetched.last_modified or feed.last_modified
    return fetched.etag, fetched.last_modified


async def _done(future: Future[Any]) -> Any:
    return await asyncio.wrap_future(future)


def _said_at(post: Post) -> float:
    # Without a time, a post stands where the feed has it among those read now: as the newest.
    return post.published.timestamp() if post.published else time.time()


def _back_off(feed: Feed, failed: SourceFailed) -> float:
    """Return seconds to wait: as told, else twice as long after each failure, up to an hour."""
    if failed.retry_seconds is not None:
        return failed.retry_seconds
    longer = feed.every_seconds * 2 ** min(feed.failures + 1, 12)
    return _spread(min(longer, max(LONGEST_BACK_OFF, feed.every_seconds)))


def _spread(seconds: float) -> float:
    return seconds * random.uniform(1, 1 + SPREAD)  # noqa: S311 - no secret
