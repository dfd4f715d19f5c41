"""The commands, a file per noun. They write to the same store as a server that runs beside them."""

import click

from turnout.commands.terminal import Sentences

HOMES = {
    "event": "events:event",
    "lead": "leads:lead",
    "key": "keys:key",
    "feed": "feeds:feed",
    "held": "review:held",
    "challenge": "challenges:challenge",
    "areas": "areas:areas",
    "cleanup": "cleanups:cleanup",
    "group": "groups:group",
    "serve": "running:serve",
    "demo": "running:demo",
    "doctor": "doctor:doctor",
    "check": "keeping:check",
    "backup": "keeping:backup",
    "restore": "keeping:restore",
    "erase": "keeping:erase",
    "export": "carrying:export",
    "import": "carrying:import_",
    "import-people": "importing:import_people",
    "undo": "mending:undo",
    "purge": "mending:purge",
    "forecast": "forecast:forecast",
    "past": "forecast:past",
    "messages": "messages:messages",
}


@click.group(cls=Sentences, homes=HOMES)
def turnout() -> None:
    """Keep a rally: its events, leads, keys and feeds, and its store.

    Settings are environment variables, see docs/operator.md.
    Exit status: 0 done, 1 something differs, 2 refused or failed.
    """
