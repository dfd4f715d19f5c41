"""Who is at an event, to be found and forgotten; and what of them is deleted."""

from typing import Any

from turnout.store import claims
from turnout.store.contract import Reading, Transaction


def matching(look: Reading, event: int, text: str, most: int) -> list[Any]:
    """Return the persons (id, name, sign_ups) who signed up for `event` or reported an area there,
    whose name, contact or handle has `text` in it."""
    for letter in ("\\", "%", "_"):
        text = text.replace(letter, "\\" + letter)
    return look.rows(
        r"""
        SELECT person.id, person.name, count(commitment.seq) AS sign_ups
        FROM person
        LEFT JOIN commitment ON commitment.person = person.id AND commitment.event = ?1
        WHERE person.erased_at IS NULL
          AND (commitment.seq IS NOT NULL
               OR person.id IN (SELECT reporter FROM area WHERE event = ?1))
          AND (
            person.name LIKE ?2 ESCAPE '\'
            OR EXISTS (SELECT 1 FROM person_contact
                       WHERE person = person.id AND value LIKE ?2 ESCAPE '\')
            OR EXISTS (SELECT 1 FROM person_handle
                       WHERE person = person.id AND user LIKE ?2 ESCAPE '\')
        )
        GROUP BY person.id
        ORDER BY person.name, person.id
        LIMIT ?3
        """,
        (event, f"%{text}%", most),
    )


def over_with(look: Reading, event: int) -> list[int]:
    """Return those who signed up for `event` or reported an area there, are no lead of it, and
    have no record in another event that is still open."""
    rows = look.rows(
        """
        SELECT person FROM (
            SELECT person FROM commitment WHERE event = ?1
            UNION
            SELECT reporter FROM area WHERE event = ?1 AND reporter IS NOT NULL
        ) AS known
        WHERE person NOT IN (SELECT person FROM lead WHERE person IS NOT NULL)
          AND NOT EXISTS (
              SELECT 1 FROM commitment AS other
              JOIN event ON event.id = other.event
              WHERE other.person = known.person AND other.event <> ?1 AND event.open = 1
          )
          AND NOT EXISTS (
              SELECT 1 FROM area
              JOIN event ON event.id = area.event
              WHERE area.reporter = known.person AND area.event <> ?1 AND event.open = 1
          )
        """,
        (event,),
    )
    return [row[0] for row in rows]


def has_contacts(look: Reading, event: int) -> bool:
    """Return whether a contact, handle, need, note or claim is still kept of who signed up, or why
    something was refused: that names the post by its link, and so who wrote it."""
    persons = over_with(look, event)
    kept = {
        row[0]
        for table in ("person_contact", "person_handle")
        for row in look.rows(f"SELECT DISTINCT person FROM {table}")
    }
    if kept.intersection(persons):
        return True
    row = look.row(
        """
        SELECT EXISTS (SELECT 1 FROM need WHERE event = ?1)
            OR EXISTS (SELECT 1 FROM note JOIN commitment USING (seq) WHERE event = ?1)
            OR EXISTS (SELECT 1 FROM claim JOIN commitment USING (seq)
                       WHERE event = ?1 AND claim.state <> 'dropped')
            OR EXISTS (SELECT 1 FROM area WHERE event = ?1 AND reporter IS NOT NULL)
            OR EXISTS (SELECT 1 FROM refusal WHERE event = ?1)
        """,
        (event,),
    )
    return bool(row[0])


def forget_contacts(tx: Transaction, person: int, name_too: bool) -> None:
    """Delete how `person` is reached; their records, and so the counts, stay."""
    claims.forget_person(tx, person)
    for table in ("person_contact", "person_handle", "consent", "need", "reminder"):
        tx.run(f"DELETE FROM {table} WHERE person = ?", (person,))
    tx.run("UPDATE receipt SET fingerprint = '' WHERE person = ?", (person,))
    if name_too:
        tx.run("UPDATE person SET name = '', lang = '' WHERE id = ?", (person,))


def forget_beside(tx: Transaction, event: int) -> None:
    """Delete what was written beside sign-ups of `event`: needs, notes, claims, refused posts; and
    who is to be told of an area."""
    claims.forget_event(tx, event)
    for table in ("need", "reminder"):
        tx.run(f"DELETE FROM {table} WHERE event = ?", (event,))
    tx.run("DELETE FROM note WHERE seq IN (SELECT seq FROM commitment WHERE event = ?)", (event,))
    tx.run("DELETE FROM refusal WHERE event = ?", (event,))
    tx.run("UPDATE area SET reporter = NULL WHERE event = ?", (event,))
