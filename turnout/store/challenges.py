"""Challenges, what leads answered, and whether they were called off; what is gained is in
`challenge_gains`."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from turnout.model.challenges import Challenge, Measure, Way
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import read, written

_CHALLENGE = """
    SELECT challenge.id, event.slug, challenge.by_lead, challenge.measure, challenge.target,
           challenge.deadline, challenge.way, challenge.declared_most, challenge.text,
           challenge.made_at, (
        SELECT group_concat(lead) FROM challenge_asked WHERE challenge = challenge.id
    ) AS whom
    FROM challenge
    JOIN event ON event.id = challenge.event
"""


def insert(tx: Transaction, event: int, made: Challenge, held: bool, until: datetime) -> None:
    """Keep a challenge by the record of its number; held: its text waits for a look; until: when
    its gains are booked no more."""
    tx.run(
        """
        INSERT INTO challenge (
            id, event, by_lead, measure, target, deadline, way, declared_most, text, held, made_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            made.id, event, made.by, made.measure.value, made.target, written(made.deadline),
            made.way.value, made.declared_most, made.text, int(held), written(made.made_at),
        ),
    )  # fmt: skip
    for lead in made.whom:
        tx.run("INSERT INTO challenge_asked (challenge, lead) VALUES (?, ?)", (made.id, lead))
    tx.run(
        "UPDATE event SET challenged_until = max(challenged_until, ?) WHERE id = ?",
        (written(until), event),
    )


def one(look: Reading, event: int, challenge: int) -> Challenge | None:
    """Return challenge number `challenge` of `event`, or None."""
    row = look.row(
        _CHALLENGE + "WHERE challenge.event = ? AND challenge.id = ?", (event, challenge)
    )
    return _challenge(row) if row else None


def of_event(look: Reading, event: int, since: datetime | None = None) -> list[Challenge]:
    """Return the challenges of `event`, newest first; since: only of later deadlines."""
    rows = look.rows(
        _CHALLENGE
        + "WHERE challenge.event = ? AND challenge.deadline >= ? ORDER BY challenge.id DESC",
        (event, written(since) if since else ""),
    )
    return [_challenge(row) for row in rows]


def how_many_by(look: Reading, event: int, lead: int, since: datetime) -> int:
    """Return how many challenges a lead made since then, also of those that were called off."""
    row = look.row(
        "SELECT count(*) FROM challenge WHERE event = ? AND by_lead = ? AND made_at >= ?",
        (event, lead, written(since)),
    )
    return int(row[0])


def known(look: Reading, event: int) -> list[Challenge]:
    """Return the challenges of `event`, as a write remembers them."""
    return [
        _challenge(row) for row in look.known(_CHALLENGE + "WHERE challenge.event = ?", (event,))
    ]


def events(look: Reading) -> list[int]:
    """Return the events that ever had a challenge."""
    return [row[0] for row in look.rows("SELECT DISTINCT event FROM challenge ORDER BY event")]


def passed(look: Reading, events: Sequence[int], now: datetime) -> int:
    """Return how many deadlines of `events` have passed."""
    row = look.row(
        f"SELECT count(*) FROM challenge WHERE event IN ({marks(events)}) AND deadline < ?",
        (*events, written(now)),
    )
    return int(row[0])


def answer(tx: Transaction, seq: int, challenge: int, lead: int, said: str) -> None:
    """Keep what a lead answered by record `seq`; empty: they have not answered any more."""
    tx.run(
        "INSERT INTO challenge_answer (seq, challenge, lead, answer) VALUES (?, ?, ?, ?)",
        (seq, challenge, lead, said),
    )


def answers(look: Reading, challenges: Sequence[int]) -> dict[int, dict[int, tuple[str, datetime]]]:
    """Return the newest (answer, when it was said) of each lead, by challenge; none taken back."""
    rows = look.rows(
        f"""
        SELECT newest.challenge, newest.lead, newest.answer, log.said_at
        FROM challenge_answer AS newest
        JOIN log USING (seq)
        WHERE newest.challenge IN ({marks(challenges)}) AND newest.answer <> ''
          AND newest.seq = (
            SELECT max(seq) FROM challenge_answer AS each
            WHERE each.challenge = newest.challenge AND each.lead = newest.lead
          )
        """,
        challenges,
    )
    found: dict[int, dict[int, tuple[str, datetime]]] = {each: {} for each in challenges}
    for row in rows:
        found[row["challenge"]][row["lead"]] = (row["answer"], read(row["said_at"]))
    return found


def answer_before(look: Reading, challenge: int, lead: int, seq: int) -> str:
    """Return what a lead had answered before record `seq`, or an empty string."""
    row = look.row(
        """
        SELECT answer FROM challenge_answer WHERE challenge = ? AND lead = ? AND seq < ?
        ORDER BY seq DESC LIMIT 1
        """,
        (challenge, lead, seq),
    )
    return str(row[0]) if row else ""


def said(look: Reading, seq: int) -> Any:
    """Return what record `seq` says of a challenge: (challenge, lead, answer, off), or None."""
    return look.row(
        """
        SELECT challenge, lead, answer, NULL AS off FROM challenge_answer WHERE seq = ?1
        UNION ALL
        SELECT challenge, 0, '', off FROM challenge_turn WHERE seq = ?1
        UNION ALL
        SELECT id, by_lead, '', NULL FROM challenge WHERE id = ?1
        """,
        (seq,),
    )


def newest_said(look: Reading, challenge: int, lead: int) -> int | None:
    """Return the newest record by which a lead answered, or None."""
    (seq,) = look.row(
        "SELECT max(seq) FROM challenge_answer WHERE challenge = ? AND lead = ?", (challenge, lead)
    )
    return None if seq is None else int(seq)


def turn(tx: Transaction, seq: int, challenge: int, off: bool) -> None:
    """Keep by record `seq` that a challenge is called off, or goes on."""
    tx.run(
        "INSERT INTO challenge_turn (seq, challenge, off) VALUES (?, ?, ?)",
        (seq, challenge, int(off)),
    )


def turns(look: Reading, challenges: Sequence[int]) -> dict[int, tuple[bool, int, datetime]]:
    """Return the newest (off, record, when) of each challenge that was ever called off."""
    rows = look.rows(
        f"""
        SELECT turn.challenge, turn.off, turn.seq, log.at
        FROM challenge_turn AS turn
        JOIN log USING (seq)
        WHERE turn.seq IN (
            SELECT max(seq) FROM challenge_turn
            WHERE challenge IN ({marks(challenges)}) GROUP BY challenge
        )
        """,
        challenges,
    )
    return {row["challenge"]: (bool(row["off"]), row["seq"], read(row["at"])) for row in rows}


def was_held(look: Reading, challenge: int) -> bool:
    """Return whether the text of a challenge waited for a look when it came."""
    row = look.row("SELECT held FROM challenge WHERE id = ?", (challenge,))
    return bool(row and row[0])


def carried(look: Reading, event: int) -> list[Any]:
    """Return what every record of `event` but those that make one says: (seq, challenge, lead,
    said); said: an answer, or "1" or "0" of being called off and of competing."""
    return look.rows(
        """
        SELECT answer.seq, answer.challenge, answer.lead, answer.answer AS said
        FROM challenge_answer AS answer
        JOIN challenge ON challenge.id = answer.challenge WHERE challenge.event = ?1
        UNION ALL
        SELECT turn.seq, turn.challenge, 0, CAST(turn.off AS TEXT) FROM challenge_turn AS turn
        JOIN challenge ON challenge.id = turn.challenge WHERE challenge.event = ?1
        UNION ALL
        SELECT seq, 0, lead, CAST(competes AS TEXT) FROM competing WHERE event = ?1
        """,
        (event,),
    )


def merge(tx: Transaction, kept: int, gone: int) -> None:
    """Make what lead `gone` made, was asked and answered be of `kept`."""
    both = {"kept": kept, "gone": gone}
    tx.run(
        """
        INSERT INTO challenge_asked (challenge, lead)
        SELECT challenge, :kept FROM challenge_asked WHERE lead = :gone
        ON CONFLICT DO NOTHING
        """,
        both,
    )
    tx.run("DELETE FROM challenge_asked WHERE lead = :gone", both)
    tx.run("UPDATE challenge SET by_lead = :kept WHERE by_lead = :gone", both)
    for table in ("challenge_answer", "competing"):
        tx.run(f"UPDATE {table} SET lead = :kept WHERE lead = :gone", both)


def _challenge(row: Any) -> Challenge:
    return _made(*tuple(row))


@lru_cache(64)  # one record after the other asks of the same few challenges
def _made(
    number: int, event: str, by: int, measure: str, target: int, deadline: str, way: str,
    declared_most: int, text: str, made_at: str, whom: str | None,
) -> Challenge:  # fmt: skip
    return Challenge(
        id=number,
        event=event,
        by=by,
        measure=Measure(measure),
        target=target,
        deadline=read(deadline),
        way=Way(way),
        whom=tuple(sorted(map(int, whom.split(",")))) if whom else (),
        declared_most=declared_most,
        text=text,
        made_at=read(made_at),
    )
