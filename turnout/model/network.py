"""Who brought whom: the leads and people of one event as a tree."""

from dataclasses import dataclass, field
from typing import NamedTuple

from turnout.model.picture import Count
from turnout.model.trade import Status


class Key(NamedTuple):
    """Who stands at a place of the tree: kind is "lead" or "person"."""

    kind: str
    id: int


ROOT = Key("lead", 0)  # whoever nobody brought, and all who came on their own


class LeadPlace(NamedTuple):
    """A lead, by whom they were recruited, who they are, and what stands for them."""

    lead: int
    recruiter: int | None
    person: int | None
    own: Count


class PersonPlace(NamedTuple):
    """A person's current commitment, and who invited them; lead 0: on their own."""

    person: int
    lead: int
    inviter: int | None
    party: int
    status: Status


@dataclass(frozen=True)
class Branch:
    """What one brings, in heads; what is by count is a lead's, beyond the people named.

    own: a lead's people, or a person's party. people, leads: who stands below, each once; people
        who cancelled are not among them. downstream: `own` and all below.
    """

    own: Count = field(default_factory=Count)
    people: int = 0
    leads: int = 0
    downstream: Count = field(default_factory=Count)


@dataclass(frozen=True)
class Node:
    """One place of the tree as it is shown. goal, handle: a lead's; party, status: a person's.

    name: empty where it may not be read. below: leads first, who brings most first.
    """

    key: Key
    name: str
    branch: Branch
    handle: str = ""
    goal: int = 0
    party: int = 0
    status: str = ""
    below: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Promotion:
    """A person who was made a lead: `lead` their handle, `moved` people who came along."""

    seq: int
    lead: str
    moved: int
