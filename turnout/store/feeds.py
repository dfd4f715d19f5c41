"""Feeds, their health, and the refusal log."""

import json
from datetime import datetime
from typing import Any

from turnout.model import Feed, Refusal
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, read_or_none, written

_SELECT = "SELECT feed.*, event.slug FROM feed JOIN event ON event.id = feed.event "


def insert(tx: Transaction, event: int, url: str, every_seconds: int) -> Feed:
    """Store a feed, or switch on the one that is already there; return it."""
    row = tx.row(
        """
        INSERT INTO feed (event, url, every_seconds)
        VALUES (?, ?, ?)
        ON CONFLICT (event, url) DO UPDATE SET
            on_ = 1, every_seconds = excluded.every_seconds, next_at = NULL
        RETURNING id
        """,
        (event, url, every_seconds),
    )
    return _feed(tx.row(_SELECT + "WHERE feed.id = ?", (row[0],)))


def change(tx: Transaction, event: int, feed: int, act: str) -> bool:
    """Do one of _ACTS to a feed of `event`; return whether there is one."""
    row = tx.row(f"{_ACTS[act]} WHERE id = ? AND event = ? RETURNING id", (feed, event))
    return row is not None


_ACTS = {
    "pause": "UPDATE feed SET on_ = 0",
    "resume": "UPDATE feed SET on_ = 1, next_at = NULL, failures = 0",
    "now": "UPDATE feed SET next_at = NULL",
    "remove": "DELETE FROM feed",
}


def switch_off(tx: Transaction, feed: int) -> Feed | None:
    """Let a feed rest; return it, or None where there is none."""
    tx.run("UPDATE feed SET on_ = 0 WHERE id = ?", (feed,))
    row = tx.row(_SELECT + "WHERE feed.id = ?", (feed,))
    return _feed(row) if row else None


def every(look: Reading, event: int | None = None) -> list[Feed]:
    """Return all feeds, or those of one event."""
    where = "" if event is None else "WHERE feed.event = ? "
    params = () if event is None else (event,)
    return [_feed(row) for row in look.rows(_SELECT + where + "ORDER BY feed.id", params)]


def due(look: Reading, now: datetime) -> list[Feed]:
    """Return the feeds to read now: switched on, of open events, and their time has come."""
    rows = look.rows(
        _SELECT
        + """
        WHERE feed.on_ = 1 AND event.open = 1 AND (feed.next_at IS NULL OR feed.next_at <= ?)
        ORDER BY feed.next_at
        """,
        (written(now),),
    )
    return [_feed(row) for row in rows]


def seen_ok(
    tx: Transaction, feed: int, etag: str, last_modified: str, brought: int, now: datetime,
    next_at: datetime,
) -> None:  # fmt: skip
    """Note a good read that brought so many posts that count."""
    tx.run(
        """
        UPDATE feed SET
            etag = ?, last_modified = ?, brought = brought + ?, last_try_at = ?, last_good_at = ?,
            next_at = ?, failure = '', failures = 0
        WHERE id = ?
        """,
        (etag, last_modified, brought, written(now), written(now), written(next_at), feed),
    )


def seen_bad(
    tx: Transaction, feed: int, reason: str, now: datetime, next_at: datetime, off: bool
) -> None:
    """Note a failed read, and when to try again; `off`: not again until switched on."""
    tx.run(
        """
        UPDATE feed SET
            failure = ?, failures = failures + 1, last_try_at = ?, next_at = ?,
            on_ = CASE WHEN ? THEN 0 ELSE on_ END
        WHERE id = ?
        """,
        (reason, written(now), written(next_at), int(off), feed),
    )


def refuse(tx: Transaction, event: int, refusal: Refusal) -> None:
    """Keep why something was refused, once."""
    tx.run(
        """
        INSERT INTO refusal (event, at, door, scope, ref, field, code, "values")
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        (
            event,
            written(refusal.at),
            refusal.door,
            refusal.scope,
            refusal.ref,
            refusal.field,
            refusal.code,
            json.dumps(refusal.values),
        ),
    )


def refusals(look: Reading, event: int, slug: str, most: int) -> list[Refusal]:
    """Return what was refused lately, newest first."""
    rows = look.rows(
        "SELECT * FROM refusal WHERE event = ? ORDER BY id DESC LIMIT ?", (event, most)
    )
    return [_refusal(row, slug) for row in rows]


def _feed(row: Any) -> Feed:
    return Feed(
        id=row["id"],
        event=row["slug"],
        url=row["url"],
        on=bool(row["on_"]),
        every_seconds=row["every_seconds"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        last_try_at=read_or_none(row["last_try_at"]),
        last_good_at=read_or_none(row["last_good_at"]),
        next_at=read_or_none(row["next_at"]),
        failure=row["failure"],
        failures=row["failures"],
        brought=row["brought"],
    )


def _refusal(row: Any, slug: str) -> Refusal:
    return Refusal(
        at=read(row["at"]),
        event=slug,
        door=row["door"],
        scope=row["scope"],
        ref=row["ref"],
        field=row["field"],
        code=row["code"],
        values=json.loads(row["values"]),
    )
