"""What a drawn shape is worth: taken as it is, offered mended, or refused, with the reason.

Nothing here looks at a clock or a store: the same drawing is always judged alike.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from turnout.errors import Refused
from turnout.model.places import LINE, POINT, POLYGON, Box, Drawn, Note, Shape, bounds
from turnout.rules import outlines
from turnout.rules.measures import area_m2, length_m

ACCEPTED, REPAIR, REFUSED = "accepted", "repair", "refused"


@dataclass(frozen=True)
class Limits:
    """How large, small and detailed an area may be."""

    # 100 square miles: more than a city district, less than any county of Kansas (404 km2).
    most_m2: float = 260e6
    least_m2: float = 1.0  # a manhole cover; less is a slip of the finger
    most_m: float = 200_000.0  # of a line: a week's walk
    most_corners: int = 500  # a hand draws tens, a surveyed park has a few hundred
    most_mended: int = 200  # corners of an outline that crosses itself; more is scribble
    most_pieces: int = 10  # that such an outline may fall into; more is nothing that was meant
    most_mended_in_all: int = 1_000  # corners, in one file: half a second of work at worst


@dataclass(frozen=True)
class Judged:
    """What became of one drawn shape.

    decision: accepted | repair (somebody must agree to what is offered) | refused.
    code, values: why; `words/refused.toml` has the sentence of a refusal, as `shape_`code,
        `words/places.toml` of the others, as `repair_`code and `accepted`.
    shape: as it may be kept, closed and to the centimetre; None unless it is accepted.
    offered: for a repair what to take instead, each piece a shape that would be accepted.
    area_m2: inside `shape` or what is offered, in square metres, 0 for points and lines.
    length_m: of a line, in metres.
    notes: what was changed on the way, and what the file held that is left out.
    """

    drawn: Drawn
    decision: str
    code: str
    values: dict[str, object]
    shape: Shape | None = None
    area_m2: float = 0.0
    length_m: float = 0.0
    offered: tuple[Shape, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Sound:
    """A shape in order, and what was done for it; `pieces` where it had to be mended."""

    shape: Shape
    notes: tuple[Note, ...] = ()
    pieces: tuple[Shape, ...] = ()


USUAL = Limits()
# South of it is Antarctica, where a place in the east of the United States lands when its latitude
# and longitude are exchanged: 26 north, 80 west.
LAST_TOWN = -60.0
_PERHAPS_MENDED = ("crosses", "crosses_too_much", "swapped", "no_area", "too_large")


def judge_all(
    drawn: Iterable[Drawn], box: Box | None = None, limits: Limits = USUAL
) -> Iterator[Judged]:
    """Yield what becomes of each of `drawn`, in order, with no more mending than is allowed."""
    left = limits.most_mended_in_all
    for one in drawn:
        allowed = min(limits.most_mended, left)
        judged = judge(one, box, replace(limits, most_mended=allowed))
        corners = len(one.shape.corners) if one.shape else 0
        if judged.code == "crosses_too_much" and allowed < corners <= limits.most_mended:
            judged = replace(judged, code="crosses_like_many")
        elif judged.code in _PERHAPS_MENDED and corners <= left:
            left -= corners
        yield judged


def judge(drawn: Drawn, box: Box | None = None, limits: Limits = USUAL) -> Judged:
    """Return what becomes of `drawn`.

    box: where the campaign is; a shape whose middle lies elsewhere is refused, or offered with
        its latitude and longitude exchanged where that brings it in.
    """
    if drawn.shape is None:
        fault = drawn.fault or Note("no_geometry")
        return Judged(drawn, REFUSED, fault.code, dict(fault.values), notes=drawn.notes)
    try:
        found = _sound(drawn.shape, box, limits)
    except Refused as refused:
        return _swapped(drawn, box, limits) or Judged(
            drawn, REFUSED, refused.code, dict(refused.values), notes=drawn.notes
        )
    notes = (*found.notes, *drawn.notes)
    if found.pieces:
        return _offer(drawn, "crosses", found.pieces, notes)
    return Judged(
        drawn,
        ACCEPTED,
        "ready",
        {},
        found.shape,
        area_m2=area_m2(found.shape),
        length_m=length_m(found.shape),
        notes=notes,
    )


def _offer(drawn: Drawn, code: str, pieces: tuple[Shape, ...], notes: tuple[Note, ...]) -> Judged:
    return Judged(
        drawn,
        REPAIR,
        code,
        {"n": len(pieces)},
        area_m2=sum(map(area_m2, pieces)),
        length_m=sum(map(length_m, pieces)),
        offered=pieces,
        notes=notes,
    )


def _swapped(drawn: Drawn, box: Box | None, limits: Limits) -> Judged | None:
    """Return the offer to exchange latitude and longitude, if that is what went wrong."""
    if drawn.shape is None or not _looks_swapped(drawn.shape, box):
        return None
    try:
        found = _sound(outlines.swapped(drawn.shape), box, limits)
    except Refused:
        return None
    pieces = found.pieces or (found.shape,)
    return _offer(drawn, "swapped", pieces, (*found.notes, *drawn.notes))


def _looks_swapped(shape: Shape, box: Box | None) -> bool:
    """Return whether `shape` can be nothing else: over the pole, in Antarctica, outside the box."""
    corners = shape.corners
    if not all(abs(a) <= 90 and abs(b) <= 180 for a, b in corners):  # not for NaN either
        return False
    middle = bounds(shape).middle
    return (
        any(abs(b) > 90 for _, b in corners)
        or middle[1] < LAST_TOWN
        or (box is not None and not box.holds(middle))
    )


def _sound(shape: Shape, box: Box | None, limits: Limits) -> _Sound:
    """Return `shape` in order. Raises Refused for what cannot be taken as it is or mended."""
    _check_degrees(shape)
    notes = [Note("closed")] if outlines.is_open(shape) else []
    ordered = outlines.tidy(shape)
    _check_corners(ordered)
    if box is not None and not box.holds(bounds(ordered).middle):
        raise Refused("shape", "outside")
    before = outlines.count(ordered)
    if before > limits.most_corners:
        ordered = _thinned(ordered, limits)
        n = outlines.count(ordered)
        notes.append(Note("thinned", {"before": before, "n": n, "most": outlines.MOST_MOVED_M}))
    return replace(_measured(ordered, limits), notes=tuple(notes))


def _check_degrees(shape: Shape) -> None:
    corners = shape.corners
    if not corners or not all(shape.rings):
        raise Refused("shape", "no_geometry")
    numbers = [number for corner in corners for number in corner]
    if not all(map(math.isfinite, numbers)):
        raise Refused("shape", "not_finite")
    if max(map(abs, numbers)) > 360:
        raise Refused("shape", "not_degrees")
    worst = max((corner[1] for corner in corners), key=abs)
    if abs(worst) > 90:
        raise Refused("shape", "beyond_pole", given=_said(worst))
    worst = max((corner[0] for corner in corners), key=abs)
    if abs(worst) > 180:
        raise Refused("shape", "beyond_date_line", given=_said(worst))


def _check_corners(shape: Shape) -> None:
    """Raise Refused for what says nothing, or goes around the world."""
    corners = shape.corners
    if (0.0, 0.0) in corners:
        raise Refused("shape", "null_island")
    around = bounds(shape)
    if around.east - around.west > 180:
        raise Refused("shape", "across_date_line")
    if around.middle[1] < LAST_TOWN:
        raise Refused("shape", "antarctica")
    least = {POINT: 1, LINE: 2, POLYGON: 3}[shape.kind]
    if len(set(shape.rings[0])) < least:
        raise Refused("shape", "no_length" if shape.kind == LINE else "no_area")


def _thinned(shape: Shape, limits: Limits) -> Shape:
    thinner = outlines.thinned(shape, limits.most_corners)
    if thinner is None:
        raise Refused(
            "shape", "too_many_corners", n=outlines.count(shape), most=limits.most_corners
        )
    return thinner


def _measured(shape: Shape, limits: Limits) -> _Sound:
    if shape.kind == LINE and length_m(shape) > limits.most_m:
        raise Refused("shape", "too_long", most=round(limits.most_m / 1000))
    if shape.kind != POLYGON:
        return _Sound(shape)
    if outlines.is_sound(shape):
        return _Sound(_of_size((outlines.turned(shape),), limits)[0])
    return _Sound(shape, pieces=_of_size(_mended(shape, limits), limits))


def _mended(shape: Shape, limits: Limits) -> tuple[Shape, ...]:
    if outlines.count(shape) > limits.most_mended:
        raise Refused("shape", "crosses_too_much")
    pieces = tuple(each for each in outlines.mended(shape) if area_m2(each) >= limits.least_m2)
    if len(pieces) > limits.most_pieces:
        raise Refused("shape", "crosses_too_much")
    return pieces


def _of_size(pieces: tuple[Shape, ...], limits: Limits) -> tuple[Shape, ...]:
    whole = sum(map(area_m2, pieces))
    if whole < limits.least_m2:
        raise Refused("shape", "no_area")
    if whole > limits.most_m2:
        raise Refused("shape", "too_large", given=_km2(whole), most=_km2(limits.most_m2))
    return pieces


def _said(number: float) -> str:
    return f"{number:.6g}"


def _km2(square_metres: float) -> int:
    return round(square_metres / 1e6)
