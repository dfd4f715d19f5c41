"""Commitments: the ledger's rows, and which of them is a person's current one."""

from datetime import datetime
from typing import Any, NamedTuple

from turnout.model import Status
from turnout.store.contract import Reading, Rows, Tally, Transaction
from turnout.store.standings import marks
from turnout.store.times import read_or_none


class Current(NamedTuple):
    """What a person's word is now, at one event. `party` heads."""

    seq: int
    lead: int
    party: int
    status: Status
    door: str


_COMMITMENT = Rows(
    "commitment", ("seq", "event", "person", "lead", "party", "status", "held"), refers=True
)
_CURRENT = Tally("current", ("event", "person"), ("seq", "lead", "party", "status", "door"))
# What was last decided of a commitment; where nothing was, whether it was held as it came.
STATE = """coalesce(
        (SELECT review.state FROM review
         WHERE review.subject = 'commitment:' || commitment.seq
         ORDER BY review.seq DESC LIMIT 1),
        CASE commitment.held WHEN '' THEN 'shown' ELSE 'held' END
    )"""
# What somebody else may have said of a person is no word of theirs until an organizer shows it.
THEIR_WORD = f"""(commitment.held NOT IN ('lowers', 'two_people', 'other_lead')
        OR {STATE} = 'shown')"""
NOT_A_LEADS_CLAIM = f"(commitment.held <> 'other_lead' OR {STATE} = 'shown')"
_COUNTED = f"""
    SELECT commitment.event, commitment.person, commitment.seq, commitment.lead,
           commitment.party, commitment.status, log.door
    FROM commitment
    JOIN log USING (seq)
    WHERE {STATE} = 'shown'
"""


def insert(
    tx: Transaction,
    seq: int,
    event: int,
    person: int,
    lead: int,
    party: int,
    status: Status,
    held: str,
    note: str,
) -> None:
    """Store a commitment; `held` is the reason that it waits for a look, or empty."""
    tx.add(_COMMITMENT, (seq, event, person, lead, party, status.value, held))
    if note:
        tx.run("INSERT INTO note (seq, text) VALUES (?, ?)", (seq, note))


def current(look: Reading, event: int, person: int) -> Current | None:
    """Return what counts for `person` at `event`, or None."""
    kept = look.kept(_CURRENT, (event, person))
    if kept is None:
        return None
    seq, lead, party, status, door = kept
    return Current(seq, lead, party, Status(status), door)


def newest_counted(look: Reading, event: int, person: int) -> Current | None:
    """Return the newest commitment that is not held or put aside: by the ledger, not by what
    was kept."""
    row = look.row(
        _COUNTED
        + """
        AND commitment.event = ? AND commitment.person = ?
        ORDER BY commitment.seq DESC
        LIMIT 1
        """,
        (event, person),
    )
    return _current(row) if row else None


def saying(look: Reading, event: int, statuses: list[str]) -> list[tuple[int, Current]]:
    """Return (person, what counts for them) of all at `event` with one of `statuses`."""
    rows = look.rows(
        f"""
        SELECT person, seq, lead, party, status, door FROM current
        WHERE event = ? AND status IN ({marks(statuses)})
        ORDER BY seq
        """,
        [event, *statuses],
    )
    return [(row["person"], _current(row)) for row in rows]


def before_link(look: Reading, event: int, person: int, grant: int) -> Current | None:
    """Return what counted for `person` before the sign-up that the personal link `grant` was
    given for, or None; also for a link that was sent to their own address, as only they have it.
    """
    row = look.row(
        _COUNTED
        + """
        AND commitment.event = ? AND commitment.person = ?
        AND log.at < (SELECT made_at FROM grant_ WHERE id = ? AND message IS NULL)
        ORDER BY commitment.seq DESC
        LIMIT 1
        """,
        (event, person, grant),
    )
    return _current(row) if row else None


def newest(look: Reading, event: int, person: int) -> Any:
    """Return the newest commitment of `person`, held or not (party, status, held, and the
    lead's name), or None. What another lead said of them is theirs once it is shown."""
    return look.row(
        f"""
        SELECT commitment.party, commitment.status, coalesce(lead.name, '') AS lead,
               {STATE} = 'held' AS held
        FROM commitment
        LEFT JOIN lead ON lead.id = commitment.lead
        WHERE commitment.person = ? AND commitment.event = ? AND {NOT_A_LEADS_CLAIM}
        ORDER BY commitment.seq DESC
        LIMIT 1
        """,
        (person, event),
    )


def lead_of(look: Reading, event: int, person: int) -> int:
    """Return the lead with whom `person` is: of what counts, else of what they said last, held or
    not; 0 where they are with none."""
    row = look.row(
        f"""
        SELECT lead FROM (
            SELECT lead, 0 AS rank FROM current WHERE person = ?1 AND event = ?2
            UNION ALL
            SELECT * FROM (
                SELECT lead, 1 AS rank FROM commitment
                WHERE person = ?1 AND event = ?2 AND {THEIR_WORD}
                ORDER BY seq DESC
                LIMIT 1
            )
        )
        ORDER BY rank
        LIMIT 1
        """,
        (person, event),
    )
    return int(row[0]) if row else 0


def newest_said_at(look: Reading, event: int, person: int) -> datetime | None:
    """Return when `person` last said anything about `event`, or None."""
    row = look.row(
        f"""
        SELECT max(log.said_at) FROM commitment
        JOIN log USING (seq)
        WHERE commitment.person = ? AND commitment.event = ? AND {THEIR_WORD}
        """,
        (person, event),
    )
    return read_or_none(row[0])


def said_since(look: Reading, person: int, grant: int) -> set[tuple[int, str]]:
    """Return the (event, door) of what was said as `person` since the sign-up that the personal
    link `grant` was given for, and by no personal link."""
    rows = look.rows(
        f"""
        SELECT DISTINCT log.event, log.door FROM commitment
        JOIN log USING (seq)
        WHERE commitment.person = ?
          AND log.at > (SELECT made_at FROM grant_ WHERE id = ?)
          AND {NOT_A_LEADS_CLAIM}
          AND NOT (log.door = 'form' AND log.by <> 'public')
          AND NOT EXISTS (  -- it went with who brought them to another lead: nobody's words
              SELECT 1 FROM promotion
              WHERE commitment.seq BETWEEN promotion.seq AND promotion.seq + promotion.moved
          )
        """,
        (person, grant),
    )
    return {(row["event"], row["door"]) for row in rows}


def spoken_since(look: Reading, person: int, seq: int) -> bool:
    """Return whether `person` has said anything after `seq`, at any event, that was not held: by
    which nothing was claimed of them that is not theirs."""
    row = look.row(
        f"""
        SELECT 1 FROM commitment
        WHERE person = ? AND seq > ? AND {STATE} = 'shown'
          AND seq NOT IN (SELECT seq FROM claim WHERE state <> 'applied')
        LIMIT 1
        """,
        (person, seq),
    )
    return row is not None


def said_before(look: Reading, event: int, person: int, seq: int) -> bool:
    """Return whether anything was said of `person` at `event` before `seq`, held or not."""
    row = look.row(
        "SELECT 1 FROM commitment WHERE event = ? AND person = ? AND seq < ? LIMIT 1",
        (event, person, seq),
    )
    return row is not None


def set_current(tx: Transaction, event: int, person: int, now: Current | None) -> None:
    """Keep what counts for `person` at `event` from now on."""
    if now is None:
        tx.run("DELETE FROM current WHERE event = ? AND person = ?", (event, person))
        return
    tx.keep(_CURRENT, (event, person), (now.seq, now.lead, now.party, now.status.value, now.door))


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events at which `person` has any commitment."""
    rows = look.rows("SELECT DISTINCT event FROM commitment WHERE person = ?", (person,))
    return [row[0] for row in rows]


def one(look: Reading, seq: int) -> Any:
    """Return the commitment's row (event, person, lead, party, status, held) or None."""
    return look.row(
        "SELECT event, person, lead, party, status, held FROM commitment WHERE seq = ?", (seq,)
    )


def all_counted(look: Reading) -> list[Any]:
    """Return what counts for each event and person, by the ledger alone; a scan, for `check`."""
    return look.rows(
        f"""
        SELECT event, person, max(seq) AS seq, lead, party, status, door
        FROM ({_COUNTED})
        GROUP BY event, person
        """
    )


def all_current(look: Reading) -> list[tuple[tuple[int, int], int]]:
    """Return ((event, person), seq) of what is kept as current."""
    return [((row[0], row[1]), row[2]) for row in look.rows(
        "SELECT event, person, seq FROM current"
    )]  # fmt: skip


def _current(row: Any) -> Current:
    return Current(row["seq"], row["lead"], row["party"], Status(row["status"]), row["door"])
