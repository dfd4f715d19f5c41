"""The colours stand once, in tokens.css; what Streamlit reads from its settings is held to them."""

import tomllib
from pathlib import Path

import pytest

from turnout.ui import theme

ROOT = Path(__file__).parent.parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

SAME = {
    "backgroundColor": "paper",
    "secondaryBackgroundColor": "card",
    "textColor": "ink",
    "primaryColor": "signal",
    "linkColor": "deep",
    "borderColor": "soft",
    "redColor": "signal",
    "greenColor": "sure",
    "grayColor": "soft",
    "grayTextColor": "soft",
}


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_streamlits_colours_are_those_of_the_tokens(shade):
    colours = theme.colours(shade)

    assert {option: colours[token] for option, token in SAME.items()} == CONFIG["theme"][shade]


def test_fonts_come_from_our_own_routes():
    faces = CONFIG["theme"]["fontFaces"]

    assert faces
    assert all(face["url"].startswith("/e/-/assets/") for face in faces)


def test_the_sheet_set_into_a_page_brings_no_font_of_a_relative_address():
    assert "--signal" in theme.sheet()
    assert "url(" not in theme.sheet()


@pytest.mark.parametrize(
    "section, option, value",
    [
        ("runner", "postScriptGC", False),
        ("server", "fileWatcherType", "none"),
        ("server", "showEmailPrompt", False),
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
        ("logger", "hideWelcomeMessage", True),  # it asks the internet for this machine's address
    ],
)
def test_the_server_is_set_as_it_must_be(section, option, value):
    assert CONFIG[section][option] == value
