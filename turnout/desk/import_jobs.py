"""Lists being brought in: one at a time for each event, in a thread of this process.

A job outlives the page that started it: whoever opens the desk sees it, and may stop it. Its rows
have keys, so a list that was stopped, or cut off with the process, goes on when it is brought in
again.
"""

import threading
from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field

from turnout.desk import signups
from turnout.desk.comparing import REFUSED, STORED, Comparing, Verdict, outcome
from turnout.desk.desk import Desk
from turnout.desk.importing import AT_ONCE, ColumnMap, Row, Sheet, rows_of
from turnout.desk.rallies import found
from turnout.errors import Conflict, NotAllowed, NotFound, Reason, Refused, StoreFailed
from turnout.model import Receipt, Role

MOST_WAITING = 64  # of our writes in the queue at once: others wait behind so many, some 10 ms

_jobs: dict[tuple[str, str], "Job"] = {}
_starting = threading.Lock()


@dataclass
class Job:
    """One list on its way in. `counts`: rows by verdict; `failed`: why it ended early, or empty:
    not_allowed | store | event."""

    event: str
    total: int
    sheet: Sheet
    counts: Counter[str] = field(default_factory=Counter)
    done: int = 0
    refused: list[tuple[Row, tuple[Reason, ...]]] = field(default_factory=list)
    failed: str = ""
    finished: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End after what is being stored; what is stored stays."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    @property
    def running(self) -> bool:
        return not self.finished.is_set()


def start(desk: Desk, event: str, sheet: Sheet, given: ColumnMap, by: str = "desk") -> Job:
    """Bring in `sheet`; return the job, the running one where there is one. Raises NotFound."""
    with desk.store.reading() as look:
        rows = list(rows_of(desk, look, found(look, event), sheet, given, by))
    place = (str(desk.settings.database), event)
    with _starting:
        running = _jobs.get(place)
        if running and running.running:
            return running
        job = _jobs[place] = Job(event, len(rows), sheet)
    threading.Thread(
        target=_run, args=(desk, job, rows), name=f"import-{event}", daemon=True
    ).start()
    return job


def latest(desk: Desk, event: str) -> Job | None:
    """Return the job of `event` that runs, or ran last in this process; None: there was none."""
    return _jobs.get((str(desk.settings.database), event))


def forget(desk: Desk, event: str) -> None:
    """Forget a job that has ended: its refused rows are personal."""
    with _starting:
        job = latest(desk, event)
        if job and not job.running:
            del _jobs[(str(desk.settings.database), event)]


def _run(desk: Desk, job: Job, rows: list[Row]) -> None:
    try:
        for at in range(0, len(rows), AT_ONCE):
            if job.stopped:
                return
            _store(desk, job, rows[at : at + AT_ONCE])
    except (NotAllowed, NotFound) as error:
        gone = isinstance(error, NotFound) and error.what == "event"
        job.failed = "event" if gone else "not_allowed"
    except StoreFailed:
        job.failed = "store"
    finally:
        job.finished.set()


def _store(desk: Desk, job: Job, rows: list[Row]) -> None:
    """Compare some rows with what stands, and commit what is to be stored."""
    with desk.store.reading() as look:
        comparing = Comparing(desk, found(look, job.event))
        verdicts = comparing.verdicts(look, [row.submission for row in rows])
    pairs = list(zip(rows, verdicts, strict=True))
    for at in range(0, len(pairs), MOST_WAITING):
        part = [
            (row, verdict, _commit(desk, verdict)) for row, verdict in pairs[at:][:MOST_WAITING]
        ]
        for row, verdict, future in part:
            _tally(job, row, verdict, future)


def _commit(desk: Desk, verdict: Verdict) -> Future[Receipt] | None:
    if verdict.kind not in STORED:
        return None
    try:
        return signups.commit(desk, verdict.submission, roles=(Role.ORGANIZER,))
    except Refused as refused:  # the event was changed since the look
        failed: Future[Receipt] = Future()
        failed.set_exception(refused)
        return failed


def _tally(job: Job, row: Row, verdict: Verdict, future: Future[Receipt] | None) -> None:
    kind, reasons = verdict.kind, verdict.reasons
    try:
        if future is not None:
            kind = outcome(verdict, future.result())
    except Refused as refused:
        kind, reasons = REFUSED, refused.reasons
    except Conflict:  # the same row by another hand at this moment: theirs is stored
        kind = "again"
    job.done += 1
    job.counts[kind] += 1
    if kind == REFUSED:
        job.refused.append((row, reasons))
