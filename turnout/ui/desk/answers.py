"""What a form of the desk is answered with: reasons beside its fields, and the way back.

Of the visitor's own last act only; what is true of the rally is in the store.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st

from turnout import words
from turnout.errors import NotFound, Reason, Refused
from turnout.ui import paper
from turnout.ui.language import here


def sentence(reason: Reason) -> str:
    """Return why something was refused, in the visitor's language."""
    key = f"refused.{reason.field}_{reason.code}"
    if words.has(key):
        return here(key, **reason.values)
    return here("refused.fallback", field=reason.field)


@contextmanager
def in_passing() -> Iterator[None]:
    """Say why what is done inside was refused, in one line that goes by itself: a button has no
    field to say it beside."""
    try:
        yield
    except Refused as refused:
        st.toast(paper.verbatim(sentence(refused.reasons[0])))
    except NotFound:
        closed()


def refuse(form: str, refused: Refused) -> None:
    """Draw the form again with what was wrong beside each field."""
    st.session_state[f"{form}:wrong"] = {
        reason.field: sentence(reason) for reason in refused.reasons
    }
    st.rerun()


def wrong(form: str) -> dict[str, str]:
    """Return what was wrong with the form when it was last sent, by field."""
    found: dict[str, str] = st.session_state.get(f"{form}:wrong", {})
    return found


def point(form: str) -> None:
    """Name the refused fields beside the button: on a long form they are out of sight."""
    labels = [f"desk.field_{field}" for field in wrong(form)]
    if named := [here(label) for label in labels if words.has(label)]:
        paper.wrong(here("desk.refused_above", fields=", ".join(named)))


def forget(form: str) -> None:
    """Forget what was wrong: the form was taken."""
    st.session_state.pop(f"{form}:wrong", None)


def start_anew(form: str) -> None:
    """Forget all that was typed into the form: it shows what stands."""
    for key in [key for key in st.session_state if str(key).startswith((f"{form}-", f"{form}:"))]:
        del st.session_state[key]


def keep_undo(form: str, before: Mapping[str, Any]) -> None:
    """Keep what the visitor's own change replaced, to offer the way back."""
    st.session_state[f"{form}:undo"] = dict(before)


def undo_of(form: str) -> dict[str, Any]:
    """Return what the visitor's last change replaced; empty when there is none."""
    found: dict[str, Any] = st.session_state.get(f"{form}:undo", {})
    return found


def closed() -> None:
    """Say that the link was taken back while the screen stood open."""
    st.toast(here("desk.link_gone"))
