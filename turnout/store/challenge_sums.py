"""What was gained for challenges as a whole: two leads made one, carried along, added up again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from turnout.model.challenges import Gained
from turnout.store.challenge_gains import GAIN, TALLY, Who, add, begin
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks


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


def ensure(tx: Transaction, challenge: int, who: Who, stood: Sequence[int]) -> None:
    """Keep what stood with a lead when a challenge was made, where nothing is kept of them."""
    if tx.kept(TALLY, (challenge, *who)) is None:
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
    for tally in (GAIN, TALLY):
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
