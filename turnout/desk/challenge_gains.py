"""What a record gains for the challenges that run, booked in the write that moves the totals."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Protocol

from turnout.model import Standing
from turnout.model.challenges import Challenge, Gained, Measure
from turnout.rules import challenges as rules
from turnout.store import Transaction, challenge_sums, challenges, cleaned, standings
from turnout.store import challenge_gains as rows


class Entry(Protocol):
    """A logged record, as the ledger enters it."""

    @property
    def seq(self) -> int: ...
    @property
    def event(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def said_at(self) -> datetime: ...
    @property
    def replayed(self) -> bool: ...


Moved = tuple[int, Standing, Standing]  # a lead, and what stands with them before and after


def book(
    tx: Transaction, entry: Entry, event: int, moved: Sequence[Moved], records: Sequence[int]
) -> None:
    """Book what `entry` moved for the challenges of `event`, which may be above its own.

    records: those that said of the same people before: what undoes a jump goes with it.
    """
    gained = {lead: _gained(before, after) for lead, before, after in moved}
    stood = {lead: before for lead, before, _ in moved}
    if not any(more != Gained() for more in gained.values()):
        return
    for challenge in _booking(tx, event, entry):
        if challenge.measure is Measure.AREAS:
            continue
        jump = _jump(tx, entry, challenge, gained, records)
        for lead, more in gained.items():
            _add(tx, entry, challenge, (entry.event, lead), more, _stood(stood[lead]), jump)


def _booking(tx: Transaction, event: int, entry: Entry) -> list[Challenge]:
    """Return the challenges of `event` for which `entry` may count. What a site brings back may be
    older than a challenge that its campaign brought before; what comes in is not, whatever the
    clock said while it was on its way."""
    return [
        each
        for each in challenges.known(tx, event)
        if entry.at <= each.deadline + rules.LATE
        and (not entry.replayed or each.made_at <= entry.at)
    ]


def settle_areas(tx: Transaction, entry: Entry, event: int) -> None:
    """Book by how many areas the leads of `event` have more cleaned, or fewer, than was booked."""
    for challenge in _booking(tx, event, entry):
        if challenge.measure is not Measure.AREAS:
            continue
        now, booked = cleaned.by_lead(tx, event), rows.booked_areas(tx, challenge.id)
        for lead in sorted(now.keys() | booked.keys()):
            if more := now.get(lead, 0) - booked.get(lead, 0):
                gained = Gained(areas=more)
                jump = entry.seq if rules.is_jump(challenge, gained) else 0
                _add(tx, entry, challenge, (event, lead), gained, (0, 0, 0, 0), jump)


def merge(tx: Transaction, entry: Entry, kept: int, gone: int) -> None:
    """Let what lead `gone` gained be of `kept`, and what stood with them, before their records
    and standings are made one."""
    heads = _heads(tx, entry)
    for number in challenge_sums.of_leads(tx, [kept, gone]):
        if number in heads:
            for lead in (kept, gone):
                stood = _stood(standings.one(tx, entry.event, lead))
                challenge_sums.ensure(tx, number, (entry.event, lead), stood)
    challenge_sums.merge(tx, kept, gone)
    challenges.merge(tx, kept, gone)


def _heads(tx: Transaction, entry: Entry) -> set[int]:
    """Return the challenges that still count heads of the event of `entry`."""
    line = standings.challenged(tx, entry.event, entry.at)
    running = [each for above in line for each in _booking(tx, above, entry)]
    return {each.id for each in running if each.measure is not Measure.AREAS}


def begin_areas(tx: Transaction, challenge: int, event: int) -> None:
    """Keep how many areas each lead had cleaned when a challenge was made."""
    for lead, areas in cleaned.by_lead(tx, event).items():
        rows.begin(tx, challenge, (event, lead), (0, 0, 0, areas))


def _jump(
    tx: Transaction, entry: Entry, challenge: Challenge, gained: dict[int, Gained],
    records: Sequence[int],
) -> int:  # fmt: skip
    """Return the jump that all of a record is part of, 0 for none."""
    if records and (jump := rows.jump_of(tx, challenge.id, records)):
        return jump
    if challenge.everybody:  # who goes from one lead to another is no gain of all
        together = reduce(rules.plus, gained.values())
        is_jump = rules.is_jump(challenge, together)
    else:
        is_jump = any(rules.is_jump(challenge, more) for more in gained.values())
    if is_jump:
        return entry.seq
    ((lead, more), *others) = gained.items()
    if not more.declared or others:
        return 0
    who = (entry.event, lead)
    if more.declared < 0:
        return rows.declared_jump(tx, challenge.id, who, -more.declared)
    return _in_steps(tx, entry, challenge, who, more.declared)


def _in_steps(
    tx: Transaction, entry: Entry, challenge: Challenge, who: tuple[int, int], declared: int
) -> int:
    """Return the jump that a lead's total makes by many small steps, 0 for none; what waits of it
    already is added to, so that it is looked at once."""
    if not rules.is_jump(challenge, Gained(declared=challenge.declared_most)):
        return 0  # all that counts of totals is no jump
    before, waiting = rows.declared_since(tx, challenge.id, who, entry.at - rules.AT_ONCE)
    together = Gained(declared=before + declared)
    return (waiting or entry.seq) if rules.is_jump(challenge, together) else 0


def _add(
    tx: Transaction, entry: Entry, challenge: Challenge, who: tuple[int, int], more: Gained,
    stood: tuple[int, int, int, int], jump: int,
) -> None:  # fmt: skip
    in_time = rules.in_time(challenge, entry.said_at)
    rows.add(tx, challenge.id, entry.seq, who, more, stood, entry.said_at, jump, in_time)


def _gained(before: Standing, after: Standing) -> Gained:
    return Gained(
        named=_named(after) - _named(before),
        confirmed=after.confirmed - before.confirmed,
        declared=after.declared - before.declared,
    )


def _stood(standing: Standing) -> tuple[int, int, int, int]:
    return _named(standing), standing.confirmed, standing.declared, 0


def _named(standing: Standing) -> int:
    return standing.confirmed + standing.yes
