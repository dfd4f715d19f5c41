"""The places of a map file as they would be on a map: new, known already, mended or refused."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from turnout import words
from turnout.desk import places
from turnout.desk.desk import Desk
from turnout.desk.places import Checked
from turnout.model import Event, ReviewState
from turnout.model.areas import Area
from turnout.model.places import POLYGON, Drawn, Shape
from turnout.rules import areas as rules
from turnout.rules.alike import drawn_alike, plain
from turnout.rules.measures import area_m2
from turnout.rules.shapes import ACCEPTED, REPAIR, Judged
from turnout.store import Reading, areas, log, neighbourhoods

# What a place of a file is: a new area, a group's boundary, on the map already, an area that was
# set aside; mended, and to be agreed to; or refused.
NEW, BOUNDARY, KNOWN = "new", "boundary", "known"
ASIDE, MENDED, REFUSED = "aside", "mended", "refused"
KINDS = (NEW, BOUNDARY, MENDED, ASIDE, KNOWN, REFUSED)
BY_ITSELF = (NEW, BOUNDARY)  # what is brought in unless somebody says otherwise
TO_CHOOSE = (NEW, BOUNDARY, ASIDE, MENDED)


@dataclass(frozen=True)
class Row:
    """One place of a file, or one piece of a mended one. key: what tells it from the others.

    names: its name in each of our languages, the reader's first. shape: as it would be kept; None
    where it is refused. area: the number of the area it is, 0 for none.
    """

    key: str
    kind: str
    names: tuple[str, ...]
    judged: Judged
    shape: Shape | None = None
    m2: float = 0.0
    area: int = 0

    @property
    def title(self) -> str:
        return self.names[0]

    @property
    def text(self) -> str:
        return self.judged.drawn.text

    @property
    def group(self) -> str:
        return self.judged.drawn.group


def rows_of(lang: str, checked: Checked) -> Iterator[Row]:
    """Yield each place of a file, in its order, as if nothing stood on the map."""
    folders = _folders(checked)
    for judged in checked.judged:
        yield from _rows(lang, judged, folders)


class Standing:
    """What is on a map already: found by what a file said, else by name and shape."""

    def __init__(self, desk: Desk, look: Reading, campaign: Event) -> None:
        self._desk, self._look, self._campaign = desk, look, campaign
        self._areas: dict[str, list[Area]] = {}
        for area in areas.on_map(look, campaign.id, reviews=list(ReviewState)):
            self._areas.setdefault(plain(area.title), []).append(area)
        self._groups = {
            plain(row["name"]): row for row in neighbourhoods.of_event(look, campaign.id)
        }
        self._in_file: dict[str, list[Shape]] = {}

    def known(self, row: Row) -> Row:
        """Return `row` as what it is beside what stands, and beside what came before it."""
        if row.shape is None:
            return row
        if self._was_before(row, row.shape):
            return replace(row, kind=KNOWN)
        if row.kind == BOUNDARY or self._group(row.title):
            return self._beside_group(row, row.shape)
        return self._beside_areas(row, row.shape)

    def digest(self, row: Row) -> str:
        """Return the key under which the area that a row became is found."""
        return log.digest(self._desk.pepper, f"area_file:{self._campaign.slug}", row.key)

    def group(self, name: str) -> Any:
        """Return the group (id, slug, name, text, shape, steward) called so, or None."""
        return self._group(name)

    def add_group(self, name: str, row: Any) -> None:
        """Note that a group was made."""
        self._groups[plain(name)] = row

    def _group(self, name: str) -> Any:
        return self._groups.get(plain(name))

    def _was_before(self, row: Row, shape: Shape) -> bool:
        before = self._in_file.setdefault(plain(row.title), [])
        was = any(drawn_alike(shape, other) for other in before)
        before.append(shape)
        return was

    def _beside_group(self, row: Row, shape: Shape) -> Row:
        group = self._group(row.title)
        if group is None:
            return row
        if not group["shape"]:
            return row if row.kind == BOUNDARY else self._beside_areas(row, shape)
        if drawn_alike(shape, areas.read_shape(group["shape"])):
            return replace(row, kind=KNOWN)
        return self._beside_areas(replace(row, kind=NEW), shape)  # it has another boundary

    def _beside_areas(self, row: Row, shape: Shape) -> Row:
        area = self._area(row, shape)
        if area is None:
            return row
        is_aside = area.review is ReviewState.SET_ASIDE
        return replace(row, kind=ASIDE if is_aside else KNOWN, area=area.id)

    def _area(self, row: Row, shape: Shape) -> Area | None:
        if first := log.receipt(self._look, self.digest(row)):
            return areas.one(self._look, self._campaign.id, first.coming)
        called = [area for name in row.names for area in self._areas.get(plain(name), ())]
        alike = [area for area in called if drawn_alike(shape, area.shape)]
        shown = [area for area in alike if area.review is not ReviewState.SET_ASIDE]
        return next(iter((*shown, *alike)), None)


def _folders(checked: Checked) -> dict[str, int]:
    """Return how many places lie in each folder of a file."""
    counted: dict[str, int] = {}
    for judged in checked.judged:
        name = plain(judged.drawn.group)
        counted[name] = counted.get(name, 0) + 1
    return counted


def _rows(lang: str, judged: Judged, folders: dict[str, int]) -> Iterator[Row]:
    """Yield a place as it is judged, piece by piece where it was mended to several."""
    drawn = judged.drawn
    if judged.decision == ACCEPTED and judged.shape:
        kind = BOUNDARY if _bounds_its_folder(drawn, folders) else NEW
        yield _row(lang, kind, judged, judged.shape, 1, 1)
    elif judged.decision == REPAIR:
        for part, piece in enumerate(judged.offered, 1):
            yield _row(lang, MENDED, judged, piece, part, len(judged.offered))
    else:
        yield Row("", REFUSED, _names(lang, drawn, 1, 1), judged)


def _bounds_its_folder(drawn: Drawn, folders: dict[str, int]) -> bool:
    """Return whether an outline is called as the folder in which it lies with others."""
    named = plain(drawn.group)
    is_outline = drawn.shape is not None and drawn.shape.kind == POLYGON and drawn.parts == 1
    return is_outline and bool(named) and plain(drawn.name) == named and folders[named] > 1


def _row(lang: str, kind: str, judged: Judged, shape: Shape, part: int, parts: int) -> Row:
    drawn = judged.drawn
    said = repr((drawn.name, drawn.part, drawn.parts, part, parts, shape))
    key = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
    names = _names(lang, drawn, part, parts)
    return Row(key, kind, names, judged, shape, area_m2(shape))


def _names(lang: str, drawn: Drawn, part: int, parts: int) -> tuple[str, ...]:
    languages = dict.fromkeys((words.language(lang), *words.LANGUAGES))
    return tuple(_name(each, drawn, part, parts) for each in languages)


def _name(lang: str, drawn: Drawn, part: int, parts: int) -> str:
    name = places.title(lang, drawn)
    if parts > 1:
        name = places.title(lang, replace(drawn, name=name, part=part, parts=parts))
    return name if len(name) <= rules.MOST_TITLE else f"{name[: rules.MOST_TITLE - 1]}…"
