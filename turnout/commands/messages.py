"""messages: what is due, what became of it, and whether it goes out by itself."""

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import Row, answer, as_json, rows, say
from turnout.desk import sending, sending_hand
from turnout.desk.sending import Due, Outcome
from turnout.errors import NotFound
from turnout.formats.mailmerge import mail_merge
from turnout.model.sending import OutState, Way

DUE = ("occasion", "due_at", "mail", "hand", "spared")
WENT = ("occasion", "sent", "due", "taken", "failed", "spared")


@click.group()
def messages() -> None:
    """Messages to people: what is due, how it went, send, hold, ready texts."""


@messages.command()
@click.argument("event")
@as_json
def due(event: str, json_wanted: bool) -> None:
    """List what there is to send of EVENT, the earliest first; numbers, and no name."""
    with the_desk() as desk:
        found = [_due(each) for each in sending.due(desk, event)]
    rows(found, json_wanted, DUE, empty="command.no_messages_due")


@messages.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List what became of each occasion of EVENT, the newest first."""
    with the_desk() as desk:
        found = [_went(each) for each in sending.outcomes(desk, event)]
    rows(found, json_wanted, WENT, empty="command.no_messages")


@messages.command()
@click.argument("event")
@click.argument("occasion")
@as_json
def send(event: str, occasion: str, json_wanted: bool) -> None:
    """Send OCCASION of EVENT off now; a running server sends it, ready texts are for leads."""
    with the_desk() as desk:
        known = {each.name for each in sending.due(desk, event)}
        if occasion not in known | {each.name for each in sending.outcomes(desk, event)}:
            raise NotFound("occasion", occasion)
        sent = sending.send_now(desk, event, occasion)
    answer({"sent": sent}, json_wanted, lambda: say("command.messages_sent", n=sent))


@messages.command()
@click.argument("event")
@click.option("--by-rule/--hold", "by_rule", default=None, help="Let what is due go, or nothing.")
@click.option("--days", help="Ask so many days before, such as 4,1.")
@click.option("--missed/--no-missed", default=None, help="Write to those who did not come.")
@as_json
def rule(
    event: str, json_wanted: bool, by_rule: bool | None, days: str | None, missed: bool | None
) -> None:
    """Set what of EVENT goes out by itself; without options, say it."""
    with the_desk() as desk:
        set_ = sending.set_messaging(desk, event, by_rule=by_rule, days=days, missed=missed)
        stands = set_.result()
    key = "command.messages_rule" if stands.by_rule else "command.messages_hold"
    shown = ", ".join(map(str, stands.days))
    answer(stands, json_wanted, lambda: say(key, days=shown))


@messages.command()
@click.argument("event")
@as_json
def texts(event: str, json_wanted: bool) -> None:
    """Print the ready texts of EVENT as a table for mail merge (CSV); personal data."""
    with the_desk() as desk:
        found = sending_hand.by_hand(desk, event)
    answer(found, json_wanted, lambda: mail_merge(found).rstrip())


def _due(each: Due) -> Row:
    return {
        "occasion": each.name,
        "due_at": each.due_at.isoformat(timespec="minutes"),
        "mail": each.count(Way.EMAIL),
        "hand": each.count(Way.HAND),
        "spared": each.spared.total(),
    }


def _went(each: Outcome) -> Row:
    return {"occasion": each.name, **{state.value: each.states[state] for state in OutState}}
