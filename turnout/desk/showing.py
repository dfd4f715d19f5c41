"""Whose name may stand on public screens."""

from typing import Any

from turnout.model import Event, ReviewState
from turnout.store import Reading, leads


def hides_names(event: Event) -> bool:
    """Return whether no name of a lead may stand on the public screens of `event`."""
    return event.quiet or not event.names_public


def is_shown(row: Any, hidden: bool) -> bool:
    """Return whether the name of this lead's row may stand on public screens."""
    return not hidden and bool(row["name"]) and row["state"] in (None, ReviewState.SHOWN)


def unnamed(look: Reading, event: Event) -> list[str]:
    """Return the names and handles of leads who may not be named on the screens of `event`, its
    own and those of its sites: what others write of them is shown without."""
    return [
        said
        for row in leads.called(look, event.id)
        if not is_shown(row, hides_names(event) or row["quiet"] or not row["names_public"])
        for said in (row["name"], row["user"], f"{row['user']}@{row['host']}")
    ]
