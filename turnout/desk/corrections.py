"""Taking a record back, by a new one: nothing in the ledger is ever changed or removed."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import Any

from turnout.desk import (
    area_dates,
    area_undo,
    challenge_undo,
    door_undo,
    past_undo,
    promotion_undo,
    recognition_undo,
    review_undo,
    seeing,
    show_undo,
    update_undo,
)
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, book_goal, change_standing
from turnout.desk.rallies import found
from turnout.desk.reviews import follow
from turnout.desk.signups import commit, named_lead
from turnout.desk.told import Told as Told
from turnout.desk.told import line_of, undone_by
from turnout.desk.told import story as story
from turnout.desk.undoing import Undoing
from turnout.errors import NotFound, Refused
from turnout.model import (
    Count,
    Door,
    Event,
    EventState,
    Receipt,
    ReviewState,
    Role,
    Status,
    Submission,
)
from turnout.rules.areas import FIRST
from turnout.store import (
    Transaction,
    area_imports,
    area_steps,
    events,
    goals,
    log,
    outbox,
    reviews,
    schedules,
    standings,
    stories,
    tellings,
)
from turnout.store import pocket as pocket_rows
from turnout.store.times import read, read_or_none

RESCHEDULED = ("move", "postpone", "cancel", "resume")


def undo(
    desk: Desk, seq: int, *, by: str, event: str, lead: str = "", key: str = ""
) -> Future[Receipt]:
    """Take back record `seq` of `event`; undoing that brings it back. Twice changes nothing.

    A commitment is set aside, so that what the person said before counts again. A report takes
    back what it added; later reports keep what they did. A goal, a decision or a change of
    schedule, a word of a door or a head count gives way to the one before it, unless a newer one
    stands. lead: where given, the record must be that lead's, and no decision of an organizer;
    of a text that was ticked off as sent, whoever did that takes it back.

    Raises NotFound, also where `by` is a link taken back, and
    Refused("seq", "not_undoable" | "overtaken").
    """

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER, *([Role.LEAD] if lead else []))
        number = found(tx, event)
        kept = log.digest(desk.pepper, f"undo:{event}:{lead}", key) if key else ""
        if kept and (first := log.receipt(tx, kept)):
            return Receipt(first.seq, key, first.coming, again=True)
        row = _record(tx, number, seq, lead, by)
        receipt = _Undo(desk, tx, number, by, Door.LEAD if lead else Door.DESK).back(row)
        if kept:
            log.keep_receipt(tx, kept, "", receipt.seq, receipt.coming, False, None)
        return replace(receipt, key=key)

    future = desk.store.write(work)
    future.add_done_callback(lambda _: desk.shapes.forget())
    return future


def fix(
    desk: Desk, seq: int, *, by: str, event: str, key: str, party: int, status: Status,
    lead: str = "", name: str = "",
) -> Future[Receipt]:  # fmt: skip
    """Say in the place of whoever made commitment `seq` what they meant: a new row by the desk.

    An empty lead or name stays as it was. Raises NotFound, Refused.
    """
    with desk.store.reading() as look:
        row = stories.one(look, seq)
        known = found(look, event)
    if row is None or row["event"] != known.id or row["kind"] != "commitment":
        raise NotFound("commitment", str(seq))
    said = Submission(
        door=Door.DESK, event=event, key=key, scope=f"fix:{seq}", by=by, name=name,
        party=str(party), status=status.value, lead=lead, person=row["person_id"],
    )  # fmt: skip
    return commit(desk, said, roles=(Role.ORGANIZER,))


def _record(tx: Transaction, event: Event, seq: int, lead: str, by: str) -> Any:
    row = stories.one(tx, seq)
    if row is None or row["event"] != event.id:
        raise NotFound("record", str(seq))
    if lead and not _is_own(tx, row, named_lead(tx, event.id, lead), by):
        raise NotFound("record", str(seq))
    return row


def _is_own(tx: Transaction, row: Any, lead: int, by: str) -> bool:
    """Return whether a record is that lead's to take back: no organizer's decision is."""
    grant = row["by"].removeprefix("grant:")
    is_theirs = grant.isdigit() and pocket_rows.lead_of_grant(tx, int(grant)) == lead
    if row["kind"] == "told":
        return row["by"] == by or is_theirs  # many people's, and no lead's: who ticked it off
    if row["lead_id"] != lead:
        return False
    if row["kind"] == "arrival":
        return False  # whom a door let in is the organizer's to correct
    decides = row["kind"] in ("review", "challenge_turn")
    return not decides or row["by"] == by or is_theirs


class _Undo(Undoing):
    """The taking back of each kind of record; other rooms have some of them."""

    def back(self, row: Any) -> Receipt:
        """Take back `row`, or answer again where that was done."""
        acts: dict[str, Callable[[Any], Receipt]] = {
            "commitment": self._commitment,
            "report": self._report,
            "goal": self._goal,
            "review": partial(review_undo.review, self),
            "told": self._told,
            "area": self._area,
            "area_import": self._area_import,
            "arrival": partial(door_undo.arrival, self),
            "head_count": partial(door_undo.head_count, self),
            "past_event": partial(past_undo.past_event, self),
            "assumption": partial(past_undo.assumption, self),
            "seen": partial(seeing.take_back, self),
            "update": partial(update_undo.update, self),
            "update_text": partial(update_undo.text, self),
            "update_rule": partial(update_undo.rules, self),
            "challenge": partial(challenge_undo.challenge, self),
            "challenge_answer": partial(challenge_undo.challenge_answer, self),
            "challenge_turn": partial(challenge_undo.challenge_turn, self),
            "compete": partial(challenge_undo.compete, self),
            "promotion": partial(promotion_undo.promotion, self),
            "recognition": partial(recognition_undo.choice, self),
            "show": partial(show_undo.shown, self),
            **dict.fromkeys(RESCHEDULED, self._schedule),
        }
        if row["kind"] not in acts:
            raise Refused("seq", "not_undoable", given=row["seq"])
        if row["kind"] in ("commitment", "area"):
            return acts[row["kind"]](row)
        line = line_of(self.desk, self.tx, row["seq"])
        if len(line) % 2 == 0:
            return self.again(line[-1])
        return acts[row["kind"]](stories.one(self.tx, line[-1]))

    def _commitment(self, row: Any) -> Receipt:
        if undone := undone_by(self.desk, self.tx, row):
            return self.again(undone)
        entry = self.enter(row, "review")
        subject = f"commitment:{row['seq']}"
        reviews.decide(self.tx, entry.seq, subject, ReviewState.SET_ASIDE, self.by, entry.at)
        return self.receipt(entry, follow(self.tx, entry, row["seq"], ReviewState.SET_ASIDE))

    def _report(self, row: Any) -> Receipt:
        lead, seq = row["lead_id"], row["seq"]
        before = standings.one(self.tx, self.event.id, lead)
        if stories.is_newest(self.tx, "report", self.event.id, lead, seq):
            people = stories.before_it(self.tx, "report", self.event.id, lead, seq)
            told = goals.told_by(self.tx, self.event.id, lead, before=seq)
        else:  # what it added to those coming, and not to a total that names had filled
            people = max(0, before.declared - stories.moved_by(self.tx, self.event.id, seq))
            told = goals.told_by(self.tx, self.event.id, lead)
        entry = self.enter(row, "report")
        goals.insert_report(self.tx, entry.seq, self.event.id, lead, people, told)
        after = replace(before, declared=people)
        return self.receipt(entry, change_standing(self.tx, entry, lead, after))

    def _goal(self, row: Any) -> Receipt:
        lead, seq = row["lead_id"], row["seq"]
        if not stories.is_newest(self.tx, "goal", self.event.id, lead, seq):
            raise Refused("seq", "overtaken", given=seq)
        people = stories.before_it(self.tx, "goal", self.event.id, lead, seq)
        entry = self.enter(row, "goal")
        goals.insert_goal(self.tx, entry.seq, self.event.id, lead, people)
        if lead == ON_THEIR_OWN:
            events.set_goal(self.tx, self.event.id, people)
            coming = book(self.tx, entry, lead, Count())
        else:
            before = standings.one(self.tx, self.event.id, lead)
            coming = change_standing(self.tx, entry, lead, replace(before, goal=people))
        book_goal(self.tx, entry, lead, people - row["people"])
        return self.receipt(entry, coming)

    def _told(self, row: Any) -> Receipt:
        entry = self.enter(row, "told")
        tellings.turn(self.tx, entry.seq, row["seq"])
        outbox.follow(self.tx, entry.seq)
        return self.marked(entry)

    def _area(self, row: Any) -> Receipt:
        """Take back a step of an area; its first, by setting the area aside."""
        if undone := undone_by(self.desk, self.tx, row):
            return self.again(undone)
        if row["step"] in FIRST:
            area = area_steps.one(self.tx, row["seq"])["area"]
            entry = self.enter(row, "review")
            area_dates.reviewed(self.tx, entry, area, ReviewState.SET_ASIDE, self.by)
        else:
            step = area_undo.newest(self.tx, row["seq"])
            entry = self.enter(row, "area")
            area_undo.take_back(self.tx, entry, step)
        return self.receipt(entry, self.coming())

    def _area_import(self, row: Any) -> Receipt:
        """Take back a map file: set aside all areas it brought, or show again what that took."""
        entry = self.enter(row, "area_import")
        coming = book(self.tx, entry, ON_THEIR_OWN, Count())
        for seq in area_imports.records(self.tx, row["seq"]):
            self._effect(stories.one(self.tx, seq))
        area_imports.insert(self.tx, entry.seq, self.event.id, log.seq(self.tx) - entry.seq)
        return self.receipt(entry, coming)

    def _schedule(self, row: Any) -> Receipt:
        before = schedules.newest(self.tx, self.event.id)
        if before is None or before["seq"] != row["seq"]:
            raise Refused("seq", "overtaken", given=row["seq"])
        entry = self.enter(row, row["kind"])
        parent = found(self.tx, self.event.parent).id if self.event.parent else None
        was = _as_it_was(self.event, before)
        events.change(self.tx, was, parent)
        coming = book(self.tx, entry, ON_THEIR_OWN, Count())
        asked = 0
        for seq in range(before["seq"] + 1, before["seq"] + before["asked"] + 1):
            asked += self._effect(stories.one(self.tx, seq))
        schedules.insert(self.tx, entry.seq, self.event, asked)
        area_dates.follow(self.tx, self.event, was, self.by, entry.at)
        return self.receipt(entry, self.coming() if asked else coming)

    def _effect(self, row: Any) -> int:
        """Take back what a change of schedule had said in somebody's place, unless they or an
        organizer have spoken since; return how many records that took."""
        try:
            receipt = self.back(row)
        except Refused:
            return 0
        return 0 if receipt.again else 1


def _as_it_was(event: Event, before: Any) -> Event:
    return replace(
        event,
        starts_at=read(before["starts_at"]),
        ends_at=read_or_none(before["ends_at"]),
        place=before["place"],
        state=EventState(before["state"]),
    )
