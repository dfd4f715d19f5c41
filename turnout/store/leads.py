"""Lead organizers, their goals and what they report."""

from typing import Any

from turnout.store.contract import Reading, Transaction


def named(look: Reading, event: int, user: str, host: str) -> list[int]:
    """Return the leads of `event` known by this handle; without a host, on any."""
    if host:
        rows = look.rows(
            "SELECT id FROM lead WHERE event = ? AND user = ? AND host IN (?, '')",
            (event, user, host),
        )
    else:
        rows = look.rows("SELECT id FROM lead WHERE event = ? AND user = ?", (event, user))
    return [row[0] for row in rows]


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


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events at which `person` is a lead."""
    rows = look.rows("SELECT DISTINCT event FROM lead WHERE person = ? ORDER BY event", (person,))
    return [row[0] for row in rows]


def insert_goal(tx: Transaction, seq: int, event: int, lead: int, people: int) -> None:
    """Store a dated goal; lead 0: the event's own."""
    tx.run(
        "INSERT INTO goal (seq, event, lead, people) VALUES (?, ?, ?, ?)",
        (seq, event, lead, people),
    )


def insert_report(tx: Transaction, seq: int, event: int, lead: int, people: int) -> None:
    """Store a lead's dated total of people, with or without names."""
    tx.run(
        "INSERT INTO report (seq, event, lead, people) VALUES (?, ?, ?, ?)",
        (seq, event, lead, people),
    )
