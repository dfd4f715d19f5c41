"""How a state is told on the workbench's map without its colour: signs, patterns, the base map.

They are drawn here, to the letter as map.css has them for light maps, and go into the map as
data: no host is asked for any of it.
"""

import json
from base64 import b64encode
from functools import cache
from typing import Any

from turnout import browser
from turnout.model.areas import AreaState
from turnout.ui import theme

_SIZE = 64  # pixels of a sign's square; drawn at a third of that, so that it is sharp anywhere
_TILE = 32  # pixels of a pattern's square
_GLYPHS = {AreaState.REPORTED: "?", AreaState.CONFIRMED: "!"}
_STROKES = {
    AreaState.SCHEDULED: "M32 18V33L42 39",
    AreaState.CLEANED: "M20 33L29 42L45 23",
    AreaState.REOPENED: "M45 26A15 15 0 1 0 47 35M46 15V27H34",
}
_FILLED = {
    AreaState.SCHEDULED: "signal",
    AreaState.CLEANED: "deep",
    AreaState.REOPENED: "ink",
}
WAITING = "waiting"  # the sign of a report that nobody looked at
_HATCH = f"M0 {_TILE}L{_TILE} 0M-8 8L8 -8M24 40L40 24"
_PATTERNS = {
    AreaState.REPORTED: (_HATCH, 3),
    AreaState.CONFIRMED: (_HATCH, 9),
    AreaState.REOPENED: (f"{_HATCH}M0 0L{_TILE} {_TILE}M24 -8L40 8M-8 24L8 40", 3),
}


@cache
def signs(shade: str) -> tuple[str, dict[str, dict[str, int]]]:
    """Return a picture with every sign in it as an address, and where in it each one is."""
    colours = theme.colours(shade)
    drawn = [_sign(state, colours) for state in AreaState] + [_waiting(colours)]
    names = [*(state.value for state in AreaState), WAITING]
    where = {
        name: {"x": at * _SIZE, "y": 0, "width": _SIZE, "height": _SIZE}
        for at, name in enumerate(names)
    }
    return _picture(drawn, _SIZE), where


@cache
def patterns() -> tuple[str, dict[str, dict[str, Any]]]:
    """Return a picture with every pattern in it as an address, and where in it each one is."""
    drawn = [
        f'<path d="{path}" stroke="#000" stroke-width="{wide}" fill="none"/>'
        for path, wide in _PATTERNS.values()
    ]
    where = {
        state.value: {"x": at * _TILE, "y": 0, "width": _TILE, "height": _TILE, "mask": True}
        for at, state in enumerate(_PATTERNS)
    }
    return _picture(drawn, _TILE), where


@cache
def base(shade: str) -> str:
    """Return a style that draws outlines of states and counties, as an address."""
    colours = theme.colours(shade)
    states, counties = (browser.address(name) for name in browser.OUTLINES)
    ground = {"background-color": colours["card"]}
    style = {
        "version": 8,
        "sources": {"states": _outlines(states), "counties": _outlines(counties)},
        "layers": [
            {"id": "ground", "type": "background", "paint": ground},
            _lines("counties", colours["line"], 1.5),
            _lines("states", colours["soft"], 1.5),
        ],
    }
    return f"data:application/json;base64,{_encoded(json.dumps(style))}"


def _outlines(address: str) -> dict[str, str]:
    return {"type": "geojson", "data": address}


def _lines(source: str, colour: str, wide: float) -> dict[str, Any]:
    paint = {"line-color": colour, "line-width": wide}
    return {"id": source, "type": "line", "source": source, "paint": paint}


def _sign(state: AreaState, colours: dict[str, str]) -> str:
    fill = colours[_FILLED.get(state, "paper")]
    edge = colours[_FILLED.get(state, "signal")]
    dashes = ' stroke-dasharray="11 7"' if state is AreaState.REPORTED else ""
    round_ = (
        f'<circle cx="32" cy="32" r="27" fill="{fill}" stroke="{edge}" stroke-width="6"{dashes}/>'
    )
    if state in _GLYPHS:
        return round_ + _letter(_GLYPHS[state], colours["ink"])
    stroke = f'stroke="{colours["paper"]}" stroke-width="6" fill="none"'
    return f'{round_}<path d="{_STROKES[state]}" {stroke}/>'


def _waiting(colours: dict[str, str]) -> str:
    edge = f'stroke="{colours["soft"]}" stroke-width="6" stroke-dasharray="3 7"'
    return f'<circle cx="32" cy="32" r="27" fill="{colours["paper"]}" {edge}/>' + _letter(
        "?", colours["soft"]
    )


def _letter(letter: str, colour: str) -> str:
    style = f'font-family="{theme.DISPLAY}, sans-serif" font-weight="600" font-size="42"'
    return f'<text x="32" y="47" text-anchor="middle" fill="{colour}" {style}>{letter}</text>'


def _picture(drawn: list[str], size: int) -> str:
    """Return the drawings side by side, each in its square, as an address."""
    square = f'width="{size}" height="{size}" viewBox="0 0 {size} {size}"'
    inside = "".join(f'<svg x="{at * size}" {square}>{one}</svg>' for at, one in enumerate(drawn))
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size * len(drawn)}" height="{size}">'
        f"{inside}</svg>"
    )
    return f"data:image/svg+xml;base64,{_encoded(whole)}"


def _encoded(text: str) -> str:
    return b64encode(text.encode()).decode()
