"""undo, purge: a record taken back, and contacts deleted when an event is over."""

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, say
from turnout.desk import corrections, forgetting


@click.command()
@click.argument("event")
@click.argument("seq", type=int)
@as_json
def undo(event: str, seq: int, json_wanted: bool) -> None:
    """Take back record SEQ of EVENT by a new record; undo that to bring it back."""
    with the_desk() as desk:
        receipt = corrections.undo(desk, seq, by="desk", event=event).result()
    answer(
        receipt, json_wanted, lambda: say("command.decided", seq=seq, event=event, n=receipt.coming)
    )


@click.command()
@click.argument("event")
@click.option("--yes", is_flag=True, help="This cannot be undone.")
@as_json
def purge(event: str, yes: bool, json_wanted: bool) -> None:
    """Delete contacts, handles, needs and notes of who signed up for EVENT; the counts stay."""
    if not yes:
        raise click.UsageError(say("command.purge_sure", event=event))
    with the_desk() as desk:
        purged = forgetting.purge(desk, event).result()
    answer({"purged": purged}, json_wanted, lambda: say("keeping.purged", n=purged))
