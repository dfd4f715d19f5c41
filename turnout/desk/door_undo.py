"""Taking back what was said at an event's doors, for the ledger: by new records."""

from typing import Any

from turnout.desk import attendance
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Receipt
from turnout.store import attendance as doors
from turnout.store import head_counts
from turnout.store.attendance import Arrival


def arrival(undoing: Undoing, row: Any) -> Receipt:
    """Let the word before it stand, as if it were said now. Raises Refused("seq", "overtaken")."""
    word = doors.one(undoing.tx, row["seq"])
    if (stands := doors.standing(undoing.tx, undoing.event.id, word.subject)) != word:
        raise Refused("seq", "overtaken", given=row["seq"])
    came = doors.before_it(undoing.tx, undoing.event.id, word.subject, stands.seq)
    entry = undoing.enter(row, "arrival")
    attendance.say(undoing.tx, entry, Arrival(word.subject, word.person, word.lead, 0, came, ""))
    return undoing.receipt(entry, undoing.coming())


def head_count(undoing: Undoing, row: Any) -> Receipt:
    """Let the head count before it stand, or none. Raises Refused("seq", "overtaken")."""
    if head_counts.newest_seq(undoing.tx, undoing.event.id) != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    before = head_counts.newest(undoing.tx, undoing.event.id, row["seq"])
    entry = undoing.enter(row, "head_count")
    head_counts.insert(undoing.tx, entry.seq, undoing.event.id, before)
    return undoing.marked(entry)
