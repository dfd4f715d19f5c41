"""What happened of a campaign, as rows: steps of areas, and dates made and changed."""

from collections.abc import Sequence
from typing import Any

from turnout.store.contract import Reading
from turnout.store.standings import marks


def of_areas(look: Reading, event: int, most: int) -> list[Any]:
    """Return the newest steps by which areas on the map of `event`, or at it, were cleaned or
    reopened, newest first: of areas that are shown, and not taken back."""
    return look.rows(
        """
        SELECT area_step.seq, log.said_at AS at, area_step.step, area_step.bags,
               area_step.volunteers, area_step.lead, area.id AS area, area.title, area.m2
        FROM area_step
        JOIN log USING (seq)
        JOIN area ON area.id = area_step.area
        WHERE (area.event = ?1 OR area_step.date_was = ?1)
          AND area.review = 'shown' AND area_step.step IN ('clean', 'reopen')
          AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq)
        ORDER BY area_step.seq DESC
        LIMIT ?2
        """,
        (event, most),
    )


def made(look: Reading, events: Sequence[int]) -> list[Any]:
    """Return the record (event, seq, at) by which each of `events` was made."""
    return look.rows(
        f"""
        SELECT event, min(seq) AS seq, min(at) AS at FROM log
        WHERE kind = 'event' AND event IN ({marks(events)})
        GROUP BY event
        """,
        events,
    )


def rescheduled(look: Reading, events: Sequence[int]) -> list[Any]:
    """Return what stood before each change of schedule of `events`, and when it was changed, the
    first one first."""
    return look.rows(
        f"""
        SELECT rescheduling.*, log.at FROM rescheduling
        JOIN log USING (seq)
        WHERE rescheduling.event IN ({marks(events)})
        ORDER BY rescheduling.seq
        """,
        events,
    )
