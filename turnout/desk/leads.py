"""Lead organizers: added, given goals, and heard when they say how many they bring."""

import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime

from turnout.desk import recognition, roster
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import book, change_standing, enter
from turnout.desk.rallies import MOST_GOAL, found
from turnout.desk.showing import is_shown
from turnout.errors import Refused
from turnout.model import Count, Door, Lead, Receipt, ReviewState, Role, Status
from turnout.model.recognition import Place
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.rules.intake import through_open_doors
from turnout.store import Transaction, goals, log, reviews, standings
from turnout.store import leads as rows

_SAYERS = (Role.ORGANIZER, Role.LEAD)
_GATEWAY = (Role.API,)  # a lead's telephone is who says so; the key is the gateway's


def add(
    desk: Desk, event: str, name: str, handle: str, goal: int = 0, recruited_by: str = "", *,
    contact: str = "", shown_name: str = "", handles: Sequence[str] = (), by: str = "desk",
) -> Future[Lead]:  # fmt: skip
    """Add a lead to an event.

    shown_name: what the public reads in place of `name`; handles: others of theirs, on any
        network; contact: an e-mail address or phone number, for organizers only.

    Raises Refused (name, handle, contact, goal, recruited_by), NotFound.
    """
    given = roster.told(
        name, (handle, *handles), shown_name=shown_name, contact=contact, goal=goal,
        recruited_by=recruited_by,
    )  # fmt: skip
    return desk.store.write(roster.Add(desk, event, given, by))


def change(
    desk: Desk, event: str, handle: str, *, by: str = "desk", name: str | None = None,
    shown_name: str | None = None, handles: Sequence[str] | None = None,
    contact: str | None = None, recruited_by: str | None = None,
) -> Future[Receipt]:  # fmt: skip
    """Change what is known of a lead; what is None stays. `handles`: all of them, the one that
    links carry first. Raises Refused, NotFound, also where `by` is a link taken back."""
    given = roster.told(
        "unchanged" if name is None else name, ("unchanged",) if handles is None else handles,
        shown_name=shown_name or "", contact=contact or "",
    )  # fmt: skip
    return desk.store.write(
        roster.Change(
            desk,
            event,
            handle,
            by,
            name=None if name is None else given.name,
            shown=None if shown_name is None else given.shown,
            handles=None if handles is None else given.handles,
            contact=given.contact,
            recruited_by=recruited_by,
        )
    )


def leads(desk: Desk, event: str) -> list[Lead]:
    """Return the leads of an event, in the order they came; shown: where the event names any.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        return [
            Lead(
                id=row["id"],
                event=event,
                name=row["name"],
                handle=str(Handle(row["user"], row["host"])),
                goal=row["goal"],
                recruited_by=row["recruiter"],
                shown=is_shown(row, hidden=False),
            )
            for row in rows.of_event(look, found(look, event).id)
        ]


def set_goal(desk: Desk, event: str, handle: str, people: int, by: str = "desk") -> Future[Receipt]:
    """Set a lead's goal, higher or honestly lower. Raises Refused, NotFound."""
    if not 0 <= people <= MOST_GOAL:
        raise Refused("goal", "out_of_range", least=0, most=MOST_GOAL)

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        number = found(tx, event).id
        lead = roster.named(tx, number, handle)
        return roster.keep_goal(tx, number, lead, people, desk.clock(), by)

    return desk.store.write(work)


def declare(
    desk: Desk, event: str, handle: str, *, total: int | None = None, more: int | None = None,
    key: str = "", by: str = "desk", door: Door = Door.LEAD, said_at: datetime | None = None,
) -> Future[Receipt]:  # fmt: skip
    """Take a lead's "my total is `total`", or "`more` more"; one of them is given.

    What stands is looked at inside the write. said_at: when the lead said so, if not now.
    Raises Refused("party"), Refused("event", "closed" | "over" | "postponed" | "cancelled") for
    more people to an event that takes none, NotFound, also where `by` is a link taken back.
    """
    said = total if total is not None else more
    if said is None or not -MOST_GOAL <= said <= MOST_GOAL or (total is not None and total < 0):
        raise Refused("party", "out_of_range", least=0, most=MOST_GOAL)
    key = key or secrets.token_hex(20)
    sayers = _GATEWAY if door is Door.SMS else _SAYERS

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, *sayers)
        kept = log.digest(desk.pepper, f"report:{event}:{handle}", key)
        if first := log.receipt(tx, kept):
            return Receipt(first.seq, key, first.coming, again=True)
        known = found(tx, event)
        lead = roster.named(tx, known.id, handle)
        before = standings.one(tx, known.id, lead)
        people = sums.declared_after(before, total=total, more=more)
        now = desk.clock()
        if people > sums.count(before).coming:
            through_open_doors(known, Status.YES, door, said_at or now)
        entry = enter(tx, known.id, "report", door, kept, by, now, said_at)
        goals.insert_report(tx, entry.seq, known.id, lead, people)
        coming = change_standing(tx, entry, lead, replace(before, declared=people))
        log.keep_receipt(tx, kept, "", entry.seq, coming, False, None)
        return Receipt(entry.seq, key, coming)

    return desk.store.write(work)


def show(desk: Desk, event: str, handle: str, shown: bool, by: str = "desk") -> Future[Receipt]:
    """Show a lead's name and handle in public, or no longer. Raises Refused, NotFound;
    Refused("lead", "wants_nowhere") for who wants to be named nowhere."""

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        number = found(tx, event).id
        lead = roster.named(tx, number, handle)
        if shown and recognition.choice(tx, number, lead).place is Place.NOWHERE:
            raise Refused("lead", "wants_nowhere", given=handle)
        entry = enter(tx, number, "review", Door.DESK, secrets.token_hex(20), by, desk.clock())
        state = ReviewState.SHOWN if shown else ReviewState.SET_ASIDE
        reviews.decide(tx, entry.seq, f"lead:{lead}", state, by, entry.at)
        return Receipt(entry.seq, "", book(tx, entry, lead, Count()))

    return desk.store.write(work)
