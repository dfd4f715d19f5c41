"""The tree of who brought whom, as plain values: one row each, whoever is above before them."""

from collections.abc import Iterator
from typing import Any

from turnout.model import Count
from turnout.model.network import Node

Row = dict[str, Any]


def rows(top: Node) -> list[Row]:
    """Return a row for `top` and for all below it.

    own, all: heads as [confirmed, yes, by count, maybe]; of a person who brought nobody they are
    left out, since party and status say it.
    """
    return [_row(node, above) for node, above in _walk(top)]


def _walk(top: Node) -> Iterator[tuple[Node, str]]:
    """Yield each node with the number of who is above it; a line of thousands is no depth."""
    waiting = [(top, "")]
    while waiting:
        node, above = waiting.pop()
        yield node, above
        waiting.extend((below, _id(node)) for below in reversed(node.below))


def _row(node: Node, above: str) -> Row:
    row: Row = {"id": _id(node), "up": above, "name": node.name}
    if node.key.kind == "person":
        row |= {"party": node.party, "status": node.status}
        return row | _brings(node) if node.below else row
    return row | {"handle": node.handle, "goal": node.goal, **_brings(node)}


def _brings(node: Node) -> Row:
    branch = node.branch
    return {
        "own": _heads(branch.own),
        "all": _heads(branch.downstream),
        "people": branch.people,
        "leads": branch.leads,
    }


def _heads(count: Count) -> list[int]:
    return [count.confirmed, count.yes, count.by_count, count.maybe]


def _id(node: Node) -> str:
    return f"{node.key.kind}:{node.key.id}"
