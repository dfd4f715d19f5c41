"""What funders are told of an event: the live picture's own numbers, less those that could point
at a person (families.py)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk import area_account, looks
from turnout.desk.desk import Desk
from turnout.desk.families import Branch, Family, heads
from turnout.desk.rallies import found
from turnout.errors import NotAllowed
from turnout.formats.report import (
    HEADS,
    PARTS,
    DoorLine,
    LeadLine,
    Line,
    Point,
    Report,
    Told,
)
from turnout.model import Count, Event, Grant, PacePoint, Progress, Role
from turnout.rules import access, disclosure
from turnout.rules.standings import plus
from turnout.store import Reading, areas, events, grants, log, records

READERS = (Role.ORGANIZER, Role.FUNDER)
MOST_PAST = 12  # events that are over, the latest first
Tell = Callable[[str, str], int | None]


def may_read(visitor: Iterable[Grant], event: Event) -> bool:
    """Return whether this visitor may read the funders' page of `event`."""
    return event.progress_public or access.may(visitor, event.slug, *READERS)


def readable(desk: Desk, visitor: Iterable[Grant], asked: str = "") -> list[Event]:
    """Return the events whose page this visitor may read. A quiet one that is open to all is
    found by its own address only, as `asked`."""
    with desk.store.reading() as look:
        every = events.every(look)
    held = tuple(visitor)
    return [each for each in every if _is_listed(held, each, asked)]


def bearer(desk: Desk, token: str) -> list[Grant]:
    """Return what a funder's program may read with the token of a funder's link."""
    with desk.store.reading() as look:
        grant = grants.by_token(look, log.token_hash(token), desk.clock())
    return [grant] if grant and grant.role is Role.FUNDER else []


def organizers_bearer(desk: Desk, token: str) -> list[Grant]:
    """Return what an organizer's program may do with the token of an organizer's link.

    Raises NotAllowed where it is none.
    """
    with desk.store.reading() as look:
        grant = grants.by_token(look, log.token_hash(token), desk.clock())
        if grant is None or grant.role is not Role.ORGANIZER:
            raise NotAllowed("token")
        return grants.with_sites(look, [grant])


def must_organize(desk: Desk, visitor: Iterable[Grant], slug: str) -> None:
    """Raise NotAllowed where the visitor does not run the event, NotFound where there is none."""
    with desk.store.reading() as look:
        event = found(look, slug)
    if not access.organizes(visitor, event.slug):
        raise NotAllowed(f"forecast of {slug}")


def report(desk: Desk, slug: str, visitor: Iterable[Grant]) -> Report:
    """Return what this visitor is told of an event, all of it as of one moment.

    Raises NotFound, NotAllowed.
    """
    held = tuple(visitor)
    with desk.store.reading() as look:
        event = found(look, slug)
        if not may_read(held, event):
            raise NotAllowed(f"progress of {slug}")
        family = Family(look, _root(look, event))
        branch, around = family.branches[slug], _around(family, event, held)
        return Report(
            line=family.line(branch),
            first_at=records.first_at(look, event.id),
            sites=tuple(map(family.line, branch.children)),
            campaign=tuple(map(family.line, around)),
            past=tuple(_past(look, family, held, desk.clock())),
            doors=tuple(_doors(branch, family.tell)),
            over_time=tuple(_over_time(looks.pace_in(look, event), event, family.told(branch))),
            areas=area_account.account(look, event),
            areas_of=next((_map_of(look, above) for above in around[:1]), ""),
            **_who(branch.progress, family.tell),
        )


def _is_listed(held: tuple[Grant, ...], event: Event, asked: str) -> bool:
    if event.quiet and event.slug != asked:
        return access.may(held, event.slug, *READERS)
    return may_read(held, event)


def _root(look: Reading, event: Event) -> Event:
    while event.parent:
        event = found(look, event.parent)
    return event


def _around(family: Family, event: Event, held: tuple[Grant, ...]) -> list[Branch]:
    """Return the event this one is a site of, then its other sites, for those who may read it."""
    if not event.parent or not may_read(held, family.branches[event.parent].progress.event):
        return []
    above = family.branches[event.parent]
    return [above, *(site for site in above.children if site.slug != event.slug)]


def _map_of(look: Reading, branch: Branch) -> str:
    """Return the short name of an event that has areas on its map; empty where it has none."""
    event = branch.progress.event
    return event.slug if areas.counted_by_state(look, event.id) else ""


def _past(look: Reading, family: Family, held: tuple[Grant, ...], now: datetime) -> Iterator[Line]:
    """Yield the events that were over before `now`, latest first, but for this family's."""
    over = [each for each in events.every(look) if each.is_over(now)]
    for event in [
        each for each in reversed(over)
        if not each.parent and each.slug not in family.branches and _is_listed(held, each, "")
    ][:MOST_PAST]:  # fmt: skip
        other = Family(look, event)
        yield other.line(other.branches[event.slug])


def _who(progress: Progress, tell: Tell) -> dict[str, Any]:
    """Return who brings them, in the order they may stand in."""
    slug = progress.event.slug
    lines = [
        LeadLine(lead.name, lead.handle, lead.goal, tell(slug, f"lead:{at}"))
        for at, lead in enumerate(progress.leads)
    ]
    return {
        "leads": tuple(sorted(lines, key=_place)),
        "own": tell(slug, "own"),
        "unnamed": tell(slug, "unnamed"),
        "unnamed_leads": progress.unnamed_leads,
    }


def _place(lead: LeadLine) -> tuple[int, int, str]:
    """Order: most first, then those not told by name, as their order would tell; nobody last."""
    rank = 1 if lead.people is None else (0 if lead.people else 2)
    return rank, -(lead.people or 0), lead.name


def _doors(branch: Branch, tell: Tell) -> Iterator[DoorLine]:
    for door, (commitments, people) in branch.doors.items():
        told = tell(branch.slug, f"door:{door}")
        few = told is None or disclosure.is_small(commitments)
        if people:
            yield DoorLine(door, None if few else commitments, told)
    for door in branch.totals:
        yield DoorLine(door, 0, tell(branch.slug, f"door:{door}"))


def _over_time(points: list[PacePoint], event: Event, now: Told) -> Iterator[Point]:
    """Yield what stood at the end of the days that may be told, in the parts told today."""
    if now.coming is None:
        return
    counts = accumulate((point.change for point in points), plus)
    days = {_day(point, event): count for point, count in zip(points, counts, strict=True)}
    told = [(day, _as_now(count, now)) for day, count in days.items()]
    kept = disclosure.steps_to_show([_step(each) for _, each in told])
    yield from (Point(*told[place]) for place in kept)


def _day(point: PacePoint, event: Event) -> date:
    return point.at.astimezone(ZoneInfo(event.zone)).date()


def _as_now(count: Count, now: Told) -> Told:
    away = dict.fromkeys(now.not_shown)
    return Told(**{**heads(count), **away})


def _step(told: Told) -> list[int]:
    """Return the numbers of a step that anybody has who reads it."""
    numbers = [getattr(told, name) for name in HEADS]
    together = (told.coming or 0) - sum(getattr(told, part) or 0 for part in PARTS)
    return [*(people or 0 for people in numbers[1:]), together]
