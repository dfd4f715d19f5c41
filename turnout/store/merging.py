"""Two leads of one event made one: every row of the one is the other's."""

from typing import Any

from turnout.store.contract import Reading, Transaction


def merge(tx: Transaction, event: int, kept: int, gone: int) -> None:
    """Make everything of `gone` be of `kept`: people, records, handles, links, recruits.

    What stands for each, and who recruited `kept`, is the caller's to mend.
    """
    both = {"event": event, "kept": kept, "gone": gone}
    for table in ("commitment", "current", "report", "goal", "arrival", "present", "recognition"):
        tx.run(f"UPDATE {table} SET lead = :kept WHERE event = :event AND lead = :gone", both)
    tx.run("UPDATE movement SET lead = :kept WHERE site = :event AND lead = :gone", both)
    tx.run("UPDATE grant_ SET lead = :kept WHERE lead = :gone", both)
    tx.run("UPDATE outbox SET lead = :kept WHERE lead = :gone", both)
    tx.run("UPDATE lead SET recruited_by = :kept WHERE recruited_by = :gone", both)
    tx.run("UPDATE review SET subject = 'lead:' || :kept WHERE subject = 'lead:' || :gone", both)
    tx.run(  # whose account it is said to be
        """
        UPDATE decision SET subject = replace(subject, ':' || :gone || ':', ':' || :kept || ':')
        WHERE event = :event AND subject LIKE 'account:' || :gone || ':%'
        """,
        both,
    )
    for table, column in (("area", "steward"), ("area_step", "lead"), ("neighbourhood", "steward")):
        tx.run(f"UPDATE {table} SET {column} = :kept WHERE {column} = :gone", both)
    _add_hours(tx, both)
    _add_handles(tx, both)
    tx.run("UPDATE merged_lead SET kept = :kept WHERE kept = :gone", both)
    tx.run("INSERT INTO merged_lead (gone, kept) VALUES (:gone, :kept)", both)
    tx.run(
        """
        UPDATE lead SET person = (SELECT person FROM lead WHERE id = :gone)
        WHERE id = :kept AND person IS NULL
        """,
        both,
    )
    tx.run("DELETE FROM standing WHERE event = :event AND lead = :gone", both)
    tx.run("DELETE FROM lead WHERE id = :gone", both)


def became(look: Reading, lead: int) -> int:
    """Return the lead that `lead` is now: another one, where the two were made one."""
    row = look.row("SELECT kept FROM merged_lead WHERE gone = ?", (lead,))
    return row[0] if row else lead


def made_of(look: Reading, lead: int) -> list[int]:
    """Return `lead` and the leads that became it."""
    rows = look.rows("SELECT gone FROM merged_lead WHERE kept = ? ORDER BY gone", (lead,))
    return [lead, *(row[0] for row in rows)]


def _add_hours(tx: Transaction, both: dict[str, Any]) -> None:
    tx.run(
        """
        INSERT INTO pace (event, hour, lead, confirmed, yes, maybe, declared)
        SELECT event, hour, :kept, confirmed, yes, maybe, declared FROM pace
        WHERE event = :event AND lead = :gone
        ON CONFLICT (event, hour, lead) DO UPDATE SET
            confirmed = confirmed + excluded.confirmed, yes = yes + excluded.yes,
            maybe = maybe + excluded.maybe, declared = declared + excluded.declared
        """,
        both,
    )
    tx.run("DELETE FROM pace WHERE event = :event AND lead = :gone", both)


def _add_handles(tx: Transaction, both: dict[str, Any]) -> None:
    """Let the handles of `gone` lead to `kept`, so that links that carry them go on counting."""
    tx.run(
        """
        INSERT INTO lead_handle (lead, user, host)
        SELECT :kept, user, host FROM (
            SELECT user, host FROM lead WHERE id = :gone
            UNION
            SELECT user, host FROM lead_handle WHERE lead = :gone
        ) AS theirs
        WHERE NOT EXISTS (
            SELECT 1 FROM lead AS own
            WHERE own.id = :kept AND own.user = theirs.user AND own.host = theirs.host
        )
        ON CONFLICT DO NOTHING
        """,
        both,
    )
    tx.run("DELETE FROM lead_handle WHERE lead = :gone", both)
