"""Taking back where a lead wants to be named, for the ledger: what stood before stands again."""

from typing import Any

from turnout.desk import recognition
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Door, Receipt
from turnout.model.recognition import Place
from turnout.rules.recognition import is_more_public
from turnout.store import Transaction, leads, reviews
from turnout.store import recognition as rows


def choice(undoing: Undoing, row: Any) -> Receipt:
    """Let stand what a lead wanted before record `row`, the name they asked for then included.

    Raises Refused("seq", "overtaken"), Refused("seq", "theirs") where an organizer would have a
    lead named in more places than they said themselves.
    """
    tx, event, seq = undoing.tx, undoing.event.id, row["seq"]
    said = rows.one(tx, seq)
    lead = said["lead"]
    if rows.newest(tx, event, lead)["seq"] != seq:
        raise Refused("seq", "overtaken", given=seq)
    before = rows.newest(tx, event, lead, before=seq)
    place = Place(before["place"]) if before else Place.ROWS
    by_organizer = undoing.door is not Door.LEAD
    if row["door"] == Door.LEAD and by_organizer and is_more_public(place, Place(said["place"])):
        raise Refused("seq", "theirs", given=seq)
    entry = undoing.enter(row, "recognition")
    recognition.take_name_back(tx, seq)
    name, held = _asked_before(tx, event, lead, seq) if said["name"] else ("", False)
    said_as = before["said_as"] if before else ""
    rows.insert(tx, entry.seq, event, lead, place, name, held, said_as)
    recognition.move(tx, entry, lead, Place(said["place"]), place, undoing.by)
    return undoing.marked(entry)


def _asked_before(tx: Transaction, event: int, lead: int, seq: int) -> tuple[str, bool]:
    """Return (the name that stands of what was asked before record `seq`, whether it waits)."""
    asked = rows.newest_name(tx, event, lead, before=seq)
    if asked and asked["held"] and reviews.newest(tx, f"name:{asked['seq']}") is None:
        return asked["name"], True
    return leads.one(tx, lead)["name"], False
