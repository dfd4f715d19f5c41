"""Eight threads in each of two processes write through the desk to one file, all at once."""

import multiprocessing
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import rally
from tests.benchmarks.report import Report, percentiles
from turnout.desk import keeping, looks, signups
from turnout.desk.desk import Desk

PROCESSES = 2
THREADS = 8
EACH = 500
COLUMNS = ("process", "commitments", "a second", "p50 ms", "p99 ms", "longest ms")


@dataclass(frozen=True)
class Written:
    """What one process wrote: the seq of each receipt, and how long each took to come."""

    seqs: list[int]
    milliseconds: list[float]
    seconds: float

    def row(self, name: object) -> list[object]:
        p50, p99 = percentiles(self.milliseconds, 50, 99)
        rate = len(self.seqs) / self.seconds
        return [name, len(self.seqs), rate, p50, p99, max(self.milliseconds)]


def measure(each: int = EACH) -> Report:
    """Return what becomes of `each` commitments of each thread: all of them, in one row."""
    with tempfile.TemporaryDirectory() as folder:
        made = rally.made(Path(folder))
        with rally.opened(made.database) as desk:
            before = looks.seq(desk, rally.EVENT)
        written = _at_once(made.database, each)
        found = broken(made.database, before, written)
    rows = [one.row(f"{at + 1} of {PROCESSES}") for at, one in enumerate(written)]
    notes = [
        f"{THREADS} threads in each process, each waiting for its receipt before the next",
        f"{sum(len(one.seqs) for one in written):,} receipts, seq {before + 1:,} and on, no gap",
    ]
    return Report("Writers at once", COLUMNS, rows, (), notes[: 1 if found else 2], found)


def _at_once(database: Path, each: int) -> list[Written]:
    spawning = multiprocessing.get_context("spawn")
    with spawning.Manager() as manager:
        start = manager.Barrier(PROCESSES)
        with ProcessPoolExecutor(PROCESSES, mp_context=spawning) as pool:
            futures = [
                pool.submit(write, database, process * THREADS * each, each, start)
                for process in range(PROCESSES)
            ]
            return [future.result() for future in futures]


def write(database: Path, first: int, each: int, start: threading.Barrier) -> Written:
    """Write from `first` on, `each` commitments a thread, once all processes are ready."""
    written = Written([], [], 0.0)
    with rally.opened(database) as desk:
        threads = [
            threading.Thread(target=_thread, args=(desk, first + at * each, each, written))
            for at in range(THREADS)
        ]
        start.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Written(written.seqs, written.milliseconds, time.perf_counter() - began)


def _thread(desk: Desk, first: int, each: int, written: Written) -> None:
    for number in range(first, first + each):
        began = time.perf_counter()
        receipt = signups.commit(desk, rally.submission(number)).result()
        written.milliseconds.append((time.perf_counter() - began) * 1000)
        written.seqs.append(receipt.seq)


def broken(database: Path, before: int, written: list[Written]) -> list[str]:
    """Return what is lost, doubled, out of order or unequal, in sentences."""
    seqs = sorted(seq for one in written for seq in one.seqs)
    people = len(seqs)
    with rally.opened(database) as desk:
        found = [str(difference) for difference in keeping.check(desk)]
        stored = sum(door.commitments for door in looks.doors(desk, rally.EVENT))
        coming = looks.progress(desk, rally.EVENT).count.coming
    if seqs != list(range(before + 1, before + 1 + people)):
        found.append(f"the {people} receipts do not follow on seq {before} without a gap")
    if stored != people:
        found.append(f"{people} receipts were given, {stored} commitments are stored")
    if coming != sum(map(rally.party, range(people))):
        found.append(f"{coming} people come, other than were promised")
    return found
