"""Which section of the desk is open: the one in the address, else the first."""

import streamlit as st

from turnout import browser
from turnout.ui.components import live
from turnout.ui.language import here, lang

_KEY, _PHONE = "desk_section", "desk_section_phone"
_choose = live("choose.css", name="choose")


def chosen(names: tuple[str, ...]) -> str:
    """Draw the sections by name, and return the open one.

    A row of them, and on a phone one list in its place: frame.css shows one of the two.
    """
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
    with st.container(key=_PHONE):
        _choose(
            key=f"{_PHONE}_list",
            data={
                "module": browser.address("choose.js"),
                "label": here("desk.sections"),
                "options": [(name, here(f"desk.section_{name}")) for name in names],
                "current": current,
            },
            on_chosen_change=_open_from_list,
        )
    return current


def go(section: str, key: str) -> None:
    """Draw the way to another section, and go there once it is taken."""
    if st.button(here("desk.go", section=here(f"desk.section_{section}")), key=key):
        st.query_params["section"] = section
        st.rerun(scope="app")


def to(label: str, key: str, **address: str) -> None:
    """Draw the way to another desk, or another section, with `address` in the browser's own.

    No page_link: one to the page it stands on leaves the address as it was, so that the next
    press on any button leads back to where one came from.
    """
    if st.button(label, key=key):
        st.query_params.from_dict({**address, "lang": lang()})
        st.rerun()


def _open() -> None:
    st.query_params["section"] = st.session_state[_KEY]


def _open_from_list() -> None:
    if chosen := st.session_state[f"{_PHONE}_list"].chosen:
        st.query_params["section"] = chosen
