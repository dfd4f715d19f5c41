"""The outbox as organizers and exports see it, and what becomes of it when people are one."""

from typing import Any

from turnout.store import outbox
from turnout.store.contract import Reading, Transaction


def of_event(look: Reading, event: int) -> list[Any]:
    """Return (occasion, kind, way, state, reason, people, first, last) of an event's outbox;
    last: when the newest of them came to stand so."""
    return look.rows(
        """
        SELECT occasion, kind, way, state, reason, count(*) AS people, min(made_at) AS first,
               max(coalesce(done_at, taken_at, made_at)) AS last, sum(pressed) AS pressed
        FROM outbox
        WHERE event = ?
        GROUP BY occasion, kind, way, state, reason
        ORDER BY min(made_at) DESC, occasion
        """,
        (event,),
    )


def spared(look: Reading, event: int, occasion: str, most: int) -> list[Any]:
    """Return (name, state, reason) of who of an occasion was spared or not reached, by name."""
    return look.rows(
        """
        SELECT coalesce(person.name, '') AS name, outbox.state, outbox.reason
        FROM outbox
        LEFT JOIN person ON person.id = outbox.person
        WHERE outbox.event = ? AND occasion = ? AND state IN ('spared', 'failed')
        ORDER BY outbox.state, outbox.reason, person.name, outbox.id
        LIMIT ?
        """,
        (event, occasion, most),
    )


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Make what went to `gone`, or was to, be of `kept`: one human has one message an occasion,
    and was asked as often as both."""
    tx.run(
        """
        UPDATE outbox SET state = 'spared', reason = 'one_person', done_at = made_at
        WHERE person = ? AND state IN ('due', 'taken')
          AND occasion IN (SELECT occasion FROM outbox WHERE person = ?)
        """,
        (gone, kept),
    )
    tx.run("UPDATE outbox SET person = ? WHERE person = ?", (kept, gone))


def carried(look: Reading, event: int) -> list[Any]:
    """Return all rows of `event` as an export has them."""
    return look.rows(
        """
        SELECT occasion, kind, person, lead, way, state, reason, asks, not_before, not_after,
               tries, made_at, taken_at, last_at, done_at, id
        FROM outbox WHERE event = ? ORDER BY made_at, id
        """,
        (event,),
    )


def bring(tx: Transaction, event: int, person: int, lead: int, row: dict[str, Any]) -> None:
    """Keep a row of an export: what had not left there is not sent from here."""
    if outbox.one(tx, row["id"]):
        return
    left = row["state"] in ("sent", "failed", "spared")
    tx.run(
        """
        INSERT INTO outbox (id, event, occasion, kind, person, lead, way, state, reason, asks,
                            pressed, not_before, not_after, tries, made_at, taken_at, last_at,
                            done_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            row["id"], event, row["occasion"], row["kind"], person, lead, row["way"],
            row["state"] if left else "spared", row["reason"] if left else "brought",
            row["asks"], row["not_before"], row["not_after"], row["tries"], row["made_at"],
            row["taken_at"], row["last_at"], row["done_at"],
        ),
    )  # fmt: skip
