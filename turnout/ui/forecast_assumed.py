"""What the forecast takes for granted until events teach it: each with its reason, to change."""

from functools import partial

import streamlit as st

from turnout.desk import pasts
from turnout.house import house
from turnout.model.pasts import Assumed
from turnout.ui import paper, stands
from turnout.ui.desk import answers
from turnout.ui.forecast import Seen
from turnout.ui.forecast_past import take_back
from turnout.ui.language import here

PERCENT = 100
DOUBT = "spread"  # in log odds; all others are shares, and asked for in percent


def assumed(seen: Seen) -> None:
    """Draw each assumption beside its reason, with the ways back."""
    st.header(here("foretold.assumed"), anchor=False)
    paper.notes(here("foretold.assumed_note"))
    given = pasts.assumptions(house().desk, seen.event.slug)
    changed = any(each.value != each.default for each in given)
    with st.expander(here("foretold.assumed_show"), expanded=changed):
        for each in given:
            _one(seen, each)


def _one(seen: Seen, each: Assumed) -> None:
    name = f"assume-{seen.event.slug}-{each.name}"
    key = stands.showing(name, _shown(each, each.value))
    with st.container(key=f"assumed-{each.name}", gap="small"):
        st.number_input(
            here(f"foretold.assume_{each.name}"), _shown(each, each.least), _shown(each, each.most),
            step=_shown(each, 0.1) if each.name == DOUBT else 1,
            key=key, width=320,
            on_change=stands.pressed, args=(name, key, partial(_typed, seen, each)),
        )  # fmt: skip
        paper.hint(here(f"foretold.because_{each.name}"))
        with st.container(horizontal=True):
            _ways_back(seen, each)


def _ways_back(seen: Seen, each: Assumed) -> None:
    if each.seq is not None:
        st.button(here("foretold.undo"), key=f"assume-undo-{each.name}", on_click=take_back,
                  args=(seen.event.slug, each.seq, seen.by))  # fmt: skip
    if each.value != each.default:
        usual = _shown(each, each.default)
        label = here("foretold.back_to", value=usual if each.name == DOUBT else f"{usual} %")
        st.button(label, key=f"assume-reset-{each.name}", on_click=_set,
                  args=(seen, each.name, None))  # fmt: skip


def _typed(seen: Seen, each: Assumed, value: float) -> None:
    _set(seen, each.name, value if each.name == DOUBT else value / PERCENT)


def _set(seen: Seen, name: str, value: float | None) -> None:
    with answers.in_passing():
        pasts.set_assumption(house().desk, seen.event.slug, name, value, by=seen.by).result()


def _shown(each: Assumed, value: float) -> float:
    """Return the value as it is typed: whole percents, or the doubt as it is."""
    return value if each.name == DOUBT else round(value * PERCENT)
