"""A list of 50,000 people: looked at, brought in beside another caller, and brought in again."""

import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.benchmarks import rally
from tests.benchmarks.report import Aim, Report, percentiles
from turnout.desk import import_jobs, importing, keeping, looks, signups
from turnout.desk.desk import Desk
from turnout.desk.import_jobs import Job
from turnout.desk.importing import Sheet

ROWS = 50_000
WRONG_EVERY = 250  # rows that name no number of heads
COLUMNS = ("what", "rows", "seconds", "rows a second", "new", "again", "refused")
LOOK_SECONDS, RUN_SECONDS = 3, 60
OTHER_SECONDS = 0.02  # between the sign-ups of another caller meanwhile


def measure(rows: int = ROWS) -> Report:
    """Return how long it takes to look at a list of `rows`, and to bring it in."""
    with tempfile.TemporaryDirectory() as folder:
        made = rally.made(Path(folder))
        with rally.opened(made.database) as desk:
            body = a_list(rows)
            read, sheet = _timed(lambda: importing.read(body))
            looked = _looked(desk, sheet)
            meanwhile = Meanwhile(desk)
            halved = _stopped(desk, sheet, rows // 2)
            rest = _brought_in(desk, sheet)
            waits = meanwhile.end()
            again, twice = _looked(desk, sheet), _brought_in(desk, sheet)
            found = broken(desk, sheet, rows, len(waits))
    run = halved[0] + rest[0]
    aims = [
        Aim("reading and looking, to three seconds", (read + looked[0]) / LOOK_SECONDS, 1.0),
        Aim("bringing in, stopped once, to sixty seconds", run / RUN_SECONDS, 1.0),
    ]
    steps = {
        "look": looked, "bring in, stopped half way": halved, "go on": rest,
        "look again": again, "bring in again": twice,
    }  # fmt: skip
    table = [_row(name, seconds, counts) for name, (seconds, counts) in steps.items()]
    return Report("A list brought in", COLUMNS, table, aims, _notes(body, read, waits), found)


def a_list(rows: int) -> bytes:
    """Return a list as a form service exports it: names, e-mails or phones, a lead, a time."""
    head = "First name,Last name,Email,Phone,Status,How many,Timestamp,Lead"
    return "\r\n".join((head, *map(_line, range(rows)))).encode()


class Meanwhile:
    """Another caller, who signs people up one by one until the end."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._ended = desk, threading.Event()
        self._waits: list[float] = []
        self._thread = threading.Thread(target=self._sign_up)
        self._thread.start()

    def end(self) -> list[float]:
        """Return how many milliseconds each sign-up waited for its receipt."""
        self._ended.set()
        self._thread.join()
        return self._waits

    def _sign_up(self) -> None:
        while not self._ended.wait(OTHER_SECONDS):
            began = time.perf_counter()
            number = 1_000_000 + len(self._waits)
            signups.commit(self._desk, rally.submission(number)).result()
            self._waits.append((time.perf_counter() - began) * 1000)


def broken(desk: Desk, sheet: Sheet, rows: int, others: int) -> list[str]:
    """Return what is lost, doubled or unequal, in sentences."""
    found = [str(difference) for difference in keeping.check(desk)]
    stored = sum(door.commitments for door in looks.doors(desk, rally.EVENT))
    wanted = rows - len(range(0, rows, WRONG_EVERY)) + others
    if stored != wanted:
        found.append(f"{stored} people are stored, of {wanted}")
    return found


def _line(number: int) -> str:
    phone = f"({201 + number // 10_000 * 7:03}) 555-{number % 10_000:04}"
    reached = f"p{number}@example.org," if number % 3 else f",{phone}"
    heads = str(number % 5 + 1) if number % WRONG_EVERY else "lots"
    status = ("REGISTERED", "CONFIRMED")[number % 2]
    lead = rally.LEADS[number % len(rally.LEADS)][0]
    return f"Person,{number},{reached},{status},{heads},12/{number % 5 + 1}/2025 2:03:11 PM,{lead}"


def _timed(work):
    began = time.perf_counter()
    return_ = work()
    return time.perf_counter() - began, return_


def _looked(desk: Desk, sheet: Sheet) -> tuple[float, Counter[str]]:
    given = importing.guess(sheet)
    seconds, seen = _timed(lambda: importing.preview(desk, rally.EVENT, sheet, given))
    return seconds, seen.counts


def _brought_in(desk: Desk, sheet: Sheet) -> tuple[float, Counter[str]]:
    began = time.perf_counter()
    job = _start(desk, sheet)
    job.finished.wait()
    return time.perf_counter() - began, job.counts


def _stopped(desk: Desk, sheet: Sheet, after: int) -> tuple[float, Counter[str]]:
    began = time.perf_counter()
    job = _start(desk, sheet)
    while job.running and job.done < after:
        time.sleep(0.01)
    job.stop()
    job.finished.wait()
    return time.perf_counter() - began, job.counts


def _start(desk: Desk, sheet: Sheet) -> Job:
    return import_jobs.start(desk, rally.EVENT, sheet, importing.guess(sheet))


def _row(name: str, seconds: float, counts: Counter[str]) -> list[object]:
    rows = sum(counts.values())
    kinds = [counts[kind] for kind in ("new", "again", "refused")]
    return [name, rows, seconds, rows / seconds, *kinds]


def _notes(body: bytes, read: float, waits: list[float]) -> list[str]:
    notes = [f"{len(body):,} bytes of CSV, read in {read:.2f} s"]
    if waits:
        p50, p99 = percentiles(waits, 50, 99)
        notes.append(
            f"{len(waits):,} sign-ups by another caller meanwhile: p50 {p50:.1f} ms, "
            f"p99 {p99:.1f} ms"
        )
    return notes
