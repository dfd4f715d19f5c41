"""(n) The wall for an hour of changes: does its memory grow, and does it miss a beat?"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from statistics import median

from tests.benchmarks import rally, servers, soak_night, soak_wall
from tests.benchmarks.report import Aim, Report, cell
from tests.benchmarks.soak_night import Acknowledged, Night
from tests.benchmarks.soak_wall import Wall, Weighed
from turnout.desk import looks

MINUTES = 60
LOOK_SECONDS = 30
BEGIN_SECONDS = 60  # in which a process has its imports, on a busy machine
LEAST_LOOKS = 12  # in a short soak too
SETTLED = 1 / 6  # of the time, and of an hour ten minutes: what is kept once is kept by then
WINDOW = 1 / 30  # of the time: a level is the median of the looks so near
LATE_SECONDS = 5
SILENT_SECONDS = 20  # a heartbeat comes every fifteen
GROWTH = 1.2
ROWS = 13  # of the table: of an hour, one every five minutes
COLUMNS = (
    "minute", "heap MB", "nodes", "listeners", "documents", "browser MB", "server MB",
    "acknowledged", "shown",
)  # fmt: skip


@dataclass(frozen=True)
class Note:
    """What one look found; `acknowledged` and `shown` are seqs."""

    minute: float
    wall: Weighed
    server_mb: float
    acknowledged: int
    shown: int

    def row(self) -> list[object]:
        wall = self.wall
        return [
            f"{self.minute:.1f}", wall.heap_mb, wall.nodes, wall.listeners, wall.documents,
            wall.browser_mb, self.server_mb, self.acknowledged, self.shown,
        ]  # fmt: skip


MEMORY: dict[str, Callable[[Note], float]] = {
    "JavaScript's heap": lambda note: note.wall.heap_mb,
    "the browser": lambda note: note.wall.browser_mb,
    "the server": lambda note: note.server_mb,
}


@dataclass
class Soak:
    """All that was seen: `signs` are the moments at which the wall heard anything."""

    minutes: float
    notes: list[Note] = field(default_factory=list)
    acknowledged: list[Acknowledged] = field(default_factory=list)
    shown: list[tuple[int, float]] = field(default_factory=list)
    signs: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def measure(minutes: float = MINUTES) -> Report:
    """Return what the wall takes while a rally changes for so long, and the beats it missed."""
    with tempfile.TemporaryDirectory() as folder:
        night = soak_night.made(Path(folder))
        with servers.ours(night.made.database) as served:
            return report(_soaked(night, served, minutes))


def _soaked(night: Night, served: servers.Served, minutes: float) -> Soak:
    spawning = multiprocessing.get_context("spawn")
    (told, tell), stop = spawning.Pipe(duplex=False), spawning.Event()
    given = (night, served.port, tell, stop)
    sender = spawning.Process(target=soak_night.send, args=given, daemon=True)
    with soak_wall.opened(f"{served.url}{soak_night.BOARD}") as wall:
        soak = Soak(minutes, shown=wall.shown, signs=wall.signs, broken=wall.wrong)
        sender.start()
        told.poll(BEGIN_SECONDS)  # the time counts from the first change
        for note in _looks(soak, wall, served, told):
            soak.notes.append(note)
            print(_line(note), file=sys.stderr, flush=True)
        stop.set()
        sender.join(LATE_SECONDS)
        wall.look(LATE_SECONDS + 1)
        soak.acknowledged += _taken(told)
        soak.broken += _differs(wall, night)
    if sender.exitcode != 0:
        soak.broken.append("the changes did not go on: what ended them is told above")
    return soak


def _looks(soak: Soak, wall: Wall, served: servers.Served, told: Pipe) -> Iterator[Note]:
    """Look at the wall again and again until the time is over."""
    every = min(LOOK_SECONDS, soak.minutes * 60 / LEAST_LOOKS)
    began = time.monotonic()
    while (passed := (time.monotonic() - began) / 60) < soak.minutes:
        wall.look(every)
        soak.acknowledged += _taken(told)
        yield Note(
            passed + every / 60,
            wall.weighed(),
            soak_wall.resident_mb(served.process.pid),
            soak.acknowledged[-1][0] if soak.acknowledged else 0,
            soak.shown[-1][0] if soak.shown else 0,
        )


def _line(note: Note) -> str:
    """Return a look as it is told while the soak runs: an hour is long without a word."""
    told = zip(COLUMNS, map(cell, note.row()), strict=True)
    return ", ".join(f"{name} {value}" for name, value in told)


def _taken(told: Pipe) -> list[Acknowledged]:
    """Return what the sender told of since it was last asked."""
    taken = []
    while told.poll():
        taken.append(told.recv())
    return taken


def _differs(wall: Wall, night: Night) -> list[str]:
    """Return in a sentence that the wall does not show what stands, when it does not."""
    with rally.opened(night.made.database) as desk:
        coming = looks.progress(desk, rally.EVENT).count.coming
    shown = wall.number()
    return [] if shown == coming else [f"{coming} are coming, and the wall says {shown}"]


def report(soak: Soak) -> Report:
    """Return what was seen, with its memory and its beats judged."""
    late = missed(soak.acknowledged, soak.shown)
    gaps = silences(soak.signs)
    aims = [
        Aim(f"memory of {what}, at the end to {SETTLED * soak.minutes:.3g} minutes",
            grown(soak, of), GROWTH)
        for what, of in MEMORY.items()
    ]  # fmt: skip
    broken = [*soak.broken, *(str(aim) for aim in aims if not aim.met)]
    broken += [f"seq {seq} was not on the wall within {LATE_SECONDS} s" for seq in late]
    broken += [f"the wall heard nothing for {gap:.0f} s" for gap in gaps]
    if not soak.shown:
        broken.append("the wall showed nothing")
    every = max(1, round(len(soak.notes) / (ROWS - 1)))
    rows = [note.row() for at, note in enumerate(soak.notes) if at % every == every - 1]
    return Report("The wall, left to run", COLUMNS, rows, aims, _told(soak, late, gaps), broken)


def _told(soak: Soak, late: Sequence[int], gaps: Sequence[float]) -> list[str]:
    changes = len(soak.acknowledged)
    a_second = changes / (soak.minutes * 60)
    return [
        f"beats missed: {len(late)} of {changes:,} changes, and {len(gaps)} silences",
        f"{soak.minutes:g} minutes, {soak_night.LEADS} leads, {a_second:.1f} changes a second",
        "changes: sign-ups, taps, goals raised and lowered, areas cleaned, people who call it off",
        f"missed: not on the wall {LATE_SECONDS} s after its acknowledgement",
        f"a silence: {SILENT_SECONDS} s without a picture or a heartbeat",
        "Chromium at 1920x1080; heap, nodes and listeners after a forced collection; MB resident",
    ]


def missed(acknowledged: Sequence[Acknowledged], shown: Sequence[tuple[int, float]]) -> list[int]:
    """Return the seqs that the wall did not reach soon enough after their acknowledgement."""
    late, at = [], 0
    for seq, when in acknowledged:
        while at < len(shown) and shown[at][0] < seq:
            at += 1
        if at == len(shown) or shown[at][1] - when > LATE_SECONDS:
            late.append(seq)
    return late


def silences(signs: Sequence[float]) -> list[float]:
    """Return how long each silence was that a living line would have broken, in seconds."""
    return [later - one for one, later in pairwise(signs) if later - one > SILENT_SECONDS]


def grown(soak: Soak, of: Callable[[Note], float]) -> float:
    """Return what `of` the last looks is to that of those when all had settled."""
    near = soak.minutes * WINDOW
    settled = _level(soak.notes, soak.minutes * SETTLED, near, of)
    return _level(soak.notes, soak.notes[-1].minute, near, of) / settled


def _level(notes: Sequence[Note], minute: float, near: float, of: Callable[[Note], float]) -> float:
    closest = min(abs(note.minute - minute) for note in notes)
    return median(of(note) for note in notes if abs(note.minute - minute) <= max(near, closest))
