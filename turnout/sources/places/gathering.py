"""What a reader of map files has found so far, and where it stops."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from turnout.errors import Refused
from turnout.model.places import Drawing, Drawn, Note, Shape
from turnout.sources.text import clean, said

MOST_PLACES = 2_000  # twice what a map can show
MOST_CORNERS = 250_000  # of all places; as many as a file of 5 MB holds at a metre's precision
MOST_NAME, MOST_TEXT = 200, 2_000  # letters

Part = Shape | Note  # a piece of a feature, or why it cannot be had


@dataclass(frozen=True)
class Told:
    """What a file says of a feature. markup: its description, HTML or text without any.

    photos: links to some that stand beside the description.
    """

    name: str = ""
    markup: str = ""
    group: str = ""
    photos: int = 0


class Gathering:
    """Gathers places in the order of their file. Raises Refused when there are too many."""

    def __init__(self) -> None:
        self._places: list[Drawn] = []
        self._skipped: dict[str, int] = {}
        self._corners = 0

    @property
    def is_empty(self) -> bool:
        return not self._places

    def add(self, parts: Iterable[Part], told: Told, place: int = 0) -> None:
        """Add a feature of one or more parts. place: its number; 0 is the next one."""
        pieces = list(islice(parts, MOST_PLACES + 1)) or [Note("no_geometry")]
        place = place or (self._places[-1].place + 1 if self._places else 1)
        whole = Drawn(place=place, parts=len(pieces), **_plain(told))
        for at, piece in enumerate(pieces, 1):
            if isinstance(piece, Note):
                self._keep(replace(whole, part=at, fault=piece))
            else:
                self._keep(replace(whole, part=at, shape=piece))

    def skip(self, code: str) -> None:
        """Note that something of the file is no place, and is left out."""
        self._skipped[code] = self._skipped.get(code, 0) + 1

    def whole(self, kind: str) -> Drawing:
        """Return what was gathered. Raises Refused("map", "no_places") when that is nothing."""
        if not self._places:
            raise Refused("map", "no_places")
        skipped = tuple(Note(code, {"n": n}) for code, n in self._skipped.items())
        return Drawing(kind, tuple(self._places), skipped)

    def _keep(self, drawn: Drawn) -> None:
        if len(self._places) == MOST_PLACES:
            raise Refused("map", "too_many_places", most=MOST_PLACES)
        self._corners += sum(map(len, drawn.shape.rings)) if drawn.shape else 0
        if self._corners > MOST_CORNERS:
            raise Refused("map", "too_many_corners", most=MOST_CORNERS)
        self._places.append(drawn)


def part(read: Callable[..., Shape], *given: Any) -> Part:
    """Return what `read` makes of `given`, or why it refuses it."""
    try:
        return read(*given)
    except Refused as refused:
        return Note(refused.code, dict(refused.values))


def _plain(told: Told) -> dict[str, Any]:
    described = said(told.markup)
    photos = max(told.photos, len(described.images))  # My Maps writes each in both places
    return {
        "name": _line(told.name),
        "text": described.text[:MOST_TEXT],
        "group": _line(told.group),
        "notes": (Note("photos", {"n": photos}),) if photos else (),
    }


def _line(text: str) -> str:
    return " ".join(clean(text).split())[:MOST_NAME].rstrip()
