"""Parts that the modules of turnout/browser draw, as Streamlit mounts them.

A component's own script only loads the module named in its data from our routes.
"""

from functools import cache
from typing import Any

import streamlit as st

from turnout import browser, words
from turnout.ui import theme

Renderer = Any  # streamlit's own protocol for a mounted component is not exported

_LOADER = browser.text("component.js")


def live(*styles: str, name: str) -> Renderer:
    """Return a component called `name`, styled by the tokens and by `styles`."""
    return st.components.v2.component(
        f"turnout_{name}", js=_LOADER, css=theme.sheet() + browser.text(*styles)
    )


@cache
def spoken(lang: str, *screens: str) -> dict[str, Any]:
    """Return what every component is given to speak with: the language and its sentences."""
    return {"lang": lang, "words": words.for_browser(lang, *screens)}
