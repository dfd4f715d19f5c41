"""cleanup: dates of a campaign, made one by one or as a series, and whom to thank. And which areas
are on them."""

from typing import Any

import click

from turnout.commands.events import local
from turnout.commands.opened import the_desk
from turnout.commands.terminal import Row, answer, as_json, rows, say, tell
from turnout.desk import cleanups, rallies, series, thanks
from turnout.desk.cleanups import CleanUp
from turnout.formats.mailmerge import mail_merge
from turnout.formats.when import when
from turnout.rules.series import EVERY
from turnout.settings import settings

COLUMNS = ("date", "when", "state", "coming", "goal", "areas")


@click.group()
def cleanup() -> None:
    """Clean-up dates: add one or a series, list them, call off what is left, thank people."""


@cleanup.command()
@click.argument("event")
@click.option("--title", required=True, help="What each date is called.")
@click.option("--first", required=True, help="Local time of the first one: 2026-12-05T09:00.")
@click.option("--end", default="", help="When the first one ends; the others last as long.")
@click.option("--every", type=click.Choice(EVERY), help="A series; without it one date is made.")
@click.option("--count", default=2, type=click.IntRange(1), help="How many dates of a series.")
@click.option("--goal", default=0, type=click.IntRange(0), help="People wanted at each.")
@click.option("--place", default="", help="Where, if not where the campaign is.")
@click.option("--with-leads", is_flag=True, help="The campaign's leads lead each date too.")
@click.option("--area", "on_them", multiple=True, type=int, help="An area to deal out; repeat it.")
@as_json
def add(
    json_wanted: bool, event: str, first: str, end: str, every: str | None, count: int,
    **fields: Any,
) -> None:  # fmt: skip
    """Add clean-up dates to the campaign EVENT, all of them or none."""
    with the_desk() as desk:
        zone = rallies.event(desk, event).zone
        made = series.make(
            desk, event, first=local("--first", first, zone),
            ends_at=local("--end", end, zone) if end else None,
            every=every or EVERY[0], count=count if every else 1, **fields,
        ).result()  # fmt: skip
    lines = [f"{date.slug}  {when(settings().language, date)}" for date in made]
    answer(made, json_wanted, lambda: "\n".join(lines))


@cleanup.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List the dates of EVENT with the areas on them, the first one first."""
    with the_desk() as desk:
        found = [_row(each) for each in cleanups.dates(desk, event)]
    rows(found, json_wanted, COLUMNS, empty="command.no_cleanups")


@cleanup.command()
@click.argument("event")
@as_json
def off(event: str, json_wanted: bool) -> None:
    """Call off the dates still to come of EVENT, once all its areas are clean."""
    with the_desk() as desk:
        called_off = series.call_off(desk, event)
    answer(called_off, json_wanted, lambda: say("command.cleanups_off", n=len(called_off)))


@cleanup.command(name="thanks")
@click.argument("event")
@click.option("--told", is_flag=True, help="Mark those in the table as told.")
@as_json
def thanks_(event: str, told: bool, json_wanted: bool) -> None:
    """Print whom to thank or tell about EVENT as a table for mail merge (CSV); personal data."""
    with the_desk() as desk:
        found = thanks.drafts(desk, event)
        reached = [each for each in found if each.contact]
        answer(reached, json_wanted, lambda: mail_merge(reached).rstrip())
        if told:
            thanks.tell(desk, event, [each.id for each in reached]).result()
    if len(reached) < len(found):
        tell("command.unreached", n=len(found) - len(reached))


@click.command()
@click.argument("event")
@click.argument("area", type=int)
@click.argument("date")
@as_json
def put(event: str, area: int, date: str, json_wanted: bool) -> None:
    """Put AREA of the campaign EVENT on its date DATE."""
    with the_desk() as desk:
        done = cleanups.arrange(desk, event, date, put=[area]).result()
    answer(done, json_wanted, lambda: say(f"command.area_{'put' if done.put else 'not_put'}",
                                          area=str(area), date=date))  # fmt: skip


@click.command()
@click.argument("event")
@click.argument("area", type=int)
@click.argument("date")
@as_json
def take(event: str, area: int, date: str, json_wanted: bool) -> None:
    """Take AREA of the campaign EVENT off its date DATE; it goes back to the map."""
    with the_desk() as desk:
        done = cleanups.arrange(desk, event, date, take=[area]).result()
    answer(done, json_wanted, lambda: say(f"command.area_{'taken' if done.taken else 'not_on'}",
                                          area=str(area), date=date))  # fmt: skip


def _row(each: CleanUp) -> Row:
    date = each.event
    return {
        "date": date.slug,
        "when": when(settings().language, date),
        "state": date.state.value,
        "coming": each.coming,
        "goal": date.goal,
        "areas": [str(area.id) for area in each.on],
    }
