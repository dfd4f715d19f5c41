"""Attendance: what was said at doors, and which of it stands for each party.

subject: "person:12", or "walkin:KEY" for people whom nobody had named. The newest word by when it
was said stands; of two said at once, the one that came last.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.model.attendance import Came
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, read_or_none


@dataclass(frozen=True)
class Arrival:
    """One word of a door: `came` heads of `subject`, of so many `promised`; 0 takes it back."""

    subject: str
    person: int | None
    lead: int
    promised: int
    came: int
    phone: str

    @property
    def walk_in(self) -> bool:
        return self.person is None


@dataclass(frozen=True)
class Present:
    """What stands for one subject, and who said so: record `seq`, `by` a link, from a `phone`."""

    seq: int
    subject: str
    person: int | None
    lead: int
    came: int
    said_at: datetime
    by: str
    phone: str

    @property
    def walk_in(self) -> bool:
        return self.person is None


_WORD = """
    SELECT arrival.event, arrival.seq, arrival.subject, arrival.person, arrival.lead, arrival.came,
           arrival.walk_in, log.said_at, log.by, arrival.phone
    FROM arrival
    JOIN log USING (seq)
"""


def insert(tx: Transaction, seq: int, event: int, said: Arrival) -> None:
    """Store what was said at a door."""
    tx.run(
        """
        INSERT INTO arrival (seq, event, subject, person, lead, promised, came, walk_in, phone)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (seq, event, said.subject, said.person, said.lead, said.promised, said.came,
         int(said.walk_in), said.phone),
    )  # fmt: skip


def newest(look: Reading, event: int, subject: str) -> Present | None:
    """Return the word on `subject` that was said last, by the ledger, or None."""
    row = look.row(
        _WORD
        + """
        WHERE arrival.event = ? AND arrival.subject = ?
        ORDER BY log.said_at DESC, arrival.seq DESC
        LIMIT 1
        """,
        (event, subject),
    )
    return _present(row) if row else None


def one(look: Reading, seq: int) -> Present:
    """Return the word of record `seq`, which is known to be an arrival."""
    return _present(look.row(_WORD + "WHERE arrival.seq = ?", (seq,)))


def last_said_at(look: Reading, event: int, subject: str, phone: str) -> datetime | None:
    """Return when `phone` last said anything of `subject`, or None."""
    row = look.row(
        """
        SELECT max(log.said_at) FROM arrival
        JOIN log USING (seq)
        WHERE arrival.event = ? AND arrival.subject = ? AND arrival.phone = ?
        """,
        (event, subject, phone),
    )
    return read_or_none(row[0])


def before_it(look: Reading, event: int, subject: str, seq: int) -> int:
    """Return how many had come of `subject` by the word before that of record `seq`."""
    row = look.row(
        """
        SELECT arrival.came FROM arrival
        JOIN log USING (seq)
        JOIN log AS it ON it.seq = ?3
        WHERE arrival.event = ?1 AND arrival.subject = ?2
          AND (log.said_at, log.seq) < (it.said_at, it.seq)
        ORDER BY log.said_at DESC, arrival.seq DESC
        LIMIT 1
        """,
        (event, subject, seq),
    )
    return int(row[0]) if row else 0


def standing(look: Reading, event: int, subject: str) -> Present | None:
    """Return the word that is kept as standing for `subject`, or None."""
    row = look.row("SELECT seq FROM present WHERE event = ? AND subject = ?", (event, subject))
    return one(look, row[0]) if row else None


def let_stand(tx: Transaction, event: int, now: Present) -> None:
    """Let `now` stand for its subject."""
    tx.run(
        """
        INSERT INTO present (event, subject, seq, person, lead, came, walk_in)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event, subject) DO UPDATE SET
            seq = excluded.seq, person = excluded.person, lead = excluded.lead,
            came = excluded.came, walk_in = excluded.walk_in
        """,
        (event, now.subject, now.seq, now.person, now.lead, now.came, int(now.walk_in)),
    )


def drop(tx: Transaction, event: int, subject: str) -> None:
    """Let nothing stand for `subject`: its words are another's."""
    tx.run("DELETE FROM present WHERE event = ? AND subject = ?", (event, subject))


def present(look: Reading, event: int) -> list[Any]:
    """Return (subject, person, lead, came, walk_in) of each party at `event` on which a door had
    a word; came 0: it was taken back."""
    return look.rows(
        """
        SELECT subject, person, lead, came, walk_in FROM present
        WHERE event = ?
        ORDER BY seq
        """,
        (event,),
    )


def heads(look: Reading, event: int) -> Came:
    """Return how many came to `event` itself, without its sites, counted from `present`."""
    row = look.row(
        """
        SELECT coalesce(sum(came * (1 - walk_in)), 0), coalesce(sum(came * walk_in), 0)
        FROM present WHERE event = ?
        """,
        (event,),
    )
    return Came(*row)


def all_newest(look: Reading) -> list[Any]:
    """Return (event, subject, seq, lead, came, walk_in) of the word that was said last on each
    subject, by the ledger alone; a scan, for `check`."""
    return look.rows(
        f"""
        SELECT * FROM (
            SELECT said.*, row_number() OVER (
                PARTITION BY event, subject ORDER BY said_at DESC, seq DESC
            ) AS place
            FROM ({_WORD}) AS said
        )
        WHERE place = 1
        """
    )


def all_present(look: Reading) -> dict[tuple[int, str], tuple[int, int, int, int]]:
    """Return (seq, lead, came, walk_in) of what is kept as standing, by event and subject."""
    rows = look.rows("SELECT event, subject, seq, lead, came, walk_in FROM present")
    return {(row[0], row[1]): tuple(row)[2:] for row in rows}


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events at whose doors there was a word on `person`."""
    rows = look.rows("SELECT DISTINCT event FROM arrival WHERE person = ?", (person,))
    return [row[0] for row in rows]


def merge_people(tx: Transaction, kept: int, gone: int) -> None:
    """Let what doors said of `gone` be said of `kept`; what stands is the caller's to mend."""
    tx.run(
        "UPDATE arrival SET person = ?, subject = ? WHERE person = ?",
        (kept, of_person(kept), gone),
    )
    tx.run("UPDATE merged_person SET kept = ? WHERE kept = ?", (kept, gone))
    tx.run("INSERT INTO merged_person (gone, kept) VALUES (?, ?)", (gone, kept))


def became(look: Reading, person: int) -> int:
    """Return the person that `person` is now: another one, where the two were made one."""
    row = look.row("SELECT kept FROM merged_person WHERE gone = ?", (person,))
    return int(row[0]) if row else person


def merged(look: Reading, event: int) -> dict[int, list[int]]:
    """Return the persons who turned out to be each one that said anything of `event`."""
    found: dict[int, list[int]] = {}
    for row in look.rows(
        """
        SELECT merged_person.kept, merged_person.gone FROM merged_person
        JOIN current ON current.person = merged_person.kept AND current.event = ?
        ORDER BY merged_person.gone
        """,
        (event,),
    ):
        found.setdefault(row[0], []).append(row[1])
    return found


def of_person(person: int) -> str:
    """Return the subject that the party of `person` is."""
    return f"person:{person}"


def _present(row: Any) -> Present:
    return Present(
        row["seq"], row["subject"], row["person"], row["lead"], row["came"],
        read(row["said_at"]), row["by"], row["phone"],
    )  # fmt: skip
