"""One message at a time: taken in a write that decides it, and settled in another.

What is taken is on disk before anything leaves the house. Whoever dies in between leaves a row
that the next sender takes up again, under the same id.
"""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import sending_due as dues
from turnout.desk import sending_texts as texts
from turnout.desk import stopping
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.desk.sending_words import (
    PERSONAL,
    Ready,
    case_of,
    for_team,
    links_of,
    token_of,
    words_of,
)
from turnout.model import Count, Door, Role, end_of
from turnout.model.sending import NOBODY, THANKS, Budget, Kind, Letter, Out, OutState, Way
from turnout.rules import contacting
from turnout.rules.contacting import Act, Verdict
from turnout.store import Transaction, budget, events, grants, log, outbox, tellings

ANSWERS_FOR = timedelta(days=14)  # after the event a personal link from a message is no use
AGAIN = timedelta(minutes=1)  # after the first refusal; then twice as long each time
LONGEST_AGAIN = timedelta(hours=1)
MOST_DUE = 50  # looked up at once


def ready(desk: Desk, most: int = MOST_DUE, mail: bool = True) -> list[Ready]:
    """Return what is due now, with the words that each would have; mail: e-mail may go."""
    now = desk.clock()
    with desk.store.reading() as look:
        outs = outbox.due(look, now, most, mail)
        people = words_of(desk, look, [out for out in outs if out.person != NOBODY], "")
        return [people.get(out.id) or for_team(desk, look, out) for out in outs]


def take(desk: Desk, one: Ready) -> Future[Letter | None]:
    """Take one message in hand, if its person may be written to now: the letter, for mail that
    is to leave; None for a ready text, and for whom is spared or asleep."""

    def work(tx: Transaction) -> Letter | None:
        if not outbox.is_let_go(tx, one.out.id):
            return None
        return _Take(desk, tx, one, desk.clock()).letter()

    return desk.store.write(work)


def hand_out(desk: Desk) -> None:
    """Put every ready text that is due into the hands of whoever sends it."""
    while batch := [each for each in ready(desk, mail=False) if each.out.way is Way.HAND]:
        for one in batch:
            take(desk, one).result()


def take_team(desk: Desk, out: Out) -> Future[str | None]:
    """Take a message to the team's channel in hand; its text, None where it is held or past."""

    def work(tx: Transaction) -> str | None:
        if not outbox.is_let_go(tx, out.id):
            return None
        now, event = desk.clock(), found(tx, out.event)
        if now > out.not_after:
            outbox.settle(tx, out.id, OutState.SPARED, "too_late", now)
            return None
        outbox.take(tx, out.id, False, now, Way.TEAM)
        ways = outbox.ways_of(tx, out.occasion)
        link = f"{desk.settings.public_url}/desk?section=messages&event={event.slug}"
        return texts.team(
            desk.settings.language, out.kind, event, ways.get(Way.EMAIL, 0), ways.get(Way.HAND, 0),
            link,
        )  # fmt: skip

    return desk.store.write(work)


def sent(desk: Desk, number: str) -> Future[None]:
    """Keep that a message left."""
    return desk.store.write(
        lambda tx: outbox.settle(tx, number, OutState.SENT, "", desk.clock())
    )  # fmt: skip


def refused(desk: Desk, number: str, reason: str, for_good: bool) -> Future[None]:
    """Keep that a message was refused: for good, or to be tried again, later each time."""

    def work(tx: Transaction) -> None:
        now, out = desk.clock(), outbox.one(tx, number)
        if for_good or out is None:
            outbox.settle(tx, number, OutState.FAILED, reason, now)
            return
        wait = min(AGAIN * 2 ** min(out.tries - 1, 10), LONGEST_AGAIN)
        outbox.give_back(tx, number, reason, now + wait)

    return desk.store.write(work)


def put_back(desk: Desk) -> Future[int]:
    """Take up what a sender who is gone had in hand; return how many messages that were."""
    return desk.store.write(outbox.put_back)


def trouble(desk: Desk, reason: str) -> None:
    """Keep what keeps all messages from going out; empty: nothing does. Written when it changes."""
    with desk.store.reading() as look:
        known = budget.trouble(look)
    if known != reason:
        desk.store.write(lambda tx: budget.note_trouble(tx, reason, desk.clock())).result()


def tell_sent(desk: Desk) -> None:
    """Let the ledger say who was told by mail since it last did: a record for each event."""
    with desk.store.reading() as look:
        if not outbox.untold(look):
            return

    def work(tx: Transaction) -> None:
        now = desk.clock()
        by_event: dict[int, list[tuple[str, int]]] = {}
        for row in outbox.untold(tx):
            by_event.setdefault(row["event"], []).append((row["occasion"], row["person"]))
        for event, whom in by_event.items():
            tell(tx, event, whom, "sender", now)

    desk.store.write(work).result()


def tell(tx: Transaction, event: int, whom: list[tuple[str, int]], by: str, at: datetime) -> int:
    """Keep by one record that each (occasion, person) was told; return its seq."""
    entry = enter(tx, event, "told", Door.DESK, secrets.token_hex(20), by, at)
    tellings.insert(tx, entry.seq, whom)
    outbox.tell(tx, entry.seq, whom, at)
    book(tx, entry, ON_THEIR_OWN, Count())
    return entry.seq


@dataclass(frozen=True)
class _Take:
    desk: Desk
    tx: Transaction
    one: Ready
    now: datetime

    def letter(self) -> Letter | None:
        out, event = self.one.out, self.one.event
        row = budget.one_of(self.tx, out.person, event.id, dues.scope(event))
        if row is None or not self.one.written.text:
            reason = "erased" if row is None else "overtaken"
            outbox.settle(self.tx, out.id, OutState.SPARED, reason, self.now)
            return None
        found_ = self._verdict(row, budget.budget(self.tx))
        if found_.act is Act.SPARE:
            outbox.settle(self.tx, out.id, OutState.SPARED, found_.reason, self.now)
        elif found_.act is Act.WAIT:
            outbox.give_back(self.tx, out.id, "night", found_.until or self.now)
        else:
            return self._taken(row, found_)
        return None

    def _verdict(self, row: Any, rule: Budget) -> Verdict:
        """Decide; what was in hand before has its ask counted, and is not asked for it again."""
        out, occasion = self.one.out, self.one.occasion
        who = stopping.under(self.desk, out.person, row["email"] or "", row["phone"] or "")
        asked = outbox.asked(self.tx, out.person, self.now, but=out.id)
        fresh = events.by_id(self.tx, self.one.event.id)
        case = case_of(
            self.desk, self.tx, occasion, row, asked, out.asks,
            stopped=budget.has_stopped(self.tx, who),
            stands=dues.stands(self.tx, fresh, out.occasion, self.now),
            came=out.kind is Kind.MISSED and out.person in dues.came(self.tx, fresh.id),
        )  # fmt: skip
        return contacting.verdict(case, self.now, rule)

    def _taken(self, row: Any, found_: Verdict) -> Letter | None:
        out, event, tx = self.one.out, self.one.event, self.tx
        mail = out.way is Way.EMAIL and row["email"] and self.desk.settings.smtp
        outbox.take(tx, out.id, found_.asks, self.now, Way.EMAIL if mail else Way.HAND)
        if out.kind in PERSONAL:
            self._grant(end_of(event.starts_at, event.ends_at) + ANSWERS_FOR)
        if not mail:
            return None
        written, links = self.one.written, links_of(self.desk, out, "")
        plain = out.kind in THANKS and not found_.asks
        text = written.plain if plain else written.text
        return Letter(out.id, row["email"], written.subject, text, self.one.lang, links.stop)

    def _grant(self, until: datetime) -> None:
        hashed = log.token_hash(token_of(self.desk, self.one.out.id))
        if not grants.was_made(self.tx, hashed):
            grants.insert(
                self.tx, hashed, Role.SUPPORTER, self.one.event.id, None, self.one.out.person,
                self.now, max(until, self.now + ANSWERS_FOR), message=self.one.out.id,
            )  # fmt: skip
