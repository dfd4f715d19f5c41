"""The live picture as one audience is shown it."""

from collections.abc import Sequence
from typing import Any

from turnout.model.seeing import Audience, Part

Picture = dict[str, Any]

# Both read the one picture that anybody may ask for; each leaves out what is not for it.
PUBLIC = (Audience.WALL, Audience.PAGE)


def seen_by(picture: Picture, *audiences: Audience) -> Picture:
    """Return `picture` (as formats/picture.py has it) without what none of `audiences` is shown.

    Leads whose rows are left out are among those who are not named: the rows still add up to the
    total. browser/seeing.js does the same.
    """
    parts = {part for each in audiences for part in picture["seen"][each.value]}
    shown = dict(picture)
    for part in (Part.CHALLENGES, Part.JUST_IN):
        if part not in parts and part.value in shown:
            shown[part.value] = []
    return shown if Part.LEADS in parts else shown | _together(picture)


def _together(picture: Picture) -> Picture:
    """Return the rows of a picture in which no lead has one of their own."""
    rows = picture["leads"]
    unnamed = _summed([picture["unnamed"], *rows])
    came = [row["came"] for row in (picture["unnamed"], *rows) if row.get("came")]
    unnamed["leads"] = picture["unnamed"]["leads"] + len(rows)
    return {
        "leads": [],
        "leads_goal": 0,
        "unnamed": unnamed | ({"came": _summed(came)} if came else {}),
    }


def _summed(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the sum of each whole number that the first of `rows` has."""
    names = [name for name, value in rows[0].items() if isinstance(value, int)]
    return {name: sum(row.get(name, 0) for row in rows) for name in names}
