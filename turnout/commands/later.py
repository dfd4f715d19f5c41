"""Commands that are read when they are called: none waits for what the others import."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Later(click.Group):
    """A group whose commands stand in modules of their own, which are read on first use.

    homes: of each command's name its module in `commands` and its function, as "areas:check".
    """

    def __init__(self, *args: Any, homes: Mapping[str, str] | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        self._homes = dict(homes or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, read or not."""
        return sorted({*super().list_commands(ctx), *self._homes})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None where there is none."""
        if cmd_name not in self._homes:
            return super().get_command(ctx, cmd_name)
        module, _, function = self._homes[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"{__package__}.{module}"), function)
        return found
