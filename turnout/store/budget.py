"""What was set for messages, who wants none or a reminder, and all that is known of whom to tell.

A stop stands under what `person` or `contact` of it makes: a number, or a keyed digest.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from turnout.model.sending import Budget, Messaging
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.tellings import REACHED
from turnout.store.times import read, written

_AUDIENCE = f"""
    SELECT person.id AS person, person.name, person.lang, person.erased_at,
           current.status, current.party, current.lead AS lead_id, current.door, log.said_at,
           coalesce(lead.name, '') AS lead, coalesce(lead.user, '') AS user,
           coalesce(lead.host, '') AS host,
           EXISTS (SELECT 1 FROM reminder
                   WHERE reminder.person = person.id AND reminder.event = :event) AS wants,
           {REACHED}
    FROM person
    LEFT JOIN current ON current.person = person.id AND current.event = :event
    LEFT JOIN log ON log.seq = current.seq
    LEFT JOIN lead ON lead.id = current.lead
"""


def audience(look: Reading, event: int, scope: int) -> list[Any]:
    """Return everybody whose word stands at `event`, as they are reached, with their lead.

    scope: 0, or a quiet event's own.
    """
    return look.rows(
        _AUDIENCE + "WHERE current.seq IS NOT NULL ORDER BY current.seq",
        {"event": event, "scope": scope},
    )


def one_of(look: Reading, person: int, event: int, scope: int) -> Any:
    """Return `person` as `audience` does, whether or not their word stands at `event`; or None."""
    return look.row(
        _AUDIENCE + "WHERE person.id = :person",
        {"event": event, "scope": scope, "person": person},
    )


def budget(look: Reading) -> Budget:
    """Return how often one person may be asked."""
    row = look.row("SELECT most, days, quiet_from, quiet_until FROM contact_budget")
    return Budget(*tuple(row)) if row else Budget()


def set_budget(tx: Transaction, now: Budget) -> None:
    """Keep how often one person may be asked from now on."""
    tx.run(
        """
        INSERT INTO contact_budget (one, most, days, quiet_from, quiet_until)
        VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (one) DO UPDATE SET
            most = excluded.most, days = excluded.days,
            quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until
        """,
        (now.most, now.days, now.quiet_from, now.quiet_until),
    )


def messaging(look: Reading, event: int) -> Messaging:
    """Return what was set for messages of `event`."""
    row = look.row("SELECT by_rule, days, missed FROM messaging WHERE event = ?", (event,))
    if row is None:
        return Messaging()
    days = tuple(int(day) for day in row["days"].split())
    return Messaging(bool(row["by_rule"]), days, bool(row["missed"]))


def set_messaging(tx: Transaction, event: int, now: Messaging) -> None:
    """Keep what was set for messages of `event`."""
    tx.run(
        """
        INSERT INTO messaging (event, by_rule, days, missed)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (event) DO UPDATE SET
            by_rule = excluded.by_rule, days = excluded.days, missed = excluded.missed
        """,
        (event, int(now.by_rule), " ".join(map(str, now.days)), int(now.missed)),
    )


def by_rule(look: Reading) -> list[int]:
    """Return the events whose messages go out by themselves."""
    return [row[0] for row in look.rows("SELECT event FROM messaging WHERE by_rule = 1")]


def stop(tx: Transaction, who: Iterable[str], at: datetime) -> None:
    """Keep that nothing goes out to `who` any more; nothing takes that back."""
    for each in who:
        tx.run(
            "INSERT INTO stop (who, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (each, written(at))
        )


def stops(look: Reading) -> set[str]:
    """Return all under which a stop stands."""
    return {row[0] for row in look.rows("SELECT who FROM stop")}


def has_stopped(look: Reading, who: list[str]) -> bool:
    """Return whether a stop stands under any of `who`."""
    return look.row(f"SELECT 1 FROM stop WHERE who IN ({marks(who)}) LIMIT 1", who) is not None


def stopped_at(look: Reading, who: str) -> datetime | None:
    """Return since when a stop stands under `who`, or None."""
    row = look.row("SELECT at FROM stop WHERE who = ?", (who,))
    return read(row[0]) if row else None


def person_stop(person: int) -> str:
    """Return under what the stop of a person stands."""
    return f"person:{person}"


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Let one human want what either of the two said: no messages, or a reminder."""
    tx.run(
        "INSERT INTO stop (who, at) SELECT ?, at FROM stop WHERE who = ? ON CONFLICT DO NOTHING",
        (person_stop(kept), person_stop(gone)),
    )
    tx.run("DELETE FROM stop WHERE who = ?", (person_stop(gone),))
    tx.run(
        """
        INSERT INTO reminder (event, person, wording, at)
        SELECT event, ?, wording, at FROM reminder WHERE person = ?
        ON CONFLICT DO NOTHING
        """,
        (kept, gone),
    )
    tx.run("DELETE FROM reminder WHERE person = ?", (gone,))


def remind(tx: Transaction, event: int, person: int, wording: str, at: datetime) -> None:
    """Keep that `person` wants to be reminded of `event`, and by which wording they said so."""
    tx.run(
        """
        INSERT INTO reminder (event, person, wording, at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (event, person) DO UPDATE SET wording = excluded.wording, at = excluded.at
        """,
        (event, person, wording, written(at)),
    )


def reminder_of(look: Reading, event: int, person: int) -> list[str] | None:
    """Return [wording, at] of a wish to be reminded, or None."""
    row = look.row(
        "SELECT wording, at FROM reminder WHERE event = ? AND person = ?", (event, person)
    )
    return list(row) if row else None


def note_trouble(tx: Transaction, trouble: str, at: datetime) -> None:
    """Keep what keeps messages from going out; empty: nothing does."""
    tx.run(
        """
        INSERT INTO post_office (one, trouble, at)
        VALUES (1, ?, ?)
        ON CONFLICT (one) DO UPDATE SET trouble = excluded.trouble, at = excluded.at
        """,
        (trouble, written(at)),
    )


def trouble(look: Reading) -> str:
    """Return what keeps messages from going out, a code such as "refused:535"; empty: nothing."""
    row = look.row("SELECT trouble FROM post_office")
    return row[0] if row else ""
