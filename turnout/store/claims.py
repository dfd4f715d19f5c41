"""Claims: what a sign-up says of a known person that may be another's word, kept beside it until
somebody looked.

A claim is waiting (the person is as they were), applied (shown: the person has it, and `was` holds
what it replaced), or dropped (nothing personal is left of it).
"""

import json
from dataclasses import dataclass, field
from typing import Any

from turnout.store.contract import Reading, Transaction

WAITING, APPLIED, DROPPED = "waiting", "applied", "dropped"
_BLANK = (
    "name = '', kind = '', contact = '', user = '', host = '', needs = '', consent = '', was = ''"
)
_COLUMNS = "seq, state, name, kind, contact, user, host, needs, consent, was"


@dataclass(frozen=True)
class Claim:
    """What one held sign-up says of a person. contact: (kind, value); handle: (host, user).

    was: what applying it replaced, by name: name | needs | consent | contact | handle | merged.
    """

    seq: int
    state: str = WAITING
    name: str = ""
    contact: tuple[str, str] | None = None
    handle: tuple[str, str] | None = None
    needs: tuple[str, ...] = ()
    consent: str = ""
    was: dict[str, Any] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        return any((self.name, self.contact, self.handle, self.needs, self.consent))


def insert(tx: Transaction, claim: Claim) -> None:
    """Keep what a held sign-up says of a known person."""
    kind, contact = claim.contact or ("", "")
    host, user = claim.handle or ("", "")
    tx.run(
        f"INSERT INTO claim ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (
            claim.seq,
            claim.state,
            claim.name,
            kind,
            contact,
            user,
            host,
            ",".join(claim.needs),
            claim.consent,
        ),
    )


def one(look: Reading, seq: int) -> Claim | None:
    """Return what sign-up `seq` says of a person known before, or None."""
    row = look.row(f"SELECT {_COLUMNS} FROM claim WHERE seq = ?", (seq,))
    return _claim(row) if row else None


def waiting(look: Reading, event: int) -> dict[int, Claim]:
    """Return what waits at `event`, by sign-up."""
    rows = look.rows(
        f"""
        SELECT {_COLUMNS} FROM claim
        WHERE state = 'waiting' AND seq IN (SELECT seq FROM commitment WHERE event = ?)
        """,
        (event,),
    )
    return {row["seq"]: _claim(row) for row in rows}


def of_link(look: Reading, event: int, person: int, grant: int) -> Claim | None:
    """Return what was said of `person` by the sign-up that the personal link `grant` was given
    for, where that was held; None where it was not."""
    row = look.row(
        """
        SELECT commitment.seq FROM commitment
        JOIN log USING (seq)
        WHERE commitment.event = ? AND commitment.person = ? AND log.by = 'public'
          AND log.at <= (SELECT made_at FROM grant_ WHERE id = ?)
        ORDER BY commitment.seq DESC
        LIMIT 1
        """,
        (event, person, grant),
    )
    return one(look, row[0]) if row else None


def settle(tx: Transaction, seq: int, state: str, was: dict[str, Any]) -> None:
    """Keep that a claim is applied, with what it replaced, or waits again."""
    tx.run(
        "UPDATE claim SET state = ?, was = ? WHERE seq = ?",
        (state, json.dumps(was) if was else "", seq),
    )


def drop(tx: Transaction, seq: int) -> None:
    """Forget what sign-up `seq` said of a person."""
    tx.run(f"UPDATE claim SET state = 'dropped', {_BLANK} WHERE seq = ?", (seq,))


def outdate(tx: Transaction, event: int, person: int, seq: int) -> None:
    """Forget the name, needs and consent of what waits of `person`, who said something newer at
    `seq`; who it may be the same as stays, for the decision."""
    tx.run(
        """
        UPDATE claim SET name = '', needs = '', consent = ''
        WHERE state = 'waiting' AND seq IN (
            SELECT seq FROM commitment WHERE event = ? AND person = ? AND seq < ?
        )
        """,
        (event, person, seq),
    )


def forget_person(tx: Transaction, person: int) -> None:
    """Forget what was said of `person`, and what was said of others with a contact or handle of
    theirs: to be called while those are still known."""
    tx.run(
        f"""
        UPDATE claim SET state = 'dropped', {_BLANK}
        WHERE seq IN (SELECT seq FROM commitment WHERE person = ?1)
           OR EXISTS (SELECT 1 FROM person_contact AS own
                      WHERE own.person = ?1 AND own.kind = claim.kind AND own.value = contact)
           OR EXISTS (SELECT 1 FROM person_handle AS own
                      WHERE own.person = ?1 AND own.host = claim.host AND own.user = claim.user
                        AND own.host <> '')
        """,
        (person,),
    )


def forget_event(tx: Transaction, event: int) -> None:
    """Forget what was said of anybody at `event`."""
    tx.run(
        f"""
        UPDATE claim SET state = 'dropped', {_BLANK}
        WHERE seq IN (SELECT seq FROM commitment WHERE event = ?)
        """,
        (event,),
    )


def forget_said(tx: Transaction, kind: str, value: str) -> int:
    """Forget what was said with this contact (kind "email", "phone"), or this handle (kind: its
    host), of whomever; return how many claims it was."""
    rows = tx.rows(
        "SELECT seq FROM claim WHERE (kind, contact) = (?1, ?2) OR (host, user) = (?1, ?2)",
        (kind, value),
    )
    for row in rows:
        drop(tx, row["seq"])
    return len(rows)


def _claim(row: Any) -> Claim:
    return Claim(
        row["seq"],
        row["state"],
        row["name"],
        (row["kind"], row["contact"]) if row["contact"] else None,
        (row["host"], row["user"]) if row["user"] else None,
        tuple(filter(None, row["needs"].split(","))),
        row["consent"],
        json.loads(row["was"]) if row["was"] else {},
    )
