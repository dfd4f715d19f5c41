"""Taking back what an organizer decided, for the ledger: what was decided before stands again."""

from typing import Any

from turnout.desk import area_dates, area_undo
from turnout.desk.claims import made_one
from turnout.desk.reviews import claim_follows, follow
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Receipt, ReviewState
from turnout.store import Reading, area_photos, areas, challenges, place_stories, reviews, stories


def review(undoing: Undoing, row: Any) -> Receipt:
    """Let stand what was decided before.

    Raises Refused("seq", "overtaken" | "not_undoable").
    """
    subject, seq = row["subject"], row["seq"]
    if reviews.newest(undoing.tx, subject)["seq"] != seq:
        raise Refused("seq", "overtaken", given=seq)
    kind, _, number = subject.partition(":")
    shown = kind in ("commitment", "claim") and row["decided"] == ReviewState.SHOWN
    if kind == "claim" and row["decided"] in (ReviewState.SET_ASIDE, ReviewState.BLOCKED):
        raise Refused("seq", "not_undoable", given=seq)  # nothing is left of what it said
    if shown and (reviews.likeness(undoing.tx, int(number)) or made_one(undoing.tx, int(number))):
        raise Refused("seq", "not_undoable", given=seq)  # who is one stays one
    entry = undoing.enter(row, "review")
    state = _state_before(undoing.tx, subject, seq)
    if kind in ("area", "area_photo"):
        decide = area_dates.reviewed if kind == "area" else area_undo.photo_reviewed
        decide(undoing.tx, entry, int(number), state, undoing.by)
        return undoing.receipt(entry, undoing.coming())
    reviews.decide(undoing.tx, entry.seq, subject, state, undoing.by, entry.at)
    if kind == "story":
        place_stories.set_review(undoing.tx, entry.seq, int(number), state)
    if kind == "commitment":
        return undoing.receipt(entry, follow(undoing.tx, entry, int(number), state))
    if kind == "claim":
        return undoing.receipt(entry, claim_follows(undoing.tx, entry, int(number), state))
    return undoing.marked(entry)


def _state_before(look: Reading, subject: str, seq: int) -> ReviewState:
    """Return what was decided of `subject` before record `seq`, or how it came in."""
    if earlier := reviews.newest(look, subject, seq):
        return ReviewState(earlier["state"])
    kind, _, number = subject.partition(":")
    if kind in ("claim", "gain"):
        return ReviewState.HELD
    held = kind == "commitment" and stories.one(look, int(number))["held"]
    held = held or (kind == "story" and place_stories.was_held(look, int(number)))
    held = held or (kind == "challenge" and challenges.was_held(look, int(number)))
    held = held or (kind == "area" and areas.was_reported(look, int(number)))
    held = held or (kind == "area_photo" and area_photos.was_reported(look, int(number)))
    return ReviewState.HELD if held else ReviewState.SHOWN
