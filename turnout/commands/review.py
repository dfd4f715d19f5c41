"""held: sign-ups that wait for a look."""

import click

from turnout import words
from turnout.commands.opened import the_desk
from turnout.commands.terminal import Row, answer, as_json, rows, say
from turnout.desk import reviews
from turnout.model import Door, ReviewState
from turnout.rules.phrases import MOST

COLUMNS = ("seq", "at", "door", "name", "party", "status", "lead", "reason")
DECISIONS = {
    "show": ReviewState.SHOWN,
    "set-aside": ReviewState.SET_ASIDE,
    "block": ReviewState.BLOCKED,
}


class _ListByDefault(click.Group):
    """`held EVENT` lists; a name that is no command is an event's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args.insert(0, "list")
        return super().parse_args(ctx, args)


@click.group(cls=_ListByDefault)
def held() -> None:
    """Sign-ups held for a look: `held EVENT` lists them, `held decide` answers one."""


@held.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List what waits for a look in EVENT."""
    with the_desk() as desk:
        rows(reviews.held(desk, event), json_wanted, COLUMNS, "command.none_held", _reason)


@held.command()
@click.argument("event")
@click.argument("seq", type=int)
@click.argument("decision", type=click.Choice(list(DECISIONS)))
@as_json
def decide(event: str, seq: int, decision: str, json_wanted: bool) -> None:
    """Show, set aside or block the held sign-up SEQ of EVENT."""
    with the_desk() as desk:
        receipt = reviews.decide(desk, seq, DECISIONS[decision], event=event).result()
    answer(
        receipt, json_wanted, lambda: say("command.decided", seq=seq, event=event, n=receipt.coming)
    )


def _reason(held: Row) -> Row:
    """Return what is held with its reason in words."""
    posted = held["door"] == Door.FEED
    key = f"feeds.held_{held['reason']}" if posted else f"rally.held_{held['reason']}"
    return {**held, "reason": say(key, most=MOST) if words.has(key) else held["reason"]}
