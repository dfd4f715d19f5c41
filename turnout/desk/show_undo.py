"""Taking back what walls are to show, for the ledger: by a new record."""

from typing import Any

from turnout.desk import show
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Receipt
from turnout.store import shows


def shown(undoing: Undoing, row: Any) -> Receipt:
    """Let walls show what stood before it. Raises Refused("seq", "overtaken")."""
    if shows.newest_seq(undoing.tx, undoing.event.id) != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    before = shows.newest(undoing.tx, undoing.event.id, row["seq"])
    entry = undoing.enter(row, "show")
    return undoing.receipt(entry, show.keep(undoing.tx, entry, before))
