"""What of the ledger waits for a look, or has waited for one."""

from typing import Any

from turnout.model import ReviewState
from turnout.store.commitments import STATE
from turnout.store.contract import Reading


def held(look: Reading, event: int) -> list[Any]:
    """Return the commitments of `event` that wait for a look, oldest first."""
    return look.rows(
        f"""
        SELECT commitment.seq, commitment.person, commitment.party, commitment.status,
               commitment.held,
               log.at, log.door, person.name, coalesce(lead.name, '') AS lead
        FROM commitment
        JOIN log USING (seq)
        JOIN person ON person.id = commitment.person
        LEFT JOIN lead ON lead.id = commitment.lead
        WHERE commitment.seq IN (
                  SELECT seq FROM commitment WHERE event = ?1 AND held <> ''
                  UNION
                  SELECT CAST(substr(subject, length('commitment:') + 1) AS INTEGER) FROM review
                  WHERE state = 'held' AND subject LIKE 'commitment:%'
              )
          AND commitment.event = ?1
          AND {STATE} = 'held'
        ORDER BY commitment.seq
        """,
        (event,),
    )


def claiming(look: Reading, event: int) -> list[Any]:
    """Return the commitments of `event` that count, and of which something waits that they say of
    a person known before, oldest first."""
    return look.rows(
        f"""
        SELECT commitment.seq, commitment.person, commitment.party, commitment.status,
               log.at, log.door, person.name, coalesce(lead.name, '') AS lead
        FROM claim
        JOIN commitment USING (seq)
        JOIN log USING (seq)
        JOIN person ON person.id = commitment.person
        LEFT JOIN lead ON lead.id = commitment.lead
        WHERE commitment.event = ? AND claim.state = 'waiting' AND {STATE} = 'shown'
        ORDER BY commitment.seq
        """,
        (event,),
    )


def counts(look: Reading, seq: int) -> bool:
    """Return whether commitment `seq` is neither held nor put aside."""
    row = look.row(f"SELECT {STATE} FROM commitment WHERE seq = ?", (seq,))
    return bool(row and row[0] == ReviewState.SHOWN)


def promises(look: Reading, event: int, person: int) -> list[tuple[str, ReviewState]]:
    """Return (why it was held, what stands of it) of all that `person` promised at `event`."""
    rows = look.rows(
        f"""
        SELECT commitment.held, {STATE} AS state
        FROM commitment
        WHERE commitment.person = ? AND commitment.event = ? AND commitment.status <> 'cancelled'
        """,
        (person, event),
    )
    return [(row["held"], ReviewState(row["state"])) for row in rows]
