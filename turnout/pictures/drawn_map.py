"""A map of areas drawn for print and cards: each state by its pattern and sign, colour last."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from turnout.formats.base_map import rings
from turnout.model.areas import AreaState
from turnout.model.places import LINE, POINT, Box, LonLat, Ring, Shape, bounds
from turnout.pictures.colours import light

COLOURS = {**light(), "line": "#C9C1AE"}  # outlines under areas: darker than rules on pages
INKS = {
    AreaState.REPORTED: "signal",
    AreaState.CONFIRMED: "signal",
    AreaState.SCHEDULED: "signal",
    AreaState.CLEANED: "deep",
    AreaState.REOPENED: "ink",
}
FINE = 2  # drawn at twice the size, then made smaller: edges without stairs
NEAREST = 0.006  # degrees that a map shows at least: a few streets around one corner
AROUND = 0.7  # and around a single spot, which says nothing without the counties it lies in
NOTHING = Box(-102.1, 36.9, -94.5, 40.1)  # what is shown while there is no area
ROOM = 0.09  # of the map's sides that stay free of areas
# How large signs are, in pixels, by how many areas there are: they must not hide each other.
SIGNS = ((1, 26), (40, 13), (120, 9), (400, 6), (math.inf, 4))
LEAST_MARKED = 9  # pixels a sign must be large for its mark to be seen
LEAST_FILLED = 5  # pixels a shape must be large for its pattern to be seen
Spot = tuple[float, float]


@dataclass(frozen=True)
class View:
    """Where places lie in a picture, in pixels from its top left."""

    box: Box
    scale: float  # pixels in a degree of latitude
    size: tuple[int, int]

    def at(self, place: LonLat) -> Spot:
        (east, north), (wide, high) = self.box.middle, self.size
        narrow = math.cos(math.radians(north))
        x = wide / 2 + (place[0] - east) * narrow * self.scale
        return x, high / 2 - (place[1] - north) * self.scale

    def ring(self, ring: Ring) -> list[Spot]:
        return [self.at(place) for place in ring]


def drawn(
    size: tuple[int, int], placed: Sequence[tuple[AreaState, Shape]], outlines: str
) -> Image.Image:
    """Return a map of `placed` areas, `size` pixels wide and high, over a file of outlines.

    Those cleaned are on top: they are what there is to show.
    """
    large = (size[0] * FINE, size[1] * FINE)
    picture = Image.new("RGB", large, COLOURS["card"])
    draw, view = ImageDraw.Draw(picture), _view([shape for _, shape in placed], large)
    for ring in rings(outlines):
        draw.line(view.ring(ring), COLOURS["line"], 2 * FINE)
    ordered = sorted(placed, key=lambda each: each[0] is AreaState.CLEANED)
    for state, shape in ordered:
        _shape(picture, draw, view, state, shape)
    radius = FINE * next(pixels for most, pixels in SIGNS if len(placed) <= most)
    for state, shape in ordered:
        sign(draw, _middle(view, shape), radius, state)
    return picture.resize(size, Image.Resampling.LANCZOS)


def sign(draw: ImageDraw.ImageDraw, at: Spot, radius: float, state: AreaState) -> None:
    """Draw the sign of a state: a disc, and a mark where it is large enough to be seen."""
    ink, (x, y) = COLOURS[INKS[state]], at
    full = state in (AreaState.SCHEDULED, AreaState.CLEANED, AreaState.REOPENED)
    around = (x - radius, y - radius, x + radius, y + radius)
    edge = max(1, round(radius / 6))
    draw.ellipse(around, ink if full else COLOURS["paper"], ink, edge)
    if radius >= LEAST_MARKED:
        colour = COLOURS["paper"] if full else COLOURS["ink"]
        _MARKS[state](draw, at, radius, colour)


def _tick(draw: ImageDraw.ImageDraw, at: Spot, r: float, colour: str) -> None:
    x, y = at
    draw.line(_spots(x, y, r, (-0.42, 0.02), (-0.1, 0.38), (0.45, -0.38)), colour, _thick(r))


def _corner(draw: ImageDraw.ImageDraw, at: Spot, r: float, colour: str) -> None:
    x, y = at
    draw.line(_spots(x, y, r, (-0.2, -0.5), (-0.2, 0.25), (0.45, 0.25)), colour, _thick(r))


def _bang(draw: ImageDraw.ImageDraw, at: Spot, r: float, colour: str) -> None:
    x, y = at
    draw.line(_spots(x, y, r, (0, -0.55), (0, 0.12)), colour, _thick(r))
    draw.line(_spots(x, y, r, (0, 0.35), (0, 0.58)), colour, _thick(r))


def _question(draw: ImageDraw.ImageDraw, at: Spot, r: float, colour: str) -> None:
    x, y = at
    draw.arc((x - 0.34 * r, y - 0.6 * r, x + 0.34 * r, y + 0.06 * r), 170, 90, colour, _thick(r))
    draw.line(_spots(x, y, r, (0, 0), (0, 0.2)), colour, _thick(r))
    draw.line(_spots(x, y, r, (0, 0.4), (0, 0.62)), colour, _thick(r))


def _again(draw: ImageDraw.ImageDraw, at: Spot, r: float, colour: str) -> None:
    x, y = at
    around = (x - 0.5 * r, y - 0.5 * r, x + 0.5 * r, y + 0.5 * r)
    draw.arc(around, 20, 300, colour, _thick(r))
    draw.polygon(_spots(x, y, r, (0.02, -0.7), (0.6, -0.42), (0.1, -0.08)), colour)


_MARKS: dict[AreaState, Callable[[ImageDraw.ImageDraw, Spot, float, str], None]] = {
    AreaState.REPORTED: _question,
    AreaState.CONFIRMED: _bang,
    AreaState.SCHEDULED: _corner,
    AreaState.CLEANED: _tick,
    AreaState.REOPENED: _again,
}


def _spots(x: float, y: float, r: float, *at: Spot) -> list[Spot]:
    return [(x + r * east, y + r * south) for east, south in at]


def _thick(r: float) -> int:
    return max(2, round(r / 4))


def _view(shapes: Sequence[Shape], size: tuple[int, int]) -> View:
    """Return the view that shows all of `shapes`, and a few streets around a single corner."""
    corners = [corner for shape in shapes for corner in shape.corners]
    box = bounds(Shape(LINE, (tuple(corners),))) if corners else NOTHING
    narrow = math.cos(math.radians(box.middle[1]))
    least = AROUND if len(corners) == 1 else NEAREST
    wide = max((box.east - box.west) * narrow, least)
    high = max(box.north - box.south, least)
    free = 1 - 2 * ROOM
    return View(box, min(size[0] * free / wide, size[1] * free / high), size)


def _shape(
    picture: Image.Image, draw: ImageDraw.ImageDraw, view: View, state: AreaState, shape: Shape
) -> None:
    rings, ink = [view.ring(ring) for ring in shape.rings], COLOURS[INKS[state]]
    if shape.kind == POINT:
        return
    if shape.kind == LINE:
        draw.line(rings[0], ink, 5 * FINE, joint="curve")
        return
    left, top = (math.floor(min(spot[at] for spot in rings[0])) for at in (0, 1))
    right, bottom = (math.ceil(max(spot[at] for spot in rings[0])) + 1 for at in (0, 1))
    if max(right - left, bottom - top) < LEAST_FILLED * FINE:
        return
    mask = Image.new("L", (right - left, bottom - top))
    for at, ring in enumerate(rings):
        local = [(x - left, y - top) for x, y in ring]
        ImageDraw.Draw(mask).polygon(local, 0 if at else 255)
    pattern = _pattern(state, picture.size).crop((left, top, right, bottom))
    picture.paste(ink, (left, top), ImageChops.multiply(mask, pattern))
    for ring in rings:
        draw.line(ring, ink, 2 * FINE, joint="curve")


@cache
def _pattern(state: AreaState, size: tuple[int, int]) -> Image.Image:
    """Return how much of a state's ink lies where: stripes thin, thick or crossed, or a tint."""
    tints = {AreaState.SCHEDULED: 140, AreaState.CLEANED: 100}
    drawn = Image.new("L", size, tints.get(state, 0))
    if state in tints:
        return drawn
    draw, step = ImageDraw.Draw(drawn), 8 * FINE
    thick = (3 if state is AreaState.CONFIRMED else 1) * FINE
    wide, high = size
    for start in range(-high, wide + high, step):
        draw.line((start, high, start + high, 0), 255, thick)
        if state is AreaState.REOPENED:
            draw.line((start, 0, start + high, high), 255, thick)
    return drawn


def _middle(view: View, shape: Shape) -> Spot:
    # As browsers do it: the middle of what is seen, not of the ground.
    return view.at(bounds(shape).middle)
