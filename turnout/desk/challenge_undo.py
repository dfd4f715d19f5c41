"""Taking back what was said of challenges, for the ledger: by new records, as everything there."""

from typing import Any

from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Door, Receipt
from turnout.rules.challenges import check_answer, check_time
from turnout.store import challenges, competing


def challenge(undoing: Undoing, row: Any) -> Receipt:
    """Call a challenge off. Raises Refused("seq", "overtaken") where it is already."""
    return _turn(undoing, row, row["seq"], was=False)


def challenge_turn(undoing: Undoing, row: Any) -> Receipt:
    """Let a challenge go on that was called off, or the other way round."""
    said = challenges.said(undoing.tx, row["seq"])
    newest = challenges.turns(undoing.tx, [said["challenge"]])[said["challenge"]][1]
    if newest != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    return _turn(undoing, row, said["challenge"], was=bool(said["off"]))


def challenge_answer(undoing: Undoing, row: Any) -> Receipt:
    """Let stand what the lead had answered before, if anything; they themselves until the
    deadline.

    Raises Refused("seq", "overtaken"), Refused("challenge").
    """
    tx, said = undoing.tx, challenges.said(undoing.tx, row["seq"])
    number, lead = said["challenge"], said["lead"]
    if challenges.newest_said(tx, number, lead) != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    known = challenges.one(tx, undoing.event.id, number)
    if undoing.door is Door.LEAD and known is not None:
        check_answer(known, lead, off=False, said_at=undoing.desk.clock())
    entry = undoing.enter(row, "challenge_answer")
    before = challenges.answer_before(tx, number, lead, row["seq"])
    challenges.answer(tx, entry.seq, number, lead, before)
    return undoing.marked(entry)


def compete(undoing: Undoing, row: Any) -> Receipt:
    """Let stand what the lead had said before of competing. Raises Refused("seq", "overtaken")."""
    tx, event, lead = undoing.tx, undoing.event.id, row["lead_id"]
    if competing.newest(tx, event, lead) != row["seq"]:
        raise Refused("seq", "overtaken", given=row["seq"])
    entry = undoing.enter(row, "compete")
    before = competing.before(tx, event, lead, row["seq"])
    competing.compete(tx, entry.seq, event, lead, before)
    return undoing.marked(entry)


def _turn(undoing: Undoing, row: Any, number: int, was: bool) -> Receipt:
    off = challenges.turns(undoing.tx, [number]).get(number, (False,))[0]
    if off is not was:
        raise Refused("seq", "overtaken", given=row["seq"])
    known = challenges.one(undoing.tx, undoing.event.id, number)
    if undoing.door is Door.LEAD and known is not None:
        check_time(known, undoing.desk.clock())
    entry = undoing.enter(row, "challenge_turn")
    challenges.turn(undoing.tx, entry.seq, number, not was)
    return undoing.marked(entry)
