"""challenge: so many more by when, together or each."""

import secrets
from datetime import datetime
from typing import Any

import click

from turnout.commands.events import local
from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say
from turnout.desk import challenges, rallies
from turnout.desk.pocket import Actor
from turnout.model import Event, Role
from turnout.model.challenges import Answer, ChallengeStanding, Measure, Wanted, Way
from turnout.settings import settings
from turnout.words import clock, day

COLUMNS = ("id", "state", "measure", "target", "done", "held", "way", "deadline", "by", "with")

MEASURES = [measure.value for measure in Measure]


@click.group()
def challenge() -> None:
    """Challenges: add one, list them with how far they are, call one off."""


@challenge.command()
@click.argument("event")
@click.argument("target", type=click.IntRange(1))
@click.option("--by", required=True, help="Until when, local time: 2026-12-04T18:00.")
@click.option("--measure", default="heads", type=click.Choice(MEASURES), help="What is counted.")
@click.option("--ask", multiple=True, metavar="HANDLE", help="A lead; several times for several.")
@click.option("--each", is_flag=True, help="Each of them reaches it; they must like to compete.")
@click.option(
    "--declared-most", default=0, type=click.IntRange(0),
    help="How many heads that only leads' totals tell of count in all.",
)  # fmt: skip
@click.option("--text", default="", help="A line of your own.")
@as_json
def add(event: str, target: int, by: str, json_wanted: bool, ask: tuple[str, ...], each: bool,
        **given: Any) -> None:  # fmt: skip
    """Challenge the leads of EVENT to gain TARGET more; without --ask, everybody together."""
    with the_desk() as desk:
        known = rallies.event(desk, event)
        deadline, way = local("--by", by, known.zone), Way.EACH if each else Way.TOGETHER
        wanted = Wanted(target, deadline, way=way, whom=ask, **given)
        made = challenges.make(desk, _organizer(event), secrets.token_hex(20), wanted).result()
        stands = challenges.one(desk, event, made.seq)
    when = _moment(known, stands.challenge.deadline)
    answer(
        {"id": made.seq, "deadline": stands.challenge.deadline},
        json_wanted,
        lambda: say("command.challenge_added", id=str(made.seq), when=when),
    )


@challenge.command(name="list")
@click.argument("event")
@as_json
def list_(event: str, json_wanted: bool) -> None:
    """List the challenges of EVENT and how far they are, newest first."""
    with the_desk() as desk:
        found = [_row(each) for each in challenges.of_event(desk, event)]
    rows(found, json_wanted, COLUMNS, empty="command.no_challenges")


@challenge.command(name="call-off")
@click.argument("event")
@click.argument("id", type=int)
@as_json
def call_off(event: str, id: int, json_wanted: bool) -> None:
    """Call off challenge ID of EVENT. Take that back with: python -m turnout undo EVENT SEQ"""
    with the_desk() as desk:
        receipt = challenges.call_off(desk, _organizer(event), secrets.token_hex(20), id).result()
    told = {"id": id, "seq": receipt.seq}
    answer(
        told,
        json_wanted,
        lambda: say("command.challenge_off", id=str(id), event=event, seq=str(receipt.seq)),
    )


def _organizer(event: str) -> Actor:
    return Actor(event, 0, Role.ORGANIZER, "desk")


def _row(standing: ChallengeStanding) -> dict[str, Any]:
    made, by = standing.challenge, standing.by
    taken = [part.handle for part in standing.parts if part.answer == Answer.ACCEPTED]
    return {
        "id": made.id,
        "state": standing.state.value,
        "measure": made.measure.value,
        "target": made.target,
        "done": standing.done,
        "held": standing.held,
        "way": made.way.value,
        "deadline": made.deadline,
        "by": by.handle if by else "",
        "with": "*" if made.everybody else " ".join(taken),
    }


def _moment(event: Event, at: datetime) -> str:
    lang = settings().language
    day_, time = (written(lang, at, event.zone) for written in (day, clock))
    return say("web.when", day=day_, time=time)
