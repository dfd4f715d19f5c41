"""What a forecast was told, brought back from plain values inside the write."""

from collections.abc import Mapping
from datetime import date

from turnout.desk.carried import Values
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book
from turnout.model import Count
from turnout.store import Transaction, pasts


def past_event(tx: Transaction, entry: Entry, given: Values, seqs: Mapping[int, int]) -> None:
    """Replay a past event that was typed in, or what took it back or brought it again.

    seqs: the numbers that records of the export have here.
    """
    past = given["past"]
    if isinstance(past, dict):
        day = date.fromisoformat(past["day"]).isoformat()
        pasts.insert(tx, entry.seq, entry.event, past["title"], day, past["source"])
        pasts.insert_rows(tx, entry.seq, [tuple(row) for row in past["rows"]])
    else:
        pasts.turn(tx, entry.seq, seqs[past])
    book(tx, entry, ON_THEIR_OWN, Count())


def assumption(tx: Transaction, entry: Entry, given: Values) -> None:
    """Replay what was assumed of one number from then on."""
    name, value = given["assumed"]
    pasts.assume(tx, entry.seq, entry.event, name, value)
    book(tx, entry, ON_THEIR_OWN, Count())
