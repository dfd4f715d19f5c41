"""The colours and typefaces of turnout/browser/tokens.css, for what CSS cannot reach: charts."""

import re
from functools import cache

from turnout import browser

DISPLAY = "Barlow Condensed"
TEXT = "Source Sans"

_PAIR = re.compile(r"--(\w+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)")


_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def sheet() -> str:
    """Return the tokens as a style sheet to set into a page: its fonts are Streamlit's to load,
    as their addresses are relative to a file."""
    return _FONT_FACE.sub("", browser.text("tokens.css"))


@cache
def colours(shade: str) -> dict[str, str]:
    """Return the colour of each token on "light" or "dark" paper."""
    pairs = _PAIR.findall(browser.text("tokens.css"))
    return {name: light if shade == "light" else dark for name, light, dark in pairs}
