"""A map file looked at before anything of it is stored: what it draws, and what becomes of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnout import words
from turnout.errors import Refused
from turnout.model.places import Box, Drawing, Drawn, shape_of
from turnout.rules import shapes
from turnout.rules.shapes import ACCEPTED, REFUSED, REPAIR, Judged
from turnout.sources.child import Reader
from turnout.sources.places import MOST_BYTES

# What ends a map too much to read is the reader's own limit, of processor time: this one is for a
# machine so busy that nobody should wait any longer.
PATIENCE_SECONDS = 30.0
DECISIONS = (ACCEPTED, REPAIR, REFUSED)

__all__ = [
    "ACCEPTED",
    "MOST_BYTES",
    "REFUSED",
    "REPAIR",
    "Checked",
    "check",
    "judged",
    "noted",
    "read",
    "skipped",
    "title",
    "why",
    "why_not",
]


@dataclass(frozen=True)
class Checked:
    """A map file and what would become of each place in it, in its order."""

    drawing: Drawing
    judged: tuple[Judged, ...]


def read(body: bytes, name: str = "") -> Drawing:
    """Return the places in a map file, read in a process that can be killed. name: the file's.

    Not from within an event loop: there, await `Reader.read_map`.
    Raises Refused("map").
    """
    return asyncio.run(_read(body, name))


def check(body: bytes, name: str = "", box: Box | None = None) -> Checked:
    """Return what would become of each place in a map file. Raises as `read` does.

    box: where the campaign is; what lies elsewhere is refused.
    """
    drawing = read(body, name)
    return Checked(drawing, tuple(shapes.judge_all(drawing.places, box)))


def judged(geometry: Mapping[str, Any], name: str = "") -> Judged:
    """Return what becomes of a place that somebody drew, a GeoJSON geometry."""
    try:
        return shapes.judge(Drawn(1, name, shape=shape_of(geometry)))
    except Refused as refused:
        return Judged(Drawn(1, name), REFUSED, refused.code, dict(refused.values))


def title(lang: str, drawn: Drawn) -> str:
    """Return what to call a place: its name, else its number; and which part of it this is."""
    name = drawn.name or words.say(lang, "places.unnamed", place=drawn.place)
    if drawn.parts == 1:
        return name
    return words.say(lang, "places.part", name=name, part=drawn.part, parts=drawn.parts)


def why(lang: str, judged: Judged) -> str:
    """Return why a place is taken, to be mended or refused, and what was changed or left out."""
    key = f"refused.shape_{judged.code}"
    if judged.decision == ACCEPTED:
        key = "places.accepted"
    elif judged.decision == REPAIR:
        key = f"places.repair_{judged.code}"
    told = [words.say(lang, key, **judged.values)]
    return " ".join([*told, *noted(lang, judged)])


def noted(lang: str, judged: Judged) -> list[str]:
    """Return a sentence for each thing that was changed on the way, or left out."""
    return [words.say(lang, f"places.note_{note.code}", **note.values) for note in judged.notes]


def why_not(lang: str, refused: Refused) -> str:
    """Return why a whole file was refused, and what to do."""
    return words.say(lang, f"refused.map_{refused.code}", **refused.values)


def skipped(lang: str, drawing: Drawing) -> list[str]:
    """Return a sentence for each kind of thing in the file that is no place."""
    return [
        words.say(lang, f"places.skipped_{note.code}", **note.values) for note in drawing.skipped
    ]


async def _read(body: bytes, name: str) -> Drawing:
    reader = Reader(PATIENCE_SECONDS)
    try:
        return await reader.read_map(body, name)
    finally:
        await reader.close()
