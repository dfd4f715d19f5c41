"""What a store is to the rest of the house, whatever its engine."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")
Params = Sequence[object] | Mapping[str, object]
Row = Mapping[str, Any]
Key = tuple[int | str, ...]
Numbers = tuple[Any, ...]
Told = Callable[[Any, Exception | None], None]  # what a write made, or why nothing was stored
Asked = tuple[Callable[["Transaction"], Any], Told]  # work, and who is told what became of it


@dataclass(frozen=True, eq=False)
class Tally:
    """A table of running numbers, a row under each key, that one record after another moves.

    once: a row is never moved once it stands; one that would be is a defect, and raises.
    """

    table: str
    key: tuple[str, ...]
    numbers: tuple[str, ...]
    once: bool = False

    @cached_property
    def select(self) -> str:
        return f"""
            SELECT {", ".join(self.numbers)} FROM {self.table}
            WHERE {" AND ".join(f"{name} = ?" for name in self.key)}
        """

    @cache  # noqa: B019 - there are some twenty, for good
    def write(self, rows: int) -> str:
        """Return what writes so many rows at once."""
        insert = _insert(self.table, (*self.key, *self.numbers), rows)
        if self.once:
            return insert
        return f"""{insert}
            ON CONFLICT ({", ".join(self.key)}) DO UPDATE SET
            {", ".join(f"{name} = excluded.{name}" for name in self.numbers)}
        """


@dataclass(frozen=True, eq=False)
class Rows:
    """A table that grows by rows which are told in full.

    refers: whether they refer to such rows of other tables, which are then stored first.
    merging: what becomes of a row that is there already, in SQL; without it there is none.
    freed: the greatest id that is free again, in SQL, where rows go: no id is given twice.
    """

    table: str
    columns: tuple[str, ...]
    refers: bool = False
    merging: str = ""
    freed: str = "0"

    @cache  # noqa: B019 - there are some twenty, for good
    def insert(self, rows: int) -> str:
        """Return what adds so many rows at once."""
        return f"{_insert(self.table, self.columns, rows)} {self.merging}"

    @cached_property
    def newest(self) -> str:
        return f"SELECT max(coalesce(max(id), 0), {self.freed}) FROM {self.table}"


class Reading(Protocol):
    """One consistent look at what stands."""

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        """Return all rows; each is read by column name."""

    def row(self, sql: str, params: Params = ()) -> Any:
        """Return the first row, or None."""

    def known(self, sql: str, params: tuple[object, ...] = ()) -> list[Any]:
        """Return all rows, of which a write may remember that it looked them up before."""

    def kept(self, tally: Tally, key: Key) -> Numbers | None:
        """Return what stands under `key` in the order of the tally's numbers, or None."""


class Transaction(Reading, Protocol):
    """One write: all of it happens, or none of it."""

    def run(self, sql: str, params: Params = ()) -> None:
        """Change something."""

    def keep(self, tally: Tally, key: Key, numbers: Numbers) -> None:
        """Let `numbers` stand under `key`; written before anything else looks at that table."""

    def add(self, rows: Rows, row: tuple[object, ...]) -> None:
        """Store a row, in the order of the columns; written before anything else looks at that
        table, or changes another by `run`, which may refer to it."""

    def next_id(self, rows: Rows) -> int:
        """Return the id that the next row is to be added with."""


class Store(Protocol):
    """Where the ledger lives. Thread-safe; a write is acknowledged when it is on disk."""

    def write(self, work: Callable[[Transaction], Made]) -> Future[Made]:
        """Return a future of what `work` returns, done once it is on disk.

        `work` is run by the one writer, alone, in a transaction; what it raises undoes it alone.
        It may be run twice, of which the last counts: it changes nothing but what is stored.
        The future raises StoreFailed when the disk did not take it: then nothing was stored.
        """

    def tell(self, asked: Sequence[Asked]) -> None:
        """Run the work of each of `asked` as `write` does, and have whoever asked told from the
        writer's thread once it is on disk, or failed: where many are waited for at once, a future
        and a call of each cost too much. Raises StoreFailed where nothing is taken any more."""

    def on_commit(self, told: Callable[[], None]) -> None:
        """Have `told` called, from the writer's thread, after each commit of this process."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Return a consistent look, from a pool; short, please."""

    def moved(self) -> bool:
        """Return whether anything was written since the last call, by any process."""

    def only_one(self, name: str) -> "Lock | None":
        """Return the lock `name` if this process now holds it, None while another does."""

    def damage(self) -> list[str]:
        """Return what the engine finds broken in its own file; empty when all is well. A scan."""

    def backup(self, target: Path) -> None:
        """Copy all that is stored to the new file `target`, while writes go on."""

    def close(self) -> None:
        """Finish what was accepted, then let go of the file."""


class Lock(Protocol):
    """Held until released, or until the process ends in any way."""

    def release(self) -> None:
        """Let another process have it."""


def _insert(table: str, columns: tuple[str, ...], rows: int) -> str:
    one = f"({', '.join('?' * len(columns))})"
    return f"""
            INSERT INTO {table} ({", ".join(columns)})
            VALUES {", ".join([one] * rows)}"""
