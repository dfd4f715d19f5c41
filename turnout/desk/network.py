"""Who brought whom, as an organizer sees all of it and a lead their own branch."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.model import Count, Event, Role, Standing, Status
from turnout.model.network import ROOT, Branch, Key, LeadPlace, Node, PersonPlace
from turnout.rules import network as rules
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.store import Reading, invitations, standings


def tree(desk: Desk, actor: Actor) -> Node | None:
    """Return all of an event to an organizer, from the root; to a lead their own branch.

    A lead reads the names of the people they are with, and of the leads below them; whoever
    those bring stands there as numbers. None: a quiet event has no tree.
    Raises NotFound, also where the link was taken back.
    """
    with desk.store.reading() as look:
        must_hold(desk, look, actor.by, actor.event, actor.role)
        event = found(look, actor.event)
        if event.quiet:
            return None
        network = Network(look, event)
        if actor.role is Role.ORGANIZER:
            return network.node(ROOT)
        return network.node(Key("lead", actor.lead), named={actor.lead})


def by_links(tree: Node) -> int:
    """Return how many of a tree's people came by the link of somebody who is in it."""
    nodes = _every(tree)
    return sum(
        each.key.kind == "person" for node in nodes if node.key.kind == "person"
        for each in node.below
    )  # fmt: skip


def ready_to_lead(tree: Node, most: int = 6) -> list[Node]:
    """Return the people who brought most, by name; at most so many."""
    able = [
        node
        for node in _every(tree)
        if node.key.kind == "person" and node.branch.people and node.name
    ]
    return sorted(able, key=lambda node: -node.branch.people)[:most]


def branch_of(desk: Desk, slug: str, lead: int) -> Branch:
    """Return what a lead brings, own and downstream. Raises NotFound.

    Of a quiet event, where nobody is below anybody, downstream is their own.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        if not event.quiet:
            return Network(look, event).branches.get(Key("lead", lead), Branch())
        own = sums.count(standings.one(look, event.id, lead))
        return Branch(own, downstream=own)


def brought_by(look: Reading, event: Event) -> dict[int, int]:
    """Return which lead recruited each lead (ids); who was recruited by nobody is not in it, and
    nobody of a quiet event is."""
    return {} if event.quiet else dict(invitations.recruiters(look, event.id))


@dataclass(frozen=True)
class Network:
    """The tree of one event as it stands in one look."""

    look: Reading
    event: Event

    @cached_property
    def leads(self) -> dict[int, Any]:
        return {row["id"]: row for row in invitations.leads_of(self.look, self.event.id)}

    @cached_property
    def people(self) -> dict[int, Any]:
        return {row["person"]: row for row in invitations.people_of(self.look, self.event.id)}

    @cached_property
    def lead_places(self) -> list[LeadPlace]:
        return [
            LeadPlace(row["id"], row["recruited_by"], row["person"], count_of(row))
            for row in self.leads.values()
        ]

    @cached_property
    def person_places(self) -> list[PersonPlace]:
        return [
            PersonPlace(
                row["person"], row["lead"], row["inviter"], row["party"], Status(row["status"])
            )
            for row in self.people.values()
        ]

    @cached_property
    def above(self) -> Mapping[Key, Key]:
        return rules.parents(self.lead_places, self.person_places)

    @cached_property
    def branches(self) -> dict[Key, Branch]:
        own = sums.count(standings.one(self.look, self.event.id, ON_THEIR_OWN))
        return rules.branches(self.above, self.lead_places, self.person_places, own)

    @cached_property
    def below(self) -> dict[Key, list[Key]]:
        return rules.below(self.above)

    def node(self, top: Key, named: Set[int] | None = None) -> Node:
        """Return the tree below `top`, and it.

        named: the leads whose people stand there, with their names; None: all. Below other leads
        stand leads alone.
        """
        made: dict[Key, Node] = {}
        for key in [*reversed(rules.subtree(self.above, top)), top]:
            if key.kind == "lead" or named is None or self.people[key.id]["lead"] in named:
                below = [made[each] for each in self.below.get(key, ()) if each in made]
                made[key] = self._node(key, tuple(sorted(below, key=_place)))
        return made[top]

    def _node(self, key: Key, below: tuple[Node, ...]) -> Node:
        branch = self.branches[key]
        if key == ROOT:
            return Node(key, self.event.title, branch, goal=self.event.goal, below=below)
        if key.kind == "lead":
            row = self.leads[key.id]
            handle = str(Handle(row["user"], row["host"]))
            return Node(key, row["name"], branch, handle=handle, goal=row["goal"], below=below)
        row = self.people[key.id]
        return Node(key, row["name"], branch, party=row["party"], status=row["status"], below=below)


def _every(top: Node) -> list[Node]:
    found = [top]
    for node in found:
        found.extend(node.below)
    return found


def _place(node: Node) -> tuple[bool, int, int]:
    """Return where a node stands among its siblings: leads first, who brings most first."""
    return node.key.kind == "person", -node.branch.downstream.coming, -node.branch.people


def count_of(row: Any) -> Count:
    """Return the count of a lead's row."""
    return sums.count(
        Standing(
            confirmed=row["confirmed"],
            yes=row["yes"],
            maybe=row["maybe"],
            declared=row["declared"],
        )
    )
