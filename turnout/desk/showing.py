"""Whose name may stand on public screens."""

from typing import Any

from turnout.model import Event, ReviewState
from turnout.model.recognition import Place
from turnout.store import Reading, leads, recognition


def hides_names(event: Event) -> bool:
    """Return whether no name of a lead may stand on the public screens of `event`."""
    return event.quiet or not event.names_public


def is_shown(row: Any, hidden: bool) -> bool:
    """Return whether the name of this lead's row may stand on public screens."""
    return not hidden and bool(row["name"]) and row["state"] in (None, ReviewState.SHOWN)


def is_on_a_roll(look: Reading, event: Event) -> bool:
    """Return whether anybody is on the roll; nothing is added up: every live picture asks."""
    chosen = recognition.choices(look, event.id)
    wish = [lead for lead, said in chosen.items() if said["place"] == Place.ROLL]
    hidden = hides_names(event)
    return bool(wish) and any(is_shown(row, hidden) for row in leads.these(look, wish))


def unnamed(look: Reading, event: Event) -> list[str]:
    """Return the names and handles of leads who may not be named on the screens of `event`, its
    own and those of its sites: what others write of them is shown without."""
    return [
        said
        for row in leads.called(look, event.id)
        if not is_shown(row, hides_names(event) or row["quiet"] or not row["names_public"])
        for said in (row["name"], row["user"], f"{row['user']}@{row['host']}")
    ]
