"""What is kept. The only package that knows SQL; it decides nothing."""

from collections.abc import Callable
from pathlib import Path

from turnout.store.contract import Asked, Reading, Store, Told, Transaction
from turnout.store.sqlite import SqliteStore

# One line per engine: the first part of a database's address, and who opens it.
ENGINES: dict[str, Callable[[Path], Store]] = {"file": SqliteStore}


def open_store(database: Path) -> Store:
    """Return the store at `database`, upgraded to this release; it is made if absent."""
    return ENGINES["file"](database)


__all__ = ["ENGINES", "Asked", "Reading", "Store", "Told", "Transaction", "open_store"]
