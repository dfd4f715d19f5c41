"""event: what people come to."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say
from turnout.desk import rallies
from turnout.errors import Refused
from turnout.model import NEEDS

COLUMNS = ("slug", "title", "starts_at", "zone", "goal", "parent", "open")
CONTACTS = ("no", "email", "phone", "either")


@click.group()
def event() -> None:
    """Events: add, list, close, reopen, set a goal."""


@event.command()
@click.argument("slug")
@click.option("--title", required=True, help="What it is called.")
@click.option("--start", required=True, help="Local time in --zone: 2026-12-05T12:00.")
@click.option("--end", default="", help="Local time in --zone.")
@click.option("--zone", required=True, help="IANA time zone: America/Chicago.")
@click.option("--place", default="", help="Where, in words.")
@click.option("--goal", default=0, type=click.IntRange(0), help="People promised.")
@click.option("--hashtag", default="", help="For posts, with or without #.")
@click.option("--parent", default="", help="The slug of the event this is a site of.")
@click.option("--ask", default="", help="The ask in one sentence.")
@click.option("--ask-contact", default="no", type=click.Choice(CONTACTS), help="On the form.")
@click.option("--contact-required", is_flag=True, help="The form is not sent without it.")
@click.option("--most-in-party", default=10, type=click.IntRange(1, 50), help="On the form.")
@click.option("--needs", default="", help=f"Needs it can meet, with commas: {', '.join(NEEDS)}.")
@click.option("--stream", default="", help="Where it is shown live: a link, https.")
@click.option("--quiet", is_flag=True, help="For people at risk: no names anywhere.")
@as_json
def add(
    json_wanted: bool, start: str, end: str, zone: str, parent: str, needs: str, hashtag: str,
    **fields: Any,
) -> None:  # fmt: skip
    """Add the event SLUG; its pages are at /e/SLUG."""
    with the_desk() as desk:
        added = rallies.add(
            desk,
            **fields,
            starts_at=local("--start", start, zone),
            ends_at=local("--end", end, zone) if end else None,
            zone=zone,
            hashtag=hashtag,
            parent=parent,
            needs=tuple(need.strip() for need in needs.split(",") if need.strip()),
        ).result()
    answer(added, json_wanted, lambda: say("command.event_added", slug=added.slug))


@event.command(name="list")
@as_json
def list_(json_wanted: bool) -> None:
    """List all events, the next to start first."""
    with the_desk() as desk:
        rows(rallies.events(desk), json_wanted, COLUMNS, empty="command.no_events")


@event.command()
@click.argument("slug")
@as_json
def close(slug: str, json_wanted: bool) -> None:
    """End sign-ups for SLUG; what stands stays shown."""
    with the_desk() as desk:
        rallies.close(desk, slug).result()
        closed = rallies.event(desk, slug)
    answer(closed, json_wanted, lambda: say("command.event_closed", slug=slug))


@event.command()
@click.argument("slug")
@as_json
def reopen(slug: str, json_wanted: bool) -> None:
    """Take sign-ups for SLUG again."""
    with the_desk() as desk:
        rallies.reopen(desk, slug).result()
        opened = rallies.event(desk, slug)
    answer(opened, json_wanted, lambda: say("command.event_reopened", slug=slug))


@event.command()
@click.argument("slug")
@click.argument("people", type=click.IntRange(0))
@as_json
def goal(slug: str, people: int, json_wanted: bool) -> None:
    """Set how many people SLUG promises."""
    with the_desk() as desk:
        rallies.set_goal(desk, slug, people).result()
        changed = rallies.event(desk, slug)
    answer(changed, json_wanted, lambda: say("command.goal_set", which=slug, n=people))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("zone", "unknown", given=name) from error


def local(option: str, text: str, name: str) -> datetime:
    """Return the local time `text` in the zone called `name`, in UTC. A day without its hour is no
    time, and an hour the clocks skip is none of any day. Raises Refused("zone")."""
    zone = _zone(name)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(say("command.not_local", given=text), param_hint=option) from error
    if at.tzinfo is not None or len(text) <= len("2026-12-05"):  # a day alone is not midnight
        raise click.BadParameter(say("command.not_local", given=text), param_hint=option)
    utc = at.replace(tzinfo=zone).astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) != at:
        raise click.BadParameter(
            say("command.skipped_hour", given=text, zone=zone.key), param_hint=option
        )
    return utc
