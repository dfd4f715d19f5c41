"""(c) One live picture, read and encoded, over ledgers a thousand times apart in size."""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from tests.benchmarks import rally
from tests.benchmarks.report import Aim, Report
from turnout.desk import keeping, looks, signups
from turnout.desk.desk import Desk
from turnout.formats.picture import encode
from turnout.store import Reading, Store, Transaction

SIZES = (1_000, 100_000, 1_000_000)
CHECKED = 100_000  # ledgers up to here are compared with their totals: `check` is a scan
TAKES = 300
MOST_SECONDS = 30  # a picture that is slow is taken fewer times
AIM = 1.2
COLUMNS = ("commitments", "event", "median ms", "slowest of 20 ms", "bytes", "file MB")


def measure(sizes: Sequence[int] = SIZES, takes: int = TAKES) -> Report:
    """Return what one picture costs at each of `sizes`, taken in turns."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as open_desks:
        files, broken, per_second = _filled(Path(folder), sorted(sizes))
        desks = {size: open_desks.enter_context(rally.opened(file)) for size, file in files.items()}
        rows, aims = [], []
        for slug, what in ((rally.EVENT, "rally"), (rally.DAY, "its day of action")):
            times = _in_turns(desks, slug, takes)
            rows += [_row(desks[size], slug, what, size, times[size]) for size in desks]
            aims.append(_aim(what, times))
    notes = [
        f"{len(rally.LEADS)} leads; up to {takes} pictures of each, in turns, without the cache",
        f"filled through the desk at {per_second:,.0f} commitments a second",
    ]
    return Report("One snapshot", COLUMNS, rows, aims, notes, broken)


def _filled(folder: Path, sizes: Sequence[int]) -> tuple[dict[int, Path], list[str], float]:
    """Return a copy of the growing store at each of `sizes`, and what was wrong with them."""
    made = rally.made(folder)
    files, broken, took = {}, [], 0.0
    with rally.opened(made.database) as desk:
        stored = 0
        for size in sizes:
            began = time.perf_counter()
            fill(desk, stored, size)
            took += time.perf_counter() - began
            stored, files[size] = size, folder / f"{size}.db"
            keeping.backup(desk, files[size])
            if size <= CHECKED:
                broken += [str(difference) for difference in keeping.check(desk)]
    return files, broken, sizes[-1] / took


def fill(desk: Desk, first: int, last: int) -> None:
    """Commit persons `first` to `last` - 1 through the desk, a thousand to a write."""
    gathering = _Gathering(desk.store)
    batched = replace(desk, store=cast(Store, gathering))
    for number in range(first, last):
        signups.commit(batched, rally.submission(number))
    gathering.flush()


@dataclass(eq=False)
class _Gathering:
    """A store that puts a thousand callers' work into one write: every decision is made as
    ever, with a savepoint less for each."""

    store: Store
    works: list[Callable[[Transaction], Any]] = field(default_factory=list)

    def write(self, work: Callable[[Transaction], Any]) -> "Future[Any]":
        self.works.append(work)
        if len(self.works) == 1_000:
            self.flush()
        return Future()

    def flush(self) -> None:
        works, self.works = self.works, []
        self.store.write(lambda tx: [work(tx) for work in works]).result()

    def reading(self) -> AbstractContextManager[Reading]:
        return self.store.reading()


def _in_turns(desks: dict[int, Desk], slug: str, takes: int) -> dict[int, list[float]]:
    """Return the milliseconds of each picture, by size; turns spread the machine's noise."""
    times: dict[int, list[float]] = {size: [] for size in desks}
    for desk in desks.values():
        encode(looks.progress(desk, slug))  # the first compiles every statement
    until = time.perf_counter() + MOST_SECONDS
    while len(times[min(desks)]) < takes and time.perf_counter() < until:
        for size, desk in desks.items():
            began = time.perf_counter()
            encode(looks.progress(desk, slug))
            times[size].append((time.perf_counter() - began) * 1000)
    return times


def _row(desk: Desk, slug: str, what: str, size: int, times: list[float]) -> list[object]:
    picture = encode(looks.progress(desk, slug))
    megabytes = desk.settings.database.stat().st_size / 1e6
    median, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [size, what, median, slow, len(picture), megabytes]


def _aim(what: str, times: dict[int, list[float]]) -> Aim:
    smallest, largest = min(times), max(times)
    ratio = statistics.median(times[largest]) / statistics.median(times[smallest])
    return Aim(f"{what}: {largest:,} commitments to {smallest:,}", ratio, AIM)
