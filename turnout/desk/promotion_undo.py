"""Taking back that somebody was made a lead, for the ledger: by new records."""

from typing import Any

from turnout.desk.promotions import KIND, Promoted, Promoting
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Receipt
from turnout.store import invitations


def promotion(undoing: Undoing, row: Any) -> Receipt:
    """Let who was made a lead be none, or again. Raises Refused("seq"), NotFound."""
    kept = invitations.promotion(undoing.tx, row["seq"])
    if kept is None:  # it was taken back before the event was carried here
        raise Refused("seq", "not_undoable", given=row["seq"])
    promoted = Promoted(*kept)
    entry = undoing.enter(row, KIND)
    promoting = Promoting(undoing.tx, undoing.event, undoing.by, entry)
    if promoted.of is None:
        promoting.down(promoted)
    else:
        promoting.up(promoted.person, lead=promoted.lead)
    return undoing.receipt(entry, undoing.coming())
