"""The ledger as a story: each record with whom it is of, and what took it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.desk import area_undo
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.signups import named_lead
from turnout.model import ReviewState
from turnout.model.areas import CARE, Step
from turnout.rules.areas import FIRST
from turnout.rules.contact import Handle
from turnout.store import Reading, log, reviews, stories
from turnout.store.times import read

UNDOABLE = (
    *("commitment", "report", "goal", "review", "told", "area", "area_import"),
    *("move", "postpone", "cancel", "resume", "arrival", "head_count"),
    *("past_event", "assumption", "promotion", "recognition", "seen"),
    *("update", "update_text", "update_rule"),
    *("challenge", "challenge_answer", "challenge_turn", "compete"),
    "show",
)
# A correction is corrected again; it moves an area nowhere that it could be taken back to.
UNDOABLE_STEPS = frozenset(Step) - {Step.UNDO, Step.CHANGE}


@dataclass(frozen=True)
class Told:
    """One record. `people`: of a report, a goal, an arrival or a head count, or the target of a
    challenge; `party` heads, `status`, `name`: a person's.

    state: of a commitment, as it stands; decided: what a review decided of record `of`, or an
    organizer of so many `posts`.
    area: the name of the area or group it is about; step: what was said of it or of a challenge,
    or where a lead wants to be named; told: the title of a story or landmark of it. areas: how
    many a map file brought.
    undone_by: the record that took this one back, where it still is.
    """

    seq: int
    at: datetime
    said_at: datetime
    kind: str
    door: str
    by: str
    lead: str
    lead_handle: str
    person: int | None
    name: str
    party: int | None
    status: str
    people: int | None
    note: str
    state: str
    held: str
    of: str
    decided: str
    posts: int | None
    undone_by: int | None
    area: str = ""
    step: str = ""
    areas: int = 0
    told: str = ""

    @property
    def undone(self) -> bool:
        return self.undone_by is not None

    @property
    def undoable(self) -> bool:
        steps = self.kind != "area" or self.step in UNDOABLE_STEPS
        return self.kind in UNDOABLE and steps and not self.undone

    @property
    def returnable(self) -> bool:
        """Return whether what took it back can be taken back: not of a step that was undone."""
        return self.undone and (self.kind != "area" or self.step in FIRST)


def story(
    desk: Desk, event: str, *, kinds: Sequence[str] = (), doors: Sequence[str] = (),
    lead: str = "", person: int | None = None, text: str = "", before: int | None = None,
    most: int = 50,
) -> list[Told]:  # fmt: skip
    """Return the newest records of an event, newest first; what is given narrows them.

    before: only records before this one, for the next page. text: what a name, a contact or a
    handle has in it. Raises NotFound, Refused("lead").
    """
    with desk.store.reading() as look:
        number = found(look, event).id
        rows = stories.newest_first(
            look,
            number,
            kinds=list(kinds),
            doors=list(doors),
            lead=named_lead(look, number, lead) if lead else None,
            person=person,
            text=text.strip(),
            before=before,
            most=most,
        )
        return [_told(row, undone_by(desk, look, row)) for row in rows]


def kinds(desk: Desk, event: str) -> list[str]:
    """Return the kinds of records an event has. Raises NotFound."""
    with desk.store.reading() as look:
        return stories.kinds_of(look, found(look, event).id)


def undone_by(desk: Desk, look: Reading, row: Any) -> int | None:
    """Return the record that took back `row` (as `stories` tells it) and still stands, or None."""
    if row["kind"] == "commitment":
        if row["state"] not in (ReviewState.SET_ASIDE, ReviewState.BLOCKED):
            return None
        return int(reviews.newest(look, f"commitment:{row['seq']}")["seq"])
    if row["kind"] == "area":
        return area_undo.undone_by(look, row)
    line = line_of(desk, look, row["seq"])
    return line[1] if len(line) % 2 == 0 else None


def line_of(desk: Desk, look: Reading, seq: int) -> list[int]:
    """Return `seq`, what took it back, what took that back, and so on to the last."""
    line = [seq]
    while after := log.receipt(look, link_of(desk, line[-1])):
        line.append(after.seq)
    return line


def link_of(desk: Desk, seq: int) -> str:
    """Return the key under which the record that takes back `seq` is found."""
    return log.digest(desk.pepper, "undone", str(seq))


def _step(row: Any) -> str:
    """Return what was said of an area or a group; of who looks after an area, what it was."""
    moved = str(row["reason"]).split()
    return moved[0] if row["step"] == Step.CHANGE and CARE.issuperset(moved) else str(row["step"])


def _told(row: Any, undone: int | None) -> Told:
    handle = str(Handle(row["lead_user"], row["lead_host"])) if row["lead_user"] else ""
    return Told(
        seq=row["seq"],
        at=read(row["at"]),
        said_at=read(row["said_at"]),
        kind=row["kind"],
        door=row["door"],
        by=row["by"],
        lead=row["lead_name"] or "",
        lead_handle=handle,
        person=row["person_id"],
        name=row["name"],
        party=row["party"],
        status=row["status"] or "",
        people=row["people"],
        note=row["note"],
        state=row["state"],
        held=row["held"],
        of=row["subject"] or "",
        decided=row["decided"] or "",
        posts=row["posts"],
        undone_by=undone,
        area=row["area_title"],
        step=_step(row),
        areas=row["areas"] or 0,
        told=row["story_title"],
    )
