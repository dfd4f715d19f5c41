"""Who was told of what, and what is known of whom there is to tell."""

from collections.abc import Iterable, Sequence
from typing import Any

from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks

# How people are reached; those of a quiet event are of its own scope, all others of scope 0.
REACHED = """
    (SELECT value FROM person_contact
     WHERE person_contact.person = person.id AND kind = 'email' AND scope IN (0, :scope)
     LIMIT 1) AS email,
    (SELECT value FROM person_contact
     WHERE person_contact.person = person.id AND kind = 'phone' AND scope IN (0, :scope)
     LIMIT 1) AS phone
"""
_PERSON = f"person.id AS person, person.name, person.lang, {REACHED}"


def insert(tx: Transaction, seq: int, whom: Iterable[tuple[str, int]]) -> None:
    """Keep by record `seq` that each (occasion, person) was told."""
    for occasion, person in whom:
        tx.run(
            "INSERT INTO telling (seq, occasion, person, told) VALUES (?, ?, ?, 1)",
            (seq, occasion, person),
        )


def turn(tx: Transaction, seq: int, of: int) -> None:
    """Take back by record `seq` what record `of` said; that, taken back, says it again."""
    tx.run(
        """
        INSERT INTO telling (seq, occasion, person, told)
        SELECT ?, occasion, person, 1 - told FROM telling WHERE seq = ?
        """,
        (seq, of),
    )


def told(look: Reading, occasions: Sequence[str]) -> set[tuple[str, int]]:
    """Return the (occasion, person) of `occasions` who were told."""
    rows = look.rows(
        f"""
        SELECT occasion, person FROM telling
        WHERE told = 1 AND occasion IN ({marks(occasions)})
          AND seq = (
              SELECT max(seq) FROM telling AS later
              WHERE later.person = telling.person AND later.occasion = telling.occasion
          )
        """,
        occasions,
    )
    return {(row[0], row[1]) for row in rows}


def any_told(look: Reading, occasion: str) -> bool:
    """Return whether anybody was told of `occasion`, or is being told."""
    row = look.row(
        """
        SELECT EXISTS (SELECT 1 FROM telling WHERE occasion = ?1 AND told = 1)
            OR EXISTS (SELECT 1 FROM outbox WHERE occasion = ?1 AND state IN ('taken', 'sent'))
        """,
        (occasion,),
    )
    return bool(row[0])


def leaving(look: Reading, occasions: Sequence[str]) -> set[tuple[str, int]]:
    """Return the (occasion, person) of `occasions` to whom mail has gone, or is on its way."""
    rows = look.rows(
        f"""
        SELECT occasion, person FROM outbox
        WHERE way = 'email' AND state IN ('due', 'taken', 'sent')
          AND occasion IN ({marks(occasions)})
        """,
        occasions,
    )
    return {(row[0], row[1]) for row in rows}


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Let what `gone` was told be told to `kept`: they turned out to be one human."""
    tx.run(
        """
        INSERT INTO telling (seq, occasion, person, told)
        SELECT seq, occasion, ?, told FROM telling WHERE person = ?
        ON CONFLICT DO NOTHING
        """,
        (kept, gone),
    )
    tx.run("DELETE FROM telling WHERE person = ?", (gone,))


def signed_up(look: Reading, date: int, scope: int, statuses: Sequence[str]) -> list[Any]:
    """Return who said one of `statuses` of event `date`, and is not erased, with their lead."""
    named = {f"status_{n}": status for n, status in enumerate(statuses)}
    return look.rows(
        f"""
        SELECT {_PERSON}, coalesce(lead.name, '') AS lead, coalesce(lead.user, '') AS user,
               coalesce(lead.host, '') AS host
        FROM current
        JOIN person ON person.id = current.person
        LEFT JOIN lead ON lead.id = current.lead
        WHERE current.event = :date AND person.erased_at IS NULL
          AND current.status IN ({", ".join(f":{name}" for name in named)})
        ORDER BY current.seq
        """,
        {"date": date, "scope": scope, **named},
    )


def person(look: Reading, number: int, scope: int) -> Any:
    """Return who is to be told, as `signed_up` does, without a lead; None where they are erased."""
    return look.row(
        f"""
        SELECT {_PERSON}, '' AS lead, '' AS user, '' AS host FROM person
        WHERE person.id = :person AND erased_at IS NULL
        """,
        {"person": number, "scope": scope},
    )


def cleanings(look: Reading, event: int) -> list[Any]:
    """Return how areas that are shown were cleaned, on the map of `event` or at it, as a date:
    each time that was not taken back, the first one first."""
    return look.rows(
        """
        SELECT area_step.seq, area.id AS area, area.title, area.m2, area.event, area.reporter,
               area_step.date_was AS date, area_step.bags, area_step.volunteers
        FROM area_step
        JOIN area ON area.id = area_step.area
        WHERE (area.event = ?1 OR area_step.date_was = ?1)
          AND area_step.step = 'clean' AND area.review = 'shown'
          AND NOT EXISTS (SELECT 1 FROM area_step AS back WHERE back.of = area_step.seq)
        ORDER BY area_step.seq
        """,
        (event,),
    )


def going_to(look: Reading, date: int, statuses: Sequence[str]) -> set[int]:
    """Return the persons who said one of `statuses` of event `date`."""
    rows = look.rows(
        f"SELECT person FROM current WHERE event = ? AND status IN ({marks(statuses)})",
        [date, *statuses],
    )
    return {row[0] for row in rows}
