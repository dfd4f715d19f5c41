"""Whose name may stand on public screens."""

from typing import Any

from turnout.model import Event, ReviewState


def hides_names(event: Event) -> bool:
    """Return whether no name of a lead may stand on the public screens of `event`."""
    return event.quiet or not event.names_public


def is_shown(row: Any, hidden: bool) -> bool:
    """Return whether the name of this lead's row may stand on public screens."""
    return not hidden and bool(row["name"]) and row["state"] in (None, ReviewState.SHOWN)
