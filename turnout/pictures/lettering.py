"""Words on pictures: set in the face of headings, as large as fits."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO

from PIL import ImageDraw, ImageFont

from turnout import browser

Spot = tuple[float, float]


@cache
def face(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the face of headings, 500 or 600, `size` pixels high: the file that browsers get."""
    file = BytesIO(browser.read(f"barlow-condensed-{weight}.woff2"))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


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


def column(
    draw: ImageDraw.ImageDraw, at: Spot, lines: Iterable[str], font: ImageFont.FreeTypeFont,
    colour: str, leading: float,
) -> float:  # fmt: skip
    """Draw lines below each other; return where the next would begin."""
    x, y = at
    for line in lines:
        draw.text((x, y), line, colour, font)
        y += font.size * leading
    return y


def _cut(line: str, font: ImageFont.FreeTypeFont, wide: float) -> str:
    while len(line) > 1 and font.getlength(line) > wide:
        line = line.rstrip("…")[:-1] + "…"
    return line
