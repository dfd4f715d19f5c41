"""The server is killed in the middle of 200 posts, again and again: is anything lost or doubled?"""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import client, rally, servers
from tests.benchmarks.client import Connection
from tests.benchmarks.report import Report
from turnout.desk import keeping, looks

ROUNDS = 50
POSTS = 200
CLIENTS = 16
KNOWN = 200  # the status of a key that was answered before
COLUMNS = ("kills", "posts", "acknowledged before", "stored unacknowledged", "lost", "doubled",
           "differences", "restart s")  # fmt: skip


@dataclass
class Tally:
    """What was acknowledged, by the person's number, and what was found amiss after."""

    seqs: dict[int, int] = field(default_factory=dict)
    acknowledged: int = 0  # before a kill
    unacknowledged: int = 0  # found stored by a retry: the answer had not come
    lost: int = 0
    doubled: int = 0
    differences: list[str] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)

    def row(self, rounds: int) -> list[object]:
        return [
            rounds, rounds * POSTS, self.acknowledged, self.unacknowledged, self.lost,
            self.doubled, len(self.differences), sorted(self.restarts)[len(self.restarts) // 2],
        ]  # fmt: skip


def measure(rounds: int = ROUNDS, seed: int = 2) -> Report:
    """Return what `rounds` kills cost: nothing that was acknowledged, and nothing twice."""
    chance = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        made = rally.made(Path(folder))
        for round_ in range(rounds):
            numbers = range(round_ * POSTS, (round_ + 1) * POSTS)
            with servers.ours(made.database) as served:
                after = chance.randrange(POSTS // 10, POSTS - CLIENTS)
                client.run(_killed(made, served, numbers, tally, after, chance.random() / 200))
            _retried(made, numbers, tally)
            compare(made, numbers.stop, tally)
    return _report(tally, rounds)


def _report(tally: Tally, rounds: int) -> Report:
    notes = [
        f"{CLIENTS} clients; killed (SIGKILL) at a random moment of {POSTS} posts, {rounds} times",
        "then restarted, and every post sent again under its key: each is stored once",
        "a killed process, not a cut cable: for that the disk must keep what fsync promised",
    ]
    broken = list(tally.differences)
    broken += [f"{tally.lost} acknowledged commitments were lost"] if tally.lost else []
    broken += [f"{tally.doubled} commitments stand twice"] if tally.doubled else []
    return Report("Killed while posting", COLUMNS, [tally.row(rounds)], (), notes, broken)


async def _killed(
    made: rally.Rally, served: servers.Served, numbers: range, tally: Tally, after: int,
    delay_seconds: float,
) -> None:  # fmt: skip
    """Post `numbers`; kill the server once `after` of them are acknowledged."""
    left, enough = iter(numbers), asyncio.Event()
    after += tally.acknowledged

    async def post(line: Connection) -> None:
        for number in left:
            answer = await line.ask(made.post(number))
            tally.seqs[number] = answer.seq
            tally.acknowledged += 1
            if tally.acknowledged >= after:
                enough.set()

    async with client.connections(served.port, CLIENTS) as lines:
        posting = [asyncio.create_task(post(line)) for line in lines]
        # One that ends before there are enough has failed, and says so below.
        await asyncio.wait(
            [asyncio.create_task(enough.wait()), *posting], return_when=asyncio.FIRST_COMPLETED
        )
        await asyncio.sleep(delay_seconds)
        served.process.kill()
        ends = await asyncio.gather(*posting, return_exceptions=True)
    served.process.wait()
    for end in ends:
        if end is not None and not isinstance(end, ConnectionError):
            raise end


def _retried(made: rally.Rally, numbers: range, tally: Tally) -> None:
    """Start again on what the kill left, and send every post again, acknowledged or not."""
    began = time.perf_counter()
    with servers.ours(made.database) as served:
        tally.restarts.append(time.perf_counter() - began)
        client.run(_retry(made, served, numbers, tally))


async def _retry(made: rally.Rally, served: servers.Served, numbers: range, tally: Tally) -> None:
    acknowledged = set(tally.seqs)
    async with client.connections(served.port, 1) as (line,):
        for number in numbers:
            answer = await line.ask(made.post(number))
            first = tally.seqs.setdefault(number, answer.seq)
            if number not in acknowledged:
                tally.unacknowledged += answer.status == KNOWN
            elif answer.status != KNOWN or answer.seq != first:
                tally.lost += 1


def compare(made: rally.Rally, people: int, tally: Tally) -> None:
    """Compare the store with what was posted so far, and with itself."""
    with rally.opened(made.database) as desk:
        tally.differences += [str(each) for each in keeping.check(desk)]
        stored = sum(door.commitments for door in looks.doors(desk, rally.EVENT))
        coming = looks.progress(desk, rally.EVENT).count.coming
    tally.doubled += max(0, stored - people) + len(tally.seqs) - len(set(tally.seqs.values()))
    tally.lost += max(0, people - stored)
    expected = sum(map(rally.party, range(people)))
    if coming != expected:
        tally.differences.append(f"{expected} people were posted, {coming} come")
