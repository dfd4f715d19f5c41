"""areas import and export: a map file onto a campaign's map, and the map out as a file."""

import json
from collections import Counter
from pathlib import Path

import click

from turnout.commands.areas import Corners, checked_or_exit
from turnout.commands.opened import the_desk
from turnout.commands.terminal import Row, as_json, rows, say, tell
from turnout.desk import area_import, area_rows, atlas, places
from turnout.desk.areas import Doer
from turnout.desk.pocket import Actor
from turnout.formats.map_files import FORMS
from turnout.model import Role
from turnout.model.places import Box
from turnout.settings import settings

BROUGHT = ("name", "became", "group", "reason")


@click.command(name="import")
@click.argument("event")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--box", type=Corners(), help="Where the campaign is; what lies elsewhere is not.")
@as_json
def import_(event: str, file: Path, box: Box | None, json_wanted: bool) -> None:
    """Bring the places in FILE onto the map of EVENT; done twice it adds nothing.

    What would have to be agreed to is left for the desk.
    """
    checked = checked_or_exit(file, box, json_wanted)
    with the_desk() as desk:
        found = area_import.look(desk, event, checked, settings().language)
        chosen = [row for row in found if row.kind in area_rows.BY_ITSELF]
        area_import.bring(
            desk, Doer(event, Actor(event, 0, Role.ORGANIZER, "desk")), chosen
        ).result()
    told = [_brought(row) for row in found]
    if json_wanted:
        for row in told:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        rows(told, False, BROUGHT, "refused.map_no_places", _said)
    became = Counter(row.kind for row in found)
    tell("mapfile.command_counts", **{kind: became[kind] for kind in area_rows.KINDS})


@click.command()
@click.argument("event")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "form", default="geojson", type=click.Choice(list(FORMS)))
def export(event: str, file: Path | None, form: str) -> None:
    """Write the map of EVENT, as everybody may see it, to FILE or to standard output."""
    with the_desk() as desk:
        body = FORMS[form].written(atlas.atlas(desk, event))
    if file is None:
        click.echo(body, nl=False)
        return
    if file.exists():
        raise click.BadParameter(say("command.file_there", path=file), param_hint="FILE")
    file.write_bytes(body)
    tell("command.exported_areas", path=file)


def _brought(row: area_rows.Row) -> Row:
    """Return what became of a place, with the reason where it was not taken."""
    reasons = {
        area_rows.REFUSED: lambda: places.why(settings().language, row.judged),
        area_rows.MENDED: lambda: say("mapfile.command_mended"),
        area_rows.ASIDE: lambda: say("mapfile.command_aside"),
    }
    reason = reasons.get(row.kind, str)()
    return {"name": row.title, "became": row.kind, "group": row.group, "reason": reason}


def _said(row: Row) -> Row:
    return {**row, "became": say(f"mapfile.kind_{row['became']}")}
