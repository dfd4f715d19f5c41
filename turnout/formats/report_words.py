"""What the funders' report says in sentences, on the page and on paper alike."""

from datetime import datetime

from turnout.formats.report import PARTS, Line, Report, Told, drawn, drawn_came
from turnout.model import EventState
from turnout.words import clock, day, long_day, number, say


def answer(lang: str, line: Line, now: datetime) -> list[str]:
    """Return what is real about a promised number, one sentence a line."""
    told = line.told
    came = _came(lang, line)
    if told.coming is None:
        return [say(lang, "progress.few_next"), *came]
    if told.coming == 0:
        return [say(lang, "progress.nobody"), *_of(lang, "maybe", told.maybe), *came]
    return [
        *_named(lang, told),
        *_of(lang, "confirmed", told.confirmed),
        *_by_count(lang, told),
        *_of(lang, "maybe", told.maybe),
        *([say(lang, "progress.real_hidden")] if set(PARTS) & set(told.not_shown) else []),
        *(came or [_not_yet(lang, line, now)]),
    ]


def _came(lang: str, line: Line) -> list[str]:
    """Return who came, apart from what was promised; nothing until anybody has."""
    attended = line.attended
    if attended is None:
        return []
    said = _of(lang, "came", attended.came) + _of(lang, "walk_ins", attended.walk_ins)
    said += _of(lang, "first_timers", attended.first_timers)
    if attended.came is None:
        said.append(say(lang, "progress.real_few_came"))
    if count := attended.head_count:
        method = say(lang, f"light.method_{count.method.value}")
        ends = {"low": count.low, "high": count.high, "method": method}
        said.append(say(lang, "light.counted", n=count.heads, **ends))
    return said


def _not_yet(lang: str, line: Line, now: datetime) -> str:
    return say(lang, "progress.real_over" if line.event.is_over(now) else "progress.real_not_came")


def headline(lang: str, line: Line) -> tuple[str, str]:
    """Return the number and the words after it; without a number where it is not told."""
    people, goal = line.told.coming, line.event.goal
    if people is None:
        return "", say(lang, "progress.few")
    key = "progress.promised_of" if goal else "progress.promised"
    return number(lang, people), say(lang, key, goal=goal)


def legend(lang: str, line: Line) -> list[tuple[str, str]]:
    """Return what each part of the bar is, in words; parts that are told together are so here."""
    heads, away = drawn(line.told), [part for part in PARTS if part in line.told.not_shown]
    came = drawn_came(line) or {"heads": 0, "walk_ins": 0}
    parts = [(part, getattr(heads, part)) for part in (*PARTS, "maybe")]
    parts += [("came", came["heads"]), ("walked", came["walk_ins"])]
    return [
        (part, say(lang, "progress.together" if part in away else f"light.legend_{part}", n=of))
        for part, of in parts
        if of
    ]


def day_of(lang: str, line: Line, beside: Line) -> str:
    """Return the day of an event, with its year where `beside` has another."""
    event, year = line.event, line.event.starts_at.year
    written = day(lang, event.starts_at, event.zone)
    if year == beside.event.starts_at.year:
        return written
    return say(lang, "progress.day_year", day=written, year=str(year))


def state(lang: str, line: Line) -> str:
    """Return that the event is postponed or called off; nothing of one that takes place."""
    if line.event.state is EventState.ON:
        return ""
    return say(lang, f"progress.state_{line.event.state.value}")


def people(lang: str, heads: int | None) -> str:
    """Return a number for a table's cell, or that it is not shown."""
    return say(lang, "progress.hidden") if heads is None else number(lang, heads)


def stands(lang: str, report: Report) -> str:
    """Return what the numbers stand for: when they last moved, and which record that was."""
    zone = report.line.event.zone
    return say(
        lang,
        "progress.stands",
        moved=moment(lang, report.line.at, zone),
        seq=report.line.seq,
        since=long_day(lang, report.first_at, zone),
    )


def moment(lang: str, at: datetime, zone: str) -> str:
    """Return the day, year, time and zone of `at`: a sheet is read long after."""
    day, time = long_day(lang, at, zone), clock(lang, at, zone)
    return say(lang, "progress.moment", day=day, time=time, zone=zone)


def has_hidden(report: Report) -> bool:
    """Return whether any number of the report is not shown."""
    lines = (report.line, *report.sites, *report.campaign, *report.past)
    rows = (*(lead.people for lead in report.leads), *(door.people for door in report.doors))
    return any(line.told.not_shown for line in lines) or None in (
        *rows, report.own, report.unnamed,
    )  # fmt: skip


def _named(lang: str, told: Told) -> list[str]:
    if told.named and not told.by_count:
        return [say(lang, "progress.real_named_all")]
    return _of(lang, "named", told.named)


def _by_count(lang: str, told: Told) -> list[str]:
    if told.by_count and not told.named:
        return [say(lang, "progress.real_by_count_all")]
    return _of(lang, "by_count", told.by_count)


def _of(lang: str, what: str, heads: int | None) -> list[str]:
    return [say(lang, f"progress.real_{what}", n=heads)] if heads else []
