"""What is gained for challenges: booked as it happens, and summed up by lead."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from turnout.model.challenges import Gained
from turnout.store.contract import Reading, Tally, Transaction
from turnout.store.standings import marks
from turnout.store.times import written

Who = tuple[int, int]  # an event and a lead

GAIN = Tally(
    "challenge_gain",
    ("challenge", "seq", "event", "lead"),
    ("named", "confirmed", "declared", "areas", "said_at", "jump"),
)
TALLY = Tally(
    "challenge_tally",
    ("challenge", "event", "lead"),
    ("stood_named", "stood_confirmed", "stood_declared", "stood_areas", "named", "confirmed",
     "declared", "areas"),
)  # fmt: skip
_PAGE = 100  # gains at once, of which the first few usually do


def add(
    tx: Transaction, challenge: int, seq: int, who: Who, more: Gained, stood: Sequence[int],
    said_at: datetime, jump: int, in_time: bool,
) -> None:  # fmt: skip
    """Book what record `seq` changed. stood: (named, confirmed, declared, areas) before it, which
    is what stood when the challenge was made, where this is the first change since."""
    changed = (more.named, more.confirmed, more.declared, more.areas)
    key = (challenge, seq, *who)
    booked = tx.kept(GAIN, key) or (0, 0, 0, 0)
    both = (before + each for before, each in zip(booked, changed, strict=False))
    tx.keep(GAIN, key, (*both, written(said_at), jump))
    tally = tx.kept(TALLY, (challenge, *who)) or (*stood, 0, 0, 0, 0)
    counted = changed if in_time else (0, 0, 0, 0)
    sums = (before + each for before, each in zip(tally[4:], counted, strict=True))
    tx.keep(TALLY, (challenge, *who), (*tally[:4], *sums))


def begin(tx: Transaction, challenge: int, who: Who, stood: Sequence[int]) -> None:
    """Keep what stood with a lead when a challenge was made."""
    tx.keep(TALLY, (challenge, *who), (*stood, 0, 0, 0, 0))


def jump_of(tx: Transaction, challenge: int, records: Sequence[int]) -> int:
    """Return the jump of which any of `records` moved the heads, 0 for none."""
    row = tx.row(
        f"""
        SELECT jump FROM challenge_gain
        WHERE challenge = ? AND seq IN ({marks(records)}) AND jump > 0
        ORDER BY seq DESC LIMIT 1
        """,
        (challenge, *records),
    )
    return int(row[0]) if row else 0


def declared_jump(tx: Transaction, challenge: int, who: Who, fewer: int) -> int:
    """Return the newest jump of a lead's total of which so many fewer can be taken back, or 0."""
    row = tx.row(
        """
        SELECT jump FROM challenge_gain
        WHERE challenge = ? AND event = ? AND lead = ? AND jump > 0
        GROUP BY jump
        HAVING sum(declared) >= ?
        ORDER BY jump DESC LIMIT 1
        """,
        (challenge, *who, fewer),
    )
    return int(row[0]) if row else 0


def declared_since(tx: Transaction, challenge: int, who: Who, since: datetime) -> tuple[int, int]:
    """Return (by how many heads the total of a lead went up since then and counts, the newest jump
    since then that waits for a look, or 0)."""
    row = tx.row(
        f"""
        SELECT sum(CASE WHEN gain.jump = 0 THEN gain.declared ELSE 0 END),
               max(CASE WHEN gain.jump > 0 AND {_STATE} = 'held' THEN gain.jump ELSE 0 END)
        FROM challenge_gain AS gain
        CROSS JOIN log ON log.seq = gain.seq AND log.at >= ?4
        WHERE gain.challenge = ?1 AND gain.event = ?2 AND gain.lead = ?3 AND gain.declared <> 0
        """,
        (challenge, *who, written(since)),
    )
    return row[0] or 0, row[1] or 0


def tallies(look: Reading, challenges: Sequence[int]) -> dict[int, dict[Who, Gained]]:
    """Return what each lead gained in time, by challenge, jumps among it."""
    rows = look.rows(
        f"""
        SELECT challenge, event, lead, named, confirmed, declared, areas, stood_named,
               stood_declared
        FROM challenge_tally WHERE challenge IN ({marks(challenges)})
        """,
        challenges,
    )
    found: dict[int, dict[Who, Gained]] = {each: {} for each in challenges}
    for challenge, event, lead, *numbers in map(tuple, rows):
        found[challenge][event, lead] = Gained(*numbers)
    return found


def jumps(look: Reading, challenges: Sequence[int]) -> dict[int, dict[int, dict[Who, Gained]]]:
    """Return what was gained in time by each jump that no organizer showed, by challenge."""
    rows = look.rows(
        f"""
        SELECT gain.challenge, gain.jump, gain.event, gain.lead, sum(gain.named),
               sum(gain.confirmed), sum(gain.declared), sum(gain.areas)
        FROM challenge_gain AS gain
        JOIN challenge ON challenge.id = gain.challenge
        WHERE gain.challenge IN ({marks(challenges)}) AND gain.jump > 0
          AND gain.said_at <= challenge.deadline
          AND {_STATE} <> 'shown'
        GROUP BY gain.challenge, gain.jump, gain.event, gain.lead
        """,
        challenges,
    )
    found: dict[int, dict[int, dict[Who, Gained]]] = {each: {} for each in challenges}
    for challenge, jump, event, lead, *numbers in map(tuple, rows):
        found[challenge].setdefault(jump, {})[event, lead] = Gained(*numbers)
    return found


_STATE = """coalesce((
    SELECT review.state FROM review WHERE review.subject = 'gain:' || gain.jump
    ORDER BY review.seq DESC LIMIT 1
), 'held')"""


def waiting(look: Reading, challenges: Sequence[int]) -> set[int]:
    """Return the jumps of which nobody has decided, or somebody that they wait again."""
    rows = look.rows(
        f"""
        SELECT DISTINCT gain.jump FROM challenge_gain AS gain
        WHERE gain.challenge IN ({marks(challenges)}) AND gain.jump > 0 AND {_STATE} = 'held'
        """,
        challenges,
    )
    return {row[0] for row in rows}


def in_order(
    look: Reading, challenge: int, leads: Sequence[int]
) -> Iterator[tuple[str, Who, Gained]]:
    """Yield (said_at as it is written, who, what) of all gains of a challenge that count, as they
    were said; leads: only theirs, none for everybody's."""
    of = f"AND gain.lead IN ({marks(leads)})" if leads else ""
    after: tuple[Any, ...] = ("", 0)
    while True:
        rows = look.rows(
            f"""
            SELECT gain.said_at, gain.seq, gain.event, gain.lead, gain.named, gain.confirmed,
                   gain.declared, gain.areas, tally.stood_named, tally.stood_declared
            FROM challenge_gain AS gain
            JOIN challenge ON challenge.id = gain.challenge
            JOIN challenge_tally AS tally USING (challenge, event, lead)
            WHERE gain.challenge = ? AND (gain.said_at, gain.seq) > (?, ?)
              AND gain.said_at <= challenge.deadline {of}
              AND (gain.jump = 0 OR {_STATE} = 'shown')
            ORDER BY gain.said_at, gain.seq
            LIMIT {_PAGE}
            """,
            (challenge, *after, *leads),
        )
        for row in rows:
            yield row[0], (row[2], row[3]), Gained(*tuple(row)[4:])
        if len(rows) < _PAGE:
            return
        after = (rows[-1][0], rows[-1][1])


def booked_areas(look: Reading, challenge: int) -> dict[int, int]:
    """Return how many areas each lead had cleaned, as far as was booked for a challenge."""
    booked: dict[int, int] = defaultdict(int)
    for row in look.rows(
        """
        SELECT lead, stood_areas AS areas FROM challenge_tally WHERE challenge = ?1
        UNION ALL
        SELECT lead, areas FROM challenge_gain WHERE challenge = ?1
        """,
        (challenge,),
    ):
        booked[row["lead"]] += row["areas"]
    return booked


def is_jump(look: Reading, challenges: Sequence[int], record: int) -> bool:
    """Return whether `record` gained so much for any of `challenges` that it waits for a look."""
    row = look.row(
        f"""
        SELECT 1 FROM challenge_gain
        WHERE challenge IN ({marks(challenges)}) AND jump = ? AND seq = jump LIMIT 1
        """,
        (*challenges, record),
    )
    return row is not None
