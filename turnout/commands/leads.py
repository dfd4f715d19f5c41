"""lead: who promises to bring people, and how many they say."""

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say
from turnout.desk import forgetting, leads, promotions
from turnout.desk.forgetting import Known
from turnout.errors import NotFound

COLUMNS = ("handle", "name", "goal", "recruited_by", "shown")


@click.group()
def lead() -> None:
    """Lead organizers: add, list, make one of a supporter, goals, totals, hide and show a name."""


@lead.command()
@click.argument("event")
@click.option("--name", required=True, help="As shown on the wall.")
@click.option("--handle", required=True, help="user@host, or user.")
@click.option("--goal", default=0, type=click.IntRange(0), help="People promised.")
@click.option("--recruited-by", default="", metavar="HANDLE", help="The lead who brought them.")
@as_json
def add(
    event: str, name: str, handle: str, goal: int, recruited_by: str, json_wanted: bool
) -> None:
    """Add a lead of EVENT."""
    with the_desk() as desk:
        added = leads.add(desk, event, name, handle, goal, recruited_by=recruited_by).result()
    answer(added, json_wanted, lambda: say("command.lead_added", handle=added.handle, event=event))


@lead.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List the leads of EVENT."""
    with the_desk() as desk:
        rows(leads.leads(desk, event), json_wanted, COLUMNS, empty="command.no_leads")


@lead.command()
@click.argument("event")
@click.argument("handle")
@click.argument("people", type=click.IntRange(0))
@as_json
def goal(event: str, handle: str, people: int, json_wanted: bool) -> None:
    """Set how many people the lead HANDLE of EVENT promises."""
    with the_desk() as desk:
        done = leads.set_goal(desk, event, handle, people).result()
    answer(
        done, json_wanted, lambda: say("command.goal_set", which=f"@{handle.lstrip('@')}", n=people)
    )


@lead.command()
@click.argument("event")
@click.argument("handle")
@click.argument("people", type=click.IntRange(0), required=False)
@click.option("--more", type=int, help="So many more (or, with a minus, fewer) than stand.")
@as_json
def total(event: str, handle: str, people: int | None, more: int | None, json_wanted: bool) -> None:
    """Declare that the lead HANDLE of EVENT brings PEOPLE in all, with those who signed up."""
    if (people is None) == (more is None):
        raise click.UsageError(say("command.total_or_more"))
    with the_desk() as desk:
        receipt = leads.declare(desk, event, handle, total=people, more=more).result()
    answer(receipt, json_wanted, lambda: say("command.declared", event=event, n=receipt.coming))


@lead.command()
@click.argument("event")
@click.argument("known_as")
@click.option("--handle", default="", help="user@host, or user; else their own, or of their name.")
@as_json
def promote(event: str, known_as: str, handle: str, json_wanted: bool) -> None:
    """Make a lead of who signed up for EVENT, KNOWN_AS a name, contact or handle, with the people
    they brought."""
    with the_desk() as desk:
        person = _only(forgetting.find(desk, event, known_as), known_as)
        made = promotions.make_lead(desk, event, person, handle).result()
    answer(made, json_wanted, lambda: say("command.lead_promoted", handle=made.lead, n=made.moved))


@lead.command()
@click.argument("event")
@click.argument("handle")
@as_json
def hide(event: str, handle: str, json_wanted: bool) -> None:
    """Show the name and handle of HANDLE on no public screen; who they bring still counts."""
    _show(event, handle, False, json_wanted)


@lead.command()
@click.argument("event")
@click.argument("handle")
@as_json
def show(event: str, handle: str, json_wanted: bool) -> None:
    """Show the name and handle of HANDLE in public again."""
    _show(event, handle, True, json_wanted)


def _only(known: list[Known], known_as: str) -> int:
    """Return the one person who is meant. Raises NotFound, and UsageError for several."""
    if not known:
        raise NotFound("person", known_as)
    if len(known) > 1:
        raise click.UsageError(say("command.lead_promote_which", given=known_as, n=len(known)))
    return known[0].person


def _show(event: str, handle: str, shown: bool, json_wanted: bool) -> None:
    with the_desk() as desk:
        receipt = leads.show(desk, event, handle, shown).result()
    key = "command.lead_shown" if shown else "command.lead_hidden"
    answer(receipt, json_wanted, lambda: say(key, handle=handle.lstrip("@")))
