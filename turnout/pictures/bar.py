"""The promise bar, printed: parts, order and proportions as browser/bar.js has them."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from turnout.model import Came, Count
from turnout.pictures.colours import light

PARTS = ("confirmed", "yes", "by_count", "maybe")  # in order of certainty
INKS = {"confirmed": "sure", "yes": "signal", "by_count": "count"}  # maybe is hatched
OVER = 0.28  # of the bar's height that the tick stands out above and below
GAP, LINE = 0.4, 0.3  # of its height: the room above who came, and who came
FINE = 4  # a hatching is drawn so much larger, then made smaller: no stairs
Box = tuple[int, int, int, int]  # left, top, right, bottom; the last two are the first outside


@dataclass(frozen=True)
class Heads:
    """What one bar shows, in heads. goal: 0 for none; came: None while nobody has come."""

    count: Count
    goal: int = 0
    came: Came | None = None


def reach(heads: Heads) -> int:
    """Return the number that makes a bar's whole width: the goal, or what goes on past it."""
    count, came = heads.count, heads.came.heads if heads.came else 0
    return max(heads.goal, count.coming + count.maybe, came, 1)


def pieces(heads: Heads) -> Iterator[tuple[str, int, int]]:
    """Yield (part, from, to) of each part that anybody is in, in heads from the left."""
    start = 0
    for part in PARTS:
        people = getattr(heads.count, part)
        if people:
            yield part, start, start + people
        start += people


def below(thick: int, heads: Heads) -> int:
    """Return how many pixels what hangs below a bar `thick` pixels high takes."""
    return round(thick * (GAP + LINE if heads.came else OVER if heads.goal else 0))


def drawn(picture: Image.Image, box: Box, heads: Heads) -> None:
    """Draw the bar into `box` of `picture`; its tick stands out above and below, who came hangs
    below (`below`)."""
    draw, place = ImageDraw.Draw(picture), _Place(box, reach(heads))
    if heads.goal:
        draw.rectangle(place.rectangle(0, heads.goal), light()["track"])
    for part, start, end in pieces(heads):
        _part(picture, draw, place, part, start, end)
    if heads.goal:
        _tick(draw, place, heads.goal)
    if heads.came:
        _came(draw, place, heads.came)


@dataclass(frozen=True)
class _Place:
    """Where numbers of heads lie in a bar."""

    box: Box
    whole: int

    @property
    def thick(self) -> int:
        return self.box[3] - self.box[1]

    @property
    def stroke(self) -> int:
        return max(3, round(self.thick / 8))

    def x(self, heads: int) -> int:
        left, _, right, _ = self.box
        return left + round((right - left) * heads / self.whole)

    def rectangle(self, start: int, end: int, sliver: int = 0) -> Box:
        """Return the corners of a part, inside both; two pixels wide at the least."""
        left = self.x(start)
        return left, self.box[1], max(left + 1, self.x(end) - sliver - 1), self.box[3] - 1


def _part(
    picture: Image.Image, draw: ImageDraw.ImageDraw, place: _Place, part: str, start: int, end: int,
) -> None:  # fmt: skip
    sliver = max(2, round(place.thick / 10))  # of paper, so that parts are told without colour
    if part != "maybe":
        draw.rectangle(place.rectangle(start, end, sliver), light()[INKS[part]])
        return
    left, top, right, bottom = place.rectangle(start, end)
    picture.paste(_hatched((right - left + 1, bottom - top + 1), place.stroke), (left, top))


def _hatched(size: tuple[int, int], stroke: int) -> Image.Image:
    """Return stripes of signal on paper, leaning as on screens."""
    wide, high = (side * FINE for side in size)
    stripes = Image.new("RGB", (wide, high), light()["paper"])
    draw, step = ImageDraw.Draw(stripes), round(stroke * 2.2 * FINE * 2**0.5)
    for start in range(-high, wide + high, step):
        draw.line((start, high, start + high, 0), light()["signal"], stroke * FINE)
    return stripes.resize(size, Image.Resampling.LANCZOS)


def _tick(draw: ImageDraw.ImageDraw, place: _Place, goal: int) -> None:
    left, top, right, bottom = place.box
    stroke, over = place.stroke, round(OVER * place.thick)
    x = min(max(left, place.x(goal) - stroke // 2), right - stroke)
    around = max(2, stroke // 2)
    beside = (x - around, top - over, x + stroke + around - 1, bottom + over - 1)
    draw.rectangle(beside, light()["paper"])
    draw.rectangle((x, top - over, x + stroke - 1, bottom + over - 1), light()["ink"])


def _came(draw: ImageDraw.ImageDraw, place: _Place, came: Came) -> None:
    """Draw who came as a line of its own, walk-ins hollow."""
    top = place.box[3] + round(GAP * place.thick)
    bottom, ink = top + max(6, round(LINE * place.thick)), light()["ink"]
    if came.checked:
        left, right = place.x(0), place.x(came.checked) - 1
        draw.rectangle((left, top, max(left + 1, right), bottom - 1), ink)
    if came.walk_ins:
        left, right = place.x(came.checked), place.x(came.heads) - 1
        edge = max(2, round(place.thick * 0.06))
        draw.rectangle((left, top, max(left + 1, right), bottom - 1), light()["paper"], ink, edge)


def swatch(picture: Image.Image, box: Box, part: str) -> None:
    """Draw the sign of a part, or of "came" and "walked", as legends have it."""
    left, top, right, bottom = box
    draw, ink = ImageDraw.Draw(picture), light()["ink"]
    corners = (left, top, right - 1, bottom - 1)
    if part == "maybe":
        picture.paste(
            _hatched((right - left, bottom - top), max(3, (right - left) // 7)), corners[:2]
        )
    elif part == "walked":
        draw.rectangle(corners, light()["paper"], ink, 3)
    else:
        draw.rectangle(corners, ink if part == "came" else light()[INKS[part]])
