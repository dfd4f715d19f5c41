"""doctor: says in sentences what is missing before people come, and what to do about it."""

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from turnout.commands import machine
from turnout.commands.terminal import answer, as_json, plain, say
from turnout.desk import doctor as examined
from turnout.desk.channels import channels as channels_of
from turnout.errors import StoreFailed
from turnout.house import open_house
from turnout.rules import health
from turnout.rules.health import Finding, State
from turnout.rules.networks import server_of
from turnout.send import channels
from turnout.send.letters import domain
from turnout.send.mail import answered
from turnout.settings import Settings, settings

UNWELL = 1
MOUNTS = Path("/proc/mounts")
_MARKS = {State.WELL: "+", State.MIND: "~", State.WRONG: "!"}
_WORST_FIRST = (State.WRONG, State.MIND, State.WELL)


@click.command()
@click.option(
    "--online",
    is_flag=True,
    help="Also ask the public address, the mail server, and where updates are posted.",
)
@as_json
@click.pass_context
def doctor(ctx: click.Context, online: bool, json_wanted: bool) -> None:
    """Say what is missing for a rally; exit status 1 if something must be mended.

    Nothing outside this machine is asked without --online.
    """
    found = [*_of_machine(settings()), *_of_store(settings())]
    if online and settings().public_url:
        found.append(_of_address(settings()))
    if online and (smtp := settings().smtp):
        found.append(health.mail_online(smtp, answered(smtp, domain(settings().mail_from))))
    found += _of_channels(settings(), online)
    told = [{**plain(each), "sentence": _sentence(each)} for each in found]
    answer(told, json_wanted, lambda: _report(found))
    if any(each.state is State.WRONG for each in found):
        ctx.exit(UNWELL)


def _of_machine(given: Settings) -> Iterator[Finding]:
    pinned = machine.pinned()
    yield health.python(sys.version_info[:2])
    yield health.libraries(pinned, machine.installed(pinned))
    yield health.address(given.public_url)
    yield health.private(machine.readable_by_others(given))


def _of_store(given: Settings) -> Iterator[Finding]:
    """Yield how the store and its disk are; nothing is made or brought to this release
    where there is none, or where it is another user's."""
    database = given.database
    if not database.exists():
        yield Finding("store", "none", State.WRONG, {"path": database})
        return
    if machine.owned_by_another(database) or not machine.writable(database):
        yield Finding("store", "another", State.WRONG, {"path": database})
        return
    yield health.disk(machine.free_bytes(database), database.stat().st_size)
    network = health.filesystem(
        machine.filesystem(database.resolve().parent, MOUNTS.read_text("utf-8")),
        str(database.parent),
    )
    yield from [network] if network else []
    try:
        yield from _opened(given)
    except StoreFailed as error:
        values = {"path": database, "reason": str(error.__cause__ or error)}
        yield Finding("store", "unreadable", State.WRONG, values)


def _opened(given: Settings) -> Iterator[Finding]:
    with closing(open_house(given)) as here:
        yield from health.backups(here.desk.clock(), machine.copies(given))
        yield from examined.findings(here.desk, machine.synchronised())


def _of_address(given: Settings) -> Finding:
    """Return whether the public address leads to a server on this very store: its clock stands
    between what ours was before and after."""
    before = _seq(given)
    told, seq = machine.answer(given.public_url)
    ours = seq is None or before is None or before <= seq <= (_seq(given) or seq)
    return health.online(given.public_url, health.Answer(told.failure, told.ours and ours))


def _of_channels(given: Settings, online: bool) -> Iterator[Finding]:
    """Yield which channels of updates can be posted to; nothing is posted."""
    if not given.channels or not given.database.exists():
        return
    if machine.owned_by_another(given.database):
        return
    with closing(open_house(given)) as here:
        known = channels_of(here.desk)
    for each in known:
        if not channels.is_known(each.address):
            yield health.channel_unknown(each.name)
        elif online and (server := server_of(each.address)):
            yield health.channel_online(each.name, server[0], channels.answers(server))


def _seq(given: Settings) -> int | None:
    if not given.database.exists() or machine.owned_by_another(given.database):
        return None
    with closing(open_house(given)) as here:
        return examined.seq(here.desk)


def _report(found: list[Finding]) -> str:
    lines = [
        f"{_MARKS[each.state]} {_sentence(each)}"
        for state in _WORST_FIRST
        for each in found
        if each.state is state
    ]
    wrong = sum(each.state is State.WRONG for each in found)
    return "\n".join([*lines, "", say("doctor.sum", n=wrong) if wrong else say("doctor.ready")])


def _sentence(finding: Finding) -> str:
    return say(f"doctor.{finding.what}_{finding.code}", **finding.values)
