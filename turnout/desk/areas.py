"""What is said of areas comes in here: reported, drawn, and every step of their lives.

Whether a step leads on from where the area is, is decided inside the write.
"""

import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta

from turnout.desk import area_dates, area_undo, placing
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, enter
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Door, Event, ReviewState, Role
from turnout.model.areas import Area, AreaReceipt, Stand, Step
from turnout.model.places import Shape
from turnout.rules import areas as rules
from turnout.rules.contact import Contact, contact_of
from turnout.store import Transaction, area_steps, areas, events, log, people

LONGEST_KEPT = timedelta(days=60)  # on a phone without signal, as for taps
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DOORS = {Role.LEAD: Door.LEAD, Role.ORGANIZER: Door.DESK}
# What somebody passing by may say, and what leads may: the others are the organizer's.
PASSING = (Step.REPORT, Step.REOPEN)
STEWARDS = (Step.DRAW, Step.CONFIRM, Step.CLEAN, Step.REOPEN)


@dataclass(frozen=True)
class Doer:
    """Who says something of the map of event `map`; who None: somebody passing by.

    Leads of the campaign act on all its areas, those of a date on the areas that are on it.
    address: where somebody passing by is, if known; kept in memory only, to see bursts.
    """

    map: str
    who: Actor | None = None
    address: str = ""

    @property
    def by(self) -> str:
        return self.who.by if self.who else "public"

    @property
    def door(self) -> Door:
        return _DOORS[self.who.role] if self.who else Door.FORM

    @property
    def lead(self) -> int:
        return self.who.lead if self.who and self.who.role is Role.LEAD else 0

    @property
    def organizes(self) -> bool:
        return self.who is not None and self.who.role is Role.ORGANIZER


@dataclass(frozen=True)
class Report:
    """A place that is not on the map yet; its shape was judged (`rules.shapes`).

    age: how long ago it was noted, by the phone's own clock. contact: where the reporter wants to
    be told of it, if anywhere; consent: the wording agreed to for that.
    """

    key: str
    title: str
    shape: Shape
    m2: float
    text: str = ""
    size: str = ""
    wanted: int = 0
    age: timedelta = timedelta()
    contact: str = ""
    consent: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Said:
    """One step of an area that is on the map. date: the event it is put on."""

    key: str
    area: int
    step: Step
    age: timedelta = timedelta()
    date: str = ""
    note: str = ""
    bags: int = 0
    volunteers: int = 0


def put(desk: Desk, doer: Doer, told: Report) -> Future[AreaReceipt]:
    """Put a place on the map: of a steward or organizer it stands there, of others it waits for
    a look. A known key is answered again.

    Raises at once, or from the future: Refused, NotFound, NotAllowed, StoreFailed.
    """
    check_key(told.key)
    slow_down(desk, doer)
    rules.check_words(told.title, told.text, told.size, told.wanted)
    contact = contact_of(told.contact, "either") if told.contact.strip() else None
    if contact and not told.consent:
        raise Refused("consent", "missing")
    return desk.store.write(_Put(desk, doer, told, contact, _said_at(desk, told.age)))


def say(desk: Desk, doer: Doer, told: Said) -> Future[AreaReceipt]:
    """Take one step of an area in. A known key is answered again.

    Raises at once, or from the future: Refused("area", ...), NotFound, NotAllowed, StoreFailed.
    """
    check_key(told.key)
    slow_down(desk, doer)
    rules.check_cleaned(told.note, told.bags, told.volunteers)
    if told.step in (Step.REPORT, Step.DRAW, Step.CHANGE, Step.UNDO):
        raise Refused("area", "not_step")
    return desk.store.write(_Say(desk, doer, told, _said_at(desk, told.age)))


def undo(desk: Desk, doer: Doer, area: int, seq: int, key: str) -> Future[AreaReceipt]:
    """Take back step `seq` of an area: the newest that stands. Twice changes nothing.

    Raises Refused("area", "overtaken" | "first_step"), NotFound, NotAllowed.
    """
    check_key(key)
    return desk.store.write(_Undo(desk, doer, key, area, seq))


def decide(desk: Desk, doer: Doer, area: int, state: ReviewState, key: str) -> Future[AreaReceipt]:
    """Let an area be shown, or no longer be: set aside, it is taken off its date as well.

    Raises NotFound, also where the doer is no organizer of the campaign.
    """
    check_key(key)
    return desk.store.write(_Decide(desk, doer, key, area, state))


@dataclass(frozen=True)
class Act:
    """What every act has in common: who may do it, and that a key is answered once."""

    desk: Desk
    doer: Doer

    def once(
        self, tx: Transaction, key: str, act: Callable[[Transaction, Event, str], AreaReceipt]
    ) -> AreaReceipt:
        """Return what `act` returns, or the first answer to a key that was answered before."""
        self.must_be_good(tx)
        campaign = found(tx, self.doer.map)
        kept = self.digest(key)
        if first := log.receipt(tx, kept):
            return _again(tx, campaign.id, first)
        made = act(tx, campaign, kept)
        log.keep_receipt(tx, kept, "", made.seq, made.area, made.held, None)
        return made

    def digest(self, key: str) -> str:
        """Return what stands in the log for a key of the doer's. By who they are and not by their
        link: a phone that opens a newer one sends again what it kept, and that stands once."""
        return log.digest(self.desk.pepper, f"area:{self.doer.door}:{self.doer.lead}", key)

    def enter(
        self, tx: Transaction, campaign: Event, kept: str, said_at: datetime | None = None,
        kind: str = "area",
    ) -> Entry:  # fmt: skip
        """Write the log row of the act, and return the entry that stands there."""
        now, doer = self.desk.clock(), self.doer
        return enter(tx, campaign.id, kind, doer.door, kept, doer.by, now, said_at)

    def area(self, tx: Transaction, campaign: Event, number: int) -> Area:
        """Return an area that the doer may act on. Raises NotFound."""
        area = areas.one(tx, campaign.id, number)
        hidden = area is not None and not self.doer.who and area.review is not ReviewState.SHOWN
        if area is None or hidden or not self._reaches(area):
            raise NotFound("area", str(number))
        return area

    def _reaches(self, area: Area) -> bool:
        who = self.doer.who
        return who is None or who.event in (self.doer.map, area.date)

    def must_be_good(self, tx: Transaction) -> None:
        """Raise NotFound where the doer's link was taken back, or is of another map."""
        who = self.doer.who
        if who is None:
            return
        must_hold(self.desk, tx, who.by, who.event, who.role)
        if self.doer.map not in (who.event, found(tx, who.event).parent):
            raise NotFound("event", self.doer.map)


@dataclass(frozen=True)
class _Put(Act):
    told: Report
    contact: Contact | None
    said_at: datetime

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.told.key, self._put)

    def _put(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        told, trusted = self.told, self.doer.who is not None
        step = Step.DRAW if trusted else Step.REPORT
        stand, entry = rules.after(None, step), self.enter(tx, campaign, kept, self.said_at)
        area = areas.insert(
            tx,
            entry.seq,
            campaign.id,
            title=" ".join(told.title.split()),
            text=told.text.strip(),
            size=told.size,
            wanted=told.wanted,
            shape=told.shape,
            m2=told.m2,
            stand=stand,
            review=ReviewState.SHOWN if trusted else ReviewState.HELD,
            steward=self.doer.lead,
            reporter=self._reporter(tx, campaign, entry),
        )
        area_steps.insert(tx, entry.seq, area, step, None, stand, lead=self.doer.lead)
        placing.place(tx, entry.seq, campaign.id, area, told.shape)
        area_dates.tell(tx, entry, None)
        return AreaReceipt(entry.seq, area, stand.state, held=not trusted)

    def _reporter(self, tx: Transaction, campaign: Event, entry: Entry) -> int | None:
        """Return who is to be told of it. Of somebody known nothing is changed: anybody can type
        anybody's address."""
        if self.contact is None:
            return None
        scope, kind, value = campaign.id * campaign.quiet, self.contact.kind, self.contact.value
        if known := people.by_contact(tx, scope, kind, value):
            return known
        person = people.insert(tx, "", self.told.lang)
        people.add_contact(tx, scope, person, kind, value)
        people.set_consent(tx, campaign.id, person, self.told.consent[:60], entry.at)
        return person


@dataclass(frozen=True)
class _Say(Act):
    told: Said
    said_at: datetime

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.told.key, self._say)

    def _say(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        told = self.told
        area = self.area(tx, campaign, told.area)
        self._must_be_allowed()
        rules.in_time(self.said_at, area_steps.newest_said_at(tx, area.id))
        now = areas.stand(tx, area.id)
        date = self._date(tx, campaign, now) if told.step is Step.SCHEDULE else None
        after = rules.after(now, told.step, date)
        if after == now:  # it is on that date already
            return AreaReceipt(area.seq, area.id, now.state, again=True)
        entry = self.enter(tx, campaign, kept, self.said_at)
        area_steps.insert(
            tx, entry.seq, area.id, told.step, now, after, lead=self.doer.lead,
            note=told.note.strip(), bags=told.bags, volunteers=told.volunteers,
            reason="by_hand" if told.step is Step.RELEASE else "",
        )  # fmt: skip
        if self.doer.who and area.review is ReviewState.HELD:  # who saw it there has looked
            areas.set_review(tx, entry.seq, area.id, ReviewState.SHOWN)
        area_dates.tell(tx, entry, after.date or now.date)
        return AreaReceipt(entry.seq, area.id, after.state)

    def _must_be_allowed(self) -> None:
        allowed = STEWARDS if self.doer.who else PASSING
        if not self.doer.organizes and self.told.step not in allowed:
            raise NotAllowed("step")

    def _date(self, tx: Transaction, campaign: Event, now: Stand) -> int:
        date, at = found(tx, self.told.date), self.desk.clock()
        if campaign.slug not in (date.slug, date.parent):
            raise Refused("date", "not_of_campaign", given=date.title)
        if not rules.is_active(date, at):
            raise Refused("date", "not_active", given=date.title)
        active = now.date is not None and rules.is_active(events.by_id(tx, now.date), at)
        rules.not_on_another(now, date.id, active)
        return date.id


@dataclass(frozen=True)
class _Undo(Act):
    key: str
    number: int
    seq: int

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.key, self._undo)

    def _undo(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        area = self.area(tx, campaign, self.number)
        newest = area_steps.newest_standing(tx, self.number)
        if not self.doer.organizes and (not self.doer.who or newest["step"] not in STEWARDS):
            raise NotAllowed("step")
        if newest["seq"] != self.seq:
            raise Refused("area", "overtaken")
        if not newest["state_was"]:
            raise Refused("area", "first_step")
        entry = self.enter(tx, campaign, kept)
        state = area_undo.take_back(tx, entry, newest, self.doer.lead)
        return AreaReceipt(entry.seq, area.id, state)


@dataclass(frozen=True)
class _Decide(Act):
    key: str
    number: int
    state: ReviewState

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.key, self._decide)

    def _decide(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        area = self.area(tx, campaign, self.number)
        if not self.doer.organizes:
            raise NotAllowed("review")
        now, doer = self.desk.clock(), self.doer
        entry = enter(tx, campaign.id, "review", doer.door, kept, doer.by, now)
        area_dates.reviewed(tx, entry, area.id, self.state, doer.by)
        return AreaReceipt(entry.seq, area.id, areas.stand(tx, area.id).state)


def _again(tx: Transaction, campaign: int, first: log.FirstAnswer) -> AreaReceipt:
    _, seq, number, held, _ = first
    area = areas.one(tx, campaign, number)
    if area is None:
        raise NotFound("area", str(number))
    return AreaReceipt(seq, number, area.state, bool(held), again=True)


def slow_down(desk: Desk, doer: Doer) -> None:
    """Raise Refused("area", "too_many") for more from one address than a walk through a
    neighbourhood gives; a hall's shared address is let through."""
    if doer.who or not doer.address or doer.address in desk.settings.shared_addresses:
        return
    now = desk.clock()
    rules.check_pace(desk.passers.before(doer.address), now)
    desk.passers.note(doer.address, now)


def check_key(key: str) -> None:
    """Raise Refused("area", "not_key") for what is no key of a phone's own."""
    if not _KEY.fullmatch(key):
        raise Refused("area", "not_key")


def _said_at(desk: Desk, age: timedelta) -> datetime:
    # By its age: a phone's clock may be hours off, but it goes at the right speed.
    return desk.clock() - min(max(age, timedelta()), LONGEST_KEPT)
