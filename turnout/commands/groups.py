"""group: neighbourhood groups, each with a part of the map and somebody who looks after it."""

import secrets
from pathlib import Path

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say
from turnout.desk import neighbourhoods, places
from turnout.desk.area_acts import Doer
from turnout.desk.neighbourhoods import Plan
from turnout.desk.pocket import Actor
from turnout.model import ReviewState, Role
from turnout.model.neighbourhoods import Group
from turnout.model.places import Shape

COLUMNS = ("slug", "name", "handle", "areas", "review")


@click.group()
def group() -> None:
    """Neighbourhood groups: add, list, set aside and show again."""


@group.command()
@click.argument("event")
@click.option("--name", required=True, help="The part of town, as its page is headed.")
@click.option("--text", default="", help="What is to be known of it.")
@click.option("--steward", default="", metavar="HANDLE", help="The lead who looks after it.")
@click.option(
    "--boundary", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="A map file (KML, GeoJSON) with its outline.",
)  # fmt: skip
@as_json
def add(
    event: str, name: str, text: str, steward: str, boundary: Path | None, json_wanted: bool
) -> None:
    """Add a group to the map of EVENT; areas within its boundary belong to it."""
    plan = Plan(name, text, _outline(boundary) if boundary else None, steward)
    with the_desk() as desk:
        added = neighbourhoods.add(desk, _operator(event), _key(), plan).result()
    told = {"name": added.name, "event": event, "slug": added.slug}
    answer(_plain(added), json_wanted, lambda: say("command.group_added", **told))


@group.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List the groups of EVENT, also those set aside."""
    with the_desk() as desk:
        found = [_plain(each) for each in neighbourhoods.groups(desk, event)]
    rows(found, json_wanted, COLUMNS, empty="command.no_groups")


@group.command(name="set-aside")
@click.argument("event")
@click.argument("slug")
@as_json
def set_aside(event: str, slug: str, json_wanted: bool) -> None:
    """Show the group SLUG of EVENT nowhere; its areas stay on the map."""
    _decide(event, slug, ReviewState.SET_ASIDE, json_wanted)


@group.command()
@click.argument("event")
@click.argument("slug")
@as_json
def show(event: str, slug: str, json_wanted: bool) -> None:
    """Show the group SLUG of EVENT again."""
    _decide(event, slug, ReviewState.SHOWN, json_wanted)


def _decide(event: str, slug: str, state: ReviewState, json_wanted: bool) -> None:
    with the_desk() as desk:
        decided = neighbourhoods.decide(desk, _operator(event), _key(), slug, state).result()
    key = f"command.group_{state.value}"
    told = {"name": decided.name, "event": event, "slug": slug}
    answer(_plain(decided), json_wanted, lambda: say(key, **told))


def _outline(file: Path) -> Shape:
    with file.open("rb") as opened:
        return neighbourhoods.outline(opened.read(places.MOST_BYTES + 1), file.name)


def _plain(each: Group) -> dict[str, object]:
    """Return what a list has of a group; its outline is the map's to draw."""
    return {name: getattr(each, name) for name in COLUMNS}


def _operator(event: str) -> Doer:
    """Return who types commands: the holder of the machine organizes everything on it."""
    return Doer(event, Actor(event, 0, Role.ORGANIZER, "desk"))


def _key() -> str:
    return secrets.token_urlsafe(16)
