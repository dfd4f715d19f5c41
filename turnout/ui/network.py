"""Who brought whom on the workbench: all of it to organizers, a lead's own branch to a lead."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from turnout import browser
from turnout.desk import network, pocket
from turnout.desk.pocket import Actor
from turnout.formats.network import rows
from turnout.house import house
from turnout.model import Event, Role
from turnout.model.network import Branch, Node
from turnout.ui import empty, paper, promoting
from turnout.ui.components import live, spoken
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_tree = live("bar.css", "network.css", name="network")


@dataclass(frozen=True)
class Seen:
    """What a visitor sees of one event's tree, as of one moment."""

    event: Event
    who: Actor
    tree: Node | None  # None of a quiet event

    @property
    def is_organizers(self) -> bool:
        return self.who.role is Role.ORGANIZER

    @cached_property
    def branch(self) -> Branch:
        return self.tree.branch if self.tree else Branch()


def of(visitor: Visitor, event: Event) -> Seen:
    """Return what the visitor sees: an organizer all of it, a lead their own branch."""
    desk = house().desk
    if visitor.may(event.slug, Role.ORGANIZER):
        who = Actor(event.slug, 0, Role.ORGANIZER, visitor.by(event.slug, Role.ORGANIZER))
    else:
        who = pocket.actor(desk, visitor.grants, event.slug)
    return Seen(event, who, network.tree(desk, who))


def headline(seen: Seen) -> None:
    """Draw how many come, and through whom."""
    if seen.tree is None:
        paper.notes(here("network.quiet"))
        return
    st.header(_head(seen), anchor=False)
    if brought := network.by_links(seen.tree):
        paper.notes(here("network.brought_each_other", n=brought))


def tree(seen: Seen) -> None:
    """Draw the tree, which folds, and is looked through; or how it begins."""
    if seen.tree is None:
        return
    if seen.is_organizers and not seen.tree.below:
        paper.notes(here("network.none_next"))
        empty.first_lead(seen.event)
        return
    _tree(
        key=f"network-{seen.event.slug}-{seen.who.lead}",
        data={
            "module": browser.address("network.js"),
            "rows": rows(seen.tree),
            "mayPromote": seen.is_organizers,
            **spoken(lang(), "light", "network"),
        },
        on_promote_change=lambda: _promote(seen),
    )


def ready(seen: Seen) -> None:
    """Draw who brought others already, each with the one tap that makes them a lead."""
    if seen.tree is None or not seen.is_organizers or not seen.tree.below:
        return
    st.header(here("network.ready"), anchor=False)
    found = network.ready_to_lead(seen.tree)
    paper.notes(here("network.ready_hint" if found else "network.ready_none"))
    for person in found:
        promoting.offer(seen.event, person, seen.who.by)


def _head(seen: Seen) -> str:
    branch = seen.branch
    coming, own = branch.downstream.coming, branch.own.coming
    if seen.is_organizers and seen.tree and not seen.tree.below:
        return here("network.none")
    if seen.is_organizers:
        return here("network.head", coming=coming, n=branch.leads, people=branch.people)
    key = "network.head_own" if branch.leads else "network.head_alone"
    return here(key, coming=coming, own=own, others=coming - own)


def _promote(seen: Seen) -> None:
    """Make whom the visitor tapped in the tree a lead."""
    given: Any = st.session_state[f"network-{seen.event.slug}-{seen.who.lead}"]
    promoting.promote(seen.event.slug, int(given["promote"]), seen.who.by)
