"""The embedded engine's writer: one long-lived thread, and a commit for all who wait."""

import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from turnout.errors import StoreFailed
from turnout.store.contract import Params
from turnout.store.lockfile import LockFile

Made = TypeVar("Made")

MOST_IN_GROUP = 256  # a commit for so many callers still takes under 50 ms

_log = logging.getLogger(__name__)


class SqliteTransaction:
    """See `contract.Transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        return self._execute(sql, params).fetchall()

    def row(self, sql: str, params: Params = ()) -> Any:
        return self._execute(sql, params).fetchone()

    def run(self, sql: str, params: Params = ()) -> None:
        self._execute(sql, params)


class Writer:
    """One long-lived thread: a transaction per group of callers, a savepoint per caller."""

    def __init__(self, connection: sqlite3.Connection, turn: LockFile) -> None:
        self._connection = connection
        self._transaction = SqliteTransaction(connection)
        self._turn = turn
        self._queue: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self.told: Callable[[], None] = _nobody
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="turnout-writer", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[SqliteTransaction], Made]) -> Future[Made]:
        write = _Write(work)
        with self._closing:  # what is accepted is put before the end mark, or not at all
            if self._closed:
                raise StoreFailed("the store is closed: nothing was stored")
            self._queue.put(write)
        return write.future

    def close(self) -> None:
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first, *self._waiting()]
            self._commit(group)

    def _waiting(self) -> list["_Write"]:
        """Return those who queued meanwhile; the end mark is put back for the next round."""
        waiting: list[_Write] = []
        while len(waiting) < MOST_IN_GROUP:
            try:
                write = self._queue.get_nowait()
            except queue.Empty:
                break
            if write is None:
                self._queue.put(None)
                break
            waiting.append(write)
        return waiting

    def _commit(self, group: list["_Write"]) -> None:
        try:
            # The file lock is first come, first served. SQLite's own waiting polls, and under
            # load let one of two processes wait 3.8 s.
            self._turn.take()
            self._connection.execute("BEGIN IMMEDIATE")
            for write in group:
                write.run(self._connection, self._transaction)
            self._connection.execute("COMMIT")
        except Exception as error:  # the outermost loop: whoever waits is told, the writer goes on
            self._undo(group, error)
        finally:
            self._turn.release()
        self._tell()  # first the wall, then the answer: who posted looks up and sees it
        for write in group:
            write.settle()

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
    """One caller's work and the future it waits for."""

    def __init__(self, work: Callable[[SqliteTransaction], Any]) -> None:
        self.future: Future[Any] = Future()
        self._work = work
        self._made: Any = None
        self._error: Exception | None = None

    def run(self, connection: sqlite3.Connection, transaction: SqliteTransaction) -> None:
        """Do the work inside a savepoint. An error that ends the whole transaction is raised;
        any other undoes and fails this caller alone."""
        connection.execute("SAVEPOINT caller")
        try:
            self._made = self._work(transaction)
            connection.execute("RELEASE caller")
        except Exception as error:  # whoever called is told; the writer goes on
            if not connection.in_transaction:
                raise
            connection.execute("ROLLBACK TO caller")
            connection.execute("RELEASE caller")
            self._error = error
            if isinstance(error, sqlite3.Error):  # what callers know of: the engine's own is ours
                _log.error("nothing was stored: %s", error)
                self._error = _not_stored(error)

    def fail(self, error: Exception) -> None:
        self._error = error

    def settle(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._made)


def _not_stored(error: Exception) -> StoreFailed:
    failed = StoreFailed(f"nothing was stored: {error}")
    failed.__cause__ = error
    return failed
