"""check, backup, restore, erase: looking after the store."""

from pathlib import Path

import click

from turnout.commands import restoring
from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, plain, say, tell
from turnout.desk import backups, keeping
from turnout.settings import settings

DIFFERS = 1
KEEP = 14  # two weeks of nights: long enough to notice, short enough to forget people in


@click.command()
@as_json
@click.pass_context
def check(ctx: click.Context, json_wanted: bool) -> None:
    """Rebuild the running totals from the ledger and compare; exit status 1 if they differ."""
    with the_desk() as desk:
        found = keeping.check(desk)
    told = {"equal": not found, "differences": plain(found)}
    answer(told, json_wanted, lambda: "\n".join(map(str, found)) or say("command.check_equal"))
    if found:
        tell("command.check_differs", n=len(found))
        ctx.exit(DIFFERS)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder: the copy is named by its time and checked. TURNOUT_BACKUPS if not given.",
)
@click.option("--keep", type=click.IntRange(1), default=KEEP, show_default=True, help="How many.")
@as_json
def backup(file: Path | None, into: Path | None, keep: int, json_wanted: bool) -> None:
    """Copy the store to the new FILE, or into a folder, while it is in use."""
    folder = into or (None if file else settings().backups)
    if (file is None) == (folder is None):
        raise click.UsageError(say("command.file_or_folder"))
    if file is not None and file.exists():
        raise click.BadParameter(say("command.file_there", path=file), param_hint="FILE")
    with the_desk() as desk:
        if folder is not None:
            file = backups.made(desk, folder, keep).path
        elif file is not None:
            keeping.backup(desk, file)
    told = {"path": str(file), "bytes": file.stat().st_size if file else 0}
    answer(told, json_wanted, lambda: say("command.backed_up", path=file))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Replace the store that is there.")
@as_json
def restore(file: Path, yes: bool, json_wanted: bool) -> None:
    """Check the backup FILE and put it in place; the server must be stopped."""
    there = settings().database
    if there.exists() and not yes:
        raise click.UsageError(say("command.would_overwrite", path=there, source=file))
    kept = restoring.restore(file, settings())
    told = {"path": str(there), "source": str(file), "kept": str(kept) if kept else None}
    key = "command.restored" if kept else "command.restored_new"
    answer(told, json_wanted, lambda: say(key, **told))


@click.command()
@click.argument("person")
@click.option("--yes", is_flag=True, help="This cannot be undone.")
@as_json
def erase(person: str, yes: bool, json_wanted: bool) -> None:
    """Blank the PERSON with this e-mail address, phone number or handle; the counts stay."""
    if not yes:
        raise click.UsageError(say("command.erase_sure", given=person))
    with the_desk() as desk:
        blanked = keeping.erase(desk, person).result()
    answer({"erased": blanked}, json_wanted, lambda: say("command.erased"))
