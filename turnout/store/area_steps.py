"""The steps of the lives of areas."""

from datetime import datetime
from typing import Any

from turnout.model.areas import AreaState, AreaStep, Stand, Step
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, read_or_none

_STEP = """
    SELECT area_step.*, log.at, log.said_at, log.door, log.by, event.slug AS date_slug,
           EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq) AS undone
    FROM area_step
    JOIN log USING (seq)
    LEFT JOIN event ON event.id = coalesce(area_step.date, area_step.date_was)
"""


def insert(
    tx: Transaction, seq: int, area: int, step: Step, before: Stand | None, after: Stand, *,
    lead: int = 0, note: str = "", bags: int = 0, volunteers: int = 0, reason: str = "",
    of: int | None = None,
) -> None:  # fmt: skip
    """Keep a step, and that the area is where it leads to from now on."""
    keep(
        tx, seq, area, step, before, after, lead=lead, note=note, bags=bags,
        volunteers=volunteers, reason=reason, of=of,
    )  # fmt: skip
    tx.run(
        "UPDATE area SET state = ?, date = ?, changed = ? WHERE id = ?",
        (after.state.value, after.date, seq, area),
    )


def keep(
    tx: Transaction, seq: int, area: int, step: Step, before: Stand | None, after: Stand, *,
    lead: int = 0, note: str = "", bags: int = 0, volunteers: int = 0, reason: str = "",
    of: int | None = None,
) -> None:  # fmt: skip
    """Keep a step; where the area is, is kept by the caller."""
    tx.run(
        """
        INSERT INTO area_step (
            seq, area, step, state_was, date_was, state, date, lead, note, bags, volunteers,
            reason, of
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            seq, area, step.value, before.state.value if before else "",
            before.date if before else None, after.state.value, after.date, lead, note, bags,
            volunteers, reason, of,
        ),
    )  # fmt: skip


def of_event(look: Reading, event: int) -> list[Any]:
    """Return every step on the map of `event`; date, date_was: slugs of events."""
    return look.rows(
        """
        SELECT area_step.seq, area_step.area, area_step.step, area_step.state_was,
               was.slug AS date_was, area_step.state, date.slug AS date, area_step.lead,
               area_step.note, area_step.bags, area_step.volunteers, area_step.reason, area_step.of
        FROM area_step
        JOIN area ON area.id = area_step.area
        LEFT JOIN event AS was ON was.id = area_step.date_was
        LEFT JOIN event AS date ON date.id = area_step.date
        WHERE area.event = ? ORDER BY area_step.seq
        """,
        (event,),
    )


def history(look: Reading, area: int) -> list[AreaStep]:
    """Return all steps of an area, the first one first."""
    return [
        _step(row) for row in look.rows(_STEP + "WHERE area_step.area = ? ORDER BY seq", (area,))
    ]


def newest_of(look: Reading, event: int, group: int, most: int) -> list[AreaStep]:
    """Return the newest `most` steps of the shown areas of a group, newest first, but for what
    was taken back, the taking back, and corrections, which are no news of a place."""
    rows = look.rows(
        f"""
        {_STEP} WHERE area_step.step NOT IN ('undo', 'change')
          AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq)
          AND area_step.area IN (
            SELECT id FROM area
            WHERE area.event = ? AND area.neighbourhood = ? AND area.review = 'shown'
          )
        ORDER BY seq DESC LIMIT ?
        """,
        (event, group, most),
    )
    return [_step(row) for row in rows]


def moved_at(look: Reading, event: int) -> dict[int, datetime]:
    """Return when each area on the map of `event` took its newest step, corrections aside: who
    mends its words, or says who looks after it, was not there."""
    rows = look.rows(
        """
        SELECT newest.area, log.at FROM (
            SELECT area_step.area, max(area_step.seq) AS seq FROM area_step
            JOIN area ON area.id = area_step.area
            WHERE area.event = ? AND area_step.step <> 'change'
            GROUP BY area_step.area
        ) AS newest
        JOIN log USING (seq)
        """,
        (event,),
    )
    return {row["area"]: read(row["at"]) for row in rows}


def cleanings(look: Reading, event: int) -> dict[int, AreaStep]:
    """Return how each area on the map of `event` that is clean was last cleaned."""
    rows = look.rows(
        f"""
        {_STEP} WHERE seq IN (
            SELECT max(clean.seq) FROM area_step AS clean
            JOIN area ON area.id = clean.area
            WHERE area.event = ? AND area.state = 'cleaned' AND clean.step = 'clean'
              AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = clean.seq)
            GROUP BY clean.area
        )
        """,
        (event,),
    )
    return {row["area"]: _step(row) for row in rows}


def cleaned(look: Reading, event: int) -> list[Any]:
    """Return the newest cleaning that stands of each shown area of `event` that is clean (seq,
    area, title, m2, bags, volunteers, said_at), the first one first."""
    return look.rows(
        """
        SELECT clean.seq, area.id AS area, area.title, area.m2, clean.bags, clean.volunteers,
               log.said_at
        FROM area
        JOIN area_step AS clean ON clean.seq = (
            SELECT max(step.seq) FROM area_step AS step
            WHERE step.area = area.id AND step.step = 'clean'
              AND NOT EXISTS (
                SELECT 1 FROM area_step AS back WHERE back.area = area.id AND back.of = step.seq
              )
        )
        JOIN log ON log.seq = clean.seq
        WHERE area.event = ? AND area.state = 'cleaned' AND area.review = 'shown'
        ORDER BY log.said_at, clean.seq
        """,
        (event,),
    )


def newest_standing(look: Reading, area: int) -> Any:
    """Return the newest step of an area that was not taken back, and is no taking back; a
    correction of its words moves it nowhere, and is none either."""
    return look.row(
        """
        SELECT * FROM area_step
        WHERE area = ? AND step NOT IN ('undo', 'change')
          AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq)
        ORDER BY seq DESC LIMIT 1
        """,
        (area,),
    )


def one(look: Reading, seq: int) -> Any:
    """Return the row of step `seq`, or None."""
    return look.row("SELECT * FROM area_step WHERE seq = ?", (seq,))


def taken_back_by(look: Reading, seq: int) -> int | None:
    """Return the record that took back step `seq`, or None."""
    row = look.row("SELECT seq FROM area_step WHERE of = ?", (seq,))
    return row[0] if row else None


def newest_said_at(look: Reading, area: int) -> datetime | None:
    """Return when the newest step of an area was done, its corrections aside, or None."""
    row = look.row(
        """
        SELECT max(log.said_at) FROM area_step JOIN log USING (seq)
        WHERE area = ? AND step <> 'change'
        """,
        (area,),
    )
    return read_or_none(row[0])


def released_by(look: Reading, date: int, reason: str) -> list[int]:
    """Return the areas whose newest step is that they were taken off the event `date` for
    `reason`: what may go back onto it when it takes place after all."""
    rows = look.rows(
        """
        SELECT area_step.area FROM area_step
        JOIN area ON area.id = area_step.area
        WHERE area_step.date_was = ? AND area_step.reason = ? AND area_step.step = 'release'
          AND area_step.seq = (
              SELECT max(seq) FROM area_step AS later
              WHERE later.area = area.id AND later.step <> 'change'
          )
        ORDER BY area_step.area
        """,
        (date, reason),
    )
    return [row[0] for row in rows]


def chains(look: Reading) -> list[Any]:
    """Return every step, area by area, with what the area's own row says; a scan, for `check`."""
    return look.rows(
        """
        SELECT area_step.*, area.state AS state_now, area.date AS date_now
        FROM area_step
        JOIN area ON area.id = area_step.area
        ORDER BY area_step.area, area_step.seq
        """
    )


def _step(row: Any) -> AreaStep:
    return AreaStep(
        seq=row["seq"],
        area=row["area"],
        step=Step(row["step"]),
        state=AreaState(row["state"]),
        at=read(row["at"]),
        said_at=read(row["said_at"]),
        door=row["door"],
        by=row["by"],
        lead=row["lead"],
        date=row["date_slug"] or "",
        note=row["note"],
        bags=row["bags"],
        volunteers=row["volunteers"],
        reason=row["reason"],
        undone=bool(row["undone"]),
    )
