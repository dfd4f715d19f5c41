"""What organizers know of each lead: their numbers, their ways to be reached, their link."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.desk import handing
from turnout.desk.desk import Desk
from turnout.desk.handing import Handed
from turnout.desk.rallies import found
from turnout.model import Count, Lead, ReviewState, Standing
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.store import leads
from turnout.store.times import read, read_or_none


@dataclass(frozen=True)
class Card:
    """One lead as the organizers see them. `lead.name` is what the public reads, `name` who
    they are; contacts are empty where none was given."""

    lead: Lead
    name: str
    handles: tuple[str, ...]  # the one that links carry first
    email: str
    phone: str
    lang: str
    count: Count
    declared: int
    added_at: datetime
    said_at: datetime | None  # when they last reported a total themselves
    link: Handed | None


def cards(desk: Desk, event: str) -> list[Card]:
    """Return the leads of an event as their organizers see them, in the order they came.

    Raises NotFound.
    """
    links = handing.handed(desk, event)
    with desk.store.reading() as look:
        number = found(look, event).id
        rows = leads.of_event(look, number)
        others = leads.handles(look, number)
        known = {row["id"]: row for row in leads.cards(look, number)}
    return [
        _card(event, row, known[row["id"]], others.get(row["id"], []), links.get(row["id"]))
        for row in rows
    ]


def _card(
    event: str, row: Any, known: Any, others: list[tuple[str, str]], link: Handed | None
) -> Card:
    first = str(Handle(row["user"], row["host"]))
    standing = Standing(
        confirmed=row["confirmed"], yes=row["yes"], maybe=row["maybe"], declared=row["declared"]
    )
    shown = row["state"] in (None, ReviewState.SHOWN)
    return Card(
        lead=Lead(row["id"], event, row["name"], first, row["goal"], row["recruiter"], shown),
        name=known["full_name"] or row["name"],
        handles=(first, *(str(Handle(*other)) for other in others)),
        email=known["email"] or "",
        phone=known["phone"] or "",
        lang=known["lang"] or "",
        count=sums.count(standing),
        declared=row["declared"],
        added_at=read(known["added_at"]),
        said_at=read_or_none(known["said_at"]),
        link=link,
    )
