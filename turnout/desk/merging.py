"""One lead who was added twice, made one: first what it would do, then the same for good."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from turnout.desk import challenge_gains, persons, roster
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, book, change_standing, enter
from turnout.desk.rallies import MOST_GOAL, found
from turnout.errors import Refused
from turnout.model import Count, Door, Event, Receipt, ReviewState, Role, Standing
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.store import Reading, Transaction, goals, grants, leads, records, reviews, standings
from turnout.store import merging as rows


@dataclass(frozen=True)
class Side:
    """What one of the two brings along."""

    name: str
    handle: str
    standing: Standing
    handles: tuple[str, ...]  # all of theirs
    recruits: int
    links: int  # that still open something
    hidden: bool

    @property
    def named(self) -> int:
        return self.standing.confirmed + self.standing.yes


@dataclass(frozen=True)
class Effect:
    """What making them one would do; recruiter: who will have recruited them, "" for nobody."""

    kept: Side
    gone: Side
    recruiter: str

    @property
    def totals(self) -> tuple[int, ...]:
        """The declared totals to choose from: theirs, the other's, both together."""
        return _choices(self.kept.standing.declared, self.gone.standing.declared)

    @property
    def goals(self) -> tuple[int, ...]:
        """The goals to choose from, likewise."""
        return _choices(self.kept.standing.goal, self.gone.standing.goal)

    def coming(self, total: int) -> int:
        """Return how many come with the one lead when `total` is their declared total."""
        return max(self.kept.named + self.gone.named, total)


def effect(desk: Desk, event: str, kept: str, gone: str) -> Effect:
    """Return what `merge` would do. Raises Refused("lead"), NotFound."""
    with desk.store.reading() as look:
        number = found(look, event).id
        one, other = _two(look, number, kept, gone)
        recruiter = leads.one(look, over) if (over := _recruiter(look, one, other)) else None
        return Effect(
            _side(desk, look, number, one),
            _side(desk, look, number, other),
            _handle(recruiter) if recruiter else "",
        )


def merge(
    desk: Desk, event: str, kept: str, gone: str, *, total: int, goal: int, by: str = "desk"
) -> Future[Receipt]:  # fmt: skip
    """Make the lead `gone` one with `kept`: they are one person, and it cannot be undone.

    Their people, records, handles, links and recruits are the one lead's; `total` is what they
    declare and `goal` what they promise from now on. Hidden from the public stays hidden.
    Raises Refused("lead" | "party" | "goal"), NotFound, also where `by` is a link taken back.
    """
    for field, people in (("party", total), ("goal", goal)):
        if not 0 <= people <= MOST_GOAL:
            raise Refused(field, "out_of_range", least=0, most=MOST_GOAL)

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        known = found(tx, event)
        one, other = _two(tx, known.id, kept, gone)
        return _Merging(desk, tx, known, by).of(one, other, total, goal)

    return desk.store.write(work)


@dataclass(frozen=True)
class _Merging:
    desk: Desk
    tx: Transaction
    event: Event
    by: str

    def of(self, kept: int, gone: int, total: int, goal: int) -> Receipt:
        human, other = (leads.one(self.tx, each)["person"] for each in (kept, gone))
        hidden = any(_is_hidden(self.tx, each) for each in (kept, gone))
        entry = self._enter("merge")
        self._one_row(entry, kept, gone)
        if None not in (human, other) and human != other:
            persons.merge(self.tx, entry, human, other)
        self._declare(kept, total)
        made = roster.keep_goal(self.tx, self.event.id, kept, goal, self.desk.clock(), self.by)
        if hidden:
            self._hide(kept)
        return replace(made, seq=entry.seq)

    def _one_row(self, entry: Entry, kept: int, gone: int) -> None:
        """Let both standings be one, and every record of the one the other's."""
        tx, event = self.tx, self.event.id
        one, other = (standings.one(tx, event, lead) for lead in (kept, gone))
        over = _recruiter(tx, kept, gone)
        challenge_gains.merge(tx, entry, kept, gone)
        rows.merge(tx, event, kept, gone)
        own = leads.one(tx, kept)
        leads.change(tx, kept, own["name"], own["user"], own["host"], over)
        both = _together(one, other)
        standings.keep(tx, event, kept, both)
        apart = sums.plus(sums.count(one), sums.count(other))
        book(tx, entry, kept, sums.minus(sums.count(both), apart))

    def _declare(self, lead: int, total: int) -> None:
        entry = self._enter("report")
        goals.insert_report(self.tx, entry.seq, self.event.id, lead, total)
        before = standings.one(self.tx, self.event.id, lead)
        change_standing(self.tx, entry, lead, replace(before, declared=total))

    def _hide(self, lead: int) -> None:
        entry = self._enter("review")
        state = ReviewState.SET_ASIDE
        reviews.decide(self.tx, entry.seq, f"lead:{lead}", state, self.by, entry.at)
        book(self.tx, entry, lead, Count())

    def _enter(self, kind: str) -> Entry:
        key, now = secrets.token_hex(20), self.desk.clock()
        return enter(self.tx, self.event.id, kind, Door.DESK, key, self.by, now)


def _two(look: Reading, event: int, kept: str, gone: str) -> tuple[int, int]:
    one, other = (roster.named(look, event, handle) for handle in (kept, gone))
    if one == other:
        raise Refused("lead", "same", given=gone)
    return one, other


def _recruiter(look: Reading, kept: int, gone: int) -> int | None:
    """Return who will have recruited the one lead: whoever recruited `kept`, else `gone`, and is
    not below them once they are one."""
    for lead in (kept, gone):
        over = leads.one(look, lead)["recruited_by"]
        if over not in (None, kept, gone) and not _is_below(look, over, {kept, gone}):
            return int(over)
    return None


def _is_below(look: Reading, lead: int, tops: set[int]) -> bool:
    above: int | None = lead
    while above is not None:
        if above in tops:
            return True
        above = leads.one(look, above)["recruited_by"]
    return False


def _side(desk: Desk, look: Reading, event: int, lead: int) -> Side:
    row = leads.one(look, lead)
    further = leads.handles(look, event).get(lead, [])
    links = [each for each in grants.of_leads(look, event, desk.clock()) if each["lead"] == lead]
    recruits = [each for each in records.leads_of(look, event) if each["recruited_by"] == lead]
    return Side(
        row["name"],
        _handle(row),
        standings.one(look, event, lead),
        (_handle(row), *(str(Handle(*each)) for each in further)),
        len(recruits),
        len(links),
        _is_hidden(look, lead),
    )


def _is_hidden(look: Reading, lead: int) -> bool:
    newest = reviews.newest(look, f"lead:{lead}")
    return newest is not None and newest["state"] != ReviewState.SHOWN


def _together(one: Standing, other: Standing) -> Standing:
    return Standing(
        one.confirmed + other.confirmed,
        one.yes + other.yes,
        one.maybe + other.maybe,
        one.cancelled + other.cancelled,
        one.declared + other.declared,
        one.goal + other.goal,
        one.came + other.came,
        one.walk_ins + other.walk_ins,
    )


def _handle(row: Any) -> str:
    return str(Handle(row["user"], row["host"]))


def _choices(one: int, other: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys((one, other, one + other)))
