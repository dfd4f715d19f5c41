"""Challenges: made by organizers and leads, answered, called off, and how they stand."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from turnout.desk import challenge_acts as acts
from turnout.desk import challenge_looks as looks
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Event, Receipt
from turnout.model.challenges import ChallengeStanding, Wanted
from turnout.store import Transaction, challenges, log


def make(desk: Desk, actor: Actor, key: str, wanted: Wanted) -> Future[Receipt]:
    """Challenge leads, or everybody together; the receipt's seq is the challenge's number.

    actor: a lead, or an organizer with `lead` 0. A known key is answered again. A lead's text
    waits for a look.
    Raises Refused (challenge_*, lead), NotFound, also where the actor's link was taken back.
    """
    return _once(desk, actor, key, lambda act, tx, event, kept: act.make(tx, event, kept, wanted))


def answer(desk: Desk, actor: Actor, key: str, challenge: int, said: str) -> Future[Receipt]:
    """Accept or decline a challenge for the actor's lead; said: "accepted" or "declined", to be
    changed until the deadline.

    Raises Refused("challenge", "not_asked" | "called_off" | "over" | "not_answer"), NotFound.
    """
    return _once(
        desk, actor, key, lambda act, tx, event, kept: act.answer(tx, event, kept, challenge, said)
    )


def call_off(desk: Desk, actor: Actor, key: str, challenge: int) -> Future[Receipt]:
    """Call off a challenge of the actor's; organizers call off any.

    Raises Refused("challenge", "not_yours"), NotFound.
    """
    return _once(
        desk, actor, key, lambda act, tx, event, kept: act.call_off(tx, event, kept, challenge)
    )


def compete(desk: Desk, actor: Actor, key: str, competes: bool) -> Future[Receipt]:
    """Keep whether the actor's lead likes to compete: who does not is never asked to reach a
    target each. Raises NotFound."""
    return _once(
        desk, actor, key, lambda act, tx, event, kept: act.compete(tx, event, kept, competes)
    )


def of_event(desk: Desk, slug: str, now: datetime | None = None) -> tuple[ChallengeStanding, ...]:
    """Return how the challenges of an event stand at `now`, newest first; for organizers.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        return looks.standings(look, found(look, slug), now or desk.clock())


def one(desk: Desk, slug: str, challenge: int, now: datetime | None = None) -> ChallengeStanding:
    """Return how one challenge of an event stands. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        known = challenges.one(look, event.id, challenge)
        if known is None:
            raise NotFound("challenge", str(challenge))
        return looks.of_these(look, event, [known], now or desk.clock())[0]


def of_lead(desk: Desk, actor: Actor) -> dict[str, Any]:
    """Return what a lead's phone keeps: {"competes", "mine", "open"}. Raises NotFound."""
    with desk.store.reading() as look:
        return looks.of_lead(look, found(look, actor.event), actor.lead, desk.clock())


Act = Callable[[acts.Acts, Transaction, Event, str], Receipt]


@dataclass(frozen=True)
class _Once:
    """An act that is done once for its key, by who still may."""

    desk: Desk
    actor: Actor
    key: str
    act: Act

    def __call__(self, tx: Transaction) -> Receipt:
        who = self.actor
        must_hold(self.desk, tx, who.by, who.event, who.role)
        kept = log.digest(self.desk.pepper, f"challenge:{who.event}:{who.lead}", self.key)
        if first := log.receipt(tx, kept):
            return Receipt(first.seq, self.key, first.coming, bool(first.held), again=True)
        event = found(tx, who.event)
        made = self.act(acts.Acts(self.desk, who), tx, event, kept)
        log.keep_receipt(tx, kept, "", made.seq, made.coming, made.held, None)
        return replace(made, key=self.key)


def _once(desk: Desk, actor: Actor, key: str, act: Act) -> Future[Receipt]:
    return desk.store.write(_Once(desk, actor, key, act))
