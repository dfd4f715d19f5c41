"""The live picture as one audience is shown it."""

from collections.abc import Sequence
from typing import Any

from turnout.formats.picture import heads
from turnout.model import Count
from turnout.model.seeing import Audience, Part

Picture = dict[str, Any]

_HEADS = tuple(heads(Count()))  # the five numbers, by name

# Both read the one picture that anybody may ask for; each leaves out what is not for it.
PUBLIC = (Audience.WALL, Audience.PAGE)


def seen_by(picture: Picture, *audiences: Audience) -> Picture:
    """Return `picture` (as formats/picture.py has it) without what none of `audiences` is shown.

    Leads whose rows are left out are among those who are not named, and where that is one lead
    alone, who comes on their own is too: the rows still add up to the total, and tell nobody's
    number. browser/seeing.js does the same.
    """
    parts = {part for each in audiences for part in picture["seen"][each.value]}
    shown = dict(picture)
    for part in (Part.CHALLENGES, Part.JUST_IN):
        if part not in parts and part.value in shown:
            shown[part.value] = []
    return shown if Part.LEADS in parts else shown | _together(picture)


def _together(picture: Picture) -> Picture:
    """Return the rows of a picture in which no lead has one of their own."""
    leads, unnamed, own = picture["leads"], picture["unnamed"], picture["own"]
    number = unnamed["leads"] + len(leads)
    with_own = unnamed["with_own"] or number == 1
    rows = [unnamed, *leads, *([own] if with_own else [])]
    return {
        "leads": [],
        "leads_goal": 0,
        "own": _summed([own], times=0) if with_own else own,
        "unnamed": {**_summed(rows), "leads": number, "with_own": with_own},
    }


def _summed(rows: Sequence[dict[str, Any]], times: int = 1) -> dict[str, Any]:
    """Return the sum of each number of people that the first of `rows` has, and of who came."""
    told: dict[str, Any] = {name: times * sum(row[name] for row in rows) for name in _HEADS}
    came = [row["came"] for row in rows if row.get("came")]
    return told | ({"came": _came(came, times)} if came else {})


def _came(rows: Sequence[dict[str, int]], times: int) -> dict[str, int]:
    return {name: times * sum(row[name] for row in rows) for name in rows[0]}
