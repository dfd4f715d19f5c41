"""What waits for an organizer's look of challenges: jumps, and lines that leads wrote."""

import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.challenge_looks import review_of
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Count, Door, Event, Receipt, ReviewState, Role
from turnout.model.challenges import Challenge, Gained, HeldGain, HeldText
from turnout.rules import challenges as rules
from turnout.rules.contact import Handle
from turnout.store import Reading, Transaction, challenges, leads, log, reviews
from turnout.store import challenge_gains as rows
from turnout.store.times import read


def gains(desk: Desk, slug: str) -> list[HeldGain]:
    """Return the records that gained so much for challenges of an event that somebody looks
    first, oldest first, each once, however many challenges it is for.

    What was withdrawn meanwhile waits for nobody. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        these = {each.id: each for each in challenges.of_event(look, event.id)}
        if not these:
            return []
        waiting = rows.waiting(look, list(these))
        held = [
            _held(look, these[number], jump, gained, people)
            for number, jump, gained in _undecided(look, list(these), waiting)
            if (people := _weight(look, these[number], gained)) > 0
        ]
        most = {each.seq: each for each in sorted(held, key=lambda each: each.people)}
        return sorted(most.values(), key=lambda each: each.seq)


def texts(desk: Desk, slug: str) -> list[HeldText]:
    """Return the lines of leads that nobody has looked at yet, oldest first. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        waiting = [
            each
            for each in challenges.of_event(look, event.id)
            if each.text and each.by and review_of(look, each.id) is ReviewState.HELD
        ]
        return [_text(look, each) for each in reversed(waiting)]


def waiting(desk: Desk, slug: str) -> int:
    """Return how many jumps and lines wait for a look. Raises NotFound."""
    return len(gains(desk, slug)) + len(texts(desk, slug))


def decide(
    desk: Desk, slug: str, subject: str, state: ReviewState, by: str = "desk"
) -> Future[Receipt]:
    """Decide of "gain:SEQ" or of the line "challenge:ID" of an event: shown, it counts or is read.

    Raises NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        where = _where(tx, found(tx, slug), subject)
        entry = enter(tx, where, "review", Door.DESK, secrets.token_hex(20), by, desk.clock())
        reviews.decide(tx, entry.seq, subject, state, by, entry.at)
        return Receipt(entry.seq, "", book(tx, entry, ON_THEIR_OWN, Count()))

    return desk.store.write(work)


def _where(look: Reading, event: Event, subject: str) -> int:
    """Return the event of the record that `subject` is about: its screens move, and those above."""
    kind, _, number = subject.partition(":")
    if number.isascii() and number.isdigit() and len(number) < 18:
        if kind == "challenge" and challenges.one(look, event.id, int(number)):
            return event.id
        these = [each.id for each in challenges.of_event(look, event.id)]
        if kind == "gain" and rows.is_jump(look, these, int(number)):
            return log.event_of(look, int(number))
    raise NotFound("challenge", subject)


def _held(
    look: Reading, challenge: Challenge, jump: int, gained: Mapping[rules.Who, Gained], people: int
) -> HeldGain:
    logged = log.one(look, jump)
    (_, lead), _ = max(gained.items(), key=lambda each: rules.weight(challenge, each[1]))
    name, handle = _named(look, lead)
    return HeldGain(
        seq=jump,
        at=read(logged["at"]),
        door=logged["door"],
        challenge=challenge.id,
        measure=challenge.measure,
        people=people,
        lead=name,
        handle=handle,
    )


def _undecided(
    look: Reading, numbers: list[int], waiting: set[int]
) -> Iterator[tuple[int, int, Mapping[rules.Who, Gained]]]:
    off = challenges.turns(look, numbers)
    for number, jumps in rows.jumps(look, numbers).items():
        is_off, *_ = off.get(number, (False,))
        for jump, gained in jumps.items():
            if jump in waiting and not is_off:
                yield number, jump, gained


def _weight(look: Reading, challenge: Challenge, gained: Mapping[rules.Who, Gained]) -> int:
    """Return what a jump would count of those who take part."""
    answers = challenges.answers(look, [challenge.id])[challenge.id]
    takes_part = rules.taking_part(challenge, {lead: said for lead, (said, _) in answers.items()})
    return rules.held(challenge, takes_part, [gained])


def _text(look: Reading, challenge: Challenge) -> HeldText:
    name, handle = _named(look, challenge.by)
    return HeldText(challenge.id, challenge.made_at, challenge.text, name, handle)


def _named(look: Reading, lead: int) -> tuple[str, str]:
    row: Any = leads.one(look, lead) if lead else None
    return (row["name"], str(Handle(row["user"], row["host"]))) if row else ("", "")
