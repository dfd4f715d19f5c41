"""Head counts: a crowd counted as a whole, with its range; the newest of an event stands."""

import json

from turnout.model.attendance import HeadCount, Method
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read


def insert(tx: Transaction, seq: int, event: int, count: HeadCount | None) -> None:
    """Store a head count as record `seq`; None: the one before was taken back, and none stands."""
    told = (count.method.value, count.low, count.heads, count.high) if count else ("", 0, 0, 0)
    tx.run(
        """
        INSERT INTO head_count (seq, event, method, low, heads, high, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (seq, event, *told, json.dumps(count.detail if count else {}, sort_keys=True)),
    )


def newest(look: Reading, event: int, before: int | None = None) -> HeadCount | None:
    """Return the newest head count of `event`, or the newest before a seq; None where none
    stands."""
    row = look.row(
        """
        SELECT head_count.seq, log.said_at, method, low, heads, high, detail FROM head_count
        JOIN log USING (seq)
        WHERE head_count.event = ?1 AND (?2 IS NULL OR head_count.seq < ?2)
        ORDER BY head_count.seq DESC
        LIMIT 1
        """,
        (event, before),
    )
    if row is None or not row["method"]:
        return None
    return HeadCount(
        row["seq"], read(row["said_at"]), Method(row["method"]), row["low"], row["heads"],
        row["high"], json.loads(row["detail"]),
    )  # fmt: skip


def newest_seq(look: Reading, event: int) -> int:
    """Return the newest record of kind head_count at `event`, 0 where there is none."""
    return int(
        look.row("SELECT coalesce(max(seq), 0) FROM head_count WHERE event = ?", (event,))[0]
    )
