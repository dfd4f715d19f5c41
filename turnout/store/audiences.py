"""What each audience of an event sees, a record a change; the newest of an audience stands."""

from typing import Any

from turnout.store.contract import Reading, Transaction

_SIGHT = "challenges, roll, leads, just_in, tone"


def insert(
    tx: Transaction, seq: int, event: int, audience: str, parts: dict[str, bool], tone: str
) -> None:
    """Keep by record `seq` what `audience` sees from now on; parts: each one by its name."""
    shown = (parts["challenges"], parts["roll"], parts["leads"], parts["just_in"])
    tx.run(
        f"INSERT INTO audience (seq, event, audience, {_SIGHT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, event, audience, *map(int, shown), tone),
    )


def newest(look: Reading, event: int) -> list[Any]:
    """Return what stands of `event`: a row (seq, audience, its parts, tone) an audience that
    somebody said something of."""
    return look.rows(
        f"""
        SELECT seq, audience, {_SIGHT} FROM audience AS said
        WHERE event = ?1 AND seq = (
            SELECT max(seq) FROM audience
            WHERE event = ?1 AND audience.audience = said.audience
        )
        """,
        (event,),
    )


def one(look: Reading, seq: int) -> Any:
    """Return what record `seq` said, or None."""
    return look.row(f"SELECT seq, event, audience, {_SIGHT} FROM audience WHERE seq = ?", (seq,))


def before(look: Reading, event: int, audience: str, seq: int) -> Any:
    """Return what stood of an audience before record `seq`, or None."""
    return look.row(
        f"""
        SELECT seq, audience, {_SIGHT} FROM audience
        WHERE event = ? AND audience = ? AND seq < ?
        ORDER BY seq DESC LIMIT 1
        """,
        (event, audience, seq),
    )


def of_event(look: Reading, event: int) -> list[Any]:
    """Return every record of an event, in order."""
    return look.rows(
        f"SELECT seq, audience, {_SIGHT} FROM audience WHERE event = ? ORDER BY seq", (event,)
    )
