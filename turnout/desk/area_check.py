"""Whether every area is where its history says, and every photo has its file: for `check`."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from turnout.model.areas import AreaState, Stand, Step
from turnout.rules import areas as rules
from turnout.store import Reading, area_photos, area_steps, areas


def broken(look: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield (area, kept, told by its history) for each area that is not where its history leads,
    or whose history has a gap."""
    for area, steps in groupby(area_steps.chains(look), key=lambda row: row["area"]):
        rows = list(steps)
        kept, told = _now(rows[-1]), _retold(rows)
        if kept != told:
            yield str(area), str(kept), str(told)


def photos_apart(look: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield (photo, kept, told) for each photo without its file, and each file without a photo."""
    for photo in area_photos.without_file(look):
        yield str(photo), "no file", "a photo"
    for subject in area_photos.files_of_none(look):
        yield subject.partition(":")[2], "a file", "no photo"


def _retold(rows: list[Any]) -> Stand | None:
    """Return where an area is by its steps; None where one does not lead on from the one before."""
    stand: Stand | None = None
    before = {row["seq"]: areas.stand_before(row) for row in rows if row["state_was"]}
    for row in rows:
        after = Stand(AreaState(row["state"]), row["date"])
        follows = before.get(row["seq"]) == stand
        if not follows or not rules.leads_on(
            stand, Step(row["step"]), after, before.get(row["of"])
        ):
            return None
        stand = after
    return stand


def _now(row: Any) -> Stand:
    return Stand(AreaState(row["state_now"]), row["date_now"])
