"""Where leads want to be named, and by what name: their own choice, taken in by taps.

What names somebody in fewer places holds at once. A name that a lead chose waits for a look, and
what was shown before stands meanwhile; what an organizer enters as told stands at once.
"""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, book, enter
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.desk.showing import hides_names, is_shown
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Receipt, ReviewState, Role
from turnout.model.recognition import Choice, Place
from turnout.rules.contact import Handle
from turnout.rules.recognition import Wanted
from turnout.store import Reading, Transaction, leads, reviews
from turnout.store import recognition as rows


@dataclass(frozen=True)
class Listed:
    """One lead as the organizers see them here. said: whether they ever chose; shown: whether they
    may be named at all; on_roll: whether they stand on the roll now."""

    lead: int
    name: str
    handle: str
    choice: Choice
    said: bool
    shown: bool

    @property
    def on_roll(self) -> bool:
        return self.shown and self.choice.place is Place.ROLL


def of_event(desk: Desk, slug: str) -> list[Listed]:
    """Return the leads of an event with what they chose, as they came. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        hidden = hides_names(event)
        said, asked = rows.choices(look, event.id), rows.waiting(look, event.id)
        return [
            Listed(
                row["id"],
                row["name"],
                str(Handle(row["user"], row["host"])),
                _choice(said.get(row["id"]), asked.get(row["id"])),
                row["id"] in said,
                is_shown(row, hidden),
            )
            for row in leads.of_event(look, event.id)
        ]


def how_many_wait(desk: Desk, slug: str) -> int:
    """Return how many names of leads wait for a look. Raises NotFound."""
    with desk.store.reading() as look:
        return len(rows.waiting(look, found(look, slug).id))


def stands(desk: Desk, who: Actor) -> dict[str, str]:
    """Return what a lead is told of where they are named: their choice as plain values, and what
    `stands` of it: a place, or "off" where the event names nobody, "hidden" where organizers do
    not."""
    with desk.store.reading() as look:
        event = found(look, who.event)
        said = choice(look, event.id, who.lead)
        newest = reviews.newest(look, f"lead:{who.lead}")
        hidden = newest is not None and newest["state"] != ReviewState.SHOWN
        stood = "off" if hides_names(event) else "hidden" if hidden else said.place
        name = leads.one(look, who.lead)["name"]
    told = Place.NOWHERE if said.place is Place.NOWHERE else stood
    return {
        "name": name,
        "place": said.place,
        "asked": said.asked,
        "said_as": said.said_as,
        "stands": told,
    }


def choice(look: Reading, event: int, lead: int) -> Choice:
    """Return what one lead chose."""
    return _choice(rows.newest(look, event, lead), rows.waiting(look, event).get(lead))


def choose(tx: Transaction, entry: Entry, lead: int, want: Wanted, by: str, own: bool) -> int:
    """Keep by `entry` what a lead wants, inside the write; own: they say it themselves. Return
    people coming."""
    name, held = _asked(tx, entry.event, lead, want.name, own)
    before = rows.newest(tx, entry.event, lead)
    rows.insert(tx, entry.seq, entry.event, lead, want.place, name, held, want.said_as)
    if name and not held:
        show_name(tx, entry.seq)
    move(tx, entry, lead, Place(before["place"]) if before else Place.ROWS, want.place, by)
    return book(tx, entry, lead, Count())


def decide(
    desk: Desk, event: str, record: int, state: ReviewState, by: str = "desk"
) -> Future[Receipt]:
    """Show the name that a lead asked for by `record`, or do not: then what was shown before
    stands. Raises NotFound, Refused("seq", "overtaken") where they have asked for another since.
    """

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        number = found(tx, event).id
        row = rows.one(tx, record)
        if row is None or row["event"] != number or not row["name"]:
            raise NotFound("name", str(record))
        if rows.newest_name(tx, number, row["lead"])["seq"] != record:
            raise Refused("seq", "overtaken", given=record)
        key, now = secrets.token_hex(20), desk.clock()
        entry = enter(tx, number, "review", Door.DESK, key, by, now)
        reviews.decide(tx, entry.seq, f"name:{record}", state, by, entry.at)
        follow(tx, record, state)
        return Receipt(entry.seq, "", book(tx, entry, row["lead"], Count()))

    return desk.store.write(work)


def follow(tx: Transaction, record: int, state: ReviewState) -> None:
    """Let the shown name of a lead be as was decided of the one they asked for by `record`."""
    if state is ReviewState.SHOWN:
        show_name(tx, record)
    else:
        take_name_back(tx, record)


def show_name(tx: Transaction, record: int) -> None:
    """Let the lead be shown by the name of `record`, and remember by which they were."""
    row = rows.one(tx, record)
    lead = leads.one(tx, row["lead"])
    if row["was"] is None and lead["name"]:  # who was erased stays nobody
        rows.set_was(tx, record, lead["name"])
        _call(tx, lead, row["name"])


def take_name_back(tx: Transaction, record: int) -> None:
    """Let the lead be shown as before `record`, unless another name was given them since."""
    row = rows.one(tx, record)
    lead = leads.one(tx, row["lead"])
    if row["was"] is not None:
        rows.set_was(tx, record, None)
        if lead["name"] == row["name"]:
            _call(tx, lead, row["was"])


def move(tx: Transaction, entry: Entry, lead: int, was: Place, now: Place, by: str) -> None:
    """Hide a lead who wants to be named nowhere by `entry`; who wants to be named again is shown
    as far as the organizers had it before that."""
    subject = f"lead:{lead}"
    if now is Place.NOWHERE:
        reviews.decide(tx, entry.seq, subject, ReviewState.SET_ASIDE, by, entry.at)
    elif was is Place.NOWHERE:
        newest = reviews.newest(tx, subject)
        hid = newest is not None and rows.one(tx, newest["seq"]) is not None
        if hid:
            before = _before_they_hid(tx, subject, newest["seq"])
            reviews.decide(tx, entry.seq, subject, before, by, entry.at)


def _before_they_hid(look: Reading, subject: str, seq: int) -> ReviewState:
    """Return what an organizer had decided before the lead's own words up to record `seq`."""
    before = reviews.newest(look, subject, seq)
    while before is not None and rows.one(look, before["seq"]) is not None:
        before = reviews.newest(look, subject, before["seq"])
    return ReviewState(before["state"]) if before else ReviewState.SHOWN


def _asked(look: Reading, event: int, lead: int, name: str, own: bool) -> tuple[str, bool]:
    """Return (the name that is asked for by this, "" for none; whether it waits for a look)."""
    stands, asked = leads.one(look, lead)["name"], rows.waiting(look, event).get(lead)
    if not name or (asked and own and name == asked["name"]):
        return "", False
    if name == stands:  # they ask for another no longer
        return (name if asked else ""), False
    return name, own


def _call(tx: Transaction, lead: Any, name: str) -> None:
    leads.change(tx, lead["id"], name, lead["user"], lead["host"], lead["recruited_by"])


def _choice(said: Any, asked: Any) -> Choice:
    waits = (asked["name"], asked["seq"]) if asked else ("", 0)
    if said is None:
        return Choice(Place.ROWS, "", *waits)
    return Choice(Place(said["place"]), said["said_as"], *waits)
