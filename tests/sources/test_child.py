"""The child that can be killed."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
import uvloop

from tests.hostile_server import knot
from turnout.desk import places
from turnout.errors import SourceFailed
from turnout.sources import FEED_KIND, MAP_KIND
from turnout.sources.__main__ import CPU_SECONDS
from turnout.sources.child import Reader
from turnout.sources.discovery import Alternate
from turnout.sources.post import Image, Post, plain, post_of

SHARED = Path(__file__).parents[3] / "shared" / "feeds"
GOOD = (
    b"<rss version='2.0'><channel><item><link>https://s.example/@ana/1</link>"
    b"<pubDate>Sat, 21 Nov 2026 18:00:00 +0000</pubDate>"
    b"<description>I'm in +3</description></item></channel></rss>"
)


def with_reader(work: Callable[[Reader], Awaitable[None]], patience_seconds: float = 5) -> None:
    async def whole() -> None:
        reader = Reader(patience_seconds)
        try:
            await work(reader)
        finally:
            await reader.close()

    asyncio.run(whole())


def test_one_child_reads_body_after_body():
    async def work(reader: Reader) -> None:
        (first,) = await reader.read("rss", GOOD)
        child = reader._child
        with pytest.raises(SourceFailed, match="not_a_feed"):
            await reader.read("rss", b"")
        (second,) = await reader.read("rss", GOOD)

        assert first == second == post_of(plain(first))
        assert first.author == "ana@s.example"
        assert reader._child is child

    with_reader(work)


def test_a_body_that_takes_too_long_is_ended_and_the_next_one_read():
    async def work(reader: Reader) -> None:
        await reader.read("rss", GOOD)
        began = time.perf_counter()
        with pytest.raises(SourceFailed, match="too_slow"):
            await reader.read("rss", knot())
        took = time.perf_counter() - began
        (post,) = await reader.read("rss", GOOD)

        assert took < 30
        assert post.text == "I'm in +3"

    with_reader(work, patience_seconds=2)


def test_a_child_is_ended_by_its_work_and_not_by_the_time_a_busy_machine_gave_to_others():
    ended = working("while True: pass")
    rested = working("time.sleep(2.5)")

    assert ended.returncode == -signal.SIGXCPU
    assert ended.stdout.split() == [b"ready"]
    assert rested.stdout.split() == [b"ready", b"done"]


def test_a_map_is_given_processor_time_that_leaves_an_answer_within_five_seconds():
    longest = CPU_SECONDS[MAP_KIND] + 1  # the kernel counts whole seconds

    assert longest < 5 < places.PATIENCE_SECONDS


def working(line: str) -> subprocess.CompletedProcess[bytes]:
    """Do `line` in a process that may work for a second, as the child does."""
    lines = (
        "import time", "from turnout.sources.__main__ import _allow",
        "print('ready', flush=True)", "_allow(1)", line, "print('done')",
    )  # fmt: skip
    return subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, timeout=60)


def test_a_child_does_not_hold_the_servers_socket():
    async def work() -> list[str]:
        reader = Reader()
        await reader.read("rss", GOOD)
        assert reader._child
        held = Path(f"/proc/{reader._child.pid}/fd")
        links = [str(file.readlink()) for file in held.iterdir()]
        await reader.close()
        return links

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        ours = f"socket:[{os.fstat(listening.fileno()).st_ino}]"

        assert ours not in uvloop.run(work())


def test_a_child_that_dies_is_replaced():
    async def work(reader: Reader) -> None:
        await reader.read("rss", GOOD)
        assert reader._child
        reader._child.kill()
        await reader._child.wait()

        assert await reader.read("rss", GOOD)

    with_reader(work)


def test_a_reading_called_off_does_not_spoil_the_next():
    async def work(reader: Reader) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await reader.read("rss", knot())

        assert [post.text for post in await reader.read("rss", GOOD)] == ["I'm in +3"]

    with_reader(work)


def test_a_post_passes_between_the_processes_whole():
    post = Post(
        *("1", "https://a.example/", "", "", None, "hola\nñ", ("a",)),
        images=(Image("https://b.example/", "a cat", "https://c.example/"),),
        updated=datetime(2026, 11, 21, tzinfo=UTC),
        flags=("undated", "quote"),
    )

    assert post_of(plain(post)) == post


def test_the_child_tells_a_feeds_title_and_what_feeds_a_page_names():
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/f.rss" title="Ours">'

    async def work(reader: Reader) -> None:
        title, posts = await reader.read_whole(
            GOOD.replace(b"<item>", b"<title>#KSRally</title><item>"), "https://s.example/t.rss"
        )

        assert (title, [post.author for post in posts]) == ("#KSRally", ["ana@s.example"])
        assert await reader.read_page(page, "https://a.example/x") == [
            Alternate("https://a.example/f.rss", "Ours")
        ]

    with_reader(work)


def feedparsers_own() -> list[Path]:
    """Return feedparser's own test data; FEEDPARSER_TESTS names where its source has it."""
    told = os.environ.get("FEEDPARSER_TESTS")
    home = Path(feedparser.__file__).parents[1]
    places = [Path(told)] if told else [home / "tests", SHARED.parent / "feedparser" / "tests"]
    return sorted(file for place in places for file in place.rglob("*") if file.is_file())


@pytest.mark.skipif(not feedparsers_own(), reason="FEEDPARSER_TESTS names no folder of samples")
def test_feedparsers_own_samples_are_answered_and_none_stops_the_reader():
    assert answered(feedparsers_own()) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
def test_every_sample_is_answered_and_none_stops_the_reader():
    assert answered(sorted(SHARED.rglob("*.xml"))) == []


def answered(samples: list[Path]) -> list[str]:
    """Return the samples that took longer than six seconds; all are read by one reader."""
    slow = []

    async def work(reader: Reader) -> None:
        for sample in samples:
            began = time.perf_counter()
            with contextlib.suppress(SourceFailed):
                await reader.read(FEED_KIND, sample.read_bytes())
            if time.perf_counter() - began >= 6:
                slow.append(sample.name)
        assert await reader.read("rss", GOOD)

    with_reader(work)
    return slow
