"""export and import: one event as a file, for another installation, a spreadsheet, good keeping."""

import json
from pathlib import Path
from typing import Any

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, say, tell
from turnout.desk import carrying
from turnout.errors import Refused
from turnout.formats.table import csv_table

COLUMNS = (
    *("seq", "said_at", "door", "name", "party", "status", "lead"),
    *("contact", "handle", "needs", "note", "held"),
)


@click.command()
@click.argument("event")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", default="json", type=click.Choice(["json", "csv"]))
def export(event: str, file: Path | None, form: str) -> None:
    """Write EVENT to FILE, or to standard output. It holds names and contacts.

    JSON is the whole event, to import again; CSV is a row for each person, with what they said
    last.
    """
    with the_desk() as desk:
        whole = carrying.export(desk, event)
    text = csv_of(whole) if form == "csv" else json.dumps(whole, ensure_ascii=False, indent=1)
    if file is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    if file.exists():
        raise click.BadParameter(say("command.file_there", path=file), param_hint="FILE")
    file.touch(mode=0o600)  # names and contacts are for the one who asked
    file.write_text(text, "utf-8", newline="")
    tell("command.exported", path=file)


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@as_json
def import_(file: Path, json_wanted: bool) -> None:
    """Bring in an event from the JSON FILE of an export, all of it or nothing."""
    values = _read(file)
    with the_desk() as desk:
        event = carrying.import_(desk, values).result()
    answer(event, json_wanted, lambda: say("command.imported", slug=event.slug, path=file))


def csv_of(whole: dict[str, Any]) -> str:
    """Return an exported event's sign-ups as CSV: one row a person, what they said last."""
    people = {person["id"]: person for person in whole["people"]}
    leads = {lead["id"]: lead["user"] for lead in whole["leads"]}
    said = [record for record in whole["records"] if record["kind"] == "commitment"]
    latest = {record["person"]: record for record in said}  # in order, so the last one stays
    return csv_table(COLUMNS, (_row(record, people, leads) for record in latest.values()))


def _row(record: dict[str, Any], people: dict[int, Any], leads: dict[int, str]) -> dict[str, Any]:
    person = people[record["person"]]
    return {
        **record,
        "name": person["name"],
        "lead": leads.get(record.get("lead", 0), ""),
        "contact": [value for _, value in person["contacts"]],
        "handle": [f"{user}@{host}" if host else user for user, host in person["handles"]],
        "needs": person["needs"],
    }


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_bytes())
    except ValueError as error:
        raise Refused("file", "not_export", form=carrying.FORM) from error
    if not isinstance(values, dict):
        raise Refused("file", "not_export", form=carrying.FORM)
    return values
