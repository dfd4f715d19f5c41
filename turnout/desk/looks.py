"""The live picture, pace and doors: read from the running totals, never by scanning the ledger."""

from dataclasses import replace
from functools import cache, reduce
from typing import Any

from turnout.desk import challenge_shown, cleaned, photos, seeing, show
from turnout.desk.desk import Desk
from turnout.desk.just_in import just_in
from turnout.desk.ledger import ON_THEIR_OWN
from turnout.desk.rallies import found
from turnout.desk.showing import hides_names as hides_names
from turnout.desk.showing import is_shown as is_shown
from turnout.desk.showing import unnamed as not_to_be_named
from turnout.model import (
    Count,
    Door,
    DoorCount,
    Event,
    EventState,
    LeadProgress,
    PacePoint,
    Progress,
    SiteProgress,
    Standing,
)
from turnout.model.attendance import Came
from turnout.rules import standings as sums
from turnout.rules import streams
from turnout.rules.contact import Handle
from turnout.store import Reading, changes, events, head_counts, leads, schedules, standings
from turnout.store.times import read

BY_COUNT = "count"  # the door of heads that only a lead's total tells of, from the lead's own hand


def progress(desk: Desk, slug: str) -> Progress:
    """Return the live picture of an event. Raises NotFound."""
    with desk.store.reading() as look:
        return progress_in(look, found(look, slug))


def seq(desk: Desk, slug: str) -> int:
    """Return the clock's value when the event (or a site of it) last moved. Raises NotFound."""
    with desk.store.reading() as look:
        return standings.total(look, found(look, slug).id)[0]


def seqs(desk: Desk) -> dict[str, int]:
    """Return the clock's value at which each event last moved, by slug."""
    with desk.store.reading() as look:
        return standings.moved(look)


def pace(desk: Desk, slug: str) -> list[PacePoint]:
    """Return what changed hour by hour, sites included, earliest first. Raises NotFound."""
    with desk.store.reading() as look:
        return pace_in(look, found(look, slug))


def pace_in(look: Reading, event: Event) -> list[PacePoint]:
    """Return what changed hour by hour as this one look has it."""
    hours = by_the_hour(changes.pace(look, events.family(look, event.id)))
    return [PacePoint(read(hour), change) for hour, change in hours.items() if change != Count()]


def doors(desk: Desk, slug: str) -> list[DoorCount]:
    """Return what stands through each door, sites included, most people first; heads that only
    leads' totals tell of come last, by the door of the total. Raises NotFound."""
    with desk.store.reading() as look:
        family = events.family(look, found(look, slug).id)
        counted = [DoorCount(*row) for row in map(tuple, changes.doors(look, family))]
        beyond = by_count(look, family)
    return counted + [DoorCount(door, 0, people) for door, people in beyond.items()]


def by_count(look: Reading, family: list[int]) -> dict[str, int]:
    """Return the heads over the events of `family` that only leads' totals tell of, by the door
    of the total: "count" from a lead's own hand, "count_voice" told by voice, and so on."""
    told = {row[0]: row[1] for row in changes.by_count(look, family)}
    return {_of_total(door): people for door, people in told.items()}


def _of_total(door: str) -> str:
    return BY_COUNT if door == Door.LEAD else f"{BY_COUNT}_{door}"


def by_the_hour(rows: list[Any]) -> dict[str, Count]:
    """Return what changed in each hour. Who was named fills what their lead had declared by
    then, so that each lead is walked through by the hour."""
    hours: dict[str, Count] = {}
    stood: dict[tuple[int, int], Standing] = {}
    for row in rows:
        lead, hour = (row["event"], row["lead"]), row["hour"]
        before = stood.get(lead, Standing())
        stood[lead] = after = sums.moved(
            before, row["confirmed"], row["yes"], row["maybe"], row["declared"]
        )
        change = sums.minus(sums.count(after), sums.count(before))
        hours[hour] = sums.plus(hours.get(hour, Count()), change)
    return hours


def progress_in(look: Reading, event: Event) -> Progress:
    """Return the live picture of an event as this one look has it."""
    moved_seq, at, count = standings.total(look, event.id)
    rows = leads.of_event(look, event.id)
    came = standings.came(look, event.id)
    hidden = [row for row in rows if not is_shown(row, hides_names(event))]
    shown = tuple(_lead(row, came) for row in rows if is_shown(row, hides_names(event)))
    quoted = event.words_shown and not event.quiet
    unnamed = cache(lambda: not_to_be_named(look, event))  # most pictures quote nobody
    seen = Progress(
        seq=moved_seq,
        event=event,
        at=read(at),
        count=count,
        leads=shown,
        **_without_rows(standings.one(look, event.id, ON_THEIR_OWN), hidden, came),
        unnamed_leads=len(hidden),
        sites=_sites(look, event, came),
        just_in=just_in(look, event, shown if quoted else None, unnamed),
        photos=photos.shown(look, event, [lead.handle for lead in shown], unnamed),
        moved=schedules.moved(look, event),
        areas=cleaned.areas_of(look, event, read(at)),
        came=came if came.heads else None,
        head_count=head_counts.newest(look, event.id),
        seen=seeing.seen_in(look, event),
        challenges=challenge_shown.shown(look, event, read(at)),
        stream=streams.stream(event.stream, event.quiet),
    )
    return replace(seen, show=show.on_walls(look, event, seen))


def _without_rows(alone: Standing, hidden: list[Any], came: Came) -> dict[str, Any]:
    """Return the numbers of who has no row: on their own, and with leads who are not shown.

    Of one such lead the second would be their number, so that the first is told together with it.
    """
    own, unnamed = sums.count(alone), _sum(hidden)
    own_came, unnamed_came = sums.came_of(alone), _came(hidden)
    if len(hidden) == 1:
        own, unnamed = Count(), sums.plus(own, unnamed)
        own_came, unnamed_came = Came(), sums.all_who_came(own_came, unnamed_came)
    told: dict[str, Any] = {"own": own, "unnamed": unnamed}
    return told | {"own_came": own_came, "unnamed_came": unnamed_came} if came.heads else told


def _lead(row: Any, all_came: Came) -> LeadProgress:
    handle = str(Handle(row["user"], row["host"]))
    came = sums.came_of(_standing(row)) if all_came.heads else None
    return LeadProgress(row["name"], handle, row["goal"], _count(row), came)


def _sites(look: Reading, event: Event, all_came: Came) -> tuple[SiteProgress, ...]:
    """Return a row for each site; quiet ones share one row, which says of none that it is.

    What was cancelled and nobody promised to come to is no site any more.
    """
    below = events.children(look, event.id)
    counts = standings.totals(look, [site.id for site in below]) if below else {}
    came = standings.all_came(look, list(counts)) if all_came.heads else {}
    sites = [site for site in below if not _is_gone(site, counts[site.id])]
    named = [
        SiteProgress(
            *(site.slug, site.title, site.place, site.goal),
            *(counts[site.id], came.get(site.id), site.starts_at),
        )
        for site in sites
        if not site.quiet or event.quiet
    ]
    hidden = [site for site in sites if site.quiet and not event.quiet]
    return (*named, _together(hidden, counts, came)) if hidden else tuple(named)


def _together(sites: list[Event], counts: dict[int, Count], came: dict[int, Came]) -> SiteProgress:
    count = reduce(sums.plus, (counts[site.id] for site in sites))
    heads = [came[site.id] for site in sites if site.id in came]
    all_came = reduce(sums.all_who_came, heads) if heads else None
    return SiteProgress("", "", "", sum(site.goal for site in sites), count, all_came)


def _is_gone(site: Event, count: Count) -> bool:
    return site.state is EventState.CANCELLED and count == Count()


def _sum(rows: list[Any]) -> Count:
    together = Count()
    for row in rows:
        together = sums.plus(together, _count(row))
    return together


def _came(rows: list[Any]) -> Came:
    return reduce(sums.all_who_came, (sums.came_of(_standing(row)) for row in rows), Came())


def _count(row: Any) -> Count:
    return sums.count(_standing(row))


def _standing(row: Any) -> Standing:
    return Standing(
        confirmed=row["confirmed"],
        yes=row["yes"],
        maybe=row["maybe"],
        declared=row["declared"],
        came=row["came"],
        walk_ins=row["walk_ins"],
    )
