"""A lead's own branch, as their phone and their page tell it: whom they brought, and whom those
brought. It looks at that branch alone, however large the event is."""

from dataclasses import dataclass
from typing import Any

from turnout.desk.desk import Desk
from turnout.desk.network import count_of
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.model import Count
from turnout.model.network import Branch, Key, LeadPlace
from turnout.rules import network as rules
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.store import Reading, invitations, pocket, standings


@dataclass(frozen=True)
class Recruit:
    """A lead of somebody's branch; `depth` 1 was recruited by that somebody directly."""

    name: str
    handle: str
    goal: int
    branch: Branch
    depth: int


@dataclass(frozen=True)
class OwnBranch:
    """What a lead brings. recruits: each followed by whom those recruited, in the order they
    came; invited: who of their people brought how many of the others, most first."""

    branch: Branch
    recruits: tuple[Recruit, ...]
    invited: tuple[tuple[str, int], ...]

    @property
    def through_others(self) -> Count:
        """Return who comes with the leads below."""
        return sums.minus(self.branch.downstream, self.branch.own)


def own_branch(desk: Desk, who: Actor) -> OwnBranch | None:
    """Return the branch of the lead who is acting; None at a quiet event, which keeps none."""
    with desk.store.reading() as look:
        event = found(look, who.event)
        return None if event.quiet else _of(look, event.id, who.lead)


def _of(look: Reading, event: int, lead: int) -> OwnBranch:
    rows = {row["id"]: row for row in pocket.branch(look, event, lead)}
    own = sums.count(standings.one(look, event, lead))
    places = [LeadPlace(lead, None, None, own)]
    places += [
        LeadPlace(row["id"], row["recruited_by"], None, count_of(row)) for row in rows.values()
    ]
    above = rules.parents(places, [])
    brings = rules.branches(above, places, [], Count())
    children, top = rules.below(above), Key("lead", lead)
    waiting, recruits = [(key, 1) for key in reversed(children.get(top, []))], []
    while waiting:
        key, depth = waiting.pop()
        recruits.append(_recruit(rows[key.id], brings[key], depth))
        waiting.extend((each, depth + 1) for each in reversed(children.get(key, [])))
    invited = invitations.brought_within(look, event, lead)
    return OwnBranch(brings[top], tuple(recruits), tuple(map(tuple, invited)))


def _recruit(row: Any, branch: Branch, depth: int) -> Recruit:
    handle = str(Handle(row["user"], row["host"]))
    return Recruit(row["name"], handle, row["goal"], branch, depth)
