"""Taking back what a forecast was told, for the ledger: by new records."""

from typing import Any

from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Receipt
from turnout.store import pasts


def past_event(undoing: Undoing, row: Any) -> Receipt:
    """Let a past event that was typed in teach nothing any more, or again."""
    entry = undoing.enter(row, "past_event")
    pasts.turn(undoing.tx, entry.seq, row["seq"])
    return undoing.marked(entry)


def assumption(undoing: Undoing, row: Any) -> Receipt:
    """Let what was assumed before stand. Raises Refused("seq", "overtaken")."""
    said = pasts.assumption(undoing.tx, row["seq"])
    if pasts.newest_assumption(undoing.tx, undoing.event.id, said["name"]) != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    before = pasts.assumed_before(undoing.tx, undoing.event.id, said["name"], row["seq"])
    entry = undoing.enter(row, "assumption")
    pasts.assume(undoing.tx, entry.seq, undoing.event.id, said["name"], before)
    return undoing.marked(entry)
