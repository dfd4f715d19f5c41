"""The commands, a file per noun. They write to the same store as a server that runs beside them."""

import click

from turnout.commands.areas import areas
from turnout.commands.carrying import export, import_
from turnout.commands.cleanups import cleanup
from turnout.commands.doctor import doctor
from turnout.commands.events import event
from turnout.commands.feeds import feed
from turnout.commands.groups import group
from turnout.commands.importing import import_people
from turnout.commands.keeping import backup, check, erase, restore
from turnout.commands.keys import key
from turnout.commands.leads import lead
from turnout.commands.mending import purge, undo
from turnout.commands.messages import messages
from turnout.commands.review import held
from turnout.commands.running import demo, serve
from turnout.commands.terminal import Sentences


@click.group(cls=Sentences)
def turnout() -> None:
    """Keep a rally: its events, leads, keys and feeds, and its store.

    Settings are environment variables, see docs/operator.md.
    Exit status: 0 done, 1 something differs, 2 refused or failed.
    """


for command in (
    *(event, lead, key, feed, held, areas, cleanup, group, messages),
    *(serve, demo, doctor, check, backup, restore, export, import_, import_people, erase),
    *(undo, purge),
):
    turnout.add_command(command)
