"""A person made a lead, with the people they brought: one write, which is taken back as a whole.

Who they brought goes with them, and they themselves: below whoever had recruited them, the branch
stays as it was, and nobody more or fewer comes. Their name is public only once an organizer shows
it.
"""

import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from turnout.desk.acting import must_hold
from turnout.desk.carried import Values
from turnout.desk.desk import Desk
from turnout.desk.ledger import COMING, ON_THEIR_OWN, Entry, book, change_parties, enter
from turnout.desk.network import Network
from turnout.desk.rallies import found
from turnout.desk.roster import must_be_free
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Event, ReviewState, Role, Standing
from turnout.model.network import Key, Promotion
from turnout.rules import naming
from turnout.rules import network as rules
from turnout.rules import standings as sums
from turnout.rules.contact import Handle, handle_of
from turnout.store import (
    Transaction,
    commitments,
    goals,
    invitations,
    leads,
    log,
    people,
    records,
    reviews,
    standings,
)
from turnout.store.commitments import Current
from turnout.store.goals import SETTLED

KIND = "promotion"


def make_lead(
    desk: Desk, event: str, person: int, handle: str = "", by: str = "desk"
) -> Future[Promotion]:
    """Make `person` a lead, recruited by the lead they are with, and let all whom they brought
    come with them; done twice, the first answer stands.

    handle: theirs where none is given, else one made of their first name.
    Raises Refused("person" | "handle" | "event"), NotFound("person"), also NotFound
    where `by` is a link taken back.
    """

    def work(tx: Transaction) -> Promotion:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        known = found(tx, event)
        if known.quiet:
            raise Refused("event", "quiet")
        if led := invitations.lead_of_person(tx, known.id, person):
            return _again(tx, led["id"])
        now = desk.clock()
        entry = enter(tx, known.id, KIND, Door.DESK, secrets.token_hex(20), by, now)
        return Promoting(tx, known, by, entry).up(person, handle)

    return desk.store.write(work)


def bring(
    tx: Transaction, entry: Entry, given: Values, *, people: dict[int, int], leads: dict[int, int]
) -> None:
    """Keep a promotion of an export, as far as it stands: of one that was taken back there is no
    lead. people, leads: the numbers they have here."""
    lead, person = leads.get(given["lead"]), people.get(given["person"])
    if lead is not None and person is not None:
        standing = standings.one(tx, entry.event, lead)
        standings.keep(tx, entry.event, lead, standing)  # a lead of nobody stands at nought
        invitations.insert_promotion(tx, entry.seq, entry.event, person, lead, given["moved"], None)
    book(tx, entry, ON_THEIR_OWN, Count())


@dataclass(frozen=True)
class Promoting:
    """One promotion as it is written, or as it is taken back: `entry` is its own record."""

    tx: Transaction
    event: Event
    by: str
    entry: Entry

    def up(self, person: int, handle: str = "", lead: int | None = None) -> Promotion:
        """Let `person` lead, under the number `lead` where they did before."""
        tx, event = self.tx, self.event.id
        word = commitments.current(tx, event, person)
        if word is None:
            raise NotFound("person", str(person))
        line = [person, *self._brought(person)]
        known_by, name = self._handle(person, handle), self._name(person)
        lead = leads.insert(
            tx, event, name, known_by.user, known_by.host, person, word.lead or None, lead
        )
        standings.keep(tx, event, lead, Standing())
        self._hold_name(lead)
        self._move(line, word.lead, lead)
        self._keep(person, lead, None)
        return Promotion(self.entry.seq, name, str(known_by), len(line) - 1)

    def down(self, promoted: "Promoted") -> None:
        """Let who was promoted be with the lead they came from again, and all who are with them.

        Raises Refused("seq", "has_begun") once anything is the lead's that is no person's word.
        """
        tx, event = self.tx, self.event.id
        if invitations.has_begun(tx, promoted.lead):
            raise Refused("seq", "has_begun", given=promoted.seq)
        over = leads.one(tx, promoted.lead)["recruited_by"] or ON_THEIR_OWN
        self._move(invitations.with_lead(tx, event, promoted.lead), promoted.lead, over, promoted)
        invitations.remove_lead(tx, event, promoted.lead)
        self._keep(promoted.person, promoted.lead, promoted.seq)

    def _brought(self, person: int) -> list[int]:
        above = Network(self.tx, self.event).above
        return [key.id for key in rules.subtree(above, Key("person", person))]

    def _move(
        self, persons: Sequence[int], old: int, new: int, back: "Promoted | None" = None
    ) -> None:
        """Let all of `persons` be with the lead `new`, by words of their own, and let the totals
        that held them hold them no longer, or again (`back`)."""
        parties = [self._said_again(person, new) for person in persons]
        heads = sum(before.party for _, before, _ in parties if before.status in COMING)
        declared = self._given_back(new, back) if back else self._left(old, heads)
        newest = Entry(log.seq(self.tx), *self.entry[1:])
        change_parties(self.tx, newest, parties, declared)

    def _said_again(self, person: int, lead: int) -> tuple[int, Current, Current]:
        before = commitments.current(self.tx, self.event.id, person)
        assert before is not None, "who is below somebody has said something"
        entry = self._enter("commitment", before)
        commitments.insert(
            self.tx, entry.seq, self.event.id, person, lead, before.party, before.status, "", ""
        )
        return person, before, before._replace(seq=entry.seq, lead=lead)

    def _left(self, lead: int, heads: int) -> dict[int, int]:
        """Return what the total of `lead` is without so many people whom it held by name."""
        stands = standings.one(self.tx, self.event.id, lead)
        people = sums.declared_without(stands, heads)
        return self._declared(lead, people) if people != stands.declared else {}

    def _given_back(self, lead: int, back: "Promoted") -> dict[int, int]:
        """Return the total of `lead` as it was, unless they have told another since."""
        told = goals.settled_within(self.tx, self.event.id, lead, back.seq, back.seq + back.moved)
        if told is None:
            return {}
        return self._declared(lead, told)

    def _declared(self, lead: int, people: int) -> dict[int, int]:
        source = goals.told_by(self.tx, self.event.id, lead)
        entry = self._enter("report", settled=True)
        goals.insert_report(self.tx, entry.seq, self.event.id, lead, people, source)
        return {lead: people}

    def _hold_name(self, lead: int) -> None:
        entry = self._enter("review")
        reviews.decide(self.tx, entry.seq, f"lead:{lead}", ReviewState.HELD, self.by, entry.at)

    def _keep(self, person: int, lead: int, of: int | None) -> None:
        moved = log.seq(self.tx) - self.entry.seq
        invitations.insert_promotion(
            self.tx, self.entry.seq, self.event.id, person, lead, moved, of
        )

    def _enter(self, kind: str, word: Current | None = None, settled: bool = False) -> Entry:
        """Write the log row of what follows; whose `word` it repeats said it when and where they
        did."""
        key = (SETTLED if settled else "") + secrets.token_hex(20)
        door = word.door if word else Door.DESK
        said_at = log.said_at(self.tx, word.seq) if word else None
        return enter(self.tx, self.event.id, kind, door, key, self.by, self.entry.at, said_at)

    def _name(self, person: int) -> str:
        name = str(people.card(self.tx, person)["name"])
        if not name:
            raise Refused("person", "nameless")
        return name

    def _handle(self, person: int, given: str) -> Handle:
        """Return the handle they lead by: the given one, else the first of theirs that is free,
        else one made of their name."""
        if given.strip():
            handle = handle_of(given)
            must_be_free(self.tx, self.event.id, [handle])
            return handle
        own = (Handle(*row) for row in records.handles_of(self.tx, person))
        return next(filter(self._is_free, chain(own, naming.handles_of(self._name(person)))))

    def _is_free(self, handle: Handle) -> bool:
        return not leads.named(self.tx, self.event.id, handle.user, handle.host)


class Promoted(NamedTuple):
    """A promotion as the store keeps it."""

    seq: int
    person: int
    lead: int
    moved: int
    of: int | None


def _again(tx: Transaction, lead: int) -> Promotion:
    """Return the answer where somebody leads already, by a promotion that stands."""
    row, led = invitations.promotion_of(tx, lead), leads.one(tx, lead)
    handle = str(Handle(led["user"], led["host"]))
    if row is None:
        raise Refused("person", "leads", given=handle)
    return Promotion(row["seq"], led["name"], handle, 0)
