"""What volunteers at a door say: "three of them came", "one who walked in", a crowd counted.

Each tap is taken in once by its key, however often a phone sends it; of what several phones say of
one party the word that was said last stands, and all of them are kept.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import attendance
from turnout.desk.desk import Desk
from turnout.desk.door import Volunteer, standing_there
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.errors import Refused
from turnout.model import Count, Door, Event, HeadCount, Method, Receipt
from turnout.rules import crowds
from turnout.store import Reading, Transaction, commitments, head_counts, log, merging, pocket
from turnout.store import attendance as rows
from turnout.store.attendance import Arrival

LONGEST_KEPT = timedelta(days=2)  # on a phone without signal; the door is shut for good by then
MOST_AT_ONCE = 200  # heads in one tap: a few buses; more is a head count
_NEXT = timedelta(microseconds=1)
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PHONE = re.compile(r"[A-Za-z0-9_-]{0,64}")
_PERSON = re.compile(r"person:([1-9][0-9]{0,17})")
_WALK_IN = re.compile(r"walkin:[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class Tap:
    """What one tap says, as the phone told it: nothing is believed yet.

    kind: came | count. subject: "person:12", or "walkin:KEY" with a key of the phone's own making.
    n: heads who came; 0 takes it back. phone: a word that the phone made up for itself.
    method, detail: of a head count (`rules.crowds.counted`).
    """

    key: str
    kind: str = "came"
    age: timedelta = timedelta()  # how long ago it was, by the phone's own clock
    subject: str = ""
    n: int = 0
    lead: int = ON_THEIR_OWN
    phone: str = ""
    method: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def tap(desk: Desk, who: Volunteer, told: Tap) -> Future[Receipt]:
    """Take one tap in; the receipt says that it is on disk. A known key is answered again.

    Raises at once, or from the future: Refused (what the tap says cannot be taken),
    NotFound("key") where the link was taken back or the door is shut, StoreFailed.
    """
    if not _KEY.fullmatch(told.key) or not _PHONE.fullmatch(told.phone) or told.kind not in _ACTS:
        raise Refused("tap", "not_tap")
    return desk.store.write(_Work(desk, who, told, _said_at(desk, told)))


@dataclass(frozen=True)
class _Work:
    """The work of one tap, run by the writer: the link, the key and what stands are looked at
    here, where nothing can change in between."""

    desk: Desk
    who: Volunteer
    told: Tap
    said_at: datetime

    def __call__(self, tx: Transaction) -> Receipt:
        event = standing_there(self.desk, tx, self.who)
        key = log.digest(self.desk.pepper, f"door:{event.id}", self.told.key)
        if first := log.receipt(tx, key):
            return Receipt(first.seq, self.told.key, first.coming, again=True)
        seq = _ACTS[self.told.kind](self, tx, event, key)
        log.keep_receipt(tx, key, "", seq, 0, False, None)
        return Receipt(seq, self.told.key, 0)

    def came(self, tx: Transaction, event: Event, key: str) -> int:
        if not 0 <= self.told.n <= MOST_AT_ONCE:
            raise Refused("came", "out_of_range", least=0, most=MOST_AT_ONCE)
        said = self._said(tx, event.id)
        # A slow line tells of a tap as later than it was. One phone sends in order, so that its
        # later word on a party stands, however fast that came.
        last = rows.last_said_at(tx, event.id, said.subject, said.phone)
        at = max(self.said_at, last + _NEXT) if last and said.phone else self.said_at
        entry = self._enter(tx, event, "arrival", key, at)
        attendance.say(tx, entry, said)
        return entry.seq

    def count(self, tx: Transaction, event: Event, key: str) -> int:
        if self.told.method not in list(Method):
            raise Refused("tap", "not_tap")
        method = Method(self.told.method)
        crowd, kept = crowds.counted(method, self.told.detail)
        entry = self._enter(tx, event, "head_count", key, self.said_at)
        numbers = (crowd.low, crowd.heads, crowd.high)
        told = HeadCount(entry.seq, self.said_at, method, *numbers, kept)
        head_counts.insert(tx, entry.seq, event.id, told)
        book(tx, entry, ON_THEIR_OWN, Count())
        return entry.seq

    def _said(self, tx: Transaction, event: int) -> Arrival:
        told = self.told
        if _WALK_IN.fullmatch(told.subject):
            lead = _lead(tx, event, told.lead)
            return Arrival(told.subject, None, lead, 0, told.n, told.phone)
        named = _PERSON.fullmatch(told.subject)
        person = rows.became(tx, int(named[1])) if named else 0
        stands = commitments.current(tx, event, person)
        subject = rows.of_person(person)
        if stands is None and rows.standing(tx, event, subject) is None:
            raise Refused("tap", "not_on_roster")
        lead, party = (stands.lead, stands.party) if stands else (ON_THEIR_OWN, 0)
        return Arrival(subject, person, lead, party, told.n, told.phone)

    def _enter(
        self, tx: Transaction, event: Event, kind: str, key: str, said_at: datetime
    ) -> Entry:
        now, by = self.desk.clock(), self.who.by
        return enter(tx, event.id, kind, Door.DOOR, key, by, now, said_at)


_ACTS: dict[str, Callable[[_Work, Transaction, Event, str], int]] = {
    "came": _Work.came,
    "count": _Work.count,
}


def _lead(look: Reading, event: int, lead: int) -> int:
    """Return the lead with whom walk-ins say they came, 0 for none, or none of this event."""
    lead = merging.became(look, lead)
    return lead if lead and pocket.is_of_event(look, event, lead) else ON_THEIR_OWN


def _said_at(desk: Desk, told: Tap) -> datetime:
    # By its age: a phone's clock may be hours off, but it goes at the right speed.
    now = desk.clock()
    return now - min(max(told.age, timedelta()), LONGEST_KEPT)
