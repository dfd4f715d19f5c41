"""(a) From commit to listener, beside a bare server that sends as many bytes to as many."""

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import client, rally, servers
from tests.benchmarks.client import Connection, Stream
from tests.benchmarks.report import Aim, Report, percentiles

LISTENERS = (1, 100, 1000)
COMMITS = 30
PACE_SECONDS = 0.25  # the two servers take turns, so each has two commits a second
WARM_UP = 10  # fills "just in" and every cache
AIM = 1.5
COLUMNS = (
    "listeners", "server", "p50 ms", "p95 ms", "p99 ms", "ack p50 ms", "ack p95 ms",
    "POST p50 ms", "POST p95 ms", "CPU ms each",
)  # fmt: skip


@dataclass
class Heard:
    """What the listeners of one server heard of so many commits; times in milliseconds."""

    from_sent: list[float] = field(default_factory=list)
    from_ack: list[float] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    cpu_ms: float = 0.0  # of the server, a commit
    late: int = 0  # commits that did not reach everybody in time

    @property
    def p95(self) -> float:
        return percentiles(self.from_ack, 95)[0]

    @property
    def p95_from_sent(self) -> float:
        return percentiles(self.from_sent, 95)[0]

    def row(self, listeners: int, name: str) -> list[object]:
        """Return the row in the table."""
        return [
            listeners,
            name,
            *percentiles(self.from_ack, 50, 95, 99),
            *percentiles(self.acks, 50, 95),
            *percentiles(self.from_sent, 50, 95),
            self.cpu_ms,
        ]


@dataclass(frozen=True)
class Side:
    """One of the two servers, and where it takes commits and streams pictures."""

    name: str
    served: servers.Served
    line: Connection
    post_path: str
    live_path: str

    async def round(self, listeners: list[Stream], post: bytes, heard: Heard) -> None:
        """Commit once, and note when each listener had it."""
        for each in listeners:
            each.heard.clear()
        sent = time.perf_counter()
        answer = await self.line.ask(rally.posted_to(self.post_path, post))
        seq = answer.seq
        try:
            await client.all_heard(listeners, seq)
        except TimeoutError:
            heard.late += 1
            return
        heard.acks.append((answer.at - sent) * 1000)
        came = [each.first_since(seq) for each in listeners]
        heard.from_sent += [(at - sent) * 1000 for at in came]
        heard.from_ack += [(at - answer.at) * 1000 for at in came]


def measure(listeners: Sequence[int] = LISTENERS, commits: int = COMMITS) -> Report:
    """Return how long a commitment takes to reach so many listeners, ours beside bare."""
    servers.allow_many_sockets()
    with tempfile.TemporaryDirectory() as folder:
        made = rally.made(Path(folder))
        with servers.ours(made.database) as ours, servers.bare() as bare:
            return client.run(_measure(made, ours, bare, listeners, commits))


async def _measure(
    made: rally.Rally, ours: servers.Served, bare: servers.Served, levels: Sequence[int],
    commits: int,
) -> Report:  # fmt: skip
    posts = map(made.post, range(10**9))
    rows: list[list[object]] = []
    aims, whole, late = [], [], 0
    async with _sides(ours, bare) as sides:
        frame_bytes = await _same_bytes(sides, posts)
        for level in levels:
            heard = await _level(sides, level, posts, commits)
            for side, of_side in zip(sides, heard, strict=True):
                rows.append(of_side.row(level, side.name))
            by_us, by_bare = heard
            late += by_us.late
            what = f"p95 with {level:,} listening, turnout to bare"
            aims.append(Aim(what, by_us.p95 / by_bare.p95, AIM))
            from_sent = by_us.p95_from_sent / by_bare.p95_from_sent
            whole.append(f"p95 with {level:,} listening from the POST, to bare: {from_sent:.2f}")
    notes = [
        *whole,
        f"{len(rally.LEADS)} leads, pictures of {frame_bytes:,} bytes, {commits} commits a level",
        "p50, p95, p99: from the commit's acknowledgement to the first whole frame that shows it",
        "ack: from the POST to its 201, with us on disk; POST: from the POST to the frame",
    ]
    broken = [f"{late} commits did not reach every listener"] if late else []
    return Report("Commit to listener", COLUMNS, rows, aims, notes, broken)


@contextlib.asynccontextmanager
async def _sides(ours: servers.Served, bare: servers.Served) -> AsyncIterator[tuple[Side, Side]]:
    async with (
        client.connections(ours.port, 1) as (to_ours,),
        client.connections(bare.port, 1) as (to_bare,),
    ):
        yield (
            Side("turnout", ours, to_ours, rally.POST, rally.LIVE),
            Side("bare", bare, to_bare, "/commit", "/live"),
        )


async def _same_bytes(sides: tuple[Side, Side], posts: Iterator[bytes]) -> int:
    """Make the bare server send what ours sends; return the size of a picture."""
    ours, bare = sides
    for _ in range(WARM_UP):
        assert (await ours.line.ask(next(posts))).seq > 0
    picture = await ours.line.ask(rally.request("GET", rally.PROGRESS))
    await bare.line.ask(rally.request("PUT", "/picture", picture.body))
    return len(picture.body)


async def _level(
    sides: tuple[Side, Side], level: int, posts: Iterator[bytes], commits: int
) -> list[Heard]:
    """Return what was heard from each side."""
    heard = [Heard(), Heard()]
    async with contextlib.AsyncExitStack() as open_streams:
        crowds = [
            await open_streams.enter_async_context(
                client.streams(side.served.port, side.live_path, level)
            )
            for side in sides
        ]
        cpu = [side.served.cpu_seconds() for side in sides]
        for _ in range(commits):
            for side, crowd, of_side in zip(sides, crowds, heard, strict=True):
                due = time.perf_counter() + PACE_SECONDS
                await side.round(crowd, next(posts), of_side)
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
        for side, of_side, before in zip(sides, heard, cpu, strict=True):
            of_side.cpu_ms = (side.served.cpu_seconds() - before) / commits * 1000
        return heard
