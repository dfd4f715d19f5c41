"""Goals, and the totals that leads report: of each the newest stands."""

from typing import Any

from turnout.store.contract import Reading, Transaction

SETTLED = "settled:"  # begins the log's key of what a decision on posts brought back


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


def settled_within(look: Reading, event: int, lead: int, first: int, last: int) -> int | None:
    """Return the total of `lead` before the record from `first` to `last` that is their newest
    report; None where their newest is none of these."""
    rows = look.rows(
        """
        SELECT seq, people FROM report
        WHERE event = ? AND lead = ? ORDER BY seq DESC LIMIT 2
        """,
        (event, lead),
    )
    if not rows or not first <= rows[0]["seq"] <= last:
        return None
    return int(rows[1]["people"]) if len(rows) > 1 else 0
