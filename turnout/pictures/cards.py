"""Cards to share, as PNG: 1200 x 630 as networks ask for, and square for those that crop.

A card is seen as a thumbnail first: its number is as large as fits, and the bar under it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from turnout.pictures import bar
from turnout.pictures.card_words import Card
from turnout.pictures.colours import light
from turnout.pictures.lettering import column, face, fitted

WIDE, SQUARE = (1200, 630), (1080, 1080)
SIZES = {"": WIDE, "square": SQUARE}  # as ?size= has them


@dataclass(frozen=True)
class Layout:
    """How a size is set: letters in pixels, the largest first; beside: whether the words stand at
    the number's right, else under it; alone: of what is read first where there is no number."""

    margin: int
    above: tuple[int, ...]
    titles: tuple[int, ...]
    under: tuple[int, ...]
    numbers: tuple[int, ...]
    alone: tuple[int, ...]
    said: tuple[int, ...]
    line: tuple[int, ...]
    beside: bool
    thick: int
    small: int


LAYOUTS = {
    WIDE: Layout(
        margin=56, above=(32, 30, 28, 26), titles=(60, 54, 48, 42, 38, 34),
        under=(36, 32, 28), numbers=(300, 270, 240, 210, 180, 150, 120),
        alone=(150, 130, 112, 98), said=(84, 72, 62, 54, 46),
        line=(44, 40, 36, 32), beside=True, thick=60, small=28,
    ),
    SQUARE: Layout(
        margin=64, above=(40, 36, 32, 30), titles=(84, 76, 68, 60, 52, 46),
        under=(46, 40, 36), numbers=(440, 400, 360, 320, 280, 240, 200, 160),
        alone=(180, 156, 136, 118), said=(104, 92, 80, 68, 58), line=(56, 50, 46, 42),
        beside=False, thick=88, small=36,
    ),
}  # fmt: skip
LEADING = 1.08  # from line to line, by the height of the letters
AIR_ABOVE = 1.0  # between what a card is of and what it says, by the height of its smallest letters
AIR_UNDER = 0.06  # under words, by the height of their letters
NUMBER_WIDE = 0.62  # of the width, at most: its words stand beside it
WORDS_HIGH = 0.5  # of the height, at most, where they stand under it


def drawn(card: Card, size: tuple[int, int]) -> bytes:
    """Return the card as PNG; size: one of SIZES."""
    picture = Image.new("RGB", size, light()["paper"])
    sheet = _Sheet(picture, ImageDraw.Draw(picture), LAYOUTS[size])
    top = _head(sheet, card)
    bottom = _foot(sheet, card)
    _answer(sheet, card, top, bottom)
    return png(picture)


def png(picture: Image.Image) -> bytes:
    """Return `picture` as the bytes of a PNG that holds nothing but pixels."""
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=False, compress_level=6)
    return kept.getvalue()


@dataclass(frozen=True)
class Block:
    """Lines of words as they are set. colour: its name."""

    font: ImageFont.FreeTypeFont
    lines: list[str]
    colour: str

    @property
    def high(self) -> float:
        """How many pixels it takes, with some air under the last line."""
        return (len(self.lines) * LEADING + AIR_UNDER) * self.font.size


@dataclass(frozen=True)
class _Sheet:
    """What is drawn on, and how."""

    picture: Image.Image
    draw: ImageDraw.ImageDraw
    layout: Layout

    @property
    def wide(self) -> int:
        return self.picture.width - 2 * self.layout.margin


def _head(sheet: _Sheet, card: Card) -> float:
    """Draw what it is of; return where the next would begin."""
    layout, ink = sheet.layout, light()
    x, y = layout.margin, layout.margin - 14.0
    for text in card.above:
        font, lines = fitted(text, 500, layout.above, sheet.wide, 1)
        y = column(sheet.draw, (x, y), lines, font, ink["soft"], 1.2)
    # A name has one line where it can, so that the number under it keeps its room.
    most = 1 if card.under and layout.beside else 2 if layout.beside else 3
    font, lines = fitted(card.title, 600, layout.titles, sheet.wide, most)
    y = column(sheet.draw, (x, y + 2), lines, font, ink["ink"], 1.02)
    for at, text in enumerate(card.under):
        font, lines = fitted(text, 500, layout.under, sheet.wide, 1)
        y = column(sheet.draw, (x, y + 4), lines, font, ink["soft" if at else "deep"], LEADING)
    return y


def _foot(sheet: _Sheet, card: Card) -> float:
    """Draw the address at the foot, the legend above it, and the bar above that; return where what
    stands between this and the head must end."""
    layout = sheet.layout
    y = sheet.picture.height - layout.margin + 14
    font, lines = fitted(card.address, 500, (layout.small, layout.small - 4), sheet.wide, 1)
    sheet.draw.text((layout.margin, y), lines[0], light()["deep"], font, anchor="ls")
    y -= round(layout.small * 1.5)
    if card.heads is None:
        return y
    y = _legend(sheet, card.legend, y)
    bottom = y - round(layout.small * 0.4) - bar.below(layout.thick, card.heads)
    right = sheet.picture.width - layout.margin
    bar.drawn(sheet.picture, (layout.margin, bottom - layout.thick, right, bottom), card.heads)
    return bottom - layout.thick * (1 + 2 * bar.OVER)


def _legend(sheet: _Sheet, legend: Sequence[tuple[str, str]], y: int) -> int:
    """Draw the bar's parts in words, the last of their lines at `y`; return where they begin."""
    if not legend:
        return y
    font, step = face(500, sheet.layout.small), round(sheet.layout.small * 1.35)
    lines = _in_lines(legend, font, sheet.wide)
    for at, line in enumerate(lines):
        x, middle = float(sheet.layout.margin), y - step * (len(lines) - at - 1) - step // 3
        for part, text in line:
            bar.swatch(sheet.picture, (round(x), middle - 11, round(x) + 22, middle + 11), part)
            sheet.draw.text((x + 32, middle), text, light()["soft"], font, anchor="lm")
            x += 32 + font.getlength(text) + 30
    return y - step * len(lines)


def _in_lines(
    legend: Iterable[tuple[str, str]], font: ImageFont.FreeTypeFont, wide: float
) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    taken = 0.0
    for part, text in legend:
        needs = 62 + font.getlength(text)
        if lines[-1] and taken + needs - 30 > wide:
            lines.append([])
            taken = 0
        lines[-1].append((part, text))
        taken += needs
    return lines


def _answer(sheet: _Sheet, card: Card, top: float, bottom: float) -> None:
    """Draw what is read first, between `top` and `bottom`: the number, its words at its right or
    under it; without a number the words alone, as large."""
    margin, room = sheet.layout.margin, bottom - top - AIR_ABOVE * sheet.layout.small
    if not card.number:
        blocks = _blocks(sheet, card, sheet.wide, room)
        _write(sheet, blocks, (margin, bottom - (room + _high(blocks)) / 2))
    elif sheet.layout.beside:
        font, base = _number(sheet, card, room, sheet.wide * NUMBER_WIDE)
        _write_number(sheet, card, font, bottom - base)
        left = margin + font.getlength(card.number) + margin * 0.6
        blocks = _blocks(sheet, card, sheet.picture.width - margin - left, room - base)
        _write(sheet, blocks, (left, bottom - base - _high(blocks) + font.size * 0.02))
    else:
        blocks = _blocks(sheet, card, sheet.wide, room * WORDS_HIGH)
        font, base = _number(sheet, card, room - _high(blocks), sheet.wide)
        _write_number(sheet, card, font, bottom - _high(blocks) - base)
        _write(sheet, blocks, (margin, bottom - _high(blocks)))


def _number(
    sheet: _Sheet, card: Card, room: float, wide: float
) -> tuple[ImageFont.FreeTypeFont, float]:
    """Return the largest face in which the number fits, and how far its comma hangs below it."""
    for size in sheet.layout.numbers:
        font = face(600, size)
        _, top, _, hangs = font.getbbox(card.number, anchor="ls")
        if font.getlength(card.number) <= wide and hangs - top <= room:
            break
    return font, hangs if "," in card.number else 0


def _write_number(sheet: _Sheet, card: Card, font: ImageFont.FreeTypeFont, base: float) -> None:
    colour = light()["signal" if card.asks else "ink"]
    x = sheet.layout.margin - font.size * 0.03  # digits stand a little in from their edge
    sheet.draw.text((x, base), card.number, colour, font, anchor="ls")


def _blocks(sheet: _Sheet, card: Card, wide: float, room: float) -> list[Block]:
    """Return the words beside the number as they are set: as large as fits."""
    said = sheet.layout.said if card.number else (*sheet.layout.alone, *sheet.layout.said)
    colour = "signal" if card.asks else "ink"
    for at in range(len(said)):
        blocks = [Block(*fitted(card.said, 600, said[at:], wide, 2), colour)]
        if card.line:
            smaller = sheet.layout.line[min(at, len(sheet.layout.line) - 1) :]
            blocks.append(Block(*fitted(card.line, 500, smaller, wide, 2), "soft"))
        if _high(blocks) <= room:
            break
    return blocks


def _high(blocks: Iterable[Block]) -> float:
    return sum(block.high for block in blocks)


def _write(sheet: _Sheet, blocks: Iterable[Block], at: tuple[float, float]) -> None:
    x, y = at
    for block in blocks:
        column(sheet.draw, (x, y), block.lines, block.font, light()[block.colour], LEADING)
        y += block.high
