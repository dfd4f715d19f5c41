"""The funders' report of one event: its shape, and the same as JSON and as CSV.

Every number may be missing: None is one that is not told, because it could point at a person.
"""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from turnout.formats import area_account
from turnout.formats.area_account import AREA_COLUMNS, AreaAccount
from turnout.formats.table import csv_table
from turnout.model import Count, Event, HeadCount

PARTS = ("confirmed", "yes", "by_count")  # what coming is the sum of, the surest first
HEADS = ("coming", *PARTS, "maybe")
COLUMNS = (
    "record", "event", "name", "starts_at", "day", "goal", *HEADS, "commitments", "not_shown",
    "came", "walk_ins", "first_timers",
    "seq", "as_of", *AREA_COLUMNS,
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Heads as far as they may be told. Maybe is on top and in no sum."""

    coming: int | None = None
    confirmed: int | None = None
    yes: int | None = None
    by_count: int | None = None
    maybe: int | None = None

    @property
    def not_shown(self) -> tuple[str, ...]:
        return tuple(name for name in HEADS if getattr(self, name) is None)

    @property
    def named(self) -> int | None:
        """The people who said it themselves, by name: confirmed and yes."""
        if self.coming is None or self.by_count is None:
            return None
        return self.coming - self.by_count


@dataclass(frozen=True)
class Attended:
    """Who came, as far as it may be told, and how many were counted as a whole. first_timers:
    persons; None too where no earlier event can tell."""

    came: int | None
    walk_ins: int | None
    head_count: HeadCount | None = None
    first_timers: int | None = None


@dataclass(frozen=True)
class Line:
    """One event's numbers, to stand beside others'. `seq`: when it last moved. attended: None
    while nobody has come, and nobody was counted."""

    event: Event
    told: Told
    seq: int
    at: datetime
    attended: Attended | None = None


@dataclass(frozen=True)
class LeadLine:
    """One lead's row, as far as the lead is shown; `people` None: not told."""

    name: str
    handle: str
    goal: int
    people: int | None


@dataclass(frozen=True)
class DoorLine:
    """What stands through one door. A few sign-ups are not told, though their heads may be."""

    door: str
    commitments: int | None
    people: int | None


@dataclass(frozen=True)
class Point:
    """What stood at the end of a day in the event's zone."""

    day: date
    told: Told


@dataclass(frozen=True)
class Report:
    """All that funders are told of one event, as of `line.seq`.

    areas: of a map with any on it, which nothing is hidden of. areas_of: the campaign that this one
        is a date of, where the map is its and may be read.
    leads, own, unnamed, and where there are sites those, add up to coming; so do doors. Where one
    lead alone is not shown, `unnamed` has the people of `own` as well, and that is not told.
    campaign: the event this one is a site of, and its other sites. past: events that are over.
    """

    line: Line
    first_at: datetime
    sites: tuple[Line, ...]
    campaign: tuple[Line, ...]
    past: tuple[Line, ...]
    leads: tuple[LeadLine, ...]
    own: int | None
    unnamed: int | None
    unnamed_leads: int
    doors: tuple[DoorLine, ...]
    over_time: tuple[Point, ...]
    areas: AreaAccount | None = None
    areas_of: str = ""

    @property
    def own_is_told(self) -> bool:
        """Whether people on their own have a number of their own."""
        return self.unnamed_leads != 1


def drawn(told: Told) -> Count:
    """Return heads to draw: what is not told apart goes to the least certain part it may be of."""
    if told.coming is None:
        return Count()
    parts = {name: getattr(told, name) for name in PARTS}
    rest = told.coming - sum(people or 0 for people in parts.values())
    away = [name for name, people in parts.items() if people is None]
    heads = {name: people or 0 for name, people in parts.items()}
    if away:
        heads[away[-1]] = rest
    return Count(**heads, maybe=told.maybe or 0)


def drawn_came(line: Line) -> dict[str, int] | None:
    """Return who came as the bar draws it, apart from what was promised; None where nobody did, or
    it is not told. Walk-ins that are not told apart are drawn with the others."""
    attended = line.attended
    if attended is None or not attended.came:
        return None
    walked = attended.walk_ins or 0
    return {"heads": attended.came, "checked": attended.came - walked, "walk_ins": walked}


def as_json(report: Report) -> str:
    """Return the report as JSON; times are ISO 8601 in the event's zone, with its offset."""
    return json.dumps(_values(report), ensure_ascii=False, indent=1)


def as_csv(report: Report) -> str:
    """Return the report as CSV, one row a number's owner; `record` says what a row is about."""
    seq, zone = report.line.seq, report.line.event.zone
    common = {"event": report.line.event.slug, "seq": seq, "as_of": _in(zone, report.line.at)}
    return csv_table(COLUMNS, ({**common, **row} for row in _rows(report)))


def _values(report: Report) -> dict[str, Any]:
    zone = report.line.event.zone
    return {
        "seq": report.line.seq,
        "as_of": _in(zone, report.line.at),
        "first_record_at": _in(zone, report.first_at),
        **_line(report.line),
        "sites": [_line(line) for line in report.sites],
        "campaign": [_line(line) for line in report.campaign],
        "past": [_line(line) for line in report.past],
        "leads": [dataclasses.asdict(lead) for lead in report.leads],
        "on_their_own": report.own if report.own_is_told else None,
        "leads_not_shown": {"leads": report.unnamed_leads, "people": report.unnamed},
        "doors": [dataclasses.asdict(door) for door in report.doors],
        "over_time": [
            {"day": point.day.isoformat(), **_heads(point.told)} for point in report.over_time
        ],
        "areas": area_account.values(report.areas) if report.areas else None,
    }


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    groups = {"site": report.sites, "campaign": report.campaign, "past": report.past}
    yield _line_row("event", report.line)
    for record, lines in groups.items():
        yield from (_line_row(record, line) for line in lines)
    for lead in report.leads:
        yield _people("lead", lead.people, name=lead.name, goal=lead.goal or None)
    if report.own_is_told:
        yield _people("on_their_own", report.own)
    if report.unnamed_leads:
        yield _people("leads_not_shown", report.unnamed)
    for door in report.doors:
        yield _people("door", door.people, name=door.door, commitments=door.commitments)
    for point in report.over_time:
        yield {"record": "day", "day": point.day.isoformat(), **_heads(point.told)}
    if report.areas:
        yield from area_account.rows(report.areas)


def _people(record: str, people: int | None, **more: object) -> dict[str, Any]:
    away = ["coming"] if people is None else []
    return {"record": record, "coming": people, "not_shown": away, **more}


def _line_row(record: str, line: Line) -> dict[str, Any]:
    values = _line(line)
    return {
        **values,
        "record": record,
        "name": values["title"],
        "seq": line.seq,
        "as_of": _in(line.event.zone, line.at),
    }


def _line(line: Line) -> dict[str, Any]:
    event = line.event
    return {
        "event": event.slug,
        "title": event.title,
        "place": event.place,
        "starts_at": _in(event.zone, event.starts_at),
        "zone": event.zone,
        "state": event.state.value,
        "goal": event.goal or None,
        **_heads(line.told),
        "came": line.attended.came if line.attended else None,
        "walk_ins": line.attended.walk_ins if line.attended else None,
        "first_timers": line.attended.first_timers if line.attended else None,
    }


def _heads(told: Told) -> dict[str, Any]:
    numbers = {name: getattr(told, name) for name in HEADS}
    return {**numbers, "not_shown": list(told.not_shown)}


def _in(zone: str, at: datetime) -> str:
    return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
