"""areas: places that need cleaning, as map files draw them."""

import json
from collections import Counter
from pathlib import Path

import click

from turnout.commands.terminal import Row, as_json, rows, say, tell, the_desk
from turnout.desk import area_import, area_rows, atlas, places
from turnout.desk.areas import Doer
from turnout.desk.pocket import Actor
from turnout.errors import Refused
from turnout.formats.map_files import FORMS
from turnout.model import Role
from turnout.model.places import Box
from turnout.rules.shapes import Judged
from turnout.settings import settings

REFUSED = 1
COLUMNS = ("name", "decision", "kind", "area_m2", "group", "reason")
BROUGHT = ("name", "became", "group", "reason")


class _Corners(click.ParamType[Box]):
    """Two opposite corners of a box, as LON,LAT,LON,LAT."""

    name = "LON,LAT,LON,LAT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Box:
        try:
            east, north, other_east, other_north = map(float, value.split(","))
            easts, norths = sorted((east, other_east)), sorted((north, other_north))
            within = -180 <= easts[0] <= easts[1] <= 180 and -90 <= norths[0] <= norths[1] <= 90
        except ValueError:
            within = False
        if not within:
            self.fail(say("places.no_box", given=value), param, ctx)
        return Box(easts[0], norths[0], easts[1], norths[1])


@click.group()
def areas() -> None:
    """Areas: check a map file, bring it onto a map, and take the map out."""


@areas.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--box", type=_Corners(), help="Where the campaign is; what lies elsewhere is not.")
@as_json
def check(file: Path, box: Box | None, json_wanted: bool) -> None:
    """Say of each place in FILE whether it could be taken, and why not; nothing is stored."""
    try:
        checked = places.check(_bytes(file), file.name, box)
    except Refused as refused:
        _whole(file, places.why_not(settings().language, refused), json_wanted)
        raise SystemExit(REFUSED) from None
    found = [_row(one) for one in checked.judged]
    if json_wanted:
        for row in found:  # a line each: what reads them need not wait for the last
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        rows(found, False, COLUMNS, "refused.map_no_places", _in_words)
        decided = Counter(one.decision for one in checked.judged)
        tell("places.counts", **{name: decided[name] for name in places.DECISIONS})
    for sentence in places.skipped(settings().language, checked.drawing):
        click.echo(sentence, err=True)


@areas.command(name="import")
@click.argument("event")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--box", type=_Corners(), help="Where the campaign is; what lies elsewhere is not.")
@as_json
def import_(event: str, file: Path, box: Box | None, json_wanted: bool) -> None:
    """Bring the places in FILE onto the map of EVENT; done twice it adds nothing.

    What would have to be agreed to is left for the desk.
    """
    try:
        checked = places.check(_bytes(file), file.name, box)
    except Refused as refused:
        _whole(file, places.why_not(settings().language, refused), json_wanted)
        raise SystemExit(REFUSED) from None
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


@areas.command()
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


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(places.MOST_BYTES + 1)  # one more is enough to be too many


def _whole(file: Path, reason: str, json_wanted: bool) -> None:
    told = {"name": file.name, "decision": places.REFUSED, "reason": reason}
    click.echo(json.dumps(told, ensure_ascii=False) if json_wanted else reason)


def _row(judged: Judged) -> Row:
    lang, shape = settings().language, judged.drawn.shape
    return {
        "name": places.title(lang, judged.drawn),
        "decision": judged.decision,
        "reason": places.why(lang, judged),
        "group": judged.drawn.group,
        "kind": shape.kind if shape else None,
        "area_m2": round(judged.area_m2, 1) if judged.area_m2 else None,
    }


def _in_words(row: Row) -> Row:
    area = "" if row["area_m2"] is None else say("places.square_metres", n=round(row["area_m2"]))
    kind = say(f"places.kind_{row['kind']}") if row["kind"] else ""
    return {**row, "decision": say(f"places.is_{row['decision']}"), "kind": kind, "area_m2": area}
