"""Which section of the desk is open: the one in the address, else the first."""

import streamlit as st

from turnout.ui.language import here

_KEY = "desk_section"


def chosen(names: tuple[str, ...]) -> str:
    """Draw the sections by name, and return the open one."""
    asked = st.query_params.get("section")
    current = asked if asked in names else names[0]
    st.session_state[_KEY] = current
    st.segmented_control(
        here("desk.sections"),
        names,
        key=_KEY,
        format_func=lambda name: here(f"desk.section_{name}"),
        on_change=_open,
        required=True,
        label_visibility="collapsed",
    )
    return current


def go(section: str, key: str) -> bool:
    """Draw the way to another section; return whether it was taken."""
    label = here("desk.go", section=here(f"desk.section_{section}"))
    taken = st.button(label, key=key)
    if taken:
        st.query_params["section"] = section
    return taken


def _open() -> None:
    st.query_params["section"] = st.session_state[_KEY]
