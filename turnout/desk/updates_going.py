"""How an update goes, inside a write: its words frozen, decided, and due on each channel."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from turnout.desk.channels import channels
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.updates_texts import Voice
from turnout.model import Count, Door, Event, ReviewState, end_of
from turnout.model.updates import OWN
from turnout.store import Transaction, postings, reviews
from turnout.store import updates as rows

KEPT = timedelta(hours=48)  # what nobody could post by then is no news
OWN_KEPT = timedelta(days=7)
_UNTIL_START = ("last_hours", "goal_raised", "challenge_made")


def go(
    desk: Desk, tx: Transaction, event: Event, row: Any, by: str, pressed: bool = False
) -> None:  # fmt: skip
    """Let an update (its row) go inside a write."""
    entry = decide(desk, tx, event, row["seq"], ReviewState.SHOWN, by)
    going = _Going(desk, tx, event, row, entry)
    going.freeze()
    going.line_up(pressed)


def decide(
    desk: Desk, tx: Transaction, event: Event, update: int, state: ReviewState, by: str
) -> Entry:
    """Keep a decision of an update inside a write; what is not shown goes nowhere any more."""
    entry = new_entry(desk, tx, event, "review", by)
    follow(tx, entry, update, state, by)
    book(tx, entry, ON_THEIR_OWN, Count())
    return entry


def follow(tx: Transaction, entry: Entry, update: int, state: ReviewState, by: str) -> None:
    """Let record `entry` be the decision of an update."""
    reviews.decide(tx, entry.seq, f"update:{update}", state, by, entry.at)
    if state is not ReviewState.SHOWN:
        postings.stop(tx, update, entry.at)
        if not postings.has_left(tx, update):
            rows.thaw(tx, update)


def not_after(kind: str, event: Event, at: datetime) -> datetime:
    """Return until when an update that is let go at `at` is worth posting."""
    if kind == OWN:
        return at + OWN_KEPT
    if kind in _UNTIL_START:
        return min(at + KEPT, event.starts_at)
    ends_at = end_of(event.starts_at, event.ends_at)
    return min(at + KEPT, ends_at) if kind == "milestone" else at + KEPT


def new_entry(desk: Desk, tx: Transaction, event: Event, kind: str, by: str) -> Entry:
    """Log a record of updates; it moves no total, and no picture until it is booked."""
    return enter(tx, event.id, kind, Door.DESK, secrets.token_hex(20), by, desk.clock())


@dataclass(frozen=True)
class _Going:
    """How an update goes, once it is let go: the texts frozen, and where it is due."""

    desk: Desk
    tx: Transaction
    event: Event
    row: Any
    entry: Entry

    def freeze(self) -> None:
        """Let its words, with the numbers in them, be those of now for good."""
        update, voice = self.row["seq"], Voice(self.tx, self.event)
        if not (worded := rows.wording(self.tx, update)):
            rows.word(self.tx, self.entry.seq, update, voice.texts(self.row, worded))

    def line_up(self, pressed: bool) -> None:
        """Let it be due on every channel that is ticked and set."""
        ticked, at = rows.rules(self.tx, self.event.id).channels, self.entry.at
        until = not_after(self.row["kind"], self.event, at)
        for each in channels(self.desk):
            if lang := ticked.get(each.name):
                postings.insert(self.tx, self.row["seq"], each.name, lang, at, until, pressed)
