"""What the organizer sees and says of messages: what is due, who is spared and why, how it went."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.desk import sending_due as dues
from turnout.desk import sending_plan, sending_take, sending_words, stopping
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.desk.sending_plan import Planned
from turnout.model import Count, Door, Event, Role
from turnout.model.sending import NOBODY, Budget, Kind, Messaging, Out, OutState, Way
from turnout.rules import contacting
from turnout.rules.contacting import Act
from turnout.store import Reading, Transaction, budget, outbox, outbox_looks
from turnout.store.times import read
from turnout.words import LANGUAGES


@dataclass(frozen=True)
class Person:
    """Somebody an occasion concerns: how they are told, or why they are spared."""

    name: str
    lead: str
    way: Way
    spared: str = ""


@dataclass(frozen=True)
class Due:
    """An occasion that is due, or will be. people: who has no message of it yet.

    texts: subject and text as the first of them would read it, by language.
    """

    name: str
    kind: Kind
    days: int
    due_at: datetime
    people: Sequence[Person]
    texts: Mapping[str, tuple[str, str]]

    def count(self, way: Way) -> int:
        """Return how many are told that way."""
        return sum(not each.spared and each.way is way for each in self.people)

    @property
    def spared(self) -> Counter[str]:
        """How many are spared, by reason."""
        return Counter(each.spared for each in self.people if each.spared)


@dataclass(frozen=True)
class Outcome:
    """What became of an occasion. states: how many stand so; why: of the spared and the failed."""

    name: str
    kind: Kind
    last: datetime
    states: Counter[OutState]
    in_hand: int
    why: Counter[tuple[OutState, str]]


def messaging(desk: Desk, slug: str) -> Messaging:
    """Return what was set for an event's messages. Raises NotFound."""
    with desk.store.reading() as look:
        return budget.messaging(look, found(look, slug).id)


def set_messaging(
    desk: Desk, slug: str, *, by_rule: bool | None = None, days: str | None = None,
    missed: bool | None = None, by: str = "desk",
) -> Future[Messaging]:  # fmt: skip
    """Set whether an event's messages go out by themselves, and when people are asked; what is
    not given stays. Held, nothing goes out that is not in hand yet.

    Raises Refused("days_before"), NotFound, also where `by` is a link taken back.
    """
    parsed = None if days is None else contacting.days_before(days)

    def work(tx: Transaction) -> Messaging:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        before = budget.messaging(tx, event.id)
        now = Messaging(
            before.by_rule if by_rule is None else by_rule,
            before.days if parsed is None else parsed,
            before.missed if missed is None else missed,
        )
        if not now.by_rule:
            outbox.hold(tx, event.id)
        if now != before:
            budget.set_messaging(tx, event.id, now)
            _mark(desk, tx, event, by)
        return now

    return desk.store.write(work)


def send_now(desk: Desk, slug: str, name: str, by: str = "desk") -> int:
    """Let one occasion go out at once, though it is early or the event is held; return to how
    many it newly goes. Raises NotFound, also where `by` is a link taken back."""

    def work(tx: Transaction) -> None:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        _mark(desk, tx, found(tx, slug), by)

    desk.store.write(work).result()
    made = sending_plan.send_now(desk, slug, name)
    sending_take.hand_out(desk)  # ready texts wait for no sender
    return made


def contact_budget(desk: Desk) -> Budget:
    """Return how often one person may be asked, over all events."""
    with desk.store.reading() as look:
        return budget.budget(look)


def set_budget(desk: Desk, now: Budget, by: str = "desk") -> Future[Budget]:
    """Set how often one person may be asked. It is of all events: only who runs all may.

    Raises Refused with every reason found, NotFound where `by` may not, or no longer.
    """
    contacting.check_budget(now)

    def work(tx: Transaction) -> Budget:
        must_hold(desk, tx, by, None, Role.ORGANIZER)
        budget.set_budget(tx, now)
        return now

    return desk.store.write(work)


def trouble(desk: Desk) -> str:
    """Return what keeps mail from going out, a code such as "refused:535"; empty: nothing."""
    with desk.store.reading() as look:
        return budget.trouble(look)


def due(desk: Desk, slug: str, base: str = "", by: str = "desk") -> list[Due]:
    """Return what there is to send of an event, the earliest first, with who is spared and why
    as it would be decided now. Raises NotFound, also where `by` is a link taken back."""
    with desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        event = found(look, slug)
        view = _View(desk, look, event, base)
        found_ = [view.due(one) for one in sending_plan.planned(desk, look, event)]
        return sorted((one for one in found_ if one.people), key=lambda one: one.due_at)


def outcomes(desk: Desk, slug: str) -> list[Outcome]:
    """Return what became of each occasion that has rows, the newest first. Raises NotFound."""
    with desk.store.reading() as look:
        rows = outbox_looks.of_event(look, found(look, slug).id)
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        if row["way"] != Way.TEAM:
            by_name.setdefault(row["occasion"], []).append(row)
    return [_outcome(name, some) for name, some in by_name.items()]


def unreached(desk: Desk, slug: str, occasion: str, most: int = 50) -> list[tuple[str, str, str]]:
    """Return (name, state, reason) of who of an occasion was spared or could not be reached."""
    with desk.store.reading() as look:
        event = found(look, slug)
        rows = outbox_looks.spared(look, event.id, occasion, most)
        return [("" if event.quiet else row["name"], row["state"], row["reason"]) for row in rows]


def _outcome(name: str, rows: list[Any]) -> Outcome:
    states: Counter[OutState] = Counter()
    why: Counter[tuple[OutState, str]] = Counter()
    for row in rows:
        state = OutState(row["state"])
        states[state] += row["people"]
        if state in (OutState.SPARED, OutState.FAILED) or (state is OutState.DUE and row["reason"]):
            why[(state, row["reason"])] += row["people"]
    in_hand = sum(
        row["people"] for row in rows
        if row["way"] == Way.HAND and row["state"] == OutState.TAKEN
    )  # fmt: skip
    last = max(read(row["last"]) for row in rows)
    return Outcome(name, Kind(rows[0]["kind"]), last, states, in_hand, why)


def _mark(desk: Desk, tx: Transaction, event: Event, by: str) -> None:
    """Let the ledger tell that messages were set, or sent off."""
    entry = enter(tx, event.id, "messages", Door.DESK, secrets.token_hex(20), by, desk.clock())
    book(tx, entry, ON_THEIR_OWN, Count())


class _View:
    """One look at what is due of an event, as it would be decided now."""

    def __init__(self, desk: Desk, look: Reading, event: Event, base: str) -> None:
        self.desk, self.look, self.event, self.base = desk, look, event, base
        self.now, self.rule = desk.clock(), budget.budget(look)
        self.asked = outbox.asked_of(look, event.id, self.now)
        self.stops = stopping.Stops(desk, look)
        rows = budget.audience(look, event.id, dues.scope(event))
        self.rows = {row["person"]: row for row in rows}

    def due(self, one: Planned) -> Due:
        occasion = one.occasion
        fresh = [out for out in one.outs if out.person != NOBODY]
        people = [self._person(one, out) for out in fresh]
        return Due(
            occasion.name, occasion.kind, occasion.days, occasion.due_at, people,
            self._texts(fresh),
        )  # fmt: skip

    def _person(self, one: Planned, out: Out) -> Person:
        row = self.rows.get(out.person)
        if row is None:  # who reported an area signed up for nothing
            row = budget.one_of(self.look, out.person, self.event.id, dues.scope(self.event))
        at = max(self.now, one.occasion.due_at)
        case = sending_words.case_of(
            self.desk, self.look, one.occasion, row, self.asked.get(out.person, []), out.asks,
            stopped=self.stops.hold(out.person, row["email"] or "", row["phone"] or ""),
        )  # fmt: skip
        found_ = contacting.verdict(case, at, self.rule)
        spared = found_.reason if found_.act is Act.SPARE else ""
        return Person("" if self.event.quiet else row["name"], row["lead"], out.way, spared)

    def _texts(self, fresh: Sequence[Out]) -> dict[str, tuple[str, str]]:
        """Return the words for the first of them, in both languages; their links are made when
        it is sent, and not before."""
        found_: dict[str, tuple[str, str]] = {}
        for lang in LANGUAGES:
            made = sending_words.words_of(
                self.desk, self.look, fresh[:1], self.base, lang, preview=True
            )
            for one in made.values():
                found_[lang] = (one.written.subject, one.written.text)
        return found_
