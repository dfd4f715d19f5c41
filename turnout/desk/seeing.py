"""What each audience sees of an event: an organizer's word, taken back like any other."""

import secrets
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.rallies import found
from turnout.desk.undoing import Undoing
from turnout.errors import Refused
from turnout.model import Count, Door, Event, Receipt, Role
from turnout.model.seeing import Audience, Part, Seen, Sight, Tone
from turnout.store import Reading, Transaction, audiences


def seen(desk: Desk, slug: str) -> Seen:
    """Return what each audience of an event sees. Raises NotFound."""
    with desk.store.reading() as look:
        return seen_in(look, found(look, slug))


def seen_in(look: Reading, event: Event) -> Seen:
    """Return what each audience sees as this one look has it."""
    return Seen(
        {Audience(row["audience"]): _sight(row) for row in audiences.newest(look, event.id)}
    )


def changed(desk: Desk, slug: str) -> dict[Audience, int]:
    """Return the record that stands of each audience of which somebody said something."""
    with desk.store.reading() as look:
        rows = audiences.newest(look, found(look, slug).id)
    return {Audience(row["audience"]): row["seq"] for row in rows}


def let_see(
    desk: Desk, slug: str, audience: Audience, parts: Collection[Part], tone: Tone, *,
    by: str = "desk",
) -> Future[Receipt]:  # fmt: skip
    """Let `audience` see these `parts` in that tone from now on; what is so already is no record.

    Raises NotFound, also where `by` is a link taken back.
    """
    sight = Sight(tuple(part for part in Part if part in parts), tone)

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        if seen_in(tx, event).of(audience) == sight:
            return Receipt(0, "", 0, again=True)
        key = secrets.token_hex(20)
        entry = enter(tx, event.id, "seen", Door.DESK, key, by, desk.clock())
        return Receipt(entry.seq, "", _keep(tx, entry, audience, sight))

    return desk.store.write(work)


def take_back(undoing: Undoing, row: Any) -> Receipt:
    """Let an audience see what it saw before record `row`. Raises Refused("seq", "overtaken")."""
    tx, event = undoing.tx, undoing.event.id
    said = audiences.one(tx, row["seq"])
    if any(each["audience"] == said["audience"] and each["seq"] != row["seq"]
           for each in audiences.newest(tx, event)):  # fmt: skip
        raise Refused("seq", "overtaken", given=row["seq"])
    before = audiences.before(tx, event, said["audience"], row["seq"])
    entry = undoing.enter(row, "seen")
    _insert(tx, entry, Audience(said["audience"]), _sight(before) if before else Sight())
    return undoing.marked(entry)


def told_of(look: Reading, event: int) -> dict[int, dict[str, Any]]:
    """Return what each record of an event says of who sees what, as plain values by its seq."""
    return {row["seq"]: {"seen": dict(row)} for row in audiences.of_event(look, event)}


def bring(tx: Transaction, entry: Entry, given: Mapping[str, Any]) -> None:
    """Replay what an export has of one such record."""
    _keep(tx, entry, Audience(given["seen"]["audience"]), _sight(given["seen"]))


def _keep(tx: Transaction, entry: Entry, audience: Audience, sight: Sight) -> int:
    _insert(tx, entry, audience, sight)
    return book(tx, entry, ON_THEIR_OWN, Count())  # screens draw themselves anew


def _insert(tx: Transaction, entry: Entry, audience: Audience, sight: Sight) -> None:
    parts = {part.value: part in sight.parts for part in Part}
    audiences.insert(tx, entry.seq, entry.event, audience.value, parts, sight.tone.value)


def _sight(row: Any) -> Sight:
    return Sight(tuple(part for part in Part if row[part.value]), Tone(row["tone"]))
