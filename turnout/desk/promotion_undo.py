"""Taking back that somebody was made a lead, for the ledger: by new records."""

from typing import Any

from turnout.desk.promotions import KIND, Promoted, Promoting
from turnout.desk.undoing import Undoing
from turnout.model import Receipt
from turnout.store import invitations


def promotion(undoing: Undoing, row: Any) -> Receipt:
    """Let who was made a lead be none, or again. Raises Refused("seq", "has_begun"), NotFound."""
    promoted = Promoted(*invitations.promotion(undoing.tx, row["seq"]))
    entry = undoing.enter(row, KIND)
    promoting = Promoting(undoing.tx, undoing.event, undoing.by, entry)
    if promoted.of is None:
        promoting.down(promoted)
    else:
        promoting.up(promoted.person, lead=promoted.lead)
    return undoing.receipt(entry, undoing.coming())
