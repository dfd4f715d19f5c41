"""The light half of browser/tokens.css: what is printed has no dark one."""

import re
from functools import cache

from turnout import browser

_PAIR = re.compile(r"--(\w+): light-dark\((#[0-9A-F]{6}), #[0-9A-F]{6}\)")


@cache
def light() -> dict[str, str]:
    """Return each colour by its name: "paper", "ink", "signal", "sure" ..."""
    return dict(_PAIR.findall(browser.text("tokens.css")))
