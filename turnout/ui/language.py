"""Which language this visitor reads: what they chose, else what their browser asks for."""

from typing import Any

import streamlit as st

from turnout import browser, words
from turnout.words import LANGUAGES, language, say

# Each language is offered by its own name, as its readers look for it.
NAMES = {"en": "English", "es": "Español"}

_page_language = st.components.v2.component("turnout_language", js=browser.text("language.js"))


def lang() -> str:
    """Return the visitor's language; `?lang=es` in the address outranks the browser's."""
    chosen = st.query_params.get("lang")
    return chosen if chosen in LANGUAGES else language(st.context.locale or "")


def switch() -> None:
    """Draw the way to the same page in the other language, and tell the browser of this one."""
    with st.container(key="page_language"):
        _page_language(data=_told(lang()))
    for other in LANGUAGES:
        if other != lang():
            st.button(NAMES[other], key="lang", type="tertiary", on_click=_choose, args=(other,))


def here(key: str, **values: object) -> str:
    """Return the sentence `key` in the visitor's language."""
    return say(lang(), key, **values)


def _told(spoken: str) -> dict[str, Any]:
    """Return what the browser is told: the language, and what to say for Streamlit's own words,
    which stand on the page in any other."""
    (other,) = set(LANGUAGES) - {spoken}
    return {
        "lang": spoken,
        "locale": f"{spoken}-US",
        "module": browser.address("streamlit-words.js"),
        "words": words.for_browser(spoken, "streamlit"),
        "others": words.for_browser(other, "streamlit"),
    }


def _choose(other: str) -> None:
    st.query_params["lang"] = other
