"""What waits for a look, and what is decided of it. Every decision can be taken back by another."""

import secrets
from concurrent.futures import Future
from typing import Any

from turnout.desk import claims
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, change_party, enter
from turnout.desk.persons import merge
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Count, Door, Event, Held, Receipt, ReviewState, Role
from turnout.rules.review import KNOWN_PERSON, TWO_PEOPLE
from turnout.store import Reading, Transaction, commitments, people, posts, reviews, waiting
from turnout.store import claims as rows
from turnout.store.claims import Claim
from turnout.store.times import read


def held(desk: Desk, slug: str) -> list[Held]:
    """Return the sign-ups of an event that wait for a look, or of which something waits that they
    say of a person known before; oldest first. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        claimed = rows.waiting(look, event.id)
        whole = [
            _held(look, event, row, row["held"], claimed.get(row["seq"]))
            for row in waiting.held(look, event.id)
        ]
        parts = [
            _held(look, event, row, KNOWN_PERSON, claimed[row["seq"]])
            for row in waiting.claiming(look, event.id)
        ]
    says = [each for each in parts if each.says or each.needs]
    return sorted([*whole, *says], key=lambda each: each.seq)


def decide(
    desk: Desk, seq: int, state: ReviewState, by: str = "desk", event: str | None = None
) -> Future[Receipt]:
    """Decide of commitment `seq`, held or not: from now on it counts, or no longer does.

    Where it counts and something waits that it says of a person known before, that is decided: it
    is theirs, or they stay as they were, and the number stays.
    Shown, two persons whom it says are one are made one, and stay so.
    event: where given, the commitment must be of it. Raises NotFound, also where `by` is a
        link ("grant:12") that was taken back while its bearer's screen stood open.
    """

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        row = commitments.one(tx, seq)
        if row is None or (event is not None and row["event"] != found(tx, event).id):
            raise NotFound("commitment", str(seq))
        number = row["event"]
        entry = enter(tx, number, "review", Door.DESK, secrets.token_hex(20), by, desk.clock())
        if _only_claims(tx, seq):
            reviews.decide(tx, entry.seq, f"claim:{seq}", state, by, entry.at)
            return Receipt(entry.seq, "", claim_follows(tx, entry, seq, state))
        reviews.decide(tx, entry.seq, f"commitment:{seq}", state, by, entry.at)
        if state is ReviewState.SHOWN:
            _make_one(tx, entry, seq)
        coming = follow(tx, entry, seq, state)
        return Receipt(entry.seq, "", coming, person=commitments.one(tx, seq)["person"])

    return desk.store.write(work)


def claim_follows(tx: Transaction, entry: Entry, seq: int, state: ReviewState) -> int:
    """Let what the counted sign-up `seq` says of its person be as was decided; return people
    coming."""
    claims.decided(tx, entry, seq, state)
    return book(tx, entry, ON_THEIR_OWN, Count())


def follow(tx: Transaction, entry: Entry, seq: int, state: ReviewState) -> int:
    """Let what was said of the person of commitment `seq`, what counts for them, and the post it
    was booked from, be as was decided; return people coming."""
    claims.decided(tx, entry, seq, state)
    posts.follow(tx, seq, state)
    return settle(tx, entry, commitments.one(tx, seq)["person"])


def settle(tx: Transaction, entry: Entry, person: int) -> int:
    """Let the newest of what `person` said and still stands count; return people coming."""
    before = commitments.current(tx, entry.event, person)
    after = commitments.newest_counted(tx, entry.event, person)
    return change_party(tx, entry, person, before, after)


def _only_claims(look: Reading, seq: int) -> bool:
    claim = rows.one(look, seq)
    return claim is not None and claim.state == rows.WAITING and waiting.counts(look, seq)


def _held(look: Reading, event: Event, row: Any, reason: str, claim: Claim | None) -> Held:
    person, scope = row["person"], event.id if event.quiet else 0
    alike = reviews.likeness(look, row["seq"]) is not None
    alike = alike or bool(claim and claims.others(look, scope, claim, person))
    return Held(
        seq=row["seq"],
        event=event.slug,
        at=read(row["at"]),
        door=row["door"],
        name=row["name"],
        party=row["party"],
        status=row["status"],
        lead=row["lead"],
        reason=reason,
        says=claims.adds(look, claim, person) if claim else (),
        needs=claim.needs if claim else (),
        alike=alike and reason != TWO_PEOPLE,
    )


def _make_one(tx: Transaction, entry: Entry, seq: int) -> None:
    """Merge the two persons whom sign-up `seq` says are one; who was erased stays nobody."""
    alike = reviews.likeness(tx, seq)
    if alike is None or alike["person"] == alike["other"]:
        return
    both = sorted([alike["person"], alike["other"]])
    if not any(people.card(tx, person)["erased_at"] for person in both):
        merge(tx, entry, *both)
