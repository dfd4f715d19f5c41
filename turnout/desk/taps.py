"""A lead's taps: "one more", "my total is", somebody by name, a new goal, where to be named, and
taking it back.

A phone may send a tap again, hours later, because the answer was lost on its way: whatever it
says, a known key is answered and changes nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import challenge_acts, corrections, recognition
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, book_goal, change_standing, enter
from turnout.desk.pocket import Actor, named
from turnout.desk.rallies import MOST_GOAL, found
from turnout.desk.signups import said_later, working
from turnout.errors import Refused
from turnout.model import Door, Event, Receipt, Role, Status, Submission
from turnout.model.challenges import Wanted
from turnout.rules import standings as sums
from turnout.rules.intake import through_open_doors
from turnout.rules.recognition import wanted
from turnout.store import Reading, Transaction, goals, log, merging, standings
from turnout.store import pocket as rows

LONGEST_KEPT = timedelta(days=60)  # on a phone without signal; an older tap is said to be that old
SAME_TIME = timedelta(minutes=2)  # a slow line tells of two taps as this much apart
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DOORS = {Role.LEAD: Door.LEAD, Role.ORGANIZER: Door.DESK}


@dataclass(frozen=True)
class Tap:
    """What one tap says, as the phone told it: nothing is believed yet.

    kind: more | total | goal | person | change | undo | challenge | challenge_answer |
    challenge_off | compete | roll. n: heads; of: the key that is undone; challenge: which one is
    answered or called off; says: accepted | declined, of compete yes | no; wanted: the challenge
    that is made; place, said_as: of where they want to be named, `name` being how they want to
    be shown.
    """

    key: str
    kind: str
    age: timedelta = timedelta()  # how long ago it was, by the phone's own clock
    n: int = 0
    name: str = ""
    party: str = "1"
    status: str = "yes"
    contact: str = ""
    person: int = 0
    of: str = ""
    challenge: int = 0
    says: str = ""
    wanted: Wanted | None = None
    place: str = ""
    said_as: str = ""


def tap(desk: Desk, who: Actor, told: Tap) -> Receipt:
    """Take one tap in; the receipt says that it is on disk. A known key is answered again.

    Who is with another lead is held for the organizer (`Receipt.held`), and stays as they are.
    Raises Refused (what the tap says cannot be taken), NotFound("key") where the link was taken
    back meanwhile, Conflict, StoreFailed.
    """
    if not _KEY.fullmatch(told.key) or told.kind not in (*_ACTS, "undo"):
        raise Refused("tap", "not_tap")
    if told.kind == "undo":
        return _undo(desk, who, told)
    return desk.store.write(_Work(desk, who, told, _said_at(desk, told))).result()


@dataclass(frozen=True)
class _Work:
    """The work of one tap, run by the writer: the link, the key and what stands are looked at
    here, where nothing can change in between."""

    desk: Desk
    who: Actor
    told: Tap
    said_at: datetime

    def __call__(self, tx: Transaction) -> Receipt:
        must_hold(self.desk, tx, self.who.by, self.who.event, self.who.role)
        kept = _digest(self.desk, self.who.lead, self.told.key)
        if first := _first(self.desk, tx, self.who, self.told.key):
            held = bool(first.held)
            return Receipt(first.seq, self.told.key, first.coming, held, again=True)
        event = found(tx, self.who.event)
        made = _ACTS[self.told.kind](self, tx, event, kept)
        log.keep_receipt(tx, kept, "", made.seq, made.coming, made.held, made.person)
        return replace(made, key=self.told.key)

    def more(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        return self._declare(tx, event, kept, more=_whole(self.told.n, -MOST_GOAL))

    def total(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        newest = rows.newest_total_said_at(tx, event.id, self.who.lead)
        if newest is not None and newest > self.said_at + SAME_TIME:
            raise Refused("tap", "overtaken")
        return self._declare(tx, event, kept, total=_whole(self.told.n))

    def goal(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        people = _whole(self.told.n, field="goal")
        entry = self._enter(tx, event, "goal", kept)
        before = standings.one(tx, event.id, self.who.lead)
        goals.insert_goal(tx, entry.seq, event.id, self.who.lead, people)
        coming = change_standing(tx, entry, self.who.lead, replace(before, goal=people))
        book_goal(tx, entry, self.who.lead, people - before.goal)
        return Receipt(entry.seq, "", coming)

    def person(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        told = self.told
        if not told.name.strip() and not event.quiet:
            raise Refused("name", "missing")
        return self._commit(tx, event, name=told.name, contact=told.contact)

    def change(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        person = self.told.person
        if not rows.is_with(tx, event.id, self.who.lead, person):
            raise Refused("tap", "not_yours")
        if said_later(tx, event.id, person, self.said_at + SAME_TIME):
            raise Refused("tap", "overtaken")
        return self._commit(tx, event, person=person)

    def roll(self, tx: Transaction, event: Event, kept: str) -> Receipt:
        want = wanted(self.told.place, self.told.name, self.told.said_as)
        newest = rows.newest_choice_said_at(tx, event.id, self.who.lead)
        if newest is not None and newest > self.said_at + SAME_TIME:
            raise Refused("place", "overtaken")
        entry, own = self._enter(tx, event, "recognition", kept), self.who.role is Role.LEAD
        coming = recognition.choose(tx, entry, self.who.lead, want, self.who.by, own)
        return Receipt(entry.seq, "", coming)

    def _commit(self, tx: Transaction, event: Event, **given: Any) -> Receipt:
        if self.told.status != Status.CANCELLED:
            through_open_doors(event, Status.YES, _DOORS[self.who.role], self.said_at)
        submission = Submission(
            door=_DOORS[self.who.role],
            event=event.slug,
            key=self.told.key,
            scope=f"pocket-person:{self.who.lead}",
            by=self.who.by,
            party=self.told.party,
            status=self.told.status,
            lead=named(tx, event, self.who.lead).handle,
            said_at=self.said_at.isoformat(),
            **given,
        )
        return working(self.desk, submission)(tx)

    def _declare(
        self, tx: Transaction, event: Event, kept: str, *, total: int | None = None,
        more: int | None = None,
    ) -> Receipt:  # fmt: skip
        before = standings.one(tx, event.id, self.who.lead)
        people = min(MOST_GOAL, sums.declared_after(before, total=total, more=more))
        if people > sums.count(before).coming:
            through_open_doors(event, Status.YES, _DOORS[self.who.role], self.said_at)
        entry = self._enter(tx, event, "report", kept)
        goals.insert_report(tx, entry.seq, event.id, self.who.lead, people)
        now = replace(before, declared=people)
        return Receipt(entry.seq, "", change_standing(tx, entry, self.who.lead, now))

    def _enter(self, tx: Transaction, event: Event, kind: str, kept: str) -> Entry:
        door, now = _DOORS[self.who.role], self.desk.clock()
        return enter(tx, event.id, kind, door, kept, self.who.by, now, self.said_at)


def _challenge(work: _Work, tx: Transaction, event: Event, kept: str) -> Receipt:
    if work.told.wanted is None:
        raise Refused("tap", "not_tap")
    return _acts(work).make(tx, event, kept, work.told.wanted)


def _challenge_answer(work: _Work, tx: Transaction, event: Event, kept: str) -> Receipt:
    return _acts(work).answer(tx, event, kept, work.told.challenge, work.told.says)


def _challenge_off(work: _Work, tx: Transaction, event: Event, kept: str) -> Receipt:
    return _acts(work).call_off(tx, event, kept, work.told.challenge)


def _compete(work: _Work, tx: Transaction, event: Event, kept: str) -> Receipt:
    return _acts(work).compete(tx, event, kept, work.told.says == "yes")


def _acts(work: _Work) -> challenge_acts.Acts:
    return challenge_acts.Acts(work.desk, work.who, work.said_at)


_ACTS: dict[str, Callable[..., Receipt]] = {
    "more": _Work.more,
    "total": _Work.total,
    "goal": _Work.goal,
    "person": _Work.person,
    "change": _Work.change,
    "challenge": _challenge,
    "challenge_answer": _challenge_answer,
    "challenge_off": _challenge_off,
    "compete": _compete,
    "roll": _Work.roll,
}


def _undo(desk: Desk, who: Actor, told: Tap) -> Receipt:
    """Take back what the tap with the key `told.of` did; the ledger's undo is harmless twice."""
    with desk.store.reading() as look:
        first = _first(desk, look, who, told.of)
        handle = named(look, found(look, who.event), who.lead).handle
    if first is None:
        raise Refused("tap", "never_came")
    return corrections.undo(
        desk, first.seq, by=who.by, event=who.event, lead=handle, key=told.key
    ).result()


def _first(desk: Desk, look: Reading, who: Actor, key: str) -> log.FirstAnswer | None:
    """Return the first answer to a tap's key, also where another lead gave it who is this one."""
    answers = (
        log.receipt(look, _digest(desk, lead, key)) for lead in merging.made_of(look, who.lead)
    )
    return next(filter(None, answers), None)


def _digest(desk: Desk, lead: int, key: str) -> str:
    # By the lead's number, and not by a handle: that may change before a tap is sent again.
    return log.digest(desk.pepper, f"pocket:{lead}", key)


def _said_at(desk: Desk, told: Tap) -> datetime:
    # By its age: a phone's clock may be hours off, but it goes at the right speed.
    now = desk.clock()
    return now - min(max(told.age, timedelta()), LONGEST_KEPT)


def _whole(n: int, least: int = 0, field: str = "party") -> int:
    if not least <= n <= MOST_GOAL:
        raise Refused(field, "out_of_range", least=least, most=MOST_GOAL)
    return n
