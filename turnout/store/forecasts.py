"""What a forecast reads of the ledger: who had said what by a moment, and what leads declared.

`until` is that moment as `times.written` writes it. What was logged later is not seen, nor what
was decided later of what was held.
"""

from collections.abc import Sequence
from typing import Any

from turnout.store.contract import Reading
from turnout.store.standings import marks

NEVER = "9999"  # later than any time that is written: what stands now

_COUNTED = """
    SELECT commitment.seq, commitment.person, commitment.lead, commitment.party,
           commitment.status, log.door, log.said_at
    FROM commitment
    JOIN log ON log.seq = commitment.seq
    WHERE {where} AND log.at <= ?
      AND coalesce(
          (SELECT review.state FROM review
           WHERE review.subject = 'commitment:' || commitment.seq AND review.at <= ?
           ORDER BY review.seq DESC LIMIT 1),
          CASE commitment.held WHEN '' THEN 'shown' ELSE 'held' END
      ) = 'shown'
"""


def said(
    look: Reading, event: int, until: str = NEVER, persons: Sequence[int] | None = None
) -> list[Any]:
    """Return what each person had promised `event`: (person, lead, party, status, door,
    pledged_at, withdrawn_at), by their newest word that they come; withdrawn_at: when they said
    that they do not, NULL where that is not their newest word.

    pledged_at: of their first word that they come. Who never said so is left out. persons: only
    these.
    """
    where, asked = "log.event = ?", [event]  # in whose order the log is kept
    if persons is not None:  # and in theirs the commitments
        where = f"commitment.event = ? AND commitment.person IN ({marks(persons)})"
        asked += persons
    counted = _COUNTED.format(where=where)
    return look.rows(
        f"""
        WITH counted AS ({counted}),
        newest AS (
            SELECT person, max(seq) AS seq,
                   max(CASE WHEN status <> 'cancelled' THEN seq END) AS pledge,
                   min(CASE WHEN status <> 'cancelled' THEN said_at END) AS pledged_at
            FROM counted
            GROUP BY person
        )
        SELECT pledge.person, pledge.lead, pledge.party, pledge.status, pledge.door,
               newest.pledged_at,
               CASE word.status WHEN 'cancelled' THEN word.said_at END AS withdrawn_at
        FROM newest
        JOIN counted AS pledge ON pledge.seq = newest.pledge
        JOIN counted AS word ON word.seq = newest.seq
        ORDER BY pledge.person
        """,
        [*asked, until, until],
    )


def declared(look: Reading, event: int, until: str = NEVER) -> list[Any]:
    """Return the newest total of each lead: (lead, people, said_at)."""
    return look.rows(
        """
        SELECT report.lead, report.people, log.said_at
        FROM report
        JOIN log ON log.seq = report.seq
        WHERE report.seq IN (
            SELECT max(newest.seq) FROM report AS newest
            JOIN log AS at ON at.seq = newest.seq
            WHERE newest.event = ? AND at.at <= ?
            GROUP BY newest.lead
        )
        ORDER BY report.lead
        """,
        (event, until),
    )


def since(look: Reading, event: int, seq: int) -> list[Any]:
    """Return what was logged of `event` after record `seq`: (seq, kind, person), the person of a
    commitment, else NULL."""
    return look.rows(
        """
        SELECT log.seq, log.kind, commitment.person
        FROM log
        LEFT JOIN commitment ON commitment.seq = log.seq
        WHERE log.event = ? AND log.seq > ?
        ORDER BY log.seq
        """,
        (event, seq),
    )


def first_said_at(look: Reading, event: int) -> str | None:
    """Return when anybody first said anything of coming to `event`, as it is written; or None."""
    row = look.row(
        """
        SELECT min(log.said_at) FROM log
        WHERE log.event = ? AND log.kind IN ('commitment', 'report')
        """,
        (event,),
    )
    return str(row[0]) if row[0] else None


def leads_of(look: Reading, event: int) -> dict[int, int]:
    """Return by which one number each lead of `event` is known at all events: that of the first
    lead with the same handle. In a quiet event, and of one, nobody is known anywhere else."""
    rows = look.rows(
        """
        SELECT lead.id, coalesce(
            (SELECT min(first.id) FROM lead AS first
             JOIN event AS at ON at.id = first.event
             WHERE first.user = lead.user AND first.host = lead.host
               AND at.quiet = 0 AND event.quiet = 0),
            lead.id) AS known
        FROM lead
        JOIN event ON event.id = lead.event
        WHERE lead.event = ?
        """,
        (event,),
    )
    return {row["id"]: row["known"] for row in rows}


def lead_with(look: Reading, user: str, host: str) -> int | None:
    """Return the number by which the lead with a handle is known at all events, or None."""
    row = look.row(
        """
        SELECT min(lead.id) FROM lead
        JOIN event ON event.id = lead.event
        WHERE lead.user = ? AND lead.host = ? AND event.quiet = 0
        """,
        (user, host),
    )
    return None if row[0] is None else int(row[0])


def is_made_up(look: Reading, event: int) -> bool:
    """Return whether anything was said of `event` by the demo: it teaches nothing."""
    row = look.row("SELECT 1 FROM log WHERE event = ? AND by = 'demo' LIMIT 1", (event,))
    return row is not None


def came(look: Reading, event: int, until: str = NEVER) -> list[Any]:
    """Return who had come to `event`, as its doors said: (person, lead, came, walk_in); of
    walk-ins the person is NULL."""
    return look.rows(
        """
        SELECT person, lead, came, walk_in FROM (
            SELECT arrival.person, arrival.lead, arrival.came, arrival.walk_in, row_number() OVER (
                PARTITION BY arrival.subject ORDER BY log.said_at DESC, arrival.seq DESC
            ) AS place
            FROM arrival
            JOIN log ON log.seq = arrival.seq
            WHERE arrival.event = ? AND log.at <= ?
        )
        WHERE place = 1
        """,
        (event, until),
    )


def counted(look: Reading, event: int, until: str = NEVER) -> tuple[int, int] | None:
    """Return (low, heads) of the newest head count of `event`, None where none stands."""
    row = look.row(
        """
        SELECT head_count.method, head_count.low, head_count.heads FROM head_count
        JOIN log ON log.seq = head_count.seq
        WHERE head_count.event = ? AND log.at <= ?
        ORDER BY head_count.seq DESC LIMIT 1
        """,
        (event, until),
    )
    return (row["low"], row["heads"]) if row and row["method"] else None
