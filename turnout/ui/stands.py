"""Widgets that show what stands in the store, whoever changed it, and change it when pressed.

A browser says with everything it sends what each of its widgets shows. Where one that had not
drawn somebody else's change yet said so, its answer was taken for a press and turned the change
back. So what was changed elsewhere gets a widget anew, and what the old one still says is of no
account. Of one's own presses the widget stays, and with it the keyboard's place.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st


def showing(name: str, stands: Any) -> str:
    """Return the key that widget `name` is to be drawn with now, to show what `stands`."""
    known, times = st.session_state.get(_of(name), (stands, 0))
    if known != stands:
        times += 1
    st.session_state[_of(name)] = stands, times
    key = _key(name, times)
    st.session_state[key] = stands
    return key


def pressed(name: str, key: str, keep: Callable[[Any], None]) -> None:
    """Let `keep` have what widget `name`, drawn with `key`, was changed to: its `on_change`."""
    _, times = st.session_state[_of(name)]
    if key == _key(name, times):
        value = st.session_state[key]
        st.session_state[_of(name)] = value, times
        keep(value)


def _of(name: str) -> str:
    return f"{name}:stands"


def _key(name: str, times: int) -> str:
    return f"{name}~{times}" if times else name
