"""Cards to share of clean-ups: how far a map is, or what one area needs, with the map drawn in.

All words of a card are in its `MapCard`, which has no field for anybody's name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from turnout import words
from turnout.formats import area_words
from turnout.formats.when import when
from turnout.model.areas import AreaState, Atlas, MapArea, MapDate
from turnout.model.places import Shape
from turnout.pictures import drawn_map
from turnout.pictures.cards import SQUARE, WIDE, png
from turnout.pictures.colours import light
from turnout.pictures.lettering import column, drawable, face, fitted, wrapped

# Where help is needed first, as in the list beside the map.
ORDER = ("cleaned", "scheduled", "confirmed", "reported", "reopened")
Placed = Sequence[tuple[AreaState, Shape]]


@dataclass(frozen=True)
class MapCard:
    """What a card with a map says. title: empty where the face of cards cannot draw it. needs:
    what is needed, in lines, the first the larger.
    legend: (state, "17 cleaned"), those there are none of left out. asks: there is work left."""

    title: str
    headline: str
    address: str
    legend: tuple[tuple[AreaState, str], ...]
    needs: tuple[str, ...] = ()
    asks: bool = True


@dataclass(frozen=True)
class Layout:
    """How a size is set: where the map lies (left, top, right, bottom), how wide the words are,
    where they end; letters in pixels, the largest first."""

    margin: int
    map: tuple[int, int, int, int]
    wide: int
    end: int
    headlines: tuple[int, ...]
    titles: tuple[int, ...]
    lines: tuple[int, ...]
    small: int


LAYOUTS = {
    WIDE: Layout(
        margin=56, map=(600, 56, 1144, 478), wide=504, end=530,
        headlines=(118, 104, 92, 80, 68, 58, 50), titles=(40, 36, 32), lines=(64, 36, 32), small=28,
    ),
    SQUARE: Layout(
        margin=64, map=(64, 424, 1016, 840), wide=952, end=404,
        headlines=(124, 108, 94, 82, 70, 60, 52), titles=(48, 44, 40, 36), lines=(72, 44, 40),
        small=34,
    ),
}  # fmt: skip


def of_map(lang: str, atlas: Atlas, address: str) -> MapCard:
    """Return what the card of a map says; address: where the map is, as people type it."""
    counted = Counter(each.area.state for each in atlas.areas)
    legend = tuple(
        (AreaState(state), words.say(lang, f"map.count_{state}", n=counted[AreaState(state)]))
        for state in ORDER
        if counted[AreaState(state)]
    )
    empty = words.say(lang, "map.empty")
    headline = area_words.headline(lang, atlas) if atlas.areas else empty
    return MapCard(drawable(atlas.event.title), headline, address, legend)


def of_area(
    lang: str, atlas: Atlas, shown: MapArea, date: MapDate | None, address: str
) -> MapCard:  # fmt: skip
    """Return what the card of one area says: what it needs, and when it is cleaned.

    Where the face of cards cannot draw its title, what it needs is read first.
    """
    area = shown.area
    state = words.say(lang, f"map.state_{area.state}")
    legend = ((area.state, state[:1].upper() + state[1:]),)
    headline, *needs = filter(None, (drawable(area.title), *_needs(lang, shown, date)))
    asks = area.state is not AreaState.CLEANED
    campaign = drawable(atlas.event.title)
    return MapCard(campaign, headline, address, legend, tuple(needs), asks)


def _needs(lang: str, shown: MapArea, date: MapDate | None) -> Iterator[str]:
    area = shown.area
    if area.state is AreaState.CLEANED:
        yield words.say(lang, "cards.area_cleaned")
    elif date is None:
        yield words.say(lang, "cards.area_needs")
    else:
        if area.wanted > date.coming:
            left = area.wanted - date.coming
            yield f"{words.number(lang, left)} {words.say(lang, 'cards.to_go', n=left)}"
        yield words.say(lang, "map.scheduled_for", when=when(lang, date.event))


def drawn(card: MapCard, placed: Placed, outlines: str, size: tuple[int, int]) -> bytes:
    """Return the card as PNG; placed: the areas on its map; outlines: the file under it; size:
    one of `cards.SIZES`."""
    picture, layout = Image.new("RGB", size, light()["paper"]), LAYOUTS[size]
    draw = ImageDraw.Draw(picture)
    _words(draw, layout, card)
    left, top, right, bottom = layout.map
    picture.paste(drawn_map.drawn((right - left, bottom - top), placed, outlines), (left, top))
    frame = (left - 2, top - 2, right + 1, bottom + 1)
    draw.rectangle(frame, outline=light()["ink"], width=3)
    _legend(draw, layout, card.legend)
    foot = size[1] - layout.margin + 8
    font, (line,) = fitted(card.address, 500, (layout.small, 24, 20), layout.wide, 1)
    draw.text((layout.margin, foot), line, light()["deep"], font, anchor="ls")
    return png(picture)


def _words(draw: ImageDraw.ImageDraw, layout: Layout, card: MapCard) -> None:
    """Draw the words from the top."""
    x, ink = layout.margin, light()
    y = layout.margin - 8.0
    if card.title:
        font, lines = fitted(card.title, 500, layout.titles, layout.wide, 3)
        y = column(draw, (x, y), lines, font, ink["soft"], 1.08)
    needs = [
        fitted(text, 600, layout.lines[at:], layout.wide, 2) for at, text in enumerate(card.needs)
    ]
    below = sum(len(lines) * font.size * 1.1 for font, lines in needs) + 16
    font, lines = _headline(card.headline, layout, layout.end - y - 20 - below)
    y = column(draw, (x - 2, y + 16), lines, font, ink["ink"], 0.98)
    y += 16
    for font, lines in needs:
        y = column(draw, (x, y), lines, font, ink["signal" if card.asks else "deep"], 1.1)


def _headline(
    text: str, layout: Layout, room: float
) -> tuple[ImageFont.FreeTypeFont, list[str]]:  # fmt: skip
    """Return the largest setting of the headline that fits in `room` pixels from top to foot."""
    sizes, wide = layout.headlines, layout.wide
    for size in sizes:
        font = face(600, size)
        lines = list(wrapped(text, font, wide))
        if len(lines) * size * 0.98 <= room and all(font.getlength(x) <= wide for x in lines):
            return font, lines
    return fitted(text, 600, sizes[-1:], wide, max(1, int(room / sizes[-1])))


def _legend(
    draw: ImageDraw.ImageDraw, layout: Layout, legend: Iterable[tuple[AreaState, str]]
) -> None:
    """Draw what each sign means and how many there are, in lines of what fits."""
    start, _, right, under = layout.map
    x, y, step = float(start), under + 22, round(layout.small * 1.45)
    for state, text in legend:
        font, (line,) = fitted(text, 500, (layout.small,), right - start - 34, 1)
        wide = 34 + font.getlength(line)
        if x > start and x + wide > right:
            x, y = start, y + step
        middle = y + layout.small * 0.65
        drawn_map.sign(draw, (x + 12, middle), 12, state)
        draw.text((x + 34, middle), line, light()["ink"], font, anchor="lm")
        x += wide + 28
