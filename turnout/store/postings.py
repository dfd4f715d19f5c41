"""What is posted of each update on each channel: one row for good, taken before anything leaves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnout.model.updates import Posting, PostState
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import read, written


def insert(
    tx: Transaction, update: int, channel: str, lang: str, at: datetime, not_after: datetime,
    pressed: bool,
) -> None:  # fmt: skip
    """Let an update be due on a channel, unless it has a row there already; `pressed`: at once,
    whatever the limits."""
    tx.run(
        """
        INSERT INTO posting (of, channel, lang, state, pressed, not_before, not_after, made_at, at)
        VALUES (?1, ?2, ?3, 'due', ?4, ?5, ?6, ?5, ?5)
        ON CONFLICT (of, channel) DO NOTHING
        """,
        (update, channel, lang, int(pressed), written(at), written(not_after)),
    )


def due(look: Reading, now: datetime, most: int) -> list[Any]:
    """Return (of, channel, event) of what may be posted at `now`, what is due longest first."""
    return look.rows(
        """
        SELECT posting.of, posting.channel, public_update.event FROM posting
        JOIN public_update ON public_update.seq = posting.of
        WHERE posting.state = 'due' AND posting.not_before <= ?
        ORDER BY posting.not_before, posting.of, posting.channel LIMIT ?
        """,
        (written(now), most),
    )


def row(look: Reading, update: int, channel: str) -> Any:
    """Return the whole row, or None."""
    return look.row("SELECT * FROM posting WHERE of = ? AND channel = ?", (update, channel))


def of_updates(look: Reading, updates: Sequence[int]) -> dict[int, list[Posting]]:
    """Return what became of each of `updates`, by update, channels in order."""
    found: dict[int, list[Posting]] = {}
    rows = look.rows(
        f"SELECT * FROM posting WHERE of IN ({marks(updates)}) ORDER BY of, channel", updates
    )
    for each in rows:
        found.setdefault(each["of"], []).append(posting_of(each))
    return found


def tried(look: Reading, event: int, since: datetime) -> list[tuple[int, datetime]]:
    """Return (update, when) of what began to go out, or went, of `event` since then."""
    rows = look.rows(
        """
        SELECT posting.of, posting.first_at, posting.at FROM posting
        JOIN public_update ON public_update.seq = posting.of
        WHERE public_update.event = ? AND posting.first_at IS NOT NULL
          AND posting.state <> 'failed' AND posting.at >= ?
        """,
        (event, written(since)),
    )
    return [(each["of"], read(each[name])) for each in rows for name in ("first_at", "at")]


def take(tx: Transaction, update: int, channel: str, at: datetime) -> None:
    """Take a posting in hand: on disk before a word of it leaves."""
    tx.run(
        """
        UPDATE posting SET
            state = 'taken', tries = tries + 1, first_at = coalesce(first_at, ?3), at = ?3
        WHERE of = ?1 AND channel = ?2
        """,
        (update, channel, written(at)),
    )


def settle(
    tx: Transaction, update: int, channel: str, state: PostState, reason: str, at: datetime
) -> None:  # fmt: skip
    """Let a posting stand as it turned out; what is sent stays so."""
    tx.run(
        """
        UPDATE posting SET state = ?3, reason = ?4, at = ?5
        WHERE of = ?1 AND channel = ?2 AND state <> 'sent'
        """,
        (update, channel, state.value, reason, written(at)),
    )


def wait(tx: Transaction, update: int, channel: str, reason: str, until: datetime) -> None:
    """Let a posting be due again, not before a moment."""
    tx.run(
        """
        UPDATE posting SET state = 'due', reason = ?3, not_before = ?4
        WHERE of = ?1 AND channel = ?2 AND state <> 'sent'
        """,
        (update, channel, reason, written(until)),
    )


def again(tx: Transaction, update: int, channel: str, at: datetime, not_after: datetime) -> None:
    """Let what is in doubt or failed be due, as an organizer said so."""
    tx.run(
        """
        UPDATE posting SET
            state = 'due', reason = '', tries = 0, not_before = ?3, not_after = ?4, at = ?3
        WHERE of = ?1 AND channel = ?2 AND state IN ('doubtful', 'failed')
        """,
        (update, channel, written(at), written(not_after)),
    )


def doubt_taken(tx: Transaction, at: datetime) -> int:
    """Let all be doubtful that was in hand when whoever posts ended; return how many there were."""
    rows = tx.rows(
        """
        UPDATE posting SET state = 'doubtful', reason = 'ended', at = ? WHERE state = 'taken'
        RETURNING of
        """,
        (written(at),),
    )
    return len(rows)


def stop(tx: Transaction, update: int, at: datetime) -> None:
    """Let nothing of `update` leave that has not yet: what was never tried, as if it had never
    been due."""
    tx.run("DELETE FROM posting WHERE of = ? AND state = 'due' AND first_at IS NULL", (update,))
    tx.run(
        """
        UPDATE posting SET state = 'failed', reason = 'set_aside', at = ?
        WHERE of = ? AND state = 'due'
        """,
        (written(at), update),
    )


def has_left(look: Reading, update: int) -> bool:
    """Return whether anything of `update` is out, on the way, or may be."""
    found = look.row(
        "SELECT 1 FROM posting WHERE of = ? AND first_at IS NOT NULL LIMIT 1", (update,)
    )
    return found is not None


def doubtful(look: Reading, event: int) -> int:
    """Return of how many postings of `event` nobody knows whether they are there."""
    row = look.row(
        """
        SELECT count(*) FROM posting JOIN public_update ON public_update.seq = posting.of
        WHERE public_update.event = ? AND posting.state = 'doubtful'
        """,
        (event,),
    )
    return int(row[0])


def say(tx: Transaction, seq: int, update: int, channel: str, said: str) -> None:
    """Keep what an organizer said of a posting: "there" or "again"."""
    tx.run(
        "INSERT INTO posting_said (seq, of, channel, said) VALUES (?, ?, ?, ?)",
        (seq, update, channel, said),
    )


def troubles(look: Reading) -> list[Any]:
    """Return (channel, reason) of each channel whose newest posting is not there."""
    return look.rows(
        """
        SELECT channel, reason, max(at) AS at FROM posting
        WHERE at = (SELECT max(newest.at) FROM posting AS newest
                    WHERE newest.channel = posting.channel)
          AND state <> 'sent' AND reason NOT IN ('', 'night', 'enough')
        GROUP BY channel ORDER BY channel
        """
    )


def posting_of(each: Any) -> Posting:
    """Return a posting from its row."""
    return Posting(
        update=each["of"],
        channel=each["channel"],
        lang=each["lang"],
        state=PostState(each["state"]),
        reason=each["reason"],
        tries=each["tries"],
        not_before=read(each["not_before"]),
        at=read(each["at"]),
        pressed=bool(each["pressed"]),
    )
