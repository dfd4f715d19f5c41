"""The ledger of one event, record by record, for exports."""

from datetime import datetime
from typing import Any

from turnout.store.contract import Reading
from turnout.store.times import read


def of_event(look: Reading, event: int) -> list[Any]:
    """Return every record of `event` in the clock's order; columns that a kind has not are NULL.

    lead, person: ids. `subject` is as the review table has it.
    """
    return look.rows(
        """
        SELECT log.seq, log.kind, log.door, log.at, log.said_at,
               coalesce(commitment.lead, report.lead, goal.lead, arrival.lead) AS lead,
               coalesce(report.people, goal.people) AS people, report.told,
               coalesce(commitment.person, arrival.person) AS person,
               commitment.party, commitment.status, commitment.held, invitation.inviter,
               coalesce(note.text, '') AS note,
               coalesce(review.subject, arrival.subject) AS subject, review.state, likeness.other,
               arrival.came, arrival.promised, arrival.phone,
               head_count.method, head_count.low, head_count.heads, head_count.high,
               head_count.detail,
               CASE WHEN log.key LIKE 'settled:%' THEN 1 END AS settled
        FROM log
        LEFT JOIN commitment USING (seq)
        LEFT JOIN report USING (seq)
        LEFT JOIN goal USING (seq)
        LEFT JOIN review USING (seq)
        LEFT JOIN note USING (seq)
        LEFT JOIN likeness USING (seq)
        LEFT JOIN arrival USING (seq)
        LEFT JOIN head_count USING (seq)
        LEFT JOIN invitation ON invitation.event = log.event AND invitation.seq = log.seq
        WHERE log.event = ?
        ORDER BY log.seq
        """,
        (event,),
    )


def first_at(look: Reading, event: int) -> datetime:
    """Return when the first record of `event`, which has one, was logged."""
    row = look.row("SELECT at FROM log WHERE event = ? ORDER BY seq LIMIT 1", (event,))
    return read(row[0])


def people_of(look: Reading, event: int) -> list[Any]:
    """Return (id, name, lang) of everybody with a record at `event`, of its leads, and of who is to
    be told of an area."""
    return look.rows(
        """
        SELECT id, name, lang FROM person
        WHERE id IN (SELECT person FROM commitment WHERE event = ?1)
           OR id IN (SELECT person FROM lead WHERE event = ?1)
           OR id IN (SELECT reporter FROM area WHERE event = ?1)
           OR id IN (SELECT person FROM arrival WHERE event = ?1)
           OR id IN (SELECT inviter FROM invitation WHERE event = ?1)
        ORDER BY id
        """,
        (event,),
    )


def contacts_of(look: Reading, person: int) -> list[Any]:
    """Return (kind, value) of each contact of `person`."""
    return look.rows("SELECT kind, value FROM person_contact WHERE person = ?", (person,))


def handles_of(look: Reading, person: int) -> list[Any]:
    """Return (user, host) of each handle of `person`."""
    return look.rows("SELECT user, host FROM person_handle WHERE person = ?", (person,))


def needs_of(look: Reading, event: int, person: int) -> list[str]:
    """Return what `person` needs at `event`."""
    rows = look.rows("SELECT need FROM need WHERE event = ? AND person = ?", (event, person))
    return [row[0] for row in rows]


def consent_of(look: Reading, event: int, person: int) -> list[str] | None:
    """Return [wording, at] of what `person` agreed to at `event`, or None."""
    row = look.row(
        "SELECT wording, at FROM consent WHERE event = ? AND person = ?", (event, person)
    )
    return list(row) if row else None


def leads_of(look: Reading, event: int) -> list[Any]:
    """Return the leads of `event` (id, name, user, host, person, recruited_by)."""
    return look.rows(
        "SELECT id, name, user, host, person, recruited_by FROM lead WHERE event = ? ORDER BY id",
        (event,),
    )
