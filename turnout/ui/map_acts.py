"""What is done on the map page: each act under a key that outlives reruns, with its way back.

What went wrong is said in words beside the area it was done to.
"""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace

import streamlit as st

from turnout.desk import area_care, area_photos, areas
from turnout.desk.areas import Doer, Report, Said
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.house import house
from turnout.model import ReviewState
from turnout.model.areas import AreaReceipt, MapArea, Step
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here

Act = Callable[[str], Future[AreaReceipt]]  # what is done under a key
_DONE = "map-done"


@dataclass(frozen=True)
class Done:
    """The visitor's own last act: what it was, in words, and how it is taken back."""

    sentence: str
    area: int
    back: Act | None = None


@dataclass(frozen=True)
class Acts:
    """What the visitor may do to areas, as the one they are on this map."""

    doer: Doer

    def step(self, each: MapArea, step: Step, **said: str | int) -> None:
        """Take one step of an area. said: a date, or how it was cleaned."""
        desk, doer, area = house().desk, self.doer, each.area.id

        def act(key: str) -> Future[AreaReceipt]:
            return areas.say(desk, doer, Said(key, area, step, **said))  # type: ignore[arg-type]

        def back(receipt: AreaReceipt) -> Act:
            return lambda key: areas.undo(desk, doer, area, receipt.seq, key)

        self._do(f"{step}-{area}", area, act, here(f"mapwork.did_{step}", title=_of(each)), back)

    def decide(self, each: MapArea, state: ReviewState) -> None:
        """Let an area be shown, or no longer be."""
        desk, doer, area, was = house().desk, self.doer, each.area.id, each.area.review
        self._do(
            f"{state}-{area}",
            area,
            lambda key: areas.decide(desk, doer, area, state, key),
            here(f"mapwork.did_{state}", title=_of(each)),
            lambda receipt: lambda key: areas.decide(desk, doer, area, was, key),
        )

    def decide_photo(self, each: MapArea, photo: int, state: ReviewState, was: ReviewState) -> None:
        """Let a photo of an area be shown, or no longer be."""
        desk, doer = house().desk, self.doer
        self._do(
            f"{state}-photo-{photo}",
            each.area.id,
            lambda key: area_photos.decide(desk, doer, photo, state, key),
            here(f"mapwork.did_photo_{state}", title=_of(each)),
            lambda receipt: lambda key: area_photos.decide(desk, doer, photo, was, key),
        )

    def assign(self, each: MapArea, steward: str, group: str) -> None:
        """Say who looks after an area, and to which group it belongs."""
        desk, doer, area = house().desk, self.doer, each.area
        was = (each.handle, area.group)
        self._do(
            f"care-{area.id}",
            area.id,
            lambda key: area_care.assign(desk, doer, area.id, steward, group, key),
            here("mapwork.did_care", title=_of(each)),
            lambda receipt: lambda key: area_care.assign(desk, doer, area.id, *was, key),
        )

    def put(self, report: Report, piece: int) -> bool:
        """Put a place on the map; piece: which of those that were drawn at once, from 0."""
        desk, doer = house().desk, self.doer
        return self._do(
            f"put-{piece}",
            0,
            lambda key: areas.put(desk, doer, replace(report, key=key)),
            here("mapwork.did_draw", title=report.title),
            lambda receipt: (
                lambda key: areas.decide(desk, doer, receipt.area, ReviewState.SET_ASIDE, key)
            ),
        )

    def undo(self) -> None:
        """Take the visitor's own last act back."""
        done: Done | None = st.session_state.get(_DONE)
        if done and done.back:
            self._do(f"back-{done.area}", done.area, done.back, here("mapwork.did_undo"), None)

    def _do(
        self, name: str, area: int, act: Act, sentence: str,
        back: Callable[[AreaReceipt], Act] | None,
    ) -> bool:  # fmt: skip
        """Return whether it was done. The key stays until it is answered: on a slow line a second
        tap says the same again, and that stands once."""
        key = f"map-key-{name}"
        st.session_state.setdefault(key, secrets.token_urlsafe(16))
        try:
            receipt = act(st.session_state[key]).result()
        except Refused as refused:
            tell_wrong(area, " ".join(map(answers.sentence, refused.reasons)))
            return False
        except (NotAllowed, NotFound):
            tell_wrong(area, here("refused.area_not_yours"))
            return False
        del st.session_state[key]
        st.session_state.pop(_wrong_key(area), None)
        # A place that a steward drew is taken off the map by an organizer only.
        way_back = back(receipt) if back and (area or self.doer.organizes) else None
        st.session_state[_DONE] = Done(sentence, receipt.area, way_back)
        return True


def last(acts: Acts) -> None:
    """Draw the visitor's own last act, and the way back from it."""
    done: Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    with st.container(key="map-last", horizontal=True, vertical_alignment="center"):
        paper.notes(done.sentence)
        if done.back:
            st.button(here("mapwork.undo"), key="map-undo", on_click=acts.undo)


def wrong(area: int) -> None:
    """Draw why the last act on an area was not taken, where it was not; area 0: a new place."""
    if sentence := st.session_state.get(_wrong_key(area)):
        paper.wrong(sentence)


def tell_wrong(area: int, sentence: str) -> None:
    """Keep why an act on an area was not taken, to be said beside it."""
    st.session_state[_wrong_key(area)] = sentence


def _wrong_key(area: int) -> str:
    return f"map-wrong-{area}"


def _of(each: MapArea) -> str:
    return each.area.title
