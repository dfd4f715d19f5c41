"""The outbox: what is to go out, who has it in hand, and what became of it. No address is here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from turnout.model.sending import NOBODY, Kind, Out, OutState, Way
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, written

_SELECT = """
    SELECT outbox.*, event.slug FROM outbox
    JOIN event ON event.id = outbox.event
"""
# A row of an event that is held goes nowhere, unless an organizer sent it off by hand.
_LET_GO = """(outbox.pressed = 1 OR EXISTS (
    SELECT 1 FROM messaging WHERE messaging.event = outbox.event AND by_rule = 1
))"""
_ASKED = "asks = 1 AND taken_at IS NOT NULL"


def insert(tx: Transaction, out: Out, event: int, pressed: bool, at: datetime) -> bool:
    """Keep a new row, unless this person has one of this occasion; return whether it is new."""
    if out.person != NOBODY and known(tx, out.occasion, out.person):
        return False
    if out.person == NOBODY and one(tx, out.id):
        return False
    tx.run(
        """
        INSERT INTO outbox (id, event, occasion, kind, person, lead, way, state, reason, asks,
                            pressed, not_before, not_after, made_at, done_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            out.id, event, out.occasion, out.kind.value, out.person, out.lead, out.way.value,
            out.state.value, out.reason, int(out.asks), int(pressed), written(out.not_before),
            written(out.not_after), written(at),
            written(at) if out.state is OutState.SPARED else None,
        ),
    )  # fmt: skip
    return True


def one(look: Reading, number: str) -> Out | None:
    """Return the row with this id, or None."""
    row = look.row(_SELECT + "WHERE outbox.id = ?", (number,))
    return _out(row) if row else None


def known(look: Reading, occasion: str, person: int) -> bool:
    """Return whether `person` has a row of `occasion`, whatever became of it."""
    row = look.row(
        "SELECT 1 FROM outbox WHERE occasion = ? AND person = ? LIMIT 1", (occasion, person)
    )
    return row is not None


def known_of(look: Reading, occasion: str) -> set[int]:
    """Return the persons who have a row of `occasion`."""
    rows = look.rows("SELECT person FROM outbox WHERE occasion = ?", (occasion,))
    return {row[0] for row in rows}


def due(look: Reading, now: datetime, most: int, mail: bool = True) -> list[Out]:
    """Return rows that may go out at `now`, notices first, then by when they were due.

    Rows of one occasion stand together. mail: e-mail may go; else only what goes other ways.
    """
    rows = look.rows(
        _SELECT
        + f"""
        WHERE outbox.state = 'due' AND outbox.not_before <= ? AND {_LET_GO}
          AND (outbox.way <> 'email' OR ?)
        ORDER BY outbox.kind NOT IN ('off', 'moved'), outbox.not_before, outbox.occasion, outbox.id
        LIMIT ?
        """,
        (written(now), int(mail), most),
    )
    return [_out(row) for row in rows]


def is_let_go(look: Reading, number: str) -> bool:
    """Return whether this row is due and not held."""
    row = look.row(f"SELECT 1 FROM outbox WHERE id = ? AND state = 'due' AND {_LET_GO}", (number,))
    return row is not None


def take(tx: Transaction, number: str, asks: bool, at: datetime, way: Way) -> None:
    """Take a row in hand, to go that way. An ask counts from its first time on, and once."""
    tx.run(
        """
        UPDATE outbox SET
            state = 'taken', way = ?, asks = ?, tries = tries + 1,
            taken_at = coalesce(taken_at, ?), last_at = ?
        WHERE id = ?
        """,
        (way.value, int(asks), written(at), written(at), number),
    )


def settle(tx: Transaction, number: str, state: OutState, reason: str, at: datetime) -> None:
    """Let a row that is not settled yet be sent, failed or spared, for good."""
    tx.run(
        """
        UPDATE outbox SET state = ?, reason = ?, done_at = ?
        WHERE id = ? AND state IN ('due', 'taken')
        """,
        (state.value, reason, written(at), number),
    )


def give_back(tx: Transaction, number: str, reason: str, not_before: datetime) -> None:
    """Let a row be due again, not before a moment."""
    tx.run(
        """
        UPDATE outbox SET state = 'due', reason = ?, not_before = ?
        WHERE id = ? AND state IN ('due', 'taken')
        """,
        (reason, written(not_before), number),
    )


def put_back(tx: Transaction) -> int:
    """Let all be due again that a sender who is gone had in hand; return how many there were."""
    rows = tx.rows(
        """
        UPDATE outbox SET state = 'due'
        WHERE state = 'taken' AND way <> 'hand'
        RETURNING id
        """
    )
    return len(rows)


def asked(look: Reading, person: int, now: datetime, but: str = "") -> list[datetime]:
    """Return when `person` was asked for something, by whichever way and lead, but by row `but`:
    of what was tried more than once, the moment nearest to `now`."""
    rows = look.rows(
        f"SELECT taken_at, last_at FROM outbox WHERE person = ? AND id <> ? AND {_ASKED}",
        (person, but),
    )
    return [_nearest(row, now) for row in rows]


def asked_of(look: Reading, event: int, now: datetime) -> dict[int, list[datetime]]:
    """Return as `asked` does, of each person with a commitment to `event`."""
    rows = look.rows(
        f"""
        SELECT person, taken_at, last_at FROM outbox
        WHERE {_ASKED} AND person IN (SELECT person FROM current WHERE event = ?)
        """,
        (event,),
    )
    found: dict[int, list[datetime]] = {}
    for row in rows:
        found.setdefault(row["person"], []).append(_nearest(row, now))
    return found


def _nearest(row: Any, now: datetime) -> datetime:
    first, last = sorted((read(row["taken_at"]), read(row["last_at"])))
    return min(max(first, now), last)


def in_hand(look: Reading, event: int) -> list[Out]:
    """Return the ready texts of `event` that somebody is to send, by occasion."""
    rows = look.rows(
        _SELECT
        + """
        WHERE outbox.event = ? AND outbox.way = 'hand' AND outbox.state = 'taken'
        ORDER BY outbox.taken_at, outbox.occasion, outbox.person
        """,
        (event,),
    )
    return [_out(row) for row in rows]


def ways_of(look: Reading, occasion: str) -> dict[str, int]:
    """Return how many of an occasion go, or went, each way."""
    rows = look.rows(
        """
        SELECT way, count(*) AS people FROM outbox
        WHERE occasion = ? AND state NOT IN ('spared', 'failed')
        GROUP BY way
        """,
        (occasion,),
    )
    return {row["way"]: row["people"] for row in rows}


def hold(tx: Transaction, event: int) -> None:
    """Let nothing of `event` go out that is not in hand yet, whoever sent it off."""
    tx.run("UPDATE outbox SET pressed = 0 WHERE event = ? AND state = 'due'", (event,))


def press(tx: Transaction, occasion: str, event: int, at: datetime) -> None:
    """Let the rows of an occasion go out from `at` on, though the event is held."""
    tx.run(
        """
        UPDATE outbox SET pressed = 1, not_before = min(not_before, ?)
        WHERE occasion = ? AND event = ? AND state = 'due'
        """,
        (written(at), occasion, event),
    )


def spare_all(tx: Transaction, persons: Iterable[int], reason: str, at: datetime) -> None:
    """Spare `persons` all that has not left: also the ready texts in somebody's hands."""
    for person in persons:
        tx.run(
            """
            UPDATE outbox SET state = 'spared', reason = ?, done_at = ?
            WHERE person = ? AND state IN ('due', 'taken')
            """,
            (reason, written(at), person),
        )


def untold(look: Reading) -> list[Any]:
    """Return (event, occasion, person) of what was sent and is in no record yet, by event."""
    return look.rows(
        """
        SELECT event, occasion, person FROM outbox
        WHERE state = 'sent' AND told IS NULL AND person <> 0
        ORDER BY event, occasion, person
        """
    )


def tell(tx: Transaction, seq: int, whom: Sequence[tuple[str, int]], at: datetime) -> None:
    """Let record `seq` be what says that each (occasion, person) was told; a ready text that was
    in hand is sent by it."""
    for occasion, person in whom:
        tx.run(
            """
            UPDATE outbox SET told = ?, state = 'sent', done_at = coalesce(done_at, ?)
            WHERE occasion = ? AND person = ?
              AND (state = 'sent' OR (way = 'hand' AND state IN ('due', 'taken')))
            """,
            (seq, written(at), occasion, person),
        )


def follow(tx: Transaction, seq: int) -> None:
    """Let ready texts stand as record `seq` says: told, or to be told again. What left by itself
    has left."""
    tx.run(
        """
        UPDATE outbox SET
            state = CASE telling.told WHEN 1 THEN 'sent' ELSE 'taken' END,
            done_at = CASE telling.told WHEN 1 THEN outbox.done_at END
        FROM telling
        WHERE telling.seq = ? AND telling.occasion = outbox.occasion
          AND telling.person = outbox.person
          AND outbox.way = 'hand' AND outbox.state IN ('sent', 'taken')
        """,
        (seq,),
    )


def _out(row: Any) -> Out:
    return Out(
        id=row["id"],
        event=row["slug"],
        occasion=row["occasion"],
        kind=Kind(row["kind"]),
        person=row["person"],
        lead=row["lead"],
        way=Way(row["way"]),
        state=OutState(row["state"]),
        reason=row["reason"],
        asks=bool(row["asks"]),
        not_before=read(row["not_before"]),
        not_after=read(row["not_after"]),
        tries=row["tries"],
    )
