"""updates: what is drafted and let go, and where it is posted with what outcome."""

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import Row, answer, as_json, rows, say
from turnout.desk import channels as channel_names
from turnout.desk import updates as desk_updates
from turnout.model.updates import Update

LISTED = ("id", "kind", "state", "posted", "text")
CHANNELS = ("name", "network", "posts", "lang")


@click.group()
def updates() -> None:
    """Updates: list, write, let go, set aside, channels."""


@updates.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List the updates of EVENT, newest first: drafts, what was let go, and where it is posted."""
    with the_desk() as desk:
        found = [_row(each) for each in desk_updates.of_event(desk, event)]
    rows(found, json_wanted, LISTED, empty="command.no_updates")


@updates.command()
@click.argument("event")
@click.argument("text")
@click.option("--es", default="", help="The same in Spanish.")
@click.option("--key", default="", help="Written once, however often it is sent with this key.")
@as_json
def post(event: str, text: str, json_wanted: bool, es: str, key: str) -> None:
    """Write TEXT as an update of EVENT and let it go: a running server posts it."""
    with the_desk() as desk:
        number = desk_updates.write(desk, event, {"en": text, "es": es}, key=key).result()
        desk_updates.send(desk, event, number).result()
    answer({"id": number}, json_wanted, lambda: say("command.update_gone", id=number))


@updates.command(name="let-go")
@click.argument("event")
@click.argument("update", type=int)
@click.option("--now", is_flag=True, help="Post it at once, whatever the limits.")
@as_json
def let_go(event: str, update: int, json_wanted: bool, now: bool) -> None:
    """Let UPDATE of EVENT go, as `updates list` names it."""
    with the_desk() as desk:
        desk_updates.send(desk, event, update, now=now).result()
    answer({"id": update}, json_wanted, lambda: say("command.update_gone", id=update))


@updates.command(name="set-aside")
@click.argument("event")
@click.argument("update", type=int)
@as_json
def set_aside(event: str, update: int, json_wanted: bool) -> None:
    """Set UPDATE of EVENT aside: it is not let go, or leaves the feed; what is posted stays."""
    with the_desk() as desk:
        desk_updates.set_aside(desk, event, update).result()
    answer({"id": update}, json_wanted, lambda: say("command.update_aside", id=update))


@updates.command(name="channels")
@click.argument("event")
@as_json
def channels_(event: str, json_wanted: bool) -> None:
    """List the channels of this server, and which post for EVENT, in which language."""
    with the_desk() as desk:
        ticked = desk_updates.rules(desk, event).channels
        found = [
            {
                "name": each.name,
                "network": each.network.name,
                "posts": each.name in ticked,
                "lang": ticked.get(each.name, ""),
            }
            for each in channel_names.channels(desk)
        ]
    rows(found, json_wanted, CHANNELS, empty="command.no_channels")


def _row(each: Update) -> Row:
    return {
        "id": each.id,
        "kind": each.kind,
        "state": each.state.value,
        "posted": ", ".join(f"{one.channel} {one.state}" for one in each.postings),
        "text": each.texts["en"],
        "es": each.texts["es"],
    }
