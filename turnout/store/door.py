"""What a phone at the door is told: who promised to come, and what doors have said since."""

from typing import Any

from turnout.store.contract import Reading


def roster(look: Reading, event: int, most: int) -> list[Any]:
    """Return (person, name, party, status, lead, needs) of who counts at `event`: who comes,
    then who says maybe, then who cancelled; by name in each. needs: joined by commas; empty: none.
    """
    return look.rows(
        """
        SELECT current.person, person.name, current.party, current.status, current.lead,
               coalesce((SELECT group_concat(need, ',') FROM need
                         WHERE need.event = current.event AND need.person = current.person), '')
               AS needs
        FROM current
        JOIN person ON person.id = current.person
        WHERE current.event = ?
        ORDER BY CASE current.status WHEN 'cancelled' THEN 2 WHEN 'maybe' THEN 1 ELSE 0 END,
                 person.name, current.person
        LIMIT ?
        """,
        (event, most),
    )


def roster_seq(look: Reading, event: int) -> int:
    """Return the newest record of `event` that may have changed its roster."""
    row = look.row(
        """
        SELECT seq FROM log
        WHERE event = ? AND kind NOT IN ('arrival', 'head_count')
        ORDER BY seq DESC LIMIT 1
        """,
        (event,),
    )
    return int(row[0]) if row else 0


def present_since(look: Reading, event: int, seq: int) -> list[Any]:
    """Return what stands of each party on which a door had a word after record `seq`.

    other_came, other_at: what another phone than the one whose word stands said of it last; NULL
    where none did.
    """
    return look.rows(
        """
        SELECT present.subject, present.came, present.lead, log.said_at, arrival.phone,
               other.came AS other_came, other.said_at AS other_at
        FROM present
        JOIN arrival USING (seq)
        JOIN log USING (seq)
        LEFT JOIN (
            SELECT word.subject, word.came, told.said_at, word.phone,
                   row_number() OVER (
                       PARTITION BY word.subject, word.phone
                       ORDER BY told.said_at DESC, word.seq DESC
                   ) AS place
            FROM arrival AS word
            JOIN log AS told ON told.seq = word.seq
            WHERE word.event = ?1
              AND word.subject IN (SELECT subject FROM arrival WHERE event = ?1 AND seq > ?2)
        ) AS other ON other.subject = present.subject AND other.place = 1
            AND other.phone <> arrival.phone
        WHERE present.event = ?1
          AND present.subject IN (SELECT subject FROM arrival WHERE event = ?1 AND seq > ?2)
        ORDER BY present.seq, other.said_at
        """,
        (event, seq),
    )


def leads(look: Reading, event: int) -> list[Any]:
    """Return (id, name, user) of the leads of `event`, by name."""
    return look.rows("SELECT id, name, user FROM lead WHERE event = ? ORDER BY name, id", (event,))
