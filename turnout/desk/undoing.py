"""What every taking back of a record has: where it stands in the ledger, and how it is answered."""

from dataclasses import dataclass
from typing import Any

from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.told import link_of
from turnout.model import Count, Door, Event, Receipt
from turnout.store import Transaction, log, standings


@dataclass(frozen=True)
class Undoing:
    """One record of `event` being taken back inside a write, by whom and through which door."""

    desk: Desk
    tx: Transaction
    event: Event
    by: str
    door: Door

    def enter(self, row: Any, kind: str) -> Entry:
        """Write the log row of what takes `row` back, and remember that it does."""
        key, now = link_of(self.desk, row["seq"]), self.desk.clock()
        entry = enter(self.tx, self.event.id, kind, self.door, key, self.by, now)
        if log.receipt(self.tx, key) is None:
            log.keep_receipt(self.tx, key, "", entry.seq, 0, False, None)
        return entry

    def coming(self) -> int:
        """Return how many are coming now."""
        return standings.total(self.tx, self.event.id)[2].coming

    def receipt(self, entry: Entry, coming: int) -> Receipt:
        """Return what `entry` is answered with."""
        return Receipt(entry.seq, "", coming)

    def again(self, seq: int) -> Receipt:
        """Return the answer where record `seq` took it back before."""
        return Receipt(seq, "", self.coming(), again=True)

    def marked(self, entry: Entry) -> Receipt:
        """Let the clock tell of an `entry` that moves no count of those coming, and answer."""
        return self.receipt(entry, book(self.tx, entry, ON_THEIR_OWN, Count()))
