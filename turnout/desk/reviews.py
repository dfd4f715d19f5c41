"""What waits for a look, and what is decided of it. Every decision can be taken back by another."""

import secrets
from concurrent.futures import Future

from turnout.desk.desk import Desk
from turnout.desk.ledger import change_party, enter
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Door, Held, Receipt, ReviewState
from turnout.rules import access
from turnout.store import Transaction, commitments, grants, reviews
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

    event: where given, the commitment must be of it. Raises NotFound, also where `by` is a
        link ("grant:12") that was taken back while its bearer's screen stood open.
    """

    def work(tx: Transaction) -> Receipt:
        if by.startswith("grant:"):
            _still_good(desk, tx, by.removeprefix("grant:"), event)
        row = commitments.one(tx, seq)
        if row is None or (event is not None and row["event"] != found(tx, event).id):
            raise NotFound("commitment", str(seq))
        number, person = row["event"], row["person"]
        entry = enter(tx, number, "review", Door.DESK, secrets.token_hex(20), by, desk.clock())
        reviews.decide(tx, entry.seq, f"commitment:{seq}", state, by, entry.at)
        before = commitments.current(tx, number, person)
        after = commitments.newest_counted(tx, number, person)
        coming = change_party(tx, entry, person, before, after)
        return Receipt(entry.seq, "", coming, person=person)

    return desk.store.write(work)


def _still_good(desk: Desk, tx: Transaction, grant: str, event: str | None) -> None:
    known = grants.by_id(tx, int(grant), desk.clock())
    if known is None or not access.organizes([known], event):
        raise NotFound("key", grant)
