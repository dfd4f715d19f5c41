"""Taking back what was said of updates: as long as nothing of it is out, and then the truth."""

from typing import Any

from turnout.desk.undoing import Undoing
from turnout.desk.updates_going import follow
from turnout.errors import Refused
from turnout.model import Receipt, ReviewState
from turnout.store import Transaction, postings, updates


def update(undoing: Undoing, row: Any) -> Receipt:
    """Set the update aside that record `row` made. Raises Refused("seq", "went")."""
    number = row["seq"]
    must_be_here(undoing.tx, number, number)
    entry = undoing.enter(row, "review")
    follow(undoing.tx, entry, number, ReviewState.SET_ASIDE, undoing.by)
    return undoing.marked(entry)


def text(undoing: Undoing, row: Any) -> Receipt:
    """Let an update say what it said before. Raises Refused("seq", "overtaken" | "went")."""
    tx, seq = undoing.tx, row["seq"]
    number = updates.worded_by(tx, seq)
    if number is None or updates.newest_wording(tx, number) != seq:
        raise Refused("seq", "overtaken", given=seq)
    must_be_here(tx, number, seq)
    entry = undoing.enter(row, "update_text")
    # With nothing before, it says what happened in its own words again: empty ones are none.
    gone = dict.fromkeys(updates.wording(tx, number), "")
    updates.word(tx, entry.seq, number, {**gone, **updates.wording(tx, number, before=seq)})
    return undoing.marked(entry)


def rules(undoing: Undoing, row: Any) -> Receipt:
    """Let the rules stand that stood before. Raises Refused("seq", "overtaken")."""
    tx, seq, event = undoing.tx, row["seq"], undoing.event.id
    if updates.newest_rules(tx, event) != seq:
        raise Refused("seq", "overtaken", given=seq)
    entry = undoing.enter(row, "update_rule")
    updates.keep_rules(tx, entry.seq, event, updates.rules(tx, event, before=seq))
    return undoing.marked(entry)


def decided(undoing: Undoing, row: Any, number: int, state: ReviewState) -> Receipt:
    """Let `state` stand of an update again. Raises Refused("seq", "went")."""
    must_be_here(undoing.tx, number, row["seq"])
    entry = undoing.enter(row, "review")
    follow(undoing.tx, entry, number, state, undoing.by)
    return undoing.marked(entry)


def must_be_here(tx: Transaction, number: int, given: int) -> None:
    """Raise Refused("seq", "went") where something of an update is out, or may be."""
    if postings.has_left(tx, number):
        raise Refused("seq", "went", given=given)
