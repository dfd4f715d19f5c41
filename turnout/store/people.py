"""People: the only rows that are personal, and the only ones ever blanked.

scope: 0, or the id of a quiet event, whose people are matched with nobody elsewhere.
"""

from datetime import datetime
from typing import Any

from turnout.store import (
    attendance,
    budget,
    claims,
    invitations,
    outbox,
    outbox_looks,
    recognition,
    tellings,
)
from turnout.store.contract import Reading, Rows, Tally, Transaction
from turnout.store.times import written

# A phone at a door may still say the number of who was made one with another.
_FREED = "(SELECT coalesce(max(gone), 0) FROM merged_person)"
_PERSON = Rows("person", ("id", "name", "lang"), freed=_FREED)
_CONTACT = Tally("person_contact", ("scope", "kind", "value"), ("person",), once=True)


def by_contact(look: Reading, scope: int, kind: str, value: str) -> int | None:
    """Return the person reached at this contact, or None."""
    found = look.kept(_CONTACT, (scope, kind, value))
    return found[0] if found else None


def by_handle(look: Reading, scope: int, host: str, user: str) -> int | None:
    """Return the person known by this handle on this host (not empty), or None."""
    row = look.row(
        """
        SELECT person FROM person_handle
        WHERE scope = ? AND host = ? AND user = ? AND host <> ''
        """,
        (scope, host, user),
    )
    return row[0] if row else None


def everywhere_by_contact(look: Reading, kind: str, value: str) -> list[int]:
    """Return everybody reached at this contact, quiet events included: to erase them."""
    rows = look.rows(
        "SELECT person FROM person_contact WHERE kind = ? AND value = ?", (kind, value)
    )
    return [row[0] for row in rows]


def everywhere_by_handle(look: Reading, host: str, user: str) -> list[int]:
    """Return everybody known by this handle on this host, quiet events included."""
    rows = look.rows("SELECT person FROM person_handle WHERE host = ? AND user = ?", (host, user))
    return [row[0] for row in rows]


def insert(tx: Transaction, name: str, lang: str) -> int:
    """Store a new person; return the id."""
    person = tx.next_id(_PERSON)
    tx.add(_PERSON, (person, name, lang))
    return person


def rename(tx: Transaction, person: int, name: str) -> None:
    """Give a person the name they last gave."""
    tx.run("UPDATE person SET name = ? WHERE id = ?", (name, person))


def add_contact(tx: Transaction, scope: int, person: int, kind: str, value: str) -> None:
    """Note that `person` is reached at this contact, unless somebody already is."""
    if by_contact(tx, scope, kind, value) is None:
        tx.keep(_CONTACT, (scope, kind, value), (person,))


def replace_contact(tx: Transaction, scope: int, person: int, kind: str, value: str) -> None:
    """Note that `person` is reached at this contact, and no longer at others of its kind."""
    tx.run(
        "DELETE FROM person_contact WHERE scope = ? AND person = ? AND kind = ?",
        (scope, person, kind),
    )
    add_contact(tx, scope, person, kind, value)


def take_contact(tx: Transaction, scope: int, person: int, kind: str, value: str) -> None:
    """Note that `person` is no longer reached at this contact."""
    tx.run(
        "DELETE FROM person_contact WHERE scope = ? AND person = ? AND kind = ? AND value = ?",
        (scope, person, kind, value),
    )


def take_handle(tx: Transaction, scope: int, person: int, host: str, user: str) -> None:
    """Note that `person` is no longer known by this handle."""
    tx.run(
        "DELETE FROM person_handle WHERE scope = ? AND person = ? AND host = ? AND user = ?",
        (scope, person, host, user),
    )


def add_handle(tx: Transaction, scope: int, person: int, host: str, user: str) -> None:
    """Note that `person` is known by this handle, unless somebody already is."""
    tx.run(
        """
        INSERT INTO person_handle (scope, host, user, person)
        VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        (scope, host, user, person),
    )


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Make everything of `gone` be of `kept`: they turned out to be one human.

    The running totals are the caller's to mend.
    """
    tx.run(  # what only one of them said of themselves is not lost
        """
        UPDATE person SET
            name = CASE person.name WHEN '' THEN other.name ELSE person.name END,
            lang = CASE person.lang WHEN '' THEN other.lang ELSE person.lang END
        FROM person AS other
        WHERE person.id = ? AND other.id = ?
        """,
        (kept, gone),
    )
    tx.run(
        """
        DELETE FROM person_handle
        WHERE person = ? AND host = '' AND EXISTS (
            SELECT 1 FROM person_handle AS same
            WHERE same.person = ? AND same.host = ''
              AND same.scope = person_handle.scope AND same.user = person_handle.user
        )
        """,
        (gone, kept),
    )
    for table in ("person_contact", "person_handle", "commitment", "receipt", "grant_", "lead"):
        tx.run(f"UPDATE {table} SET person = ? WHERE person = ?", (kept, gone))
    for table, columns in (("need", "event, {}, need"), ("consent", "event, {}, wording, at")):
        tx.run(
            f"INSERT INTO {table} SELECT {columns.format('?')} FROM {table} WHERE person = ? "
            "ON CONFLICT DO NOTHING",
            (kept, gone),
        )
        tx.run(f"DELETE FROM {table} WHERE person = ?", (gone,))
    tx.run("UPDATE area SET reporter = ? WHERE reporter = ?", (kept, gone))
    tellings.merge(tx, kept, gone)
    outbox_looks.merge(tx, kept, gone)
    budget.merge(tx, kept, gone)
    for column in ("person", "other"):
        tx.run(f"UPDATE likeness SET {column} = ? WHERE {column} = ?", (kept, gone))
    attendance.merge_people(tx, kept, gone)
    invitations.merge(tx, kept, gone)
    tx.run("DELETE FROM person WHERE id = ?", (gone,))


def erase(tx: Transaction, person: int, at: datetime) -> None:
    """Blank a person: name, contacts, handles, needs, notes and links. Records and counts stay."""
    tx.run(
        "UPDATE person SET name = '', lang = '', erased_at = ? WHERE id = ?", (written(at), person)
    )
    _forget_links(tx, person)
    claims.forget_person(tx, person)
    outbox.spare_all(tx, [person], "erased", at)
    for table in ("person_contact", "person_handle", "need", "consent", "reminder"):
        tx.run(f"DELETE FROM {table} WHERE person = ?", (person,))
    tx.run("DELETE FROM note WHERE seq IN (SELECT seq FROM commitment WHERE person = ?)", (person,))
    tx.run("UPDATE receipt SET fingerprint = '', person = NULL WHERE person = ?", (person,))
    tx.run("UPDATE area SET reporter = NULL WHERE reporter = ?", (person,))
    tx.run("UPDATE grant_ SET revoked_at = ? WHERE person = ?", (written(at), person))
    tx.run(
        """
        UPDATE challenge SET text = ''
        WHERE by_lead <> 0 AND by_lead IN (SELECT id FROM lead WHERE person = ?)
        """,
        (person,),
    )
    # A lead's own name and handle are theirs as well; the row stays, for what they brought.
    for row in tx.rows("SELECT id FROM lead WHERE person = ?", (person,)):
        recognition.forget(tx, row["id"])
    tx.run(
        "DELETE FROM lead_handle WHERE lead IN (SELECT id FROM lead WHERE person = ?)", (person,)
    )
    tx.run(
        "UPDATE lead SET name = '', user = 'erased-' || id, host = '' WHERE person = ?", (person,)
    )


def _forget_links(tx: Transaction, person: int) -> None:
    """Drop the refusals of posts whose link tells who wrote them."""
    tx.run(
        """
        DELETE FROM refusal
        WHERE EXISTS (
            SELECT 1 FROM person_handle
            WHERE person = ?
              AND lower(refusal.ref) || '/' LIKE '%/@' || person_handle.user || '/%'
              AND lower(refusal.ref) LIKE '%' || person_handle.host || '%'
        )
        """,
        (person,),
    )


def set_needs(tx: Transaction, event: int, person: int, needs: tuple[str, ...]) -> None:
    """Replace what `person` needs at `event`."""
    tx.run("DELETE FROM need WHERE event = ? AND person = ?", (event, person))
    for need in needs:
        tx.run("INSERT INTO need (event, person, need) VALUES (?, ?, ?)", (event, person, need))


def set_consent(tx: Transaction, event: int, person: int, wording: str, at: datetime) -> None:
    """Keep which wording `person` agreed to, and when; the newest stands."""
    tx.run(
        """
        INSERT INTO consent (event, person, wording, at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (event, person) DO UPDATE SET wording = excluded.wording, at = excluded.at
        """,
        (event, person, wording, written(at)),
    )


def take_consent(tx: Transaction, event: int, person: int) -> None:
    """Keep that `person` has agreed to nothing at `event`."""
    tx.run("DELETE FROM consent WHERE event = ? AND person = ?", (event, person))


def card(look: Reading, person: int) -> Any:
    """Return the row of `person` (name, lang, erased_at), or None."""
    return look.row("SELECT name, lang, erased_at FROM person WHERE id = ?", (person,))
