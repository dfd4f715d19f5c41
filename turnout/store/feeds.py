"""Feeds, their health, and the refusal log."""

import json
from datetime import datetime
from typing import Any

from turnout.model import Feed, GoodRead, Refusal
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
    if act == "follow" and tx.row(_TAKEN, (feed,)):
        act = "remove"  # the new address is read already
    row = tx.row(f"{_ACTS[act]} WHERE id = ? AND event = ? RETURNING id", (feed, event))
    return row is not None


_ACTS = {
    "pause": "UPDATE feed SET on_ = 0",
    "resume": "UPDATE feed SET on_ = 1, next_at = NULL, failures = 0",
    "now": "UPDATE feed SET next_at = NULL",
    "remove": "DELETE FROM feed",
    # What was kept of the old address says nothing of the new one.
    "follow": """
        UPDATE feed SET
            url = CASE moved_to WHEN '' THEN url ELSE moved_to END,
            moved_to = '', etag = '', last_modified = '', next_at = NULL, failures = 0
        """,
}
_TAKEN = """
    SELECT 1 FROM feed JOIN feed AS other ON other.event = feed.event AND other.url = feed.moved_to
    WHERE feed.id = ? AND other.id <> feed.id
    """


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


def due(look: Reading, now: datetime, over_before: datetime) -> list[Feed]:
    """Return the feeds to read now: switched on, their time has come, and their event is open,
    takes place, and was not over before `over_before`."""
    rows = look.rows(
        _SELECT
        + """
        WHERE feed.on_ = 1 AND (feed.next_at IS NULL OR feed.next_at <= ?)
            AND event.open = 1 AND event.state = 'on'
            AND COALESCE(event.ends_at, event.starts_at) > ?
        ORDER BY feed.next_at
        """,
        (written(now), written(over_before)),
    )
    return [_feed(row) for row in rows]


def seen_ok(tx: Transaction, feed: int, read_: GoodRead, now: datetime) -> None:
    """Note a good read."""
    tx.run(
        """
        UPDATE feed SET
            etag = ?, last_modified = ?, moved_to = ?, brought = brought + ?,
            last_posts = COALESCE(?, last_posts), last_try_at = ?, last_good_at = ?,
            next_at = ?, failure = '', failures = 0
        WHERE id = ?
        """,
        (
            read_.etag,
            read_.last_modified,
            read_.moved_to,
            read_.brought,
            read_.posts,
            written(now),
            written(now),
            written(read_.next_at),
            feed,
        ),
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
        moved_to=row["moved_to"],
        last_posts=row["last_posts"],
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
