"""Words on pictures: set in the face of headings, as large as fits."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from io import BytesIO

from PIL import ImageDraw, ImageFont

from turnout import browser

Spot = tuple[float, float]
_NOBODYS = "\uffff"  # no letter, in no face: what is drawn for all that a face lacks


@cache
def face(weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the face of headings, 500 or 600, `size` pixels high: the file that browsers get."""
    file = BytesIO(browser.read(f"barlow-condensed-{weight}.woff2"))
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """Return `text` without the signs that the face has not, such as emoji; empty where it lacks a
    letter: a name is drawn whole, or not at all."""
    lacks = {each for each in text if not each.isspace() and not _has(each)}
    if any(map(str.isalpha, lacks)):
        return ""
    return " ".join("".join(each for each in text if each not in lacks).split())


@lru_cache(2_000)
def _has(letter: str) -> bool:
    font = face(600, 32)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NOBODYS))


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
