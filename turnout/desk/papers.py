"""Rows of a paper sheet, typed in one by one; each is told whether the person was known."""

from dataclasses import dataclass, replace

from turnout.desk import rallies, signups
from turnout.desk.comparing import AGAIN, CHANGES, NEW, Comparing
from turnout.desk.desk import Desk
from turnout.model import Door, Receipt, Role, Submission

HELD = "held"
TYPISTS = (Role.ORGANIZER, Role.LEAD)


@dataclass(frozen=True)
class Typed:
    """A row that is stored. kind: new | changes (the person was known) | again | held (they are
    with another lead than the one who types; the organizer decides)."""

    receipt: Receipt
    kind: str


def type_in(desk: Desk, row: Submission, role: Role) -> Typed:
    """Store one row of a sheet, by who has `role`. Raises as `signups.commit` does."""
    row = replace(row, door=Door.PAPER, scope=f"paper:{row.by}")
    with desk.store.reading() as look:
        comparing = Comparing(desk, rallies.found(look, row.event))
        (verdict,) = comparing.verdicts(look, [row])
    receipt = signups.commit(desk, row, roles=(role,)).result()
    if receipt.held:
        return Typed(receipt, HELD)
    if receipt.again:
        return Typed(receipt, AGAIN)
    return Typed(receipt, CHANGES if verdict.known else NEW)
