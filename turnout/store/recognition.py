"""Where leads want to be named, and by what name: of what they said the newest stands."""

from typing import Any

from turnout.model import ReviewState
from turnout.model.recognition import Place
from turnout.store.contract import Reading, Transaction


def insert(
    tx: Transaction, seq: int, event: int, lead: int, place: Place, name: str, held: bool,
    said_as: str,
) -> None:  # fmt: skip
    """Keep by record `seq` what a lead wants; name "": they ask for no other."""
    tx.run(
        """
        INSERT INTO recognition (seq, event, lead, place, name, held, was, said_as)
        VALUES (?, ?, ?, ?, ?, ?, NULL, ?)
        """,
        (seq, event, lead, place.value, name, int(held), said_as),
    )


def set_was(tx: Transaction, seq: int, was: str | None) -> None:
    """Note which shown name the name of record `seq` took the place of; None: it did not."""
    tx.run("UPDATE recognition SET was = ? WHERE seq = ?", (was, seq))


def one(look: Reading, seq: int) -> Any:
    """Return record `seq` (event, lead, place, name, held, was, said_as), or None."""
    return look.row(
        """
        SELECT seq, event, lead, place, name, held, was, said_as FROM recognition WHERE seq = ?
        """,
        (seq,),
    )


def newest(look: Reading, event: int, lead: int, before: int | None = None) -> Any:
    """Return the newest record of a lead (seq, place, said_as), or the newest before a seq; None
    where there is none."""
    return look.row(
        """
        SELECT seq, place, said_as FROM recognition
        WHERE event = ?1 AND lead = ?2 AND (?3 IS NULL OR seq < ?3)
        ORDER BY seq DESC LIMIT 1
        """,
        (event, lead, before),
    )


def newest_name(look: Reading, event: int, lead: int, before: int | None = None) -> Any:
    """Return the newest record (seq, name, held) by which a lead asked for a name, or the newest
    before a seq; None where there is none."""
    return look.row(
        """
        SELECT seq, name, held FROM recognition
        WHERE event = ?1 AND lead = ?2 AND name <> '' AND (?3 IS NULL OR seq < ?3)
        ORDER BY seq DESC LIMIT 1
        """,
        (event, lead, before),
    )


def choices(look: Reading, event: int) -> dict[int, Any]:
    """Return the newest record (seq, place, said_as) of each lead of `event` who has any."""
    rows = look.rows(
        """
        SELECT lead, seq, place, said_as FROM recognition
        WHERE seq IN (SELECT max(seq) FROM recognition WHERE event = ? GROUP BY lead)
        """,
        (event,),
    )
    return {row["lead"]: row for row in rows}


def waiting(look: Reading, event: int) -> dict[int, Any]:
    """Return the record (seq, name) of each lead of `event` whose name waits for a look."""
    rows = look.rows(
        """
        SELECT lead, seq, name FROM recognition AS asked
        WHERE held = 1 AND seq IN (
                SELECT max(seq) FROM recognition WHERE event = ? AND name <> '' GROUP BY lead)
          AND coalesce((SELECT review.state FROM review
                        WHERE review.subject = 'name:' || asked.seq
                        ORDER BY review.seq DESC LIMIT 1), 'held') = ?
        """,
        (event, ReviewState.HELD.value),
    )
    return {row["lead"]: row for row in rows}


def of_event(look: Reading, event: int) -> list[Any]:
    """Return every record of `event` (seq, lead, place, name, held, was, said_as)."""
    return look.rows(
        """
        SELECT seq, lead, place, name, held, was, said_as FROM recognition WHERE event = ?
        """,
        (event,),
    )


def forget(tx: Transaction, lead: int) -> None:
    """Blank what is personal of all that a lead said here; where they want to be named stays."""
    tx.run(
        """
        UPDATE recognition SET name = '', held = 0, was = NULL, said_as = '' WHERE lead = ?
        """,
        (lead,),
    )


def led_before(look: Reading, event: int) -> dict[int, bool]:
    """Return of each lead of `event` whether they led at an earlier one, which took place, known
    again by their handle or as the same person; empty where nobody did, or of a quiet event."""
    rows = look.rows(
        """
        SELECT own.id, EXISTS (
            SELECT 1 FROM lead AS same
            JOIN event AS before ON before.id = same.event AND before.quiet = 0
                AND before.state = 'on' AND before.starts_at < it.starts_at
            WHERE (same.user = own.user AND same.host = own.host) OR same.person = own.person
        ) AS led
        FROM lead AS own
        JOIN event AS it ON it.id = own.event AND it.quiet = 0
        WHERE own.event = ?
        """,
        (event,),
    )
    led = {row["id"]: bool(row["led"]) for row in rows}
    return led if any(led.values()) else {}
