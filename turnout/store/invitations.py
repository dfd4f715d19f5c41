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


def insert_promotion(
    tx: Transaction, seq: int, event: int, person: int, lead: int, moved: int, of: int | None
) -> None:
    """Keep that `person` was made the lead `lead`, by which so many records followed; `of`: that
    this promotion was taken back."""
    tx.run(
        """
        INSERT INTO promotion (seq, event, person, lead, moved, of)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (seq, event, person, lead, moved, of),
    )


def promotion(look: Reading, seq: int) -> Any:
    """Return the promotion's row (seq, person, lead, moved, of) that is record `seq`."""
    return look.row("SELECT seq, person, lead, moved, of FROM promotion WHERE seq = ?", (seq,))


def promotion_of(look: Reading, lead: int) -> Any:
    """Return the newest promotion's row by which somebody became `lead`, or None."""
    return look.row(
        """
        SELECT seq, person, lead, moved, of FROM promotion
        WHERE lead = ? AND of IS NULL ORDER BY seq DESC LIMIT 1
        """,
        (lead,),
    )


def with_lead(look: Reading, event: int, lead: int) -> list[int]:
    """Return everybody whose word counts with `lead`."""
    rows = look.rows(
        "SELECT person FROM current WHERE event = ? AND lead = ? ORDER BY seq", (event, lead)
    )
    return [row[0] for row in rows]


def has_begun(look: Reading, lead: int) -> bool:
    """Return whether anything is of `lead` that is no person's word: a goal, a total, a link, a
    lead whom they recruited, an area, who came with them; or whether there is no such lead."""
    row = look.row(
        """
        SELECT NOT EXISTS (SELECT 1 FROM lead WHERE id = ?1)
            OR EXISTS (SELECT 1 FROM goal WHERE lead = ?1)
            OR EXISTS (SELECT 1 FROM report WHERE lead = ?1)
            OR EXISTS (SELECT 1 FROM grant_ WHERE lead = ?1)
            OR EXISTS (SELECT 1 FROM lead WHERE recruited_by = ?1)
            OR EXISTS (SELECT 1 FROM merged_lead WHERE kept = ?1)
            OR EXISTS (SELECT 1 FROM arrival WHERE lead = ?1)
            OR EXISTS (SELECT 1 FROM area WHERE steward = ?1)
            OR EXISTS (SELECT 1 FROM area_step WHERE lead = ?1)
            OR EXISTS (SELECT 1 FROM neighbourhood WHERE steward = ?1)
        """,
        (lead,),
    )
    return bool(row[0])


def remove_lead(tx: Transaction, event: int, lead: int) -> None:
    """Let nobody be `lead` any more, of whom nothing is left but what stands at nought."""
    tx.run("DELETE FROM lead_handle WHERE lead = ?", (lead,))
    tx.run("DELETE FROM standing WHERE event = ? AND lead = ?", (event, lead))
    tx.run("DELETE FROM lead WHERE id = ?", (lead,))
