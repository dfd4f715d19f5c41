"""The lead's pocket: what one lead sees of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from turnout.desk import challenge_looks
from turnout.desk.desk import Desk
from turnout.desk.looks import by_the_hour
from turnout.desk.rallies import found
from turnout.errors import NotAllowed
from turnout.formats import pocket as formats
from turnout.model import Count, Event, Grant, Lead, PacePoint, Role, Standing
from turnout.rules import access
from turnout.rules import standings as sums
from turnout.rules.contact import Handle
from turnout.store import Reading, leads, merging, standings
from turnout.store import pocket as rows
from turnout.store.times import read

MOST_PEOPLE = 500  # a list that a phone can hold and a thumb can scroll


@dataclass(frozen=True)
class Actor:
    """Who holds the phone: a lead, or an organizer acting for one. `lead` is the lead's id."""

    event: str
    lead: int
    role: Role
    by: str


@dataclass(frozen=True)
class Recruit:
    """A lead of somebody's branch; `depth` 1 was recruited by that somebody directly."""

    name: str
    handle: str
    goal: int
    count: Count
    depth: int


def actor(desk: Desk, held: Sequence[Grant], slug: str, lead: int | None = None) -> Actor:
    """Return as whom the bearer of `held` acts: as `lead`, or as the lead of their newest link.

    Raises NotAllowed, NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        lead = merging.became(look, lead) if lead else None
        for grant in reversed(held):
            own = rows.lead_of_grant(look, grant.id)
            if access.may([grant], slug, Role.LEAD) and own and lead in (None, own):
                return Actor(slug, own, Role.LEAD, f"grant:{grant.id}")
        for grant in held:
            if lead and access.organizes([grant], slug) and rows.is_of_event(look, event.id, lead):
                return Actor(slug, lead, Role.ORGANIZER, f"grant:{grant.id}")
    raise NotAllowed("lead")


def lead_of(desk: Desk, grant: Grant) -> int | None:
    """Return the number of the lead that a link is for, or None."""
    with desk.store.reading() as look:
        return rows.lead_of_grant(look, grant.id)


def state(desk: Desk, who: Actor) -> dict[str, Any]:
    """Return what stands for the lead, and their people, as of one moment."""
    with desk.store.reading() as look:
        event = found(look, who.event)
        standing = standings.one(look, event.id, who.lead)
        now = desk.clock()
        return formats.state(
            standings.total(look, event.id)[0],
            now,
            event,
            named(look, event, who.lead),
            standing,
            sums.count(standing),
            rows.people(look, event.id, who.lead, MOST_PEOPLE),
            sums.came_of(standing) if standings.came(look, event.id).heads else None,
            challenge_looks.of_lead(look, event, who.lead, now),
        )


def handle(desk: Desk, who: Actor) -> str:
    """Return the lead's first handle. Raises NotFound."""
    with desk.store.reading() as look:
        return named(look, found(look, who.event), who.lead).handle


def pace(desk: Desk, who: Actor) -> list[PacePoint]:
    """Return what changed for the lead, hour by hour, earliest first."""
    with desk.store.reading() as look:
        hours = by_the_hour(rows.pace(look, found(look, who.event).id, who.lead))
    return [PacePoint(read(hour), change) for hour, change in hours.items() if change != Count()]


def branch(desk: Desk, who: Actor) -> list[Recruit]:
    """Return whom the lead recruited, each followed by whom those recruited."""
    with desk.store.reading() as look:
        below = rows.branch(look, found(look, who.event).id, who.lead)
    return list(_under(below, who.lead, 1))


def branch_count(recruits: Sequence[Recruit]) -> Count:
    """Return all people of a branch together."""
    together = Count()
    for recruit in recruits:
        together = sums.plus(together, recruit.count)
    return together


def named(look: Reading, event: Event, lead: int) -> Lead:
    """Return the lead numbered `lead`, who is known to exist, without a goal."""
    row = leads.one(look, lead)
    handle = str(Handle(row["user"], row["host"]))
    return Lead(lead, event.slug, row["name"], handle, 0)


def _under(below: Sequence[Any], recruiter: int, depth: int) -> Iterator[Recruit]:
    for row in below:
        if row["recruited_by"] == recruiter:
            handle = str(Handle(row["user"], row["host"]))
            yield Recruit(row["name"], handle, row["goal"], _count(row), depth)
            yield from _under(below, row["id"], depth + 1)


def _count(row: Any) -> Count:
    return sums.count(
        Standing(
            confirmed=row["confirmed"],
            yes=row["yes"],
            maybe=row["maybe"],
            declared=row["declared"],
        )
    )
