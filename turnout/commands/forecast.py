"""forecast and past: how many will come, and the past events that teach it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from turnout.commands.events import local
from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say
from turnout.desk import forecasting, forecasting_track, pasts, rallies
from turnout.errors import Refused
from turnout.formats import forecast as formats
from turnout.model import Event
from turnout.model.forecasting import Forecast, Range
from turnout.settings import settings
from turnout.words import day as day_of

LAST_OF_DAY = timedelta(days=1, microseconds=-1)
PAST_COLUMNS = ("id", "title", "day", "committed", "came", "source")


@click.command()
@click.argument("event")
@click.option("--as-of", default="", metavar="DATE", help="As it stood: 2026-11-28, or a time.")
@as_json
def forecast(event: str, as_of: str, json_wanted: bool) -> None:
    """Say how many will come to EVENT, of those who promised and in the end."""
    with the_desk() as desk:
        known = rallies.event(desk, event)
        at = _moment(known, as_of, desk.clock()) if as_of else None
        stand, told = forecasting.told(desk, event, at)
        leads = forecasting.leads_of(desk, event)
        outcomes = forecasting_track.track(desk, event)
        found = formats.forecast(known, told, stand.seq, at or desk.clock(), leads)
        moment = at or desk.clock()
    held = forecasting_track.covered(outcomes)
    answer(found, json_wanted, lambda: _in_words(known, told, moment, held))


@click.group()
def past() -> None:
    """Past events that turnout did not see: add a small table of one, list them."""


@past.command()
@click.argument("event")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--title", required=True, help="What it was called.")
@click.option("--day", required=True, help="When it was: 2026-04-11.")
@click.option("--source", default="", help="Where the numbers are from.")
@as_json
def add(event: str, file: Path, title: str, day: str, source: str, json_wanted: bool) -> None:
    """Let forecasts of EVENT learn from the table in FILE (CSV, Excel, LibreOffice).

    Its columns are committed and came, and lead where you know it. It is not brought in twice by
    itself: take back what was wrong with: python -m turnout undo EVENT ID
    """
    with the_desk() as desk:
        table = pasts.read_table(file.read_bytes())
        added = pasts.add_past(desk, event, title, _day(day), table, source=source).result()
    counts = {"committed": added.committed, "came": added.came}
    answer(_plain(added), json_wanted, lambda: say("command.past_added", title=title, **counts))


@past.command(name="list")
@as_json
def list_(json_wanted: bool) -> None:
    """List the past events that were typed in, newest first."""
    with the_desk() as desk:
        known = [_plain(each) for each in pasts.past_events(desk)]
    rows(known, json_wanted, PAST_COLUMNS, empty="command.no_past")


def _moment(event: Event, text: str, now: datetime) -> datetime:
    """Return the moment in `text`: of a day its end, in the event's zone; none still to come."""
    if len(text) == len("2026-11-28"):
        begins = datetime.combine(_day(text), time(), ZoneInfo(event.zone))
        return min(begins + LAST_OF_DAY, now) if begins <= now else _never()
    at = local("--as-of", text, event.zone)
    return at if at <= now else _never()


def _never() -> datetime:
    raise click.BadParameter(say("command.as_of_ahead"), param_hint="--as-of")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("day", "not_day", given=text[:40]) from None


def _plain(table: Any) -> dict[str, Any]:
    lines = [each.__dict__ for each in table.lines]
    return {
        "id": table.id, "title": table.title, "day": table.day.isoformat(),
        "committed": table.committed, "came": table.came, "source": table.source, "lines": lines,
    }  # fmt: skip


def _in_words(event: Event, told: Forecast, at: datetime, held: tuple[int, int]) -> str:
    lang = settings().language
    lines = [
        say("command.forecast", day=day_of(lang, at, event.zone), n=told.heads,
            **_ends("committed", told.committed), **_ends("final", told.final)),
        *(
            say(f"command.forecast_{part.name}", n=round(part.expected), heads=part.heads)
            for part in told.parts
            if round(part.expected) or part.heads
        ),
        say("command.forecast_guess" if told.guess else "command.forecast_taught"),
    ]  # fmt: skip
    if told.chance_of_goal is not None:
        chance = round(100 * told.chance_of_goal)
        lines.append(say("command.forecast_goal", goal=event.goal, chance=chance))
    if held[1]:
        lines.append(say("command.forecast_track", held=held[0], n=held[1]))
    return "\n".join(lines)


def _ends(name: str, of: Range) -> dict[str, int]:
    return {f"{name}_low": of.low80, f"{name}_high": of.high80}
