"""The embedded engine: one SQLite file in WAL mode, its readers, and one writer."""

import contextlib
import queue
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from turnout.errors import StoreFailed
from turnout.store.contract import Asked
from turnout.store.lockfile import LockFile, OnlyOne
from turnout.store.remembering import Look, Write
from turnout.store.schema_cards import migrations
from turnout.store.sqlite_writer import Writer

Made = TypeVar("Made")

BUSY_SECONDS = 5  # longer than any write of ours, shorter than a lead's patience
SPARE_READERS = 8  # opening a connection costs 152 us, keeping one 6 us
_STATEMENTS = 512  # kept compiled per connection: all of ours, and those of so many rows
_PRAGMAS = (
    "secure_delete = ON",  # what was erased is overwritten, and not only unlinked
    "journal_mode = WAL",
    "synchronous = FULL",  # acknowledged means on disk
    "foreign_keys = 1",
    # What a savepoint may undo is kept in memory: a file for it cost 30 us a commitment.
    "temp_store = MEMORY",
)


class SqliteStore:
    """A store in one file. See `contract.Store`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readers: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue(SPARE_READERS)
        self._version = -1
        self._closed = False
        with contextlib.ExitStack() as opened:  # what fails half way leaves nothing open
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(0o600)  # as it holds names and contacts; what is there stays as it is
                self._turn = LockFile(self._beside("writer"))
                opened.callback(self._turn.close)
                self._upgrade()
                self._watcher = _connect(path)
                opened.callback(self._watcher.close)
                self._writer = Writer(_connect(path), self._turn)
            except (OSError, sqlite3.Error) as error:
                raise StoreFailed(f"{path} cannot be opened: {error}") from error
            opened.pop_all()

    def write(self, work: Callable[[Write], Made]) -> Future[Made]:
        return self._writer.put(work)

    def tell(self, asked: Sequence[Asked]) -> None:
        self._writer.tell(asked)

    def on_commit(self, told: Callable[[], None]) -> None:
        self._writer.told = told

    @contextmanager
    def reading(self) -> Iterator[Look]:
        connection, sound = self._reader(), True
        try:
            connection.execute("BEGIN")
            try:
                yield Look(connection)
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            sound = False  # whatever ails it is not handed to the next who looks
            raise StoreFailed(f"{self.path} cannot be read: {error}") from error
        finally:
            self._keep(connection) if sound else connection.close()

    def moved(self) -> bool:
        try:
            (version,) = self._watcher.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error as error:
            raise StoreFailed(f"{self.path} cannot be read: {error}") from error
        moved: bool = version != self._version
        self._version = version
        return moved

    def only_one(self, name: str) -> OnlyOne | None:
        try:
            lock = OnlyOne(self._beside(name))
        except OSError as error:
            raise StoreFailed(f"{self._beside(name)} cannot be opened: {error}") from error
        return lock if lock.take_if_free() else None

    def damage(self) -> list[str]:
        try:
            with self.reading() as look:
                torn = [str(row[0]) for row in look.rows("PRAGMA integrity_check")]
                strays = [f"{row[0]} {row[1]}" for row in look.rows("PRAGMA foreign_key_check")]
        except StoreFailed as error:  # torn beyond asking
            return [str(error)]
        return [*(part for part in torn if part != "ok"), *strays]

    def backup(self, target: Path) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(0o600, exist_ok=False)  # names and contacts are for the one who asked
        except FileExistsError as error:
            raise StoreFailed(f"{target} is already there: give a name that is free") from error
        except OSError as error:
            raise StoreFailed(f"{target} was not written: {error}") from error
        try:
            _copy(self.path, target)
        except sqlite3.Error as error:
            target.unlink(missing_ok=True)
            raise StoreFailed(f"{target} was not written: {error}") from error

    def close(self) -> None:
        self._closed = True
        self._writer.close()
        self._watcher.close()
        while not self._readers.empty():
            self._readers.get_nowait().close()
        self._turn.close()

    def _upgrade(self) -> None:
        """Bring the file to this release; the lock keeps two starting processes apart."""
        self._turn.take()
        try:
            with contextlib.closing(_connect(self.path)) as connection:
                migrations.apply(Database(connection))
        finally:
            self._turn.release()

    def _beside(self, name: str) -> Path:
        return self.path.with_name(f"{self.path.name}-{name}.lock")

    def _reader(self) -> sqlite3.Connection:
        try:
            return self._readers.get_nowait()
        except queue.Empty:
            return self._new_reader()

    def _new_reader(self) -> sqlite3.Connection:
        try:
            connection = _connect(self.path)
            connection.execute("PRAGMA query_only = 1")
        except sqlite3.Error as error:
            raise StoreFailed(f"{self.path} cannot be read: {error}") from error
        return connection

    def _keep(self, connection: sqlite3.Connection) -> None:
        with contextlib.suppress(queue.Full):
            if not self._closed:
                self._readers.put_nowait(connection)
                return
        connection.close()


def _copy(source: Path, target: Path) -> None:
    """Copy a store as it stands now. All in one step, on one look: in WAL mode that keeps no
    writer waiting, while a copy in several begins anew after each write in between."""
    closing = contextlib.closing
    with closing(_connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
        kept.backup(copy)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
