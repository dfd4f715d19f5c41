"""What is done to challenges, inside a write: used by the desk, by phones' taps and by undo."""

from dataclasses import dataclass
from datetime import datetime

from turnout.desk import challenge_gains, showing
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.naming import named_lead
from turnout.desk.pocket import Actor
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Event, Receipt, Role, Status
from turnout.model.challenges import Answer, Challenge, Measure, Wanted, Way
from turnout.rules import challenges as rules
from turnout.rules import challenging
from turnout.rules.intake import through_open_doors
from turnout.store import Reading, Transaction, challenges, competing, leads

_DOORS = {Role.LEAD: Door.LEAD, Role.ORGANIZER: Door.DESK}


@dataclass(frozen=True)
class Acts:
    """What `who` does; said_at: when, where that is not now."""

    desk: Desk
    who: Actor
    said_at: datetime | None = None

    def make(self, tx: Transaction, event: Event, kept: str, asked: Wanted) -> Receipt:
        """Make a challenge; the receipt is held where its text waits for a look."""
        now = self.desk.clock()
        wanted = challenging.plain(asked)
        challenging.check(wanted, event, now)
        if wanted.measure != Measure.AREAS:
            through_open_doors(event, Status.YES, _DOORS[self.who.role], now)
        self._not_too_many(tx, event, now)
        whom = self._asked(tx, event, wanted)
        held = bool(wanted.text) and self.who.role is Role.LEAD
        entry = self._enter(tx, event, "challenge", kept)
        made = Challenge(
            id=entry.seq,
            event=event.slug,
            by=self.who.lead,
            measure=Measure(wanted.measure),
            target=wanted.target,
            deadline=wanted.deadline,
            way=Way(wanted.way),
            whom=whom,
            declared_most=wanted.declared_most,
            text=wanted.text,
            made_at=now,
        )
        keep(tx, event.id, made, held)
        return _told(tx, entry, held)

    def answer(
        self, tx: Transaction, event: Event, kept: str, challenge: int, said: str
    ) -> Receipt:
        """Keep what a lead who was asked answers."""
        if said not in set(Answer):
            raise Refused("challenge", "not_answer")
        known = _known(tx, event, challenge)
        rules.check_answer(known, self.who.lead, _is_off(tx, challenge), self._said_at())
        entry = self._enter(tx, event, "challenge_answer", kept)
        challenges.answer(tx, entry.seq, challenge, self.who.lead, said)
        return _told(tx, entry)

    def call_off(self, tx: Transaction, event: Event, kept: str, challenge: int) -> Receipt:
        """Call a challenge off, where it is not yet; a lead while it runs."""
        known = _known(tx, event, challenge)
        if self.who.role is Role.LEAD:
            if known.by != self.who.lead:
                raise Refused("challenge", "not_yours")
            rules.check_time(known, self._said_at())
        if _is_off(tx, challenge):
            raise Refused("challenge", "called_off")
        entry = self._enter(tx, event, "challenge_turn", kept)
        challenges.turn(tx, entry.seq, challenge, True)
        return _told(tx, entry)

    def compete(self, tx: Transaction, event: Event, kept: str, competes: bool) -> Receipt:
        """Keep whether a lead likes to compete."""
        entry = self._enter(tx, event, "compete", kept)
        competing.compete(tx, entry.seq, event.id, self.who.lead, competes)
        return _told(tx, entry)

    def _said_at(self) -> datetime:
        """Return when a phone says it was, at most an hour ago: it may say so of anything."""
        now = self.desk.clock()
        return max(self.said_at or now, now - rules.LATE)

    def _asked(self, tx: Transaction, event: Event, wanted: Wanted) -> tuple[int, ...]:
        """Return the leads who are asked: of a lead, only whom they can know of."""
        whom = {_named(tx, event, handle) for handle in wanted.whom} - {self.who.lead}
        if wanted.whom and not whom:
            raise Refused("challenge_whom", "oneself")
        if self.who.role is Role.LEAD:
            known = known_to(tx, event, self.who.lead)
            if not whom <= known:
                raise Refused("challenge_whom", "unknown")
        if wanted.way == Way.EACH:
            asked = whom | ({self.who.lead} - {ON_THEIR_OWN})
            if not asked <= competing.of_event(tx, event.id):
                raise Refused("challenge_whom", "not_competing")
        return tuple(sorted(whom))

    def _not_too_many(self, tx: Transaction, event: Event, now: datetime) -> None:
        running = challenges.of_event(tx, event.id, now)
        off = challenges.turns(tx, [each.id for each in running])
        running = [each for each in running if not off.get(each.id, (False,))[0]]
        own = [each for each in running if each.by == self.who.lead]
        if len(running) >= rules.MOST_RUNNING:
            raise Refused("challenge", "too_many", most=rules.MOST_RUNNING)
        if self.who.lead and len(own) >= rules.MOST_OF_ONE:
            raise Refused("challenge", "too_many_of_yours", most=rules.MOST_OF_ONE)
        if self.who.role is Role.LEAD:
            made = challenges.how_many_by(tx, event.id, self.who.lead, now - rules.A_DAY)
            if made >= rules.MOST_A_DAY:
                raise Refused("challenge", "too_many_a_day", most=rules.MOST_A_DAY)

    def _enter(self, tx: Transaction, event: Event, kind: str, kept: str) -> Entry:
        now, door = self.desk.clock(), _DOORS[self.who.role]
        return enter(tx, event.id, kind, door, kept, self.who.by, now, self.said_at)


def keep(tx: Transaction, event: int, made: Challenge, held: bool) -> None:
    """Keep a challenge, and from where its gains are counted."""
    challenges.insert(tx, event, made, held, until(made))
    if made.measure is Measure.AREAS:
        challenge_gains.begin_areas(tx, made.id, event)


def until(made: Challenge) -> datetime:
    """Return until when what comes in may count for a challenge."""
    return made.deadline + rules.LATE


def _told(tx: Transaction, entry: Entry, held: bool = False) -> Receipt:
    """Let every screen know, and return the answer."""
    return Receipt(entry.seq, "", book(tx, entry, ON_THEIR_OWN, Count()), held)


def _known(tx: Transaction, event: Event, challenge: int) -> Challenge:
    known = challenges.one(tx, event.id, challenge)
    if known is None:
        raise NotFound("challenge", str(challenge))
    return known


def _is_off(tx: Transaction, challenge: int) -> bool:
    return challenges.turns(tx, [challenge]).get(challenge, (False,))[0]


def _named(tx: Transaction, event: Event, handle: str) -> int:
    try:
        lead = named_lead(tx, event.id, handle)
    except Refused as refused:
        raise Refused("challenge_whom", refused.code, **refused.values) from refused
    if lead == ON_THEIR_OWN:
        raise Refused("challenge_whom", "unknown", given=handle[:60])
    return lead


def known_to(tx: Reading, event: Event, lead: int) -> set[int]:
    """Return the leads whom a lead may know of: who is shown, who recruited them, and whom they
    recruited."""
    hidden = showing.hides_names(event)
    rows = leads.of_event(tx, event.id)
    shown = {row["id"] for row in rows if showing.is_shown(row, hidden)}
    near = {row["id"] for row in rows if leads.one(tx, row["id"])["recruited_by"] == lead} | {
        leads.one(tx, lead)["recruited_by"]
    }
    return (shown | near) - {None, lead}
