"""What a store is to the rest of the house, whatever its engine."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")
Params = Sequence[object] | Mapping[str, object]
Row = Mapping[str, Any]


class Reading(Protocol):
    """One consistent look at what stands."""

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        """Return all rows; each is read by column name."""

    def row(self, sql: str, params: Params = ()) -> Any:
        """Return the first row, or None."""


class Transaction(Reading, Protocol):
    """One write: all of it happens, or none of it."""

    def run(self, sql: str, params: Params = ()) -> None:
        """Change something."""


class Store(Protocol):
    """Where the ledger lives. Thread-safe; a write is acknowledged when it is on disk."""

    def write(self, work: Callable[[Transaction], Made]) -> Future[Made]:
        """Return a future of what `work` returns, done once it is on disk.

        `work` is run by the one writer, alone, in a transaction; what it raises undoes it alone.
        The future raises StoreFailed when the disk did not take it: then nothing was stored.
        """

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
