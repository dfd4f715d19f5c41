"""What waits for a look, and what is decided of it. Every decision can be taken back by another."""

import secrets
from concurrent.futures import Future

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, change_party, enter
from turnout.desk.persons import merge
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Door, Held, Receipt, ReviewState, Role
from turnout.store import Transaction, commitments, people, reviews
from turnout.store.times import read


def held(desk: Desk, slug: str) -> list[Held]:
    """Return the sign-ups of an event that wait for a look, oldest first. Raises NotFound."""
    with desk.store.reading() as look:
        rows = commitments.held(look, found(look, slug).id)
    return [
        Held(
            seq=row["seq"],
            event=slug,
            at=read(row["at"]),
            door=row["door"],
            name=row["name"],
            party=row["party"],
            status=row["status"],
            lead=row["lead"],
            reason=row["held"],
        )
        for row in rows
    ]


def decide(
    desk: Desk, seq: int, state: ReviewState, by: str = "desk", event: str | None = None
) -> Future[Receipt]:
    """Decide of commitment `seq`, held or not: from now on it counts, or no longer does.

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
        reviews.decide(tx, entry.seq, f"commitment:{seq}", state, by, entry.at)
        if state is ReviewState.SHOWN:
            _make_one(tx, entry, seq)
        person = commitments.one(tx, seq)["person"]
        return Receipt(entry.seq, "", settle(tx, entry, person), person=person)

    return desk.store.write(work)


def settle(tx: Transaction, entry: Entry, person: int) -> int:
    """Let the newest of what `person` said and still stands count; return people coming."""
    before = commitments.current(tx, entry.event, person)
    after = commitments.newest_counted(tx, entry.event, person)
    return change_party(tx, entry, person, before, after)


def _make_one(tx: Transaction, entry: Entry, seq: int) -> None:
    """Merge the two persons whom sign-up `seq` says are one; who was erased stays nobody."""
    alike = reviews.likeness(tx, seq)
    if alike is None or alike["person"] == alike["other"]:
        return
    both = sorted([alike["person"], alike["other"]])
    if not any(people.card(tx, person)["erased_at"] for person in both):
        merge(tx, entry, *both)
