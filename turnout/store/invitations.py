"""Who came by whose link, and who was made a lead."""

from typing import Any

from turnout.store.contract import Reading, Transaction


def insert(tx: Transaction, seq: int, event: int, person: int, inviter: int) -> None:
    """Keep that `person` came by the link of `inviter`; `seq`: their first commitment."""
    tx.run(
        "INSERT INTO invitation (event, person, inviter, seq) VALUES (?, ?, ?, ?)",
        (event, person, inviter, seq),
    )


def now_known_as(look: Reading, person: int) -> int | None:
    """Return who `person` is now, where they were made one with another; None where there is
    nobody, or where they were erased."""
    row = look.row(
        """
        SELECT id FROM person
        WHERE erased_at IS NULL
          AND id = coalesce((SELECT kept FROM merged_person WHERE gone = ?1), ?1)
        """,
        (person,),
    )
    return int(row[0]) if row else None


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Let the invitations of `gone`, whose commitments are those of `kept` by now, be of `kept`.

    Only who came by a link with the first word that the two of them said was invited.
    """
    both = {"kept": kept, "gone": gone}
    tx.run(
        """
        DELETE FROM invitation
        WHERE person IN (:kept, :gone) AND EXISTS (
            SELECT 1 FROM commitment
            WHERE commitment.event = invitation.event AND commitment.person IN (:kept, :gone)
              AND commitment.seq < invitation.seq
        )
        """,
        both,
    )
    tx.run("UPDATE invitation SET person = :kept WHERE person = :gone", both)
    tx.run("UPDATE invitation SET inviter = :kept WHERE inviter = :gone", both)
    tx.run("UPDATE promotion SET person = :kept WHERE person = :gone", both)


def leads_of(look: Reading, event: int) -> list[Any]:
    """Return the leads of `event` (id, recruited_by, person, name, user, host, and what stands for
    them), in the order they came."""
    return look.rows(
        """
        SELECT lead.id, lead.recruited_by, lead.person, lead.name, lead.user, lead.host,
               standing.goal, standing.confirmed, standing.yes, standing.maybe, standing.declared
        FROM lead
        JOIN standing ON standing.event = lead.event AND standing.lead = lead.id
        WHERE lead.event = ?
        ORDER BY lead.id
        """,
        (event,),
    )


def people_of(look: Reading, event: int) -> list[Any]:
    """Return everybody whose word counts at `event` (person, lead, party, status, name, inviter:
    None where nobody's link brought them), in the order of their words."""
    return look.rows(
        """
        SELECT current.person, current.lead, current.party, current.status, person.name,
               invitation.inviter
        FROM current
        JOIN person ON person.id = current.person
        LEFT JOIN invitation
            ON invitation.event = current.event AND invitation.person = current.person
        WHERE current.event = ?
        ORDER BY current.seq
        """,
        (event,),
    )


def recruiters(look: Reading, event: int) -> list[tuple[int, int]]:
    """Return (lead, recruiter) of each lead of `event` who was recruited by another."""
    rows = look.rows(
        """
        SELECT id, recruited_by FROM lead
        WHERE event = ? AND recruited_by IS NOT NULL
        ORDER BY id
        """,
        (event,),
    )
    return [(row[0], row[1]) for row in rows]


def lead_of_person(look: Reading, event: int, person: int) -> Any:
    """Return the lead of `event` (id, recruited_by) who is `person`, or None."""
    return look.row(
        "SELECT id, recruited_by FROM lead WHERE event = ? AND person = ? ORDER BY id LIMIT 1",
        (event, person),
    )
