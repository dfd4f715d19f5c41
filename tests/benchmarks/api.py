"""(b) Commitments a second through the API, beside what the framework and the disk allow."""

import asyncio
import contextlib
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import client, cores, rally, servers
from tests.benchmarks.client import Connection
from tests.benchmarks.report import Aim, Report, percentiles
from turnout.desk import keeping, looks

CLIENTS = 32
ROUNDS = 5
SECONDS = 3.0
WARM_UP_SECONDS = 0.5
AIM = 0.6
COLUMNS = (
    "what", "a second", "slowest round", "fastest round", "p50 ms", "p99 ms", "CPU ms each",
)  # fmt: skip


@dataclass
class Posts:
    """Posts without end to one address, each a new person; `sent` tells how many there were."""

    made: rally.Rally
    path: str = rally.POST
    sent: int = 0

    def __next__(self) -> bytes:
        self.sent += 1
        return rally.posted_to(self.path, self.made.post(self.sent))


@dataclass
class Side:
    """One of the servers, or the disk: what each round brought."""

    name: str
    rates: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)  # of each commit, by round

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def row(self) -> list[object]:
        row: list[object] = [self.name, self.rate, min(self.rates), max(self.rates)]
        timed = percentiles(self.milliseconds, 50, 99) if self.milliseconds else ["", ""]
        return [*row, *timed, statistics.median(self.cpu_ms)]


def measure(rounds: int = ROUNDS, seconds: float = SECONDS, profile: Path | None = None) -> Report:
    """Return the commitments a second at 32 clients, and what there is to beat.

    profile: where py-spy, if it is on the PATH, writes where our server spends its time.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = rally.made(Path(folder), parent="")
        posts, empty_posts = Posts(made), Posts(made, "/nothing")
        ours, nothing = Side("turnout"), Side("a bare route, storing nothing")
        rows = Side("sqlite3 row by row")
        near = Side("turnout, its client on the same cores")
        with servers.ours(made.database) as ours_at, servers.bare() as bare_at:
            client.run(_round(Side("warm-up"), ours_at, posts, WARM_UP_SECONDS))
            client.run(_round(Side("warm-up"), bare_at, empty_posts, WARM_UP_SECONDS))
            with _profiled(ours_at, profile):
                for _ in range(rounds):
                    with cores.apart(ours_at.process.pid, bare_at.process.pid):
                        client.run(_round(ours, ours_at, posts, seconds))
                        client.run(_round(nothing, bare_at, empty_posts, seconds))
                    client.run(_round(near, ours_at, posts, seconds))
                    _round_of_rows(rows, Path(folder) / "rows.db", seconds / 2)
        return _report(ours, [nothing, rows], near, _broken(made, posts.sent))


def _report(ours: Side, others: list[Side], near: Side, broken: list[str]) -> Report:
    lower = min(others, key=lambda side: side.rate)
    aim = Aim(f"turnout to the lower ({lower.name})", ours.rate / lower.rate, AIM, at_least=True)
    notes = [f"turnout to {side.name}: {ours.rate / side.rate:.2f}" for side in others]
    notes.append(f"{near.name}, to the lower: {near.rate / lower.rate:.2f}")
    notes.append(f"{CLIENTS} keep-alive clients, each post a new person; median of the rounds")
    notes.append("the clients have a core of their own, but where it says otherwise")
    table = [side.row() for side in (ours, *others, near)]
    return Report("Commitments through the API", COLUMNS, table, [aim], notes, broken)


def _broken(made: rally.Rally, people: int) -> list[str]:
    """Return what of the acknowledged posts is not in the store, in sentences."""
    with rally.opened(made.database) as desk:
        coming = looks.progress(desk, rally.EVENT).count.coming
        differences = [str(each) for each in keeping.check(desk)]
    expected = sum(map(rally.party, range(1, people + 1)))
    if coming != expected:
        differences.append(f"{expected} people were acknowledged, {coming} are stored")
    return differences


async def _round(side: Side, served: servers.Served, posts: Posts, seconds: float) -> None:
    async with client.connections(served.port, CLIENTS) as lines:
        cpu, began = served.cpu_seconds(), time.perf_counter()
        counts = await asyncio.gather(
            *(_keep_posting(line, posts, began + seconds, side.milliseconds) for line in lines)
        )
        took = time.perf_counter() - began
    side.rates.append(sum(counts) / took)
    side.cpu_ms.append((served.cpu_seconds() - cpu) / sum(counts) * 1000)


async def _keep_posting(
    line: Connection, posts: Posts, until: float, milliseconds: list[float]
) -> int:
    posted = 0
    sent = time.perf_counter()
    while sent < until:
        answer = await line.ask(next(posts))
        assert answer.seq > 0
        milliseconds.append((answer.at - sent) * 1000)
        posted += 1
        sent = time.perf_counter()
    return posted


def _round_of_rows(side: Side, file: Path, seconds: float) -> None:
    """Note how many single-row transactions sqlite3 puts on this disk, WAL and FULL."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(
            """
            CREATE TABLE IF NOT EXISTS commitment (
                seq INTEGER PRIMARY KEY, name TEXT, party INTEGER, status TEXT, lead TEXT,
                contact TEXT
            ) STRICT
            """
        )
        cpu, began, stored = time.process_time(), time.perf_counter(), 0
        while (took := time.perf_counter() - began) < seconds:
            _insert(connection, stored)
            stored += 1
    side.rates.append(stored / took)
    side.cpu_ms.append((time.process_time() - cpu) / stored * 1000)


def _insert(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        """
        INSERT INTO commitment (name, party, status, lead, contact)
        VALUES (:name, :party, :status, :lead, :contact)
        """,
        rally.commitment(number),
    )


@contextlib.contextmanager
def _profiled(served: servers.Served, target: Path | None) -> Iterator[None]:
    """Have py-spy write a flame graph's raw lines to `target` meanwhile."""
    spy = shutil.which("py-spy")
    if target is None or spy is None:
        yield
        return
    words = [spy, "record", "--format", "raw", "--gil", "--rate", "200", "--output", str(target)]
    watching = subprocess.Popen([*words, "--pid", str(served.process.pid)])
    try:
        yield
    finally:
        watching.send_signal(2)
        watching.wait()
