"""The embedded engine: one SQLite file in WAL mode, one writer with group commit."""

import fcntl
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from turnout.errors import StoreFailed
from turnout.store.contract import Params
from turnout.store.schema import migrations

Made = TypeVar("Made")

BUSY_SECONDS = 5  # longer than any write of ours, shorter than a lead's patience
MOST_IN_GROUP = 256  # a commit for so many callers still takes under 50 ms
SPARE_READERS = 8  # opening a connection costs 152 us, keeping one 6 us
_STATEMENTS = 256  # kept compiled per connection: all of ours


class SqliteStore:
    """A store in one file. See `contract.Store`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readers: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue(SPARE_READERS)
        self._version = -1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._turn = _LockFile(self._beside("writer"))
            self._upgrade()
            self._watcher = _connect(path)
            self._writer = _Writer(_connect(path), self._turn)
        except (OSError, sqlite3.Error) as error:
            raise StoreFailed(f"{path} cannot be opened: {error}") from error

    def write(self, work: Callable[["_Transaction"], Made]) -> Future[Made]:
        return self._writer.put(work)

    def on_commit(self, told: Callable[[], None]) -> None:
        self._writer.told = told

    @contextmanager
    def reading(self) -> Iterator["_Transaction"]:
        connection = self._reader()
        try:
            connection.execute("BEGIN")
            try:
                yield _Transaction(connection)
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            connection.close()
            raise StoreFailed(f"{self.path} cannot be read: {error}") from error
        else:
            self._keep(connection)

    def moved(self) -> bool:
        try:
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error as error:
            raise StoreFailed(f"{self.path} cannot be read: {error}") from error
        moved: bool = version != self._version
        self._version = version
        return moved

    def only_one(self, name: str) -> "_LockFile | None":
        lock = _LockFile(self._beside(name))
        return lock if lock.take_if_free() else None

    def backup(self, target: Path) -> None:
        if target.exists():
            raise StoreFailed(f"{target} is already there: give a name that is free")
        source = _connect(self.path)
        try:
            with sqlite3.connect(target) as copy:
                source.backup(copy, pages=1_000)  # in steps, so that writers get their turns
            copy.close()
        except sqlite3.Error as error:
            target.unlink(missing_ok=True)
            raise StoreFailed(f"{target} was not written: {error}") from error
        finally:
            source.close()

    def close(self) -> None:
        self._writer.close()
        self._watcher.close()
        while not self._readers.empty():
            self._readers.get_nowait().close()
        self._turn.close()

    def _upgrade(self) -> None:
        """Bring the file to this release; the lock keeps two starting processes apart."""
        self._turn.take()
        try:
            connection = _connect(self.path)
            migrations.apply(Database(connection))
            connection.close()
        finally:
            self._turn.release()

    def _beside(self, name: str) -> Path:
        return self.path.with_name(f"{self.path.name}-{name}.lock")

    def _reader(self) -> sqlite3.Connection:
        try:
            return self._readers.get_nowait()
        except queue.Empty:
            connection = _connect(self.path)
            connection.execute("PRAGMA query_only = 1")
            return connection

    def _keep(self, connection: sqlite3.Connection) -> None:
        try:
            self._readers.put_nowait(connection)
        except queue.Full:
            connection.close()


class _Transaction:
    """See `contract.Transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        return self._execute(sql, params).fetchall()

    def row(self, sql: str, params: Params = ()) -> Any:
        return self._execute(sql, params).fetchone()

    def run(self, sql: str, params: Params = ()) -> None:
        self._execute(sql, params)


class _Writer:
    """One long-lived thread: a transaction per group of callers, a savepoint per caller."""

    def __init__(self, connection: sqlite3.Connection, turn: "_LockFile") -> None:
        self._connection = connection
        self._transaction = _Transaction(connection)
        self._turn = turn
        self._queue: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self.told: Callable[[], None] = _nobody
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="turnout-writer", daemon=True)
        self._thread.start()

    def put(self, work: Callable[[_Transaction], Made]) -> Future[Made]:
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
        # The file lock is first come, first served. SQLite's own waiting polls, and under load
        # let one of two processes wait 3.8 s.
        self._turn.take()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for write in group:
                write.run(self._connection, self._transaction)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._undo(group, error)
        finally:
            self._turn.release()
        self.told()  # first the wall, then the answer: who posted looks up and sees it
        for write in group:
            write.settle()

    def _undo(self, group: list["_Write"], error: Exception) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        for write in group:
            write.fail(StoreFailed(f"nothing was stored: {error}"))


def _nobody() -> None:
    """Told by a writer that nobody listens to."""


class _Write:
    """One caller's work and the future it waits for."""

    def __init__(self, work: Callable[[_Transaction], Any]) -> None:
        self.future: Future[Any] = Future()
        self._work = work
        self._made: Any = None
        self._error: Exception | None = None

    def run(self, connection: sqlite3.Connection, transaction: _Transaction) -> None:
        """Do the work inside a savepoint. An error of SQLite's that ends the whole transaction
        is raised; any other undoes and fails this caller alone."""
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

    def fail(self, error: Exception) -> None:
        self._error = error

    def settle(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._made)


class _LockFile:
    """A lock that the kernel lets go of however the process ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def take_if_free(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        os.close(self._file)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # acknowledged means on disk
    connection.execute("PRAGMA foreign_keys = 1")
    # What a savepoint may undo is kept in memory: a file for it cost 30 us a commitment.
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
