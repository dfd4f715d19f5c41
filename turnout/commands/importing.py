"""import-people: a list of sign-ups brought in, from any spreadsheet."""

from pathlib import Path

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, say, tell
from turnout.desk import import_jobs, importing
from turnout.desk.comparing import KINDS
from turnout.desk.desk import Desk
from turnout.desk.import_jobs import Job
from turnout.desk.importing import ColumnMap, Preview, Sheet
from turnout.errors import Reason
from turnout.rules.mapping import FIELDS
from turnout.settings import settings

FAILED = 2
TOLD_AT_MOST = 20  # refused rows said on the terminal; --refused writes them all


@click.command("import-people")
@click.argument("event")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help=f"What a column means; an empty HEADING: none does. Fields: {', '.join(FIELDS)}.",
)
@click.option("--day-first/--month-first", default=None, help="How dates such as 3/4/2026 begin.")
@click.option("--dry-run", is_flag=True, help="Say what it would change, and store nothing.")
@click.option(
    "--refused",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows to mend to this new CSV file, each with its reason.",
)
@as_json
def import_people(
    event: str, file: Path, columns: tuple[str, ...], day_first: bool | None, dry_run: bool,
    refused: Path | None, json_wanted: bool,
) -> None:  # fmt: skip
    """Bring the list in FILE (CSV, Excel, LibreOffice) in to EVENT.

    Done twice it changes nothing; stopped, it goes on where it was.
    """
    sheet = importing.read(file.read_bytes())
    given = _mapped(sheet, importing.guess(sheet), columns, day_first)
    with the_desk() as desk:
        told = (_tried if dry_run else _run)(desk, event, sheet, given)
    if refused:
        refused.touch(mode=0o600, exist_ok=False)  # names and contacts are for the one who asked
        why = [(row, _why(reasons)) for row, reasons in told.refused]
        refused.write_text(importing.refused_csv(sheet, why), "utf-8", newline="")
    counts = {kind: told.counts[kind] for kind in KINDS}
    found = {"rows": told.total, "read": told.done, "counts": counts, "columns": given.columns}
    answer(found, json_wanted, lambda: _in_words(counts))
    for row, reasons in told.refused[:TOLD_AT_MOST]:
        tell("importing.command_row", line=str(row.line), why=_why(reasons))
    if dry_run:
        tell("importing.dry_run")
    elif told.failed:
        tell(f"importing.failed_{told.failed}")
        raise SystemExit(FAILED)


def _mapped(
    sheet: Sheet, guessed: ColumnMap, columns: tuple[str, ...], day_first: bool | None
) -> ColumnMap:
    chosen: dict[str, int | None] = {}
    for pair in columns:
        field, _, heading = pair.partition("=")
        if field not in FIELDS or (heading and heading not in sheet.columns):
            listed = ", ".join(sheet.columns if field in FIELDS else FIELDS)
            told = say("importing.no_column", given=heading or field, columns=listed)
            raise click.BadParameter(told, param_hint="--column")
        chosen[field] = sheet.columns.index(heading) if heading else None
    return guessed.changed(day_first=day_first, **chosen)


def _tried(desk: Desk, event: str, sheet: Sheet, given: ColumnMap) -> Job:
    seen: Preview = importing.preview(desk, event, sheet, given)
    many = len(seen.rows)
    told = Job(event, many, sheet, seen.counts, many)
    told.refused = [(row, verdict.reasons) for row, verdict in seen.of("refused")]
    return told


def _run(desk: Desk, event: str, sheet: Sheet, given: ColumnMap) -> Job:
    job = import_jobs.start(desk, event, sheet, given)
    try:
        job.finished.wait()
    except KeyboardInterrupt:  # what is in hand is stored, and said, before we go
        job.stop()
        job.finished.wait()
    return job


def _why(reasons: tuple[Reason, ...]) -> str:
    return " ".join(importing.why(settings().language, reason) for reason in reasons)


def _in_words(counts: dict[str, int]) -> str:
    return "\n".join(
        say("importing.command_count", n=n, kind=say(f"importing.kind_{kind}"))
        for kind, n in counts.items()
        if n
    )
