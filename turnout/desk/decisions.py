"""Deciding of posts, inside a write: what each then counts as, and how it was before."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from turnout.desk import leadwords, owning
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.reviews import settle
from turnout.desk.signups import named_lead, said_later, working
from turnout.errors import NotFound, Refused
from turnout.model import Count, Decided, Door, Event, ReviewState, Role, Status, Submission
from turnout.rules.contact import Handle
from turnout.rules.intake import through_open_doors
from turnout.rules.phrases import MOST, Intent
from turnout.store import (
    Transaction,
    authors,
    commitments,
    decisions,
    events,
    leads,
    people,
    photos,
    posts,
    reviews,
)
from turnout.store.times import read

UNDO = "undo"  # the state of a decision that takes another one back
PROMISES = (Intent.COMMIT, Intent.WITHDRAW)


@dataclass
class Deciding:
    """One decision, from its record in the log to the last post it moved."""

    desk: Desk
    tx: Transaction
    event: Event
    by: str
    state: str
    subject: str = ""
    was: str = ""
    moved: int = 0
    failed: list[tuple[int, str]] = field(default_factory=list)
    records: list[int] = field(default_factory=list)  # of the posts that moved

    def __post_init__(self) -> None:
        self.entry = self._enter("posts")
        decisions.insert(self.tx, self.entry.seq, self.event.id, self.state, self.subject, self.was)
        state = ReviewState(self.state) if self.state in set(ReviewState) else ReviewState.HELD
        subject = self.subject or f"posts:{self.entry.seq}"
        reviews.decide(self.tx, self.entry.seq, subject, state, self.by, self.entry.at)

    def move(self, rows: Iterable[Any], to: ReviewState, heads: int | None = None) -> None:
        """Decide of each post; heads: how many it counts as, where the organizer says so."""
        for row in rows:
            self._attempt(row, to, heads)

    def put_back(self, rows: Iterable[Any], before: dict[int, Any]) -> None:
        """Let each post be what it was `before`."""
        for row in rows:
            was = before[row["id"]]
            self._remember(row)
            self._let_count(row, was["record"] if was["was"] == ReviewState.SHOWN else None)
            state, record = ReviewState(was["was"]), was["record"] or row["record"]
            self._let_older_count(row, state)
            posts.change(self.tx, row["id"], state, was["people"], record)

    def done(self) -> Decided:
        """Let leads' goals and totals be as their posts now say, and the clock tell every screen;
        return what came of it."""
        for record in dict.fromkeys(self.records):
            leadwords.settle(self.tx, self.event.id, record, self.entry.seq, self.by, self.entry.at)
        coming = book(self.tx, self.entry, ON_THEIR_OWN, Count())
        return Decided(self.entry.seq, self.moved, coming, tuple(self.failed))

    def _attempt(self, row: Any, to: ReviewState, heads: int | None) -> None:
        if row["replaced_by"] is not None:
            self.failed.append((row["id"], "replaced"))
            return
        count = heads or row["people"]
        if to is ReviewState.SHOWN and (why := self._against(row, heads)):
            self.failed.append((row["id"], why))
            return
        self._remember(row)
        record = self._booked(row, count, heads) if to is ReviewState.SHOWN else row["record"]
        self._let_count(row, record if to is ReviewState.SHOWN else None)
        self._let_older_count(row, to)
        posts.change(self.tx, row["id"], to, count, record)

    def _remember(self, row: Any) -> None:
        was = ReviewState(row["state"])
        decisions.insert_post(self.tx, self.entry.seq, row["id"], was, row["people"], row["record"])
        self.moved += 1

    def _against(self, row: Any, heads: int | None) -> str:
        """Return why a post cannot be booked now, or an empty string."""
        if row["record"] is not None and not heads:
            return ""
        if not _promises(row, heads):
            return self._against_lead(row)
        if (heads or row["people"]) > MOST:
            return "too_many"
        person = self._person(row)
        if person is not None and said_later(self.tx, self.event.id, person, read(row["said_at"])):
            return "overtaken"
        try:
            named_lead(self.tx, self.event.id, row["lead"])
            status = Status.CANCELLED if row["intent"] == Intent.WITHDRAW else Status.YES
            through_open_doors(self.event, status, Door.FEED, read(row["said_at"]))
        except Refused as refused:
            return refused.code
        return ""

    def _against_lead(self, row: Any) -> str:
        lead = self._lead(row)
        if lead is None:
            return ""
        try:
            leadwords.against(
                self.tx, self.event, lead, Intent(row["intent"]), row["people"],
                read(row["said_at"]),
            )  # fmt: skip
        except Refused as refused:
            return refused.code
        return ""

    def _booked(self, row: Any, count: int, heads: int | None) -> int | None:
        """Return the record that the post counts as, made now where there is none."""
        if row["record"] is None and not heads and (lead := self._lead(row)) is not None:
            return self._said_by(lead, row)
        if not _promises(row, heads):
            return int(row["record"]) if row["record"] else None
        before = commitments.one(self.tx, row["record"]) if row["record"] else None
        if row["record"] and (before is None or heads in (None, before["party"])):
            return int(row["record"])  # also a lead's goal or total
        key = row["version"] if before is None else f"{row['version']}:{count}:{self.entry.seq}"
        said = submission(self.event, row, key, count, self.by)
        receipt = working(self.desk, said, looked=True)(self.tx)
        return receipt.seq

    def _said_by(self, lead: int, row: Any) -> int:
        intent, at = Intent(row["intent"]), self.entry.at
        return leadwords.say(
            self.tx, self.event, lead, intent, row["people"], self.by, at, read(row["said_at"])
        ).seq

    def _lead(self, row: Any) -> int | None:
        """Return the lead whose account tells a goal or a total in a post, or None."""
        if row["intent"] not in leadwords.KINDS:
            return None
        return leads.of_account(self.tx, self.event.id, row["handle"], row["host"])

    def _let_count(self, row: Any, record: int | None) -> None:
        """Let `record`, None for none, count of all that the post was booked as."""
        for seq in {row["record"], record} - {None}:
            self.records.append(seq)
            self._judge(seq, ReviewState.SHOWN if seq == record else ReviewState.SET_ASIDE)

    def _let_older_count(self, row: Any, state: ReviewState) -> None:
        """Let what the version before told stand only while this one waits for a look. A promise
        needs no word for it: a person's newest takes the place of the one before."""
        for seq in posts.replaced_records(self.tx, row):
            self.records.append(seq)
            if row["intent"] not in PROMISES:
                waits = state is ReviewState.HELD
                self._judge(seq, ReviewState.SHOWN if waits else ReviewState.SET_ASIDE)

    def _judge(self, seq: int, wanted: ReviewState) -> None:
        """Let a commitment, if `seq` is one, stand as `wanted`."""
        promised = commitments.one(self.tx, seq)
        if promised is None:
            return
        newest = reviews.newest(self.tx, f"commitment:{seq}")
        if (ReviewState(newest["state"]) if newest else ReviewState.SHOWN) is not wanted:
            entry = self._enter("review")
            reviews.decide(self.tx, entry.seq, f"commitment:{seq}", wanted, self.by, entry.at)
            settle(self.tx, entry, promised["person"])

    def _person(self, row: Any) -> int | None:
        if not row["handle"]:
            return None
        scope = self.event.id if self.event.quiet else 0
        return people.by_handle(self.tx, scope, row["host"], row["handle"])

    def _enter(self, kind: str) -> Entry:
        now: datetime = self.desk.clock()
        key = secrets.token_hex(20)
        return enter(self.tx, self.event.id, kind, Door.DESK, key, self.by, now)


def submission(event: Event, row: Any, key: str, count: int, by: str) -> Submission:
    """Return what a post (its row) says, as any door brings it."""
    withdraws = row["intent"] == Intent.WITHDRAW
    return Submission(
        door=Door.FEED,
        event=event.slug,
        key=key,
        scope=f"feed:{event.slug}",
        by=by,
        party=str(min(max(count, 1), MOST)),
        status="cancelled" if withdraws else "yes",
        lead=row["lead"],
        handle=str(Handle(row["handle"], row["host"])) if row["handle"] else "",
        said_at=row["said_at"],
    )


def take_back(desk: Desk, tx: Transaction, event: Event, seq: int, by: str) -> Decided:
    """Let everything that decision `seq` moved be as it was; that, taken back, decides again.

    Raises Refused("seq", "not_undoable" | "undone" | "overtaken"): a later decision that stands
    has moved the same posts.
    """
    row = decisions.one(tx, event.id, seq)
    if row is None:
        raise Refused("seq", "not_undoable", given=seq)
    if row["undone"] is not None:
        raise Refused("seq", "undone", given=seq)
    if decisions.touched_later(tx, seq):
        raise Refused("seq", "overtaken", given=seq)
    undoing = Deciding(desk, tx, event, by, UNDO, row["subject"], _state_of(tx, event, row))
    if row["subject"]:
        _judge_again(tx, event, row["subject"], row["was"], desk.clock())
    before = {each["post"]: each for each in decisions.posts_of(tx, seq)}
    undoing.put_back(posts.these(tx, event.id, list(before)), before)
    decisions.mark_undone(tx, seq, undoing.entry.seq)
    return undoing.done()


def _judge_again(tx: Transaction, event: Event, subject: str, was: str, now: datetime) -> None:
    kind, _, value = subject.partition(":")
    if kind == "photo":
        photos.set_state(tx, int(value), ReviewState(was), now)
    elif kind == owning.KIND:
        owning.let_stand(tx, event, subject, was)
    elif kind == "author":
        authors.set_state(tx, int(value), was)
    elif was:
        authors.ban(tx, event.id, kind, value)
    else:
        authors.lift(tx, event.id, kind, value)


def _state_of(tx: Transaction, event: Event, row: Any) -> str:
    """Return how what a decision judged stands now, for the undoing of its undoing."""
    kind, _, value = row["subject"].partition(":")
    if kind == "photo":
        photo = photos.one(tx, event.id, int(value))
        return photo["state"] if photo else ReviewState.HELD.value
    if kind == owning.KIND:
        return owning.stands(tx, event, row["subject"])
    if kind == "author":
        known = authors.one(tx, event.id, int(value))
        return known["state"] if known else ""
    return row["state"] if kind in ("host", "word") and row["state"] != UNDO else ""


def _promises(row: Any, heads: int | None) -> bool:
    return bool(heads) or row["intent"] in PROMISES


def chosen(tx: Transaction, event: int, ids: Sequence[int]) -> list[Any]:
    """Return the rows of `ids`. Raises Refused("post", "unknown") where none is of the event."""
    rows = posts.these(tx, event, ids)
    if ids and not rows:
        raise Refused("post", "unknown", given=ids[0])
    return rows


def organizers(desk: Desk, tx: Transaction, by: str, event: str) -> Event:
    """Return an event that `by` may decide for. Raises NotFound."""
    must_hold(desk, tx, by, event, Role.ORGANIZER)
    known = events.find(tx, event)
    if known is None:
        raise NotFound("event", event)
    return known
