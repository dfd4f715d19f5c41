"""The roll at the rally: who leads, who brought them, whom they brought, what they are honoured
for. Public: of leads who are not on it nothing is told but how many they are. So no number is made
with theirs, not even a sum: a branch less those who are named would be theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from turnout.desk import on_the_roll, scores
from turnout.desk.deeds import Rows, deeds, standing
from turnout.desk.desk import Desk
from turnout.desk.network import brought_by
from turnout.desk.rallies import found
from turnout.model import Event
from turnout.model.recognition import Named, Roll, RollRow
from turnout.model.scores import Went
from turnout.rules import branches
from turnout.rules import standings as sums
from turnout.rules.honours import Deeds, honours
from turnout.store import Reading, leads, standings


def roll(desk: Desk, slug: str) -> Roll:
    """Return the roll of an event, by branches. Raises NotFound."""
    went = scores.went(desk, slug)
    with desk.store.reading() as look:
        return roll_in(look, found(look, slug), went)


def roll_in(look: Reading, event: Event, went: Went | None) -> Roll:
    """Return the roll as this one look has it; went: how it went, where it is over."""
    rows = {row["id"]: row for row in leads.of_event(look, event.id)}
    seq = standings.total(look, event.id)[0]
    named = on_the_roll.named(look, event, rows)
    if not named:
        return Roll(seq, (), len(rows))
    by = brought_by(look, event)
    order = branches.in_order(list(rows), by)
    did = deeds(look, event, rows, went)
    told = _Roll(rows, named, by, branches.below(order, by), did, went)
    counted = went is not None or standings.came(look, event.id).heads > 0
    return Roll(seq, tuple(told.rows_in(order)), len(rows) - len(named), counted)


@dataclass(frozen=True)
class _Roll:
    """All that rows of the roll are made of; `named` are those on it."""

    rows: Rows
    named: Mapping[int, Named]
    by: Mapping[int, int]
    below: Mapping[int, list[int]]
    did: Mapping[int, Deeds]
    went: Went | None

    def rows_in(self, order: list[int]) -> Iterator[RollRow]:
        depth: dict[int, int] = {}
        for lead in order:
            over = self.by.get(lead, 0)
            depth[lead] = depth[over] + 1 if over in self.named else 0
            if lead in self.named:
                yield self._row(lead, depth[lead])

    def _row(self, lead: int, depth: int) -> RollRow:
        row, own = self.rows[lead], self.named[lead]
        brought = [each for each in self.below[lead] if self.by[each] == lead]
        below = [each for each in self.below[lead] if each in self.named]
        count = sums.count(standing(row))
        score = self.went.lead(lead) if self.went else None
        return RollRow(
            own.name,
            own.handle,
            by=self.named.get(self.by.get(lead, 0)),
            brought=tuple(self.named[each] for each in sorted(brought) if each in self.named),
            brought_others=sum(each not in self.named for each in brought),
            leads_below=len(below),
            promised=score.promised if score else count.coming,
            confirmed=score.confirmed if score else count.confirmed,
            coming=count.coming,
            came=row["came"] or None,
            branch=sum(self._coming(each) for each in (lead, *below)),
            goal=row["goal"],
            honours=self._honours(lead),
            depth=depth,
        )

    def _coming(self, lead: int) -> int:
        return sums.count(standing(self.rows[lead])).coming

    def _honours(self, lead: int) -> tuple[Any, ...]:
        own = self.did.get(lead)
        if own is None:
            return ()
        return honours(replace(own, below=tuple(self.did[each] for each in self.below[lead])))
