"""Cards to share: how far a clean-up is, with its map drawn in, as one PNG of 1200 x 630.

All words of a card are in its `Card`, which has no field for anybody's name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from turnout import browser
from turnout.model.areas import AreaState, Atlas
from turnout.model.places import Shape
from turnout.pictures import drawn_map
from turnout.pictures.drawn_map import COLOURS
from turnout.words import say

SIZE = WIDTH, HEIGHT = 1200, 630  # what networks ask for; others crop it
MARGIN, GAP = 56, 40
MAP = (600, MARGIN, WIDTH - MARGIN, 478)  # left, top, right, bottom
LEFT_WIDE = MAP[0] - MARGIN - GAP
LEGEND_TOP, LEGEND_LINE = 500, 40
HEADLINES, TITLES, SMALL = (118, 104, 92, 80, 68, 58, 50), (40, 36, 32), 28
# Where help is needed first, as in the list beside the map.
ORDER = ("cleaned", "scheduled", "confirmed", "reported", "reopened")


@dataclass(frozen=True)
class Card:
    """What a card says. legend: (state, "17 cleaned"), those there are none of left out."""

    title: str
    headline: str
    address: str
    legend: tuple[tuple[AreaState, str], ...]


def said(lang: str, atlas: Atlas, address: str) -> Card:
    """Return what the card of a map says; address: where the map is, as people type it."""
    counted = Counter(each.area.state for each in atlas.areas)
    legend = tuple(
        (AreaState(state), say(lang, f"map.count_{state}", n=counted[AreaState(state)]))
        for state in ORDER
        if counted[AreaState(state)]
    )
    if not atlas.areas:
        return Card(atlas.event.title, say(lang, "map.empty"), address, ())
    clean = counted[AreaState.CLEANED]
    headline = say(lang, "map.cleaned_of", n=len(atlas.areas), clean=clean)
    return Card(atlas.event.title, headline, address, legend)


def areas(card: Card, placed: Sequence[tuple[AreaState, Shape]], outlines: str) -> bytes:
    """Return the card as PNG; placed: the areas of its map; outlines: the file under it."""
    picture = Image.new("RGB", SIZE, COLOURS["paper"])
    draw = ImageDraw.Draw(picture)
    _left(draw, card)
    left, top, right, bottom = MAP
    picture.paste(drawn_map.drawn((right - left, bottom - top), placed, outlines), (left, top))
    draw.rectangle((left - 2, top - 2, right + 1, bottom + 1), outline=COLOURS["ink"], width=3)
    _legend(draw, card.legend)
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=False, compress_level=6)
    return kept.getvalue()


def _left(draw: ImageDraw.ImageDraw, card: Card) -> None:
    """Draw the words from the top, and the address at the foot."""
    font, lines = fitted(card.title, 500, TITLES, LEFT_WIDE, 3)
    under = _lines(draw, (MARGIN, MARGIN - 8), lines, font, COLOURS["soft"], 1.08)
    room = HEIGHT - MARGIN - SMALL - 24 - under - 20
    font, lines = _headline(card.headline, room)
    _lines(draw, (MARGIN - 2, under + 16), lines, font, COLOURS["ink"], 0.98)
    font, (line,) = fitted(card.address, 500, (SMALL, 24, 20), LEFT_WIDE, 1)
    draw.text((MARGIN, HEIGHT - MARGIN + 8), line, COLOURS["deep"], font, anchor="ls")


def _headline(text: str, room: float) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest setting of the headline that fits in `room` pixels from top to foot."""
    for size in HEADLINES:
        font = face(600, size)
        lines = list(wrapped(text, font, LEFT_WIDE))
        if len(lines) * size * 0.98 <= room and all(font.getlength(x) <= LEFT_WIDE for x in lines):
            return font, lines
    return fitted(text, 600, HEADLINES[-1:], LEFT_WIDE, max(1, int(room / HEADLINES[-1])))


def _legend(draw: ImageDraw.ImageDraw, legend: Iterable[tuple[AreaState, str]]) -> None:
    """Draw what each sign means and how many there are, in lines of what fits."""
    x, y, right = float(MAP[0]), LEGEND_TOP, MAP[2]
    font = face(500, SMALL)
    for state, text in legend:
        wide = 34 + font.getlength(text)
        if x > MAP[0] and x + wide > right:
            x, y = MAP[0], y + LEGEND_LINE
        drawn_map.sign(draw, (x + 12, y + 18), 12, state)
        draw.text((x + 34, y + 18), text, COLOURS["ink"], font, anchor="lm")
        x += wide + 28


def fitted(
    text: str, weight: int, sizes: Sequence[int], wide: float, most: int
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest of `sizes` in which `text` fits in `most` lines, and those lines; at the
    smallest what is too long ends in three dots."""
    for size in sizes:
        font = face(weight, size)
        lines = list(wrapped(text, font, wide))
        if len(lines) <= most and all(font.getlength(line) <= wide for line in lines):
            return font, lines
    kept = lines[:most]
    if len(lines) > most or font.getlength(kept[-1]) > wide:
        kept[-1] += "…"
    return font, [_cut(line, font, wide) for line in kept]


def wrapped(text: str, font: ImageFont.FreeTypeFont, wide: float) -> Iterator[str]:
    """Yield the lines of `text`; a word that is wider than a line has a line of its own."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > wide:
            yield line
            longer = word
        line = longer
    yield line


@cache
def face(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the face of headings, 500 or 600, `size` pixels high: the file that browsers get."""
    file = BytesIO(browser.read(f"barlow-condensed-{weight}.woff2"))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _cut(line: str, font: ImageFont.FreeTypeFont, wide: float) -> str:
    while len(line) > 1 and font.getlength(line) > wide:
        line = line.rstrip("…")[:-1] + "…"
    return line


def _lines(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], lines: Iterable[str],
    font: ImageFont.FreeTypeFont, colour: str, leading: float,
) -> float:  # fmt: skip
    """Draw lines below each other; return where the next would begin."""
    x, y = at
    for line in lines:
        draw.text((x, y), line, colour, font)
        y += font.size * leading
    return y
