"""Map files that were brought in: which records belong together."""

from typing import Any

from turnout.store.contract import Reading, Transaction


def insert(tx: Transaction, seq: int, event: int, areas: int) -> None:
    """Keep that the `areas` records after `seq` came with it."""
    tx.run("INSERT INTO area_import (seq, event, areas) VALUES (?, ?, ?)", (seq, event, areas))


def of_event(look: Reading, event: int) -> list[Any]:
    """Return (seq, areas) of every map file that was brought to `event`."""
    return look.rows("SELECT seq, areas FROM area_import WHERE event = ? ORDER BY seq", (event,))


def records(look: Reading, seq: int) -> range:
    """Return the records that came with record `seq`; none where it is no such file."""
    row = look.row("SELECT areas FROM area_import WHERE seq = ?", (seq,))
    return range(seq + 1, seq + 1 + (row[0] if row else 0))
