import re
from functools import cache
from pathlib import Path

import pytest
import streamlit

from turnout import words

OURS = words._catalogue()["streamlit"]
# Streamlit puts these together: `Press ${key}+Enter to ${what}`, `${name} icon`.
PUT_TOGETHER = {name for name in OURS if name.startswith(("apply", "send", "add_icon"))}


@cache
def scripts() -> str:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return "\n".join(file.read_text("utf-8") for file in folder.glob("*.js"))


@pytest.mark.parametrize("name", sorted(OURS.keys() - PUT_TOGETHER))
def test_what_is_said_in_spanish_is_what_streamlit_still_writes(name):
    pieces = [piece.strip() for piece in re.split(r"\{\w+\}|[,•]", OURS[name]["en"])]

    assert [piece for piece in pieces if piece not in scripts()] == []


def test_no_translation_is_taken_for_something_to_be_translated():
    found = {name: re.sub(r"\\\{\w+\\\}", ".+", re.escape(of["en"])) for name, of in OURS.items()}
    again = [
        (name, other)
        for name, pattern in found.items()
        for other, of in OURS.items()
        if re.fullmatch(pattern, of["es"])
    ]

    assert again == []
