"""What is gained for challenges: booked as it happens, and summed up by lead."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from turnout.model.challenges import Gained
from turnout.store.contract import Reading, Tally, Transaction
from turnout.store.standings import marks
from turnout.store.times import read, written

Who = tuple[int, int]  # an event and a lead

_GAIN = Tally(
    "challenge_gain",
    ("challenge", "seq", "event", "lead"),
    ("named", "confirmed", "declared", "areas", "said_at", "jump"),
)
_TALLY = Tally(
    "challenge_tally",
    ("challenge", "event", "lead"),
    ("stood_named", "stood_confirmed", "stood_declared", "stood_areas", "named", "confirmed",
     "declared", "areas"),
)  # fmt: skip
_PAGE = 500  # gains at once, of which the first few usually do


def add(
    tx: Transaction, challenge: int, seq: int, who: Who, more: Gained, stood: Sequence[int],
    said_at: datetime, jump: int, in_time: bool,
) -> None:  # fmt: skip
    """Book what record `seq` changed. stood: (named, confirmed, declared, areas) before it, which
    is what stood when the challenge was made, where this is the first change since."""
    changed = (more.named, more.confirmed, more.declared, more.areas)
    key = (challenge, seq, *who)
    booked = tx.kept(_GAIN, key) or (0, 0, 0, 0)
    both = (before + each for before, each in zip(booked, changed, strict=False))
    tx.keep(_GAIN, key, (*both, written(said_at), jump))
    tally = tx.kept(_TALLY, (challenge, *who)) or (*stood, 0, 0, 0, 0)
    counted = changed if in_time else (0, 0, 0, 0)
    sums = (before + each for before, each in zip(tally[4:], counted, strict=True))
    tx.keep(_TALLY, (challenge, *who), (*tally[:4], *sums))


def begin(tx: Transaction, challenge: int, who: Who, stood: Sequence[int]) -> None:
    """Keep what stood with a lead when a challenge was made."""
    tx.keep(_TALLY, (challenge, *who), (*stood, 0, 0, 0, 0))


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
) -> Iterator[tuple[datetime, Who, Gained]]:
    """Yield (said_at, who, what) of all gains of a challenge that count, as they were said; leads:
    only theirs, none for everybody's."""
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
            yield read(row[0]), (row[2], row[3]), Gained(*tuple(row)[4:])
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


def areas_of(look: Reading, challenge: int) -> list[list[Any]]:
    """Return [seq, lead, areas, said_at, jump] of all gains in areas; before them, with seq 0, how
    many each lead had cleaned when the challenge was made."""
    stood = look.rows(
        """
        SELECT 0, lead, stood_areas, '', 0 FROM challenge_tally WHERE challenge = ? ORDER BY lead
        """,
        (challenge,),
    )
    gained = look.rows(
        """
        SELECT seq, lead, areas, said_at, jump FROM challenge_gain WHERE challenge = ?
        ORDER BY seq, lead
        """,
        (challenge,),
    )
    return [list(row) for row in (*stood, *gained)]


def bring_areas(
    tx: Transaction, challenge: int, seq: int, who: Who, areas: int, said_at: datetime | None,
    jump: int, in_time: bool,
) -> None:  # fmt: skip
    """Bring back one row of `areas_of`."""
    if said_at is None:
        begin(tx, challenge, who, (0, 0, 0, areas))
    else:
        more = Gained(areas=areas)
        add(tx, challenge, seq, who, more, (0, 0, 0, 0), said_at, jump, in_time)


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


def ensure(tx: Transaction, challenge: int, who: Who, stood: Sequence[int]) -> None:
    """Keep what stood with a lead when a challenge was made, where nothing is kept of them."""
    if tx.kept(_TALLY, (challenge, *who)) is None:
        begin(tx, challenge, who, stood)


def of_leads(look: Reading, leads: Sequence[int]) -> list[int]:
    """Return the challenges for which any of `leads` gained something."""
    rows = look.rows(
        f"SELECT DISTINCT challenge FROM challenge_tally WHERE lead IN ({marks(leads)})", leads
    )
    return [row[0] for row in rows]


def merge(tx: Transaction, event: int, kept: int, gone: int) -> None:
    """Make what lead `gone` of `event` gained, and what stood with them, be of `kept`."""
    both = {"event": event, "kept": kept, "gone": gone}
    for tally in (_GAIN, _TALLY):
        keys = ", ".join(name for name in tally.key if name != "lead")
        added = [name for name in tally.numbers if name not in ("said_at", "jump")]
        sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in added)
        jump = ", jump = max(jump, excluded.jump)" if "jump" in tally.numbers else ""
        tx.run(
            f"""
            INSERT INTO {tally.table} ({keys}, lead, {", ".join(tally.numbers)})
            SELECT {keys}, :kept, {", ".join(tally.numbers)} FROM {tally.table}
            WHERE lead = :gone AND event = :event
            ON CONFLICT ({", ".join(tally.key)}) DO UPDATE SET {sums}{jump}
            """,
            both,
        )
        tx.run(f"DELETE FROM {tally.table} WHERE lead = :gone AND event = :event", both)


def every_tally(look: Reading) -> dict[tuple[int, int, int], tuple[int, ...]]:
    """Return what is kept as gained in time, by (challenge, event, lead)."""
    return _by_who(
        look.rows(
            """
            SELECT challenge, event, lead, named, confirmed, declared, areas FROM challenge_tally
            """
        )
    )


def every_stood(look: Reading) -> dict[tuple[int, int, int], tuple[int, ...]]:
    """Return what stood when each challenge was made, by (challenge, event, lead)."""
    return _by_who(
        look.rows(
            """
            SELECT challenge, event, lead, stood_named, stood_confirmed, stood_declared, stood_areas
            FROM challenge_tally
            """
        )
    )


def every_sum(look: Reading, *, in_time: bool) -> dict[tuple[int, int, int], tuple[int, ...]]:
    """Return what all gains add up to, or those in time, by (challenge, event, lead). A scan."""
    return _by_who(
        look.rows(
            f"""
            SELECT gain.challenge, gain.event, gain.lead, sum(gain.named), sum(gain.confirmed),
                   sum(gain.declared), sum(gain.areas)
            FROM challenge_gain AS gain
            JOIN challenge ON challenge.id = gain.challenge
            {"WHERE gain.said_at <= challenge.deadline" if in_time else ""}
            GROUP BY gain.challenge, gain.event, gain.lead
            """
        )
    )


def _by_who(rows: list[Any]) -> dict[tuple[int, int, int], tuple[int, ...]]:
    return {(row[0], row[1], row[2]): row[3:] for row in map(tuple, rows)}
