"""How much of a map, or of a date, is clean by now, and who cleaned it."""

from typing import Any

from turnout.store.contract import Reading

# Of each area on the map of the event, or ever on it as a date: its newest cleaning that stands.
_DONE = """
    SELECT area.id, area.title, area.event, max(area_step.seq) AS seq
    FROM area
    JOIN area_step ON area_step.area = area.id
    WHERE area.id IN (
        SELECT id FROM area WHERE event = ?1
        UNION SELECT area FROM area_step WHERE date_was = ?1
    )
      AND area.state = 'cleaned' AND area.review = 'shown' AND area_step.step = 'clean'
      AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq)
    GROUP BY area.id
"""


def left(look: Reading, event: int) -> int:
    """Return how many areas that are shown, of the map of `event` or on it as a date, are not
    clean."""
    row = look.row(
        """
        SELECT count(*) FROM area
        WHERE (event = ?1 OR date = ?1) AND review = 'shown' AND state <> 'cleaned'
        """,
        (event,),
    )
    return int(row[0])


def done(look: Reading, event: int) -> list[Any]:
    """Return the areas that are shown and clean, of the map of `event` or cleaned at it as a
    date: title, when (at), and the lead who said so, the newest first."""
    return look.rows(
        f"""
        SELECT done.title, log.said_at AS at, lead.name, lead.user, lead.host,
               of.quiet, of.names_public,
               (SELECT review.state FROM review
                WHERE review.subject = 'lead:' || lead.id
                ORDER BY review.seq DESC LIMIT 1) AS state
        FROM ({_DONE}) AS done
        JOIN area_step USING (seq)
        JOIN log USING (seq)
        LEFT JOIN lead ON lead.id = area_step.lead
        LEFT JOIN event AS of ON of.id = lead.event
        WHERE done.event = ?1 OR area_step.date_was = ?1
        ORDER BY log.said_at DESC, seq DESC
        """,
        (event,),
    )


def by_lead(look: Reading, event: int) -> dict[int, int]:
    """Return how many of those areas each lead, 0 for the organizers, said to be clean."""
    rows = look.rows(
        f"""
        SELECT area_step.lead, count(*) FROM ({_DONE}) AS done
        JOIN area_step USING (seq)
        WHERE done.event = ?1 OR area_step.date_was = ?1
        GROUP BY area_step.lead
        """,
        (event,),
    )
    return {row[0]: row[1] for row in rows}
