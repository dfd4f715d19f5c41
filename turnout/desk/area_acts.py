"""What all acts on areas have in common: who does them, that a key is answered once, and how fast
somebody passing by may go."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, enter
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.errors import NotFound, Refused
from turnout.model import Door, Event, ReviewState, Role
from turnout.model.areas import Area, AreaReceipt
from turnout.rules import areas as rules
from turnout.store import Transaction, areas, log

LONGEST_KEPT = timedelta(days=60)  # on a phone without signal, as for taps
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DOORS = {Role.LEAD: Door.LEAD, Role.ORGANIZER: Door.DESK}


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


def said_at(desk: Desk, age: timedelta) -> datetime:
    """Return when something was done that is `age` old."""
    # By its age: a phone's clock may be hours off, but it goes at the right speed.
    return desk.clock() - min(max(age, timedelta()), LONGEST_KEPT)


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


def _again(tx: Transaction, campaign: int, first: log.FirstAnswer) -> AreaReceipt:
    _, seq, number, held, _ = first
    area = areas.one(tx, campaign, number)
    if area is None:
        raise NotFound("area", str(number))
    return AreaReceipt(seq, number, area.state, bool(held), again=True)
