"""Who wrote posts about an event; which of them, and which hosts and words, are blocked."""

from datetime import datetime
from typing import Any

from turnout.store import posts
from turnout.store.contract import Reading, Transaction
from turnout.store.times import written


def known(look: Reading, event: int, handle: str, host: str) -> Any:
    """Return the author (id, state, first_at) of that handle on that host, or None."""
    return look.row(
        "SELECT id, state, first_at FROM author WHERE event = ? AND host = ? AND handle = ?",
        (event, host, handle),
    )


def insert(tx: Transaction, event: int, handle: str, host: str, at: datetime) -> int:
    """Note a new author, and when they first wrote; return their number."""
    row = tx.row(
        "INSERT INTO author (event, handle, host, first_at) VALUES (?, ?, ?, ?) RETURNING id",
        (event, handle, host, written(at)),
    )
    return int(row[0])


def one(look: Reading, event: int, author: int) -> Any:
    """Return an author of `event` (id, handle, host, state), or None."""
    return look.row(
        "SELECT id, handle, host, state FROM author WHERE event = ? AND id = ?", (event, author)
    )


def set_state(tx: Transaction, author: int, state: str) -> None:
    """Keep whether an author is trusted ("shown"), "blocked", or as the rule has it ("")."""
    tx.run("UPDATE author SET state = ? WHERE id = ?", (state, author))


def judged(look: Reading, event: int) -> list[Any]:
    """Return the authors that are trusted or blocked."""
    return look.rows(
        """
        SELECT id, handle, host, state FROM author WHERE event = ? AND state <> ''
        ORDER BY handle, host
        """,
        (event,),
    )


def new_since(look: Reading, event: int, since: datetime) -> int:
    """Return how many authors wrote for the first time since then."""
    found: int = look.row(
        "SELECT count(*) FROM author WHERE event = ? AND first_at >= ?", (event, written(since))
    )[0]
    return found


def bans(look: Reading, event: int) -> list[Any]:
    """Return what is blocked besides authors (kind, value)."""
    return look.rows("SELECT kind, value FROM ban WHERE event = ? ORDER BY kind, value", (event,))


def ban(tx: Transaction, event: int, kind: str, value: str) -> None:
    """Block a "host" or a "word"."""
    tx.run(
        "INSERT INTO ban (event, kind, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (event, kind, value),
    )


def lift(tx: Transaction, event: int, kind: str, value: str) -> None:
    """Block a host or a word no longer."""
    tx.run("DELETE FROM ban WHERE event = ? AND kind = ? AND value = ?", (event, kind, value))


def of_person(look: Reading, person: int) -> list[int]:
    """Return the authors, of all events, that are this person by their handles."""
    rows = look.rows(
        """
        SELECT author.id FROM author
        JOIN person_handle ON person_handle.user = author.handle
            AND person_handle.host = author.host
        WHERE person_handle.person = ?
        """,
        (person,),
    )
    return [row[0] for row in rows]


def of_account(look: Reading, host: str, user: str) -> list[int]:
    """Return the authors, of all events, with that handle on that host."""
    rows = look.rows("SELECT id FROM author WHERE host = ? AND handle = ?", (host, user))
    return [row[0] for row in rows]


def forget(tx: Transaction, author: int) -> int:
    """Delete who an author is and what they wrote; that it counted stays. Return the event, whose
    screens may still show their words or photos."""
    posts.blank(tx, posts.of_author(tx, author))
    row = tx.row(
        """
        UPDATE author SET handle = 'erased-' || id, host = '', state = '' WHERE id = ?
        RETURNING event
        """,
        (author,),
    )
    return int(row[0])
