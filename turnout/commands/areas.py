"""areas: places that need cleaning, as map files draw them. What a file holds is said here."""

import json
from collections import Counter
from pathlib import Path

import click

from turnout.commands.later import Later
from turnout.commands.terminal import Row, as_json, rows, say, tell
from turnout.desk import places
from turnout.errors import Refused
from turnout.model.places import Box
from turnout.rules.shapes import Judged
from turnout.settings import settings

REFUSED = 1
COLUMNS = ("name", "decision", "kind", "area_m2", "group", "reason")
HOMES = {
    "import": "area_files:import_",
    "export": "area_files:export",
    "put": "cleanups:put",
    "take": "cleanups:take",
}


class Corners(click.ParamType[Box]):
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


@click.group(cls=Later, homes=HOMES)
def areas() -> None:
    """Areas: check a map file, bring it onto a map, and take the map out."""


@areas.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--box", type=Corners(), help="Where the campaign is; what lies elsewhere is not.")
@as_json
def check(file: Path, box: Box | None, json_wanted: bool) -> None:
    """Say of each place in FILE whether it could be taken, and why not; nothing is stored."""
    checked = checked_or_exit(file, box, json_wanted)
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


def checked_or_exit(file: Path, box: Box | None, json_wanted: bool) -> places.Checked:
    """Return what would become of each place in `file`; what is no map is said, and ends here."""
    try:
        return places.check(_bytes(file), file.name, box)
    except Refused as refused:
        _whole(file, places.why_not(settings().language, refused), json_wanted)
        raise SystemExit(REFUSED) from None


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
