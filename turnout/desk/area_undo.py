"""Taking back what was said of areas, for the ledger: by new records, as everything there."""

from typing import Any

from turnout.desk import area_dates
from turnout.desk.ledger import Entry
from turnout.errors import Refused
from turnout.model import ReviewState
from turnout.model.areas import AreaState, Step
from turnout.rules import areas as rules
from turnout.store import Reading, Transaction, area_photos, area_steps, areas, events, reviews

GONE = (ReviewState.SET_ASIDE, ReviewState.BLOCKED)


def undone_by(look: Reading, row: Any) -> int | None:
    """Return the record that took back a step of an area (a row of `stories`) and still stands:
    for a first step, that its area was set aside. None where there is none."""
    if row["step"] not in rules.FIRST:
        return area_steps.taken_back_by(look, row["seq"])
    area = area_steps.one(look, row["seq"])["area"]
    newest = reviews.newest(look, f"area:{area}")
    return int(newest["seq"]) if newest and newest["state"] in GONE else None


def newest(tx: Transaction, seq: int) -> Any:
    """Return step `seq` of an area, which nothing came after.

    Raises Refused("seq", "overtaken" | "not_undoable").
    """
    step = area_steps.one(tx, seq)
    if step["step"] == Step.UNDO:
        raise Refused("seq", "not_undoable", given=seq)
    if area_steps.newest_standing(tx, step["area"])["seq"] != seq:
        raise Refused("seq", "overtaken", given=seq)
    return step


def take_back(tx: Transaction, entry: Entry, step: Any, lead: int = 0) -> AreaState:
    """Let the area of its newest step be, by `entry`, where it was before; return its state.
    lead: the lead who takes it back."""
    area, before = step["area"], areas.stand_before(step)
    active = before.date is not None and rules.is_active(events.by_id(tx, before.date), entry.at)
    now, after = areas.stand(tx, area), rules.taken_back(before, active)
    area_steps.insert(tx, entry.seq, area, Step.UNDO, now, after, lead=lead, of=step["seq"])
    area_dates.tell(tx, entry, after.date or now.date)
    return after.state


def photo_reviewed(tx: Transaction, entry: Entry, photo: int, state: ReviewState, by: str) -> None:
    """Keep what `entry` decides of a photo of an area."""
    reviews.decide(tx, entry.seq, f"area_photo:{photo}", state, by, entry.at)
    area_photos.set_state(tx, photo, state)
    areas.touch(tx, entry.seq, area_photos.area_of(tx, photo))
    area_dates.tell(tx, entry, None)
