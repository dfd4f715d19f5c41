"""Answers that organizers keep ready."""

from turnout.store.contract import Reading, Transaction


def of_event(look: Reading, event: int) -> list[tuple[int, str]]:
    """Return (number, text) of each, in the order they came."""
    rows = look.rows("SELECT id, text FROM reply WHERE event = ? ORDER BY id", (event,))
    return [(row["id"], row["text"]) for row in rows]


def insert(tx: Transaction, event: int, text: str) -> None:
    """Keep one, once."""
    tx.run("INSERT INTO reply (event, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (event, text))


def delete(tx: Transaction, event: int, number: int) -> None:
    """Keep one no longer."""
    tx.run("DELETE FROM reply WHERE event = ? AND id = ?", (event, number))
