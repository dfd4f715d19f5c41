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
    WHERE commitment.event = ? AND log.at <= ?
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
    """Return what each person's word was at `event`: (person, lead, party, status, door, said_at,
    pledged_at); said_at: of that word, pledged_at: of their first that they come.

    Who only ever said that they do not come is left out. persons: only these.
    """
    narrowed = "" if persons is None else f"AND commitment.person IN ({marks(persons)})"
    return look.rows(
        f"""
        WITH counted AS ({_COUNTED} {narrowed}),
        newest AS (
            SELECT person, max(seq) AS seq,
                   min(CASE WHEN status <> 'cancelled' THEN said_at END) AS pledged_at
            FROM counted
            GROUP BY person
        )
        SELECT counted.person, counted.lead, counted.party, counted.status, counted.door,
               counted.said_at, newest.pledged_at
        FROM newest
        JOIN counted ON counted.seq = newest.seq
        WHERE newest.pledged_at IS NOT NULL
        ORDER BY counted.person
        """,
        (event, until, until, *(persons or ())),
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


def handles(look: Reading, event: int) -> dict[int, str]:
    """Return by which handle each lead of `event` is known at other events: "user@host"."""
    rows = look.rows("SELECT id, user, host FROM lead WHERE event = ?", (event,))
    return {row["id"]: f"{row['user']}@{row['host']}" for row in rows}
