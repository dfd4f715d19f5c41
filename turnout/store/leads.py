"""Lead organizers, their goals and what they report."""

from collections.abc import Sequence
from typing import Any

from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks

SETTLED = "settled:"  # begins the log's key of what a decision on posts brought back


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
               (SELECT log.at FROM goal JOIN log ON log.seq = goal.seq
                WHERE goal.event = lead.event AND goal.lead = lead.id
                ORDER BY goal.seq LIMIT 1) AS added_at
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
) -> int:
    """Store a lead; return the id."""
    row = tx.row(
        """
        INSERT INTO lead (event, name, user, host, person, recruited_by)
        VALUES (?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (event, name, user, host, person, recruited_by),
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


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events at which `person` is a lead."""
    rows = look.rows("SELECT DISTINCT event FROM lead WHERE person = ? ORDER BY event", (person,))
    return [row[0] for row in rows]


def said(look: Reading, record: int) -> Any:
    """Return the goal or report of `record` (kind as the log has it, lead), or None."""
    return look.row(
        """
        SELECT log.kind, coalesce(goal.lead, report.lead) AS lead FROM log
        LEFT JOIN goal USING (seq)
        LEFT JOIN report USING (seq)
        WHERE log.seq = ? AND log.kind IN ('goal', 'report')
        """,
        (record,),
    )


def newest_standing(look: Reading, kind: str, event: int, lead: int) -> Any:
    """Return the newest "goal" or "report" of `lead` (people, source: the report that told it) that
    no post said which counts no longer, or None. What a decision brought back is nobody's word,
    and passed over."""
    source = "coalesce(said.told, said.seq)" if kind == "report" else "NULL"
    return look.row(
        f"""
        SELECT said.people, {source} AS source FROM {kind} AS said
        JOIN log USING (seq)
        WHERE said.event = ? AND said.lead = ? AND log.key NOT LIKE '{SETTLED}%'
          AND NOT EXISTS (
              SELECT 1 FROM post
              LEFT JOIN post AS newer ON newer.id = post.replaced_by
              WHERE post.record = said.seq
                AND (post.state <> 'shown' OR coalesce(newer.state, 'held') <> 'held'))
        ORDER BY said.seq DESC LIMIT 1
        """,
        (event, lead),
    )


def add_handle(tx: Transaction, lead: int, user: str, host: str) -> None:
    """Let `lead` be known by one more handle."""
    tx.run("INSERT INTO lead_handle (lead, user, host) VALUES (?, ?, ?)", (lead, user, host))


def drop_handle(tx: Transaction, lead: int, user: str, host: str) -> None:
    """Let `lead` be known by that further handle no longer."""
    tx.run("DELETE FROM lead_handle WHERE lead = ? AND user = ? AND host = ?", (lead, user, host))


def insert_goal(tx: Transaction, seq: int, event: int, lead: int, people: int) -> None:
    """Store a dated goal; lead 0: the event's own."""
    tx.run(
        "INSERT INTO goal (seq, event, lead, people) VALUES (?, ?, ?, ?)",
        (seq, event, lead, people),
    )


def insert_report(
    tx: Transaction, seq: int, event: int, lead: int, people: int, told: int | None = None
) -> None:
    """Store a lead's dated total of people, with or without names; told: the report that it gives
    back, which stays the source of the number."""
    tx.run(
        "INSERT INTO report (seq, event, lead, people, told) VALUES (?, ?, ?, ?, ?)",
        (seq, event, lead, people, told),
    )


def told_by(look: Reading, event: int, lead: int, before: int | None = None) -> int | None:
    """Return the report that is the source of the total of `lead`, as it stands or as it stood
    before a seq; None where there was none."""
    row = look.row(
        """
        SELECT coalesce(told, seq) FROM report
        WHERE event = ?1 AND lead = ?2 AND (?3 IS NULL OR seq < ?3)
        ORDER BY seq DESC LIMIT 1
        """,
        (event, lead, before),
    )
    return int(row[0]) if row else None
