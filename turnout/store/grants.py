"""Links and keys, as hashes; and the sessions that hold what they grant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from turnout.model import Grant, Role
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import written

_SELECT = """
    SELECT grant_.id, grant_.role, event.slug, lead.user, lead.host, grant_.person
    FROM grant_
    LEFT JOIN event ON event.id = grant_.event
    LEFT JOIN lead ON lead.id = grant_.lead
"""
_GOOD = "grant_.revoked_at IS NULL AND (grant_.expires_at IS NULL OR grant_.expires_at > ?)"


def insert(
    tx: Transaction, token: str, role: Role, event: int | None, lead: int | None,
    person: int | None, at: datetime, expires_at: datetime | None, message: str | None = None,
) -> int:  # fmt: skip
    """Store a grant under the hash `token`; return its id.

    message: in which it is sent to its person's own address, if it is.
    """
    row = tx.row(
        """
        INSERT INTO grant_ (token, role, event, lead, person, made_at, expires_at, message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (
            token,
            role.value,
            event,
            lead,
            person,
            written(at),
            written(expires_at) if expires_at else None,
            message,
        ),
    )
    return int(row[0])


def by_token(look: Reading, token: str, now: datetime) -> Grant | None:
    """Return the grant of the hash `token`, unless it expired or was revoked."""
    row = look.row(_SELECT + f"WHERE grant_.token = ? AND {_GOOD}", (token, written(now)))
    return _grant(row) if row else None


def was_made(look: Reading, token: str) -> bool:
    """Return whether there ever was a grant of the hash `token`, good or not."""
    return look.row("SELECT 1 FROM grant_ WHERE token = ?", (token,)) is not None


def by_id(look: Reading, grant: int, now: datetime) -> Grant | None:
    """Return grant `grant`, unless it expired or was revoked."""
    row = look.row(_SELECT + f"WHERE grant_.id = ? AND {_GOOD}", (grant, written(now)))
    return _grant(row) if row else None


def with_sites(look: Reading, held: list[Grant]) -> list[Grant]:
    """Return `held`, and each organizer's of an event again for every site below it."""
    return [each for grant in held for each in (grant, *_of_sites(look, grant))]


def every(look: Reading, now: datetime) -> list[tuple[Grant, str, str | None]]:
    """Return all good grants but supporters' own, as (grant, made at, expires at)."""
    rows = look.rows(
        _SELECT.replace("grant_.person\n", "grant_.person, grant_.made_at, grant_.expires_at\n")
        + f"WHERE {_GOOD} AND grant_.role <> 'supporter' ORDER BY grant_.id",
        (written(now),),
    )
    return [(_grant(row), row["made_at"], row["expires_at"]) for row in rows]


def revoke(tx: Transaction, grant: int, at: datetime) -> bool:
    """End grant `grant` and every session that holds it; return whether there was one."""
    row = tx.row(
        "UPDATE grant_ SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING id",
        (written(at), grant),
    )
    return row is not None


def of_leads(look: Reading, event: int, now: datetime) -> list[Any]:
    """Return (lead, made_at, expires_at, opened_at) of each good link of a lead of `event`, the
    newest last. opened_at: when a device first opened it; None: none has, or it forgot since."""
    return look.rows(
        f"""
        SELECT grant_.lead, grant_.made_at, grant_.expires_at,
               (SELECT min(session.made_at) FROM session
                WHERE session.grant_id = grant_.id) AS opened_at
        FROM grant_
        WHERE grant_.event = ? AND grant_.role = 'lead' AND grant_.lead IS NOT NULL AND {_GOOD}
        ORDER BY grant_.id
        """,
        (event, written(now)),
    )


def revoke_of_lead(tx: Transaction, lead: int, at: datetime) -> int:
    """End every link of `lead`, and every session that holds one; return how many there were."""
    ended = tx.rows(
        """
        UPDATE grant_ SET revoked_at = ?
        WHERE lead = ? AND role = 'lead' AND revoked_at IS NULL
        RETURNING id
        """,
        (written(at), lead),
    )
    return len(ended)


def open_session(
    tx: Transaction, token: str, grant: int, at: datetime, expires_at: datetime,
    by_account: bool = False,
) -> None:  # fmt: skip
    """Let the session of the hash `token` hold `grant`; by_account: while its account may."""
    tx.run(
        """
        INSERT INTO session (token, grant_id, made_at, expires_at, by_account)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (token, grant_id) DO UPDATE SET
            made_at = excluded.made_at, expires_at = excluded.expires_at,
            by_account = excluded.by_account
        """,
        (token, grant, written(at), written(expires_at), int(by_account)),
    )


def go_on(tx: Transaction, before: str, token: str, at: datetime, expires_at: datetime) -> None:
    """Let the session `token` hold what the session `before` holds, links for as long as a new
    one would; what stands on an account no longer than it did."""
    tx.run(
        """
        INSERT INTO session (token, grant_id, made_at, expires_at, by_account)
        SELECT ?, grant_id, ?, CASE by_account WHEN 1 THEN expires_at ELSE ? END, by_account
        FROM session
        WHERE token = ? AND expires_at > ?
        """,
        (token, written(at), written(expires_at), before, written(at)),
    )


def of_session(
    look: Reading, token: str, now: datetime, accounts: Sequence[str] = ()
) -> list[Grant]:
    """Return the good grants that the session of the hash `token` holds; what stands on an
    account only while that is one of `accounts`, the hashes of those who may."""
    rows = look.rows(
        _SELECT
        + f"""
        JOIN session ON session.grant_id = grant_.id
        WHERE session.token = ? AND session.expires_at > ? AND {_GOOD}
          AND (session.by_account = 0 OR grant_.token IN ({marks(accounts)}))
        ORDER BY grant_.id
        """,
        (token, written(now), written(now), *accounts),
    )
    return [_grant(row) for row in rows]


def insert_handover(
    tx: Transaction, token: str, grant: int, now: datetime, expires_at: datetime
) -> None:
    """Let the hash `token` open one session that holds `grant`; forget those that expired."""
    tx.run("DELETE FROM handover WHERE expires_at <= ?", (written(now),))
    tx.run(
        "INSERT INTO handover (token, grant_id, expires_at) VALUES (?, ?, ?)",
        (token, grant, written(expires_at)),
    )


def handed_over(look: Reading, token: str, now: datetime) -> Grant | None:
    """Return the good grant that the handover of the hash `token` is of, or None."""
    row = look.row(
        _SELECT
        + f"""
        JOIN handover ON handover.grant_id = grant_.id
        WHERE handover.token = ? AND handover.expires_at > ? AND {_GOOD}
        """,
        (token, written(now), written(now)),
    )
    return _grant(row) if row else None


def take_handover(tx: Transaction, token: str) -> bool:
    """Use up the handover of the hash `token`; return whether it was there."""
    return bool(tx.rows("DELETE FROM handover WHERE token = ? RETURNING token", (token,)))


def sign_out(tx: Transaction, grant: int) -> None:
    """Forget the sessions and handovers that stand on the account of `grant`."""
    tx.run("DELETE FROM session WHERE grant_id = ? AND by_account = 1", (grant,))
    tx.run("DELETE FROM handover WHERE grant_id = ?", (grant,))


def close_session(tx: Transaction, token: str) -> None:
    """Forget the session of the hash `token`."""
    tx.run("DELETE FROM session WHERE token = ?", (token,))


def forget_sessions(tx: Transaction, now: datetime) -> int:
    """Forget the sessions that are good for nothing any more; return how many there were."""
    gone = tx.rows(
        f"""
        DELETE FROM session
        WHERE expires_at <= ?
            OR grant_id NOT IN (SELECT grant_.id FROM grant_ WHERE {_GOOD})
        RETURNING token
        """,
        (written(now), written(now)),
    )
    return len(gone)


def _of_sites(look: Reading, grant: Grant) -> list[Grant]:
    if grant.role is not Role.ORGANIZER or grant.event is None:
        return []
    rows = look.rows(
        """
        WITH RECURSIVE below (id, slug) AS (
            SELECT site.id, site.slug FROM event
            JOIN event AS site ON site.parent = event.id
            WHERE event.slug = ?
            UNION
            SELECT event.id, event.slug FROM event JOIN below ON event.parent = below.id
        )
        SELECT slug FROM below ORDER BY id
        """,
        (grant.event,),
    )
    return [replace(grant, event=row[0]) for row in rows]


def _grant(row: Any) -> Grant:
    handle = f"{row['user']}@{row['host']}" if row["host"] else row["user"]
    return Grant(row["id"], Role(row["role"]), row["slug"], handle, row["person"])
