"""The embedded engine's writer: one long-lived thread, and a commit for all who wait."""

import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from turnout.errors import StoreFailed
from turnout.store.contract import Told
from turnout.store.lockfile import LockFile
from turnout.store.remembering import Write

Made = TypeVar("Made")

MOST_IN_GROUP = 256  # a commit for so many callers still takes under 50 ms
# Longer than another process writes, and short enough that who came just after the first asked, and
# waits a second more for each of two writes, is answered within 15 seconds of their arrival.
TURN_SECONDS = 12

_log = logging.getLogger(__name__)


class Writer:
    """One long-lived thread, and a transaction per group of callers.

    Callers are run together. Where one of them raises, all is undone and run again, each in a
    savepoint of its own, which undoes that one alone. A savepoint costs its statements and a copy
    of every page touched, and hardly any caller needs one.
    """

    def __init__(self, connection: sqlite3.Connection, turn: LockFile) -> None:
        self._connection = connection
        self._turn = turn
        self._refused_lately = False  # then more will be, and running together is in vain
        self._queue: queue.SimpleQueue[list[_Write] | None] = queue.SimpleQueue()
        self.told: Callable[[], None] = _nobody
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="turnout-writer", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[Write], Made]) -> Future[Made]:
        future: Future[Made] = Future()
        self.tell([(work, partial(_settle, future))])
        return future

    def tell(self, asked: Sequence[tuple[Callable[[Write], Any], Told]]) -> None:
        writes = [_Write(work, told) for work, told in asked]
        with self._closing:  # what is accepted is put before the end mark, or not at all
            if self._closed:
                raise StoreFailed("the store is closed: nothing was stored")
            self._queue.put(writes)

    def close(self) -> None:
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            self._commit(self._with_waiting(first))

    def _with_waiting(self, group: list["_Write"]) -> list["_Write"]:
        """Return `group` and those who queued meanwhile; the end mark is put back for the next
        round."""
        while len(group) < MOST_IN_GROUP:
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                break
            if more is None:
                self._queue.put(None)
                break
            group += more
        return group

    def _commit(self, group: list["_Write"]) -> None:
        try:
            # The file lock is first come, first served. SQLite's own waiting polls, and under
            # load let one of two processes wait 3.8 s.
            self._turn.take(TURN_SECONDS)
            if len(group) == 1 or self._refused_lately or not self._together(group):
                self._apart(group)
            self._connection.execute("COMMIT")
        except Exception as error:  # the outermost loop: whoever waits is told, the writer goes on
            self._undo(group, error)
        finally:
            self._turn.release()
        self._tell()  # first the wall, then the answer: who posted looks up and sees it
        for write in group:
            write.settle()

    def _together(self, group: list["_Write"]) -> bool:
        """Run the whole group in one; return False, with all of it undone, where one raised."""
        transaction = self._begun()
        try:
            for write in group:
                write.run(transaction)
            transaction.put_back()
        except Exception:  # whose it is shows when they are run apart
            if not self._connection.in_transaction:
                raise
            self._connection.execute("ROLLBACK")
            return False
        return True

    def _apart(self, group: list["_Write"]) -> None:
        """Run each of the group inside a savepoint."""
        transaction = self._begun()
        for write in group:
            write.run_apart(self._connection, transaction)
        self._refused_lately = any(write.failed for write in group)

    def _begun(self) -> Write:
        self._connection.execute("BEGIN IMMEDIATE")
        return Write(self._connection)

    def _undo(self, group: list["_Write"], error: Exception) -> None:
        _log.error("nothing was stored: %s", error)  # the operator's to mend: a full disk, mostly
        with contextlib.suppress(sqlite3.Error):  # the error may have ended it already
            self._connection.execute("ROLLBACK")
        for write in group:
            write.fail(_not_stored(error))

    def _tell(self) -> None:
        try:
            self.told()
        except Exception:  # a loop that is closing: what is on disk is acknowledged all the same
            _log.exception("a commit was not told of")


def _nobody() -> None:
    """Told by a writer that nobody listens to."""


class _Write:
    """One caller's work, and who is told what became of it."""

    def __init__(self, work: Callable[[Write], Any], told: Told) -> None:
        self._work = work
        self._told = told
        self._made: Any = None
        self._error: Exception | None = None

    @property
    def failed(self) -> bool:
        return self._error is not None

    def run(self, transaction: Write) -> None:
        """Do the work. Raises what it raises."""
        self._made = self._work(transaction)

    def run_apart(self, connection: sqlite3.Connection, transaction: Write) -> None:
        """Do the work inside a savepoint. An error that ends the whole transaction is raised;
        any other undoes and fails this caller alone."""
        connection.execute("SAVEPOINT caller")
        try:
            self.run(transaction)
            transaction.put_back()
            connection.execute("RELEASE caller")
        except Exception as error:  # whoever called is told; the writer goes on
            if not connection.in_transaction:
                raise
            transaction.forget()
            connection.execute("ROLLBACK TO caller")
            connection.execute("RELEASE caller")
            self._error = error
            if isinstance(error, sqlite3.Error):  # what callers know of: the engine's own is ours
                _log.error("nothing was stored: %s", error)
                self._error = _not_stored(error)

    def fail(self, error: Exception) -> None:
        self._error = error

    def settle(self) -> None:
        try:
            self._told(self._made, self._error)
        except Exception:  # a loop that is closing, mostly; the others are told all the same
            _log.exception("who wrote was not told")


def _settle(future: Future[Any], made: Any, error: Exception | None) -> None:
    if not future.set_running_or_notify_cancel():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(made)


def _not_stored(error: Exception) -> StoreFailed:
    failed = StoreFailed(f"nothing was stored: {error}")
    failed.__cause__ = error
    return failed
