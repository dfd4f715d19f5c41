"""The door of an event: who may stand at it, and the roster that their phones are given.

A door's link is good from when it is made until some hours after the event, whenever that is moved
to; the roster leaves for nobody else but those who run that very event.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound
from turnout.formats import door as formats
from turnout.model import Event, Grant, Role, end_of
from turnout.rules import access, codes
from turnout.store import Reading, attendance, head_counts, log, standings
from turnout.store import door as rows

GOOD_AFTER = timedelta(hours=12)  # the end: a phone that had no signal all day gets home by then
MOST_ON_ROSTER = 20_000  # parties; more make a list that no phone should hold


@dataclass(frozen=True)
class Volunteer:
    """Who stands at the door of `event`, by a link; `by` is "grant:12"."""

    event: str
    role: Role
    by: str


def volunteer(desk: Desk, held: Sequence[Grant], slug: str) -> Volunteer:
    """Return as whom the bearer of `held` stands at the door of an event.

    Raises NotAllowed, also once the door is shut for good; NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
    for role in (Role.DOOR, Role.ORGANIZER):
        for grant in reversed(held):
            if access.may([grant], slug, role) and is_open(event, desk.clock()):
                return Volunteer(slug, role, f"grant:{grant.id}")
    raise NotAllowed("door")


def good_until(event: Event) -> datetime:
    """Return when the door of an event shuts for good, and phones forget its roster."""
    return end_of(event.starts_at, event.ends_at) + GOOD_AFTER


def is_open(event: Event, now: datetime) -> bool:
    """Return whether there is still a door to stand at."""
    return now < good_until(event)


def is_shut(look: Reading, grant: Grant, now: datetime) -> bool:
    """Return whether `grant` is a link to a door that is shut for good."""
    if grant.role is not Role.DOOR or grant.event is None:
        return False
    return not is_open(found(look, grant.event), now)


def standing_there(desk: Desk, look: Reading, who: Volunteer) -> Event:
    """Return the event at whose door `who` still may stand, asked inside the write or the look.

    Raises NotFound("key") where the link was taken back, or the door is shut for good.
    """
    must_hold(desk, look, who.by, who.event, Role.DOOR, Role.ORGANIZER)
    event = found(look, who.event)
    if not is_open(event, desk.clock()):
        raise NotFound("key", who.by)
    return event


def state(desk: Desk, who: Volunteer, since: int = 0, roster: int = 0) -> dict[str, Any]:
    """Return what a phone at the door is told, as plain values.

    since: the record up to which it knows what doors said. roster: the one up to which it knows
    who promised; where nobody's word changed since, the roster is not sent again. Of a quiet event
    no name leaves: who comes is found by code only. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = standing_there(desk, look, who)
        seq, newest = log.seq(look), rows.roster_seq(look, event.id)
        is_known = 0 < roster <= seq and roster == newest and since <= seq
        people = None if is_known else _roster(desk, look, event)
        return formats.state(
            seq=seq,
            roster=newest,
            at=desk.clock(),
            until=good_until(event),
            event=event,
            came=standings.came(look, event.id),
            counted=head_counts.newest(look, event.id),
            leads=() if event.quiet else rows.leads(look, event.id),
            people=people,
            present=rows.present_since(look, event.id, since if is_known else 0),
        )


def code(desk: Desk, event: int, person: int) -> str:
    """Return what the party of `person` is found by at the door of an event."""
    return _code(desk.pepper, event, person)


def _roster(desk: Desk, look: Reading, event: Event) -> Iterable[tuple[Any, list[str]]]:
    merged = attendance.merged(look, event.id)
    for row in rows.roster(look, event.id, MOST_ON_ROSTER):
        persons = (row["person"], *merged.get(row["person"], ()))
        yield row, [code(desk, event.id, person) for person in persons]


@lru_cache(maxsize=MOST_ON_ROSTER)  # a roster is sent to every phone at the door
def _code(pepper: bytes, event: int, person: int) -> str:
    return codes.code_of(log.digest(pepper, "check-in", str(event), str(person)))
