"""Lead organizers, as they are known and shown."""

from collections.abc import Sequence
from typing import Any

from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks


def named(look: Reading, event: int, user: str, host: str) -> list[int]:
    """Return the leads of `event` known by this handle, their first or any other; without a
    host, on any."""
    rows = look.known(
        """
        SELECT id FROM lead
        WHERE event = ?1 AND user = ?2 AND (?3 IN ('', host) OR host = '')
        UNION
        SELECT lead.id FROM lead_handle
        JOIN lead ON lead.id = lead_handle.lead
        WHERE lead_handle.user = ?2 AND lead.event = ?1
          AND (?3 IN ('', lead_handle.host) OR lead_handle.host = '')
        """,
        (event, user, host),
    )
    return [row[0] for row in rows]


def of_account(look: Reading, event: int, user: str, host: str) -> int | None:
    """Return the lead of `event` whose account this is for certain: on that very host."""
    row = look.row(
        """
        SELECT id FROM lead WHERE event = :event AND user = :user AND host = :host
        UNION
        SELECT lead.id FROM lead_handle JOIN lead ON lead.id = lead_handle.lead
        WHERE lead.event = :event AND lead_handle.user = :user AND lead_handle.host = :host
        """,
        {"event": event, "user": user, "host": host},
    )
    return row[0] if row and host else None


def by_contact(look: Reading, event: int, kind: str, value: str) -> list[int]:
    """Return the leads of `event` who are reached at this contact."""
    rows = look.rows(
        """
        SELECT lead.id FROM person_contact
        JOIN lead ON lead.person = person_contact.person
        WHERE person_contact.kind = ? AND person_contact.value = ?
          AND person_contact.scope IN (0, lead.event) AND lead.event = ?
        ORDER BY lead.id
        """,
        (kind, value, event),
    )
    return [row[0] for row in rows]


def one(look: Reading, lead: int) -> Any:
    """Return the row of `lead`: name, user, host, person, recruited_by."""
    return look.row(
        "SELECT id, name, user, host, person, recruited_by FROM lead WHERE id = ?", (lead,)
    )


def change(
    tx: Transaction, lead: int, name: str, user: str, host: str, recruited_by: int | None
) -> None:
    """Keep how `lead` is shown and known, and who recruited them, from now on."""
    tx.run(
        "UPDATE lead SET name = ?, user = ?, host = ?, recruited_by = ? WHERE id = ?",
        (name, user, host, recruited_by, lead),
    )


def keep_handles(tx: Transaction, lead: int, handles: Sequence[tuple[str, str]]) -> None:
    """Replace the further handles (user, host) of `lead`; the first stands in their own row."""
    tx.run("DELETE FROM lead_handle WHERE lead = ?", (lead,))
    for user, host in handles:
        tx.run("INSERT INTO lead_handle (lead, user, host) VALUES (?, ?, ?)", (lead, user, host))


def handles(look: Reading, event: int) -> dict[int, list[tuple[str, str]]]:
    """Return the further handles (user, host) of each lead of `event` who has any."""
    found: dict[int, list[tuple[str, str]]] = {}
    for row in look.rows(
        """
        SELECT lead_handle.lead, lead_handle.user, lead_handle.host FROM lead_handle
        JOIN lead ON lead.id = lead_handle.lead
        WHERE lead.event = ?
        ORDER BY lead_handle.lead, lead_handle.user, lead_handle.host
        """,
        (event,),
    ):
        found.setdefault(row[0], []).append((row[1], row[2]))
    return found


def cards(look: Reading, event: int) -> list[Any]:
    """Return what organizers know of each lead of `event` besides their numbers.

    said_at: when their newest report or one of their people's commitments came; None: never.
    """
    return look.rows(
        """
        SELECT lead.id, lead.recruited_by, person.name AS full_name, person.lang,
               (SELECT value FROM person_contact
                WHERE person_contact.person = lead.person AND kind = 'email'
                  AND scope IN (0, lead.event) LIMIT 1) AS email,
               (SELECT value FROM person_contact
                WHERE person_contact.person = lead.person AND kind = 'phone'
                  AND scope IN (0, lead.event) LIMIT 1) AS phone,
               (SELECT max(log.at) FROM report JOIN log ON log.seq = report.seq
                WHERE report.event = lead.event AND report.lead = lead.id) AS said_at,
               coalesce(
                   (SELECT log.at FROM promotion JOIN log ON log.seq = promotion.seq
                    WHERE promotion.lead = lead.id
                    ORDER BY promotion.seq LIMIT 1),
                   (SELECT log.at FROM goal JOIN log ON log.seq = goal.seq
                    WHERE goal.event = lead.event AND goal.lead = lead.id
                    ORDER BY goal.seq LIMIT 1)
               ) AS added_at
        FROM lead
        LEFT JOIN person ON person.id = lead.person
        WHERE lead.event = ?
        ORDER BY lead.id
        """,
        (event,),
    )


def insert(
    tx: Transaction,
    event: int,
    name: str,
    user: str,
    host: str,
    person: int | None,
    recruited_by: int | None,
    lead: int | None = None,
) -> int:
    """Store a lead; return the id: `lead`, else one that nobody ever had, since phones and records
    go on saying the number of one who is gone."""
    row = tx.row(
        """
        INSERT INTO lead (id, event, name, user, host, person, recruited_by)
        SELECT coalesce(?1, 1 + max(
            (SELECT coalesce(max(id), 0) FROM lead),
            (SELECT coalesce(max(gone), 0) FROM merged_lead),
            (SELECT coalesce(max(lead), 0) FROM promotion)
        )), ?2, ?3, ?4, ?5, ?6, ?7
        RETURNING id
        """,
        (lead, event, name, user, host, person, recruited_by),
    )
    return int(row[0])


def of_event(look: Reading, event: int) -> list[Any]:
    """Return the leads of `event` with their goals and standing, in the order they came.

    `state` is the review state of the shown name; None: nothing was ever decided.
    """
    return look.rows(
        """
        SELECT lead.id, lead.name, lead.user, lead.host, recruiter.user AS recruiter,
               standing.goal, standing.confirmed, standing.yes, standing.maybe, standing.declared,
               standing.came, standing.walk_ins,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || lead.id
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM lead
        JOIN standing ON standing.event = lead.event AND standing.lead = lead.id
        LEFT JOIN lead AS recruiter ON recruiter.id = lead.recruited_by
        WHERE lead.event = ?
        ORDER BY lead.id
        """,
        (event,),
    )


def these(look: Reading, leads: Sequence[int]) -> list[Any]:
    """Return the leads numbered so: (id, name, user, host, state) as `of_event` has them."""
    return look.rows(
        f"""
        SELECT lead.id, lead.name, lead.user, lead.host,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || lead.id
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM lead
        WHERE lead.id IN ({marks(leads)})
        """,
        leads,
    )


def called(look: Reading, event: int) -> list[Any]:
    """Return by what each lead of `event` and its sites is or was known, rows of (name, user,
    host), with what tells whether they may be named (state, quiet, names_public)."""
    return look.rows(
        """
        WITH known AS (
            SELECT lead.id, lead.name, lead.user, lead.host, lead.event FROM lead
            UNION ALL
            SELECT lead.id, lead.name, lead_handle.user, lead_handle.host, lead.event
            FROM lead_handle JOIN lead ON lead.id = lead_handle.lead
            UNION ALL
            SELECT lead.id, recognition.name, lead.user, lead.host, lead.event
            FROM recognition JOIN lead ON lead.id = recognition.lead
            UNION ALL
            SELECT lead.id, recognition.was, lead.user, lead.host, lead.event
            FROM recognition JOIN lead ON lead.id = recognition.lead
            WHERE recognition.was IS NOT NULL
        )
        SELECT known.name, known.user, known.host, event.quiet, event.names_public,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || known.id
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM known
        JOIN event ON event.id = known.event
        WHERE event.id = ?1 OR event.parent = ?1
        """,
        (event,),
    )


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events at which `person` is a lead."""
    rows = look.rows("SELECT DISTINCT event FROM lead WHERE person = ? ORDER BY event", (person,))
    return [row[0] for row in rows]


def add_handle(tx: Transaction, lead: int, user: str, host: str) -> None:
    """Let `lead` be known by one more handle."""
    tx.run("INSERT INTO lead_handle (lead, user, host) VALUES (?, ?, ?)", (lead, user, host))


def drop_handle(tx: Transaction, lead: int, user: str, host: str) -> None:
    """Let `lead` be known by that further handle no longer."""
    tx.run("DELETE FROM lead_handle WHERE lead = ? AND user = ? AND host = ?", (lead, user, host))
