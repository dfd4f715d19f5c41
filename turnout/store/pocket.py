"""What is one lead's own: the people who come with them, their pace, and whom they recruited."""

from datetime import datetime
from typing import Any

from turnout.store.contract import Reading
from turnout.store.times import read_or_none


def lead_of_grant(look: Reading, grant: int) -> int | None:
    """Return the lead that grant `grant` is for, or None."""
    row = look.row("SELECT lead FROM grant_ WHERE id = ?", (grant,))
    return row[0] if row else None


def is_of_event(look: Reading, event: int, lead: int) -> bool:
    """Return whether `lead` is one of `event`."""
    return look.row("SELECT 1 FROM lead WHERE id = ? AND event = ?", (lead, event)) is not None


def people(look: Reading, event: int, lead: int, most: int) -> list[Any]:
    """Return (person, name, party, status) of who counts with `lead`: who comes, then who says
    maybe, then who cancelled; the newest word first in each."""
    return look.rows(
        """
        SELECT current.person, person.name, current.party, current.status
        FROM current
        JOIN person ON person.id = current.person
        WHERE current.event = ? AND current.lead = ?
        ORDER BY CASE current.status WHEN 'cancelled' THEN 2 WHEN 'maybe' THEN 1 ELSE 0 END,
                 current.seq DESC
        LIMIT ?
        """,
        (event, lead, most),
    )


def is_with(look: Reading, event: int, lead: int, person: int) -> bool:
    """Return whether `person` counts with `lead` at `event`."""
    row = look.row("SELECT lead FROM current WHERE event = ? AND person = ?", (event, person))
    return row is not None and row[0] == lead


def newest_total_said_at(look: Reading, event: int, lead: int) -> datetime | None:
    """Return when the total of `lead` was last told, or None."""
    row = look.row(
        """
        SELECT max(log.said_at) FROM report
        JOIN log USING (seq)
        WHERE report.event = ? AND report.lead = ?
        """,
        (event, lead),
    )
    return read_or_none(row[0])


def newest_choice_said_at(look: Reading, event: int, lead: int) -> datetime | None:
    """Return when it was last said where `lead` wants to be named, or None."""
    row = look.row(
        """
        SELECT max(log.said_at) FROM recognition
        JOIN log USING (seq)
        WHERE recognition.event = ? AND recognition.lead = ?
        """,
        (event, lead),
    )
    return read_or_none(row[0])


def pace(look: Reading, event: int, lead: int) -> list[Any]:
    """Return what changed for one lead (event, lead, hour, and each part), by the hour."""
    return look.rows(
        """
        SELECT event, lead, hour, confirmed, yes, maybe, declared
        FROM pace
        WHERE event = ? AND lead = ?
        ORDER BY hour
        """,
        (event, lead),
    )


def branch(look: Reading, event: int, lead: int) -> list[Any]:
    """Return whom `lead` recruited, and whom those did (id, recruited_by, name, user, host and
    what stands for them), in the order they came."""
    return look.rows(
        """
        WITH RECURSIVE line (id) AS (
            SELECT id FROM lead WHERE recruited_by = :lead AND event = :event
            UNION
            SELECT lead.id FROM lead JOIN line ON lead.recruited_by = line.id
        )
        SELECT lead.id, lead.recruited_by, lead.name, lead.user, lead.host, standing.goal,
               standing.confirmed, standing.yes, standing.maybe, standing.declared
        FROM line
        JOIN lead ON lead.id = line.id
        JOIN standing ON standing.event = lead.event AND standing.lead = lead.id
        WHERE lead.id <> :lead
        ORDER BY lead.id
        """,
        {"event": event, "lead": lead},
    )
