"""What may be done to the area that is chosen, by role."""

import streamlit as st

from turnout.desk import area_care, area_photos
from turnout.formats.atlas import photo as addressed
from turnout.house import house
from turnout.model import ReviewState
from turnout.model.areas import AreaPhoto, AreaState, MapArea, Step
from turnout.rules import areas as rules
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.ui.map_acts import Acts
from turnout.ui.map_seen import Seen, is_waiting
from turnout.words import day

_SHOWN, _ASIDE = ReviewState.SHOWN, ReviewState.SET_ASIDE
_OPEN = (AreaState.REPORTED, AreaState.REOPENED)


def steps(seen: Seen, each: MapArea, acts: Acts) -> None:
    """Draw the steps that lead on from where an area is."""
    area = each.area
    with st.container(horizontal=True, key="map-steps"):
        if is_waiting(each) and acts.doer.organizes:
            decide(each, acts, "card")
        if area.state in _OPEN:
            _step(each, acts, Step.CONFIRM)
        if area.state is AreaState.CLEANED:
            _step(each, acts, Step.REOPEN)
        if not is_waiting(each) and acts.doer.organizes:
            _decide(each, acts, _ASIDE, "card")
    if area.state is not AreaState.CLEANED and not is_waiting(each):
        _clean(each, acts)
    if acts.doer.organizes and area.state is not AreaState.CLEANED:
        _schedule(seen, each, acts)


def decide(each: MapArea, acts: Acts, where: str) -> None:
    """Draw the two ways to decide of a report. where: which part of the page this is."""
    _decide(each, acts, _SHOWN, where)
    _decide(each, acts, _ASIDE, where)


def looks_after(seen: Seen, each: MapArea, acts: Acts) -> None:
    """Draw who looks after an area and which group it belongs to, to be changed."""
    area = each.area.id
    stewards = area_care.stewards(house().desk, seen.atlas.event.slug)
    known = {one.handle: f"{one.name} (@{one.handle})" for one in stewards}
    groups = {group.slug: group.name for group in seen.atlas.neighbourhoods}
    if not known and not groups:
        return
    with st.expander(here("mapwork.care")), st.form(f"map-care-{area}", border=False):
        steward = _choice("steward", each, each.handle, known)
        group = _choice("group", each, each.area.group, groups)
        st.form_submit_button(
            here("mapwork.care_keep"),
            on_click=lambda: acts.assign(
                each,
                st.session_state.get(f"map-steward-{area}", steward),
                st.session_state.get(f"map-group-{area}", group),
            ),
        )


def photos(each: MapArea, acts: Acts) -> None:
    """Draw every photo of an area with what was decided of it, to decide otherwise."""
    found = area_photos.of_area(house().desk, each.area.event, each.area.id)
    if not found:
        return
    with st.expander(here("mapwork.photos", n=len(found))):
        for photo, state in found:
            decide_photo(each, acts, photo, state)


def decide_photo(each: MapArea, acts: Acts, photo: AreaPhoto, state: ReviewState) -> None:
    """Draw a photo, what was decided of it, and the other ways."""
    number = int(photo.name.partition("-")[0])
    paper.photo(
        addressed(each.area.event, each.area.id, photo)["small"], here(f"map.photo_{photo.kind}")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        paper.hint(here(f"mapwork.photo_{state}"))
        for to in (_SHOWN, _ASIDE):
            if to is not state:
                st.button(
                    here(f"mapwork.photo_do_{to}", n=str(number)), key=f"map-photo-{to}-{number}",
                    on_click=acts.decide_photo, args=(each, number, to, state),
                )  # fmt: skip


def _step(each: MapArea, acts: Acts, step: Step) -> None:
    st.button(
        here(f"map.{step}"), key=f"map-{step}-{each.area.id}", on_click=acts.step,
        args=(each, step),
    )  # fmt: skip


def _decide(each: MapArea, acts: Acts, state: ReviewState, where: str) -> None:
    label = f"mapwork.do_{state}" if where == "card" else f"mapwork.do_{state}_of"
    st.button(
        here(label, title=paper.verbatim(each.area.title)),
        key=f"map-{state}-{where}-{each.area.id}",
        type="primary" if state is _SHOWN else "secondary",
        on_click=acts.decide,
        args=(each, state),
    )


def _clean(each: MapArea, acts: Acts) -> None:
    area = each.area.id
    names = ("bags", "volunteers")

    def cleaned() -> None:
        given = {name: int(st.session_state[f"map-{name}-{area}"] or 0) for name in names}
        acts.step(each, Step.CLEAN, note=st.session_state[f"map-note-{area}"], **given)

    with st.expander(here("map.clean")), st.form(f"map-clean-{area}", border=False):
        with st.container(horizontal=True):
            for name, most in zip(names, (rules.MOST_BAGS, rules.MOST_VOLUNTEERS), strict=True):
                st.number_input(here(f"map.{name}"), 0, most, key=f"map-{name}-{area}")
        st.text_area(here("map.note"), key=f"map-note-{area}", max_chars=rules.MOST_TEXT, height=80)
        st.form_submit_button(here("map.clean_send"), type="primary", on_click=cleaned)


def _schedule(seen: Seen, each: MapArea, acts: Acts) -> None:
    """Draw the dates that an area may be put on, or how it is taken off the one it is on."""
    if each.area.state is AreaState.SCHEDULED:
        _step_words(each, acts, Step.RELEASE)
        return
    now = house().desk.clock()
    dates = {
        slug: date.event for slug, date in seen.dates.items() if rules.is_active(date.event, now)
    }
    if not dates:
        paper.hint(here("mapwork.no_dates"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-schedule"):
        chosen = st.selectbox(
            here("mapwork.which_date"), list(dates), key=f"map-date-{each.area.id}", width=260,
            format_func=lambda slug: (
                f"{day(lang(), dates[slug].starts_at, dates[slug].zone)}, {dates[slug].title}"
            ),
        )  # fmt: skip
        st.button(
            here("mapwork.schedule"), key=f"map-schedule-{each.area.id}",
            on_click=acts.step, args=(each, Step.SCHEDULE), kwargs={"date": chosen},
        )  # fmt: skip


def _step_words(each: MapArea, acts: Acts, step: Step) -> None:
    st.button(
        here(f"mapwork.{step}"), key=f"map-{step}-{each.area.id}", on_click=acts.step,
        args=(each, step),
    )  # fmt: skip


def _choice(name: str, each: MapArea, now: str, labels: dict[str, str]) -> str:
    """Return which of `labels` is chosen, "" for none."""
    options = ["", *labels]
    nobody = here(f"mapwork.{name}_nobody")
    chosen: str = st.selectbox(
        here(f"mapwork.{name}"), options, index=options.index(now) if now in options else 0,
        key=f"map-{name}-{each.area.id}",
        format_func=lambda value: labels[value] if value else nobody,
    )  # fmt: skip
    return chosen
