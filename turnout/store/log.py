"""The clock and the log: every record has its number here, and nothing personal."""

import hashlib
import hmac
import secrets
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from turnout.store.contract import Reading, Rows, Tally, Transaction
from turnout.store.times import read, written

_CLOCK = Tally("clock", ("one",), ("seq",))
_ONE = (1,)  # the clock has one row
_LOG = Rows("log", ("seq", "event", "kind", "door", "key", "by", "at", "said_at"))


class FirstAnswer(NamedTuple):
    """What was answered when a key came first; `coming` is the number that its kind tells."""

    fingerprint: str
    seq: int
    coming: int
    held: int
    person: int | None


_RECEIPT = Tally("receipt", ("key",), FirstAnswer._fields, once=True)


def tick(
    tx: Transaction,
    *,
    event: int,
    kind: str,
    door: str,
    key: str,
    by: str,
    at: datetime,
    said_at: datetime | None = None,
) -> int:
    """Move the clock by one and log a record of `kind`; return its seq.

    key: a digest (see `digest`), never what a caller wrote: that may be an e-mail address.
    """
    seq_now = seq(tx) + 1
    tx.keep(_CLOCK, _ONE, (seq_now,))
    tx.add(_LOG, (seq_now, event, kind, door, key, by, written(at), written(said_at or at)))
    return seq_now


def seq(look: Reading) -> int:
    """Return the clock's value: the seq of the newest record, 0 in an empty store."""
    (now,) = look.kept(_CLOCK, _ONE) or (0,)
    return int(now)


def at(look: Reading, seq: int) -> datetime:
    """Return when record `seq`, which is known to exist, was logged."""
    return read(look.row("SELECT at FROM log WHERE seq = ?", (seq,))[0])


def one(look: Reading, seq: int) -> Any:
    """Return record `seq`, which is known to exist: event, at, door."""
    return look.row("SELECT event, at, door FROM log WHERE seq = ?", (seq,))


def event_of(look: Reading, seq: int) -> int:
    """Return the number of the event that record `seq`, which is known to exist, is of."""
    return int(one(look, seq)["event"])


def newest_at(look: Reading) -> datetime | None:
    """Return when the newest record was logged; None in an empty store."""
    row = look.row("SELECT at FROM log ORDER BY seq DESC LIMIT 1")
    return read(row[0]) if row else None


def extent(look: Reading) -> tuple[int, int]:
    """Return how many records the log has and the seq of the newest: equal when none is lost."""
    rows, newest = look.row("SELECT count(*), coalesce(max(seq), 0) FROM log")
    return rows, newest


def came_through(look: Reading, event: int, door: str) -> bool:
    """Return whether a commitment to `event` ever came by `door`."""
    row = look.row(
        "SELECT seq FROM log WHERE event = ? AND kind = 'commitment' AND door = ? LIMIT 1",
        (event, door),
    )
    return row is not None


def receipt(look: Reading, key: str) -> FirstAnswer | None:
    """Return the first answer given to `key`, or None."""
    kept = look.kept(_RECEIPT, (key,))
    return FirstAnswer(*kept) if kept else None


def keep_receipt(
    tx: Transaction,
    key: str,
    fingerprint: str,
    seq: int,
    coming: int,
    held: bool,
    person: int | None,
) -> None:
    """Keep the first answer to `key`, to be given again."""
    tx.keep(_RECEIPT, (key,), (fingerprint, seq, coming, int(held), person))


def pepper(tx: Transaction) -> bytes:
    """Return the store's own secret, made on first use."""
    row = tx.row("SELECT value FROM secret WHERE name = 'pepper'")
    if row is None:
        tx.run("INSERT INTO secret (name, value) VALUES ('pepper', ?)", (secrets.token_hex(32),))
        row = tx.row("SELECT value FROM secret WHERE name = 'pepper'")
    return bytes.fromhex(row[0])


def digest(pepper: bytes, *parts: str) -> str:
    """Return a keyed digest of `parts`: the same for the same, and nobody can read it back."""
    keyed = _keyed(pepper).copy()
    keyed.update("\0".join(parts).encode("utf-8", "surrogatepass"))
    return keyed.hexdigest()[:40]


def token_hash(token: str) -> str:
    """Return what is stored in place of a link's 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


@lru_cache(8)  # a process has one pepper, but for tests
def _keyed(pepper: bytes) -> hmac.HMAC:
    return hmac.new(pepper, digestmod="sha256")
