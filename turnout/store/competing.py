"""Which leads like to compete: only they are asked to reach a target each."""

from turnout.store.contract import Reading, Transaction


def compete(tx: Transaction, seq: int, event: int, lead: int, competes: bool) -> None:
    """Keep by record `seq` whether a lead likes to compete."""
    tx.run(
        "INSERT INTO competing (seq, event, lead, competes) VALUES (?, ?, ?, ?)",
        (seq, event, lead, int(competes)),
    )


def of_event(look: Reading, event: int) -> set[int]:
    """Return the leads of `event` who said that they like to compete."""
    rows = look.rows(
        """
        SELECT lead FROM competing
        WHERE competes = 1 AND seq IN (
            SELECT max(seq) FROM competing WHERE event = ? GROUP BY lead
        )
        """,
        (event,),
    )
    return {row[0] for row in rows}


def before(look: Reading, event: int, lead: int, seq: int) -> bool:
    """Return whether a lead liked to compete before record `seq`."""
    row = look.row(
        """
        SELECT competes FROM competing WHERE event = ? AND lead = ? AND seq < ?
        ORDER BY seq DESC LIMIT 1
        """,
        (event, lead, seq),
    )
    return bool(row and row[0])


def newest(look: Reading, event: int, lead: int) -> int | None:
    """Return the newest record by which a lead said whether they like to compete, or None."""
    (seq,) = look.row("SELECT max(seq) FROM competing WHERE event = ? AND lead = ?", (event, lead))
    return None if seq is None else int(seq)
