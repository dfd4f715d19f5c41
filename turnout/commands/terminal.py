"""How commands speak: answers on stdout, everything else on stderr, refusals as sentences."""

import dataclasses
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from turnout import words
from turnout.commands.later import Later
from turnout.errors import NotAllowed, NotFound, Reason, Refused, SourceFailed, TurnoutError
from turnout.formats.picture import stamp
from turnout.settings import settings

Row = dict[str, Any]

REFUSED = 2  # the exit status of what was refused or failed; click's own for a wrong option


class Sentences(Later):
    """A group that says our errors in one sentence each, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TurnoutError as error:
            for sentence in sentences(error):
                click.echo(sentence, err=True)
            ctx.exit(REFUSED)


as_json = click.option("--json", "json_wanted", is_flag=True, help="Answer as JSON.")


def say(key: str, **values: object) -> str:
    """Return the sentence `key` in the operator's language."""
    return words.say(settings().language, key, **values)


def tell(key: str, **values: object) -> None:
    """Say something that is not the answer, on stderr."""
    click.echo(say(key, **values), err=True)


def answer(found: object, json_wanted: bool, text: Callable[[], str]) -> None:
    """Print `found` as JSON if that is wanted, else as `text()`, on stdout."""
    click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2) if json_wanted else text())


def rows(
    found: Sequence[object],
    json_wanted: bool,
    columns: Sequence[str],
    empty: str,
    told: Callable[[Row], Row] = dict,
) -> None:
    """Print a list: as JSON, or as columns under their names; `empty` says what to do next.

    told: puts into words what a row has as codes; JSON keeps the codes.
    """
    listed = [plain(item) for item in found]
    if json_wanted:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not listed:
        tell(empty)
    else:
        cells = [list(columns), *([_cell(told(item)[name]) for name in columns] for item in listed)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            click.echo(_aligned(row, widths))


def plain(value: object) -> Any:
    """Return `value` as JSON has it; dataclasses become objects, times ISO 8601 in UTC."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return {name: plain(one) for name, one in named}
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def sentences(error: TurnoutError) -> list[str]:
    """Return what went wrong in words: what, with which thing, what to do next."""
    if isinstance(error, Refused):
        return [refused(reason) for reason in error.reasons]
    if isinstance(error, NotFound):
        key = f"command.no_{error.what}"
        known = key if words.has(key) else "command.no_such"
        return [say(known, what=error.what, which=error.which)]
    if isinstance(error, SourceFailed):
        return [say("command.feed_failed", url=error.url, reason=why_failed(error.reason))]
    if isinstance(error, NotAllowed):
        return [say("command.not_allowed")]
    return [str(error)]


def why_failed(reason: str) -> str:
    """Return why a feed could not be read, a code such as "status:404", in words."""
    code, _, status = reason.partition(":")
    key = f"feeds.failed_{code}"
    return say(key, status=status) if words.has(key) else reason


def refused(reason: Reason) -> str:
    """Return one reason as its sentence, with the field's name before it."""
    key = f"refused.{reason.field}_{reason.code}"
    if not words.has(key):
        key = "refused.fallback"
    values = {"field": reason.field, **reason.values}
    return f"{reason.field}: {words.say(settings().language, key, **values)}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("command.yes") if value else say("command.no")
    if isinstance(value, list):
        return " ".join(map(str, value))
    # A name from outside may hold what steers a terminal; only what is printed is let through.
    return "".join(letter if letter.isprintable() else "?" for letter in str(value))


def _aligned(row: list[str], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
