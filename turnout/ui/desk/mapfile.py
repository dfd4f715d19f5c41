"""Map files: areas brought in from one, looked at before anything is stored; and the map as files.

`brought_in` and `taken_out` stand for themselves: any page of an organizer may draw them.
"""

import hashlib
from collections.abc import Sequence

import streamlit as st

from turnout.desk import area_import, corrections, looks, places
from turnout.desk.area_import import Brought
from turnout.desk.area_rows import Row
from turnout.desk.areas import Doer
from turnout.desk.places import Checked
from turnout.desk.pocket import Actor
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.formats.map_files import FORMS
from turnout.house import house
from turnout.model import Event, Role
from turnout.model.places import Box
from turnout.ui import paper
from turnout.ui.desk import answers, mapfile_preview
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

# A Shapefile is let in to be told how to export it.
ENDINGS = [
    *("kml", "kmz", "geojson", "json", "gpx", "csv", "tsv", "txt", "xlsx", "xls", "ods"),
    *("zip", "shp", "shx", "dbf"),
]
MEGABYTE = 1_000_000


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    st.header(here("mapfile.title"), anchor=False)
    brought_in(visitor, event)
    st.header(here("mapfile.out"), anchor=False)
    taken_out(event)


def brought_in(visitor: Visitor, event: Event) -> None:
    """Draw the way in for a map file: what it would bring, what to choose, and what it brought."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    done = st.session_state.get(_done(event))
    if done:
        _told(event, done, by)
    paper.notes(here("mapfile.told"))
    most = places.MOST_BYTES // MEGABYTE
    given = st.file_uploader(
        here("mapfile.file", most=most), type=ENDINGS, key=f"mapfile-{event.slug}",
        max_upload_size=most,
    )  # fmt: skip
    if given is None:
        return
    box = _box(event)
    try:
        checked = _checked(given.getvalue(), given.name, box)
    except Refused as refused:
        paper.strong(places.why_not(lang(), refused))
        return
    if skipped := places.skipped(lang(), checked.drawing):
        paper.notes(*skipped)
    found = _rows(event, checked, given.file_id, box)
    mapfile_preview.counts(found)
    mapfile_preview.on_map(found, given.file_id)
    chosen = mapfile_preview.chosen(found, given.file_id)
    _bring(event, chosen, by)
    mapfile_preview.rows(found, given.file_id)


def taken_out(event: Event) -> None:
    """Draw the addresses of the map as files."""
    paper.notes(here("mapfile.out_told"))
    files = [(f"/e/{event.slug}/areas.{form}", here(f"mapfile.take_{form}")) for form in FORMS]
    paper.links([*files, (f"/e/{event.slug}/map", here("mapfile.open_map"))])


def _box(event: Event) -> Box | None:
    """Return where places must lie; None where the organizer lets them lie anywhere."""
    box = area_import.box_of(house().desk, event.slug)
    if box is None:
        return None
    near = st.checkbox(
        here("mapfile.near"), True, key=f"mapfile_near-{event.slug}",
        help=here("mapfile.near_help"),
    )  # fmt: skip
    return box if near else None


def _checked(body: bytes, name: str, box: Box | None) -> Checked:
    """Return what the file holds, read once: every tick runs the page anew."""
    with st.spinner(here("mapfile.reading")):
        return _kept(hashlib.sha256(body).hexdigest(), name, box, body)


@st.cache_resource(max_entries=2, ttl=900, show_spinner=False)
def _kept(digest: str, name: str, box: Box | None, _body: bytes) -> Checked:
    return places.check(_body, name, box)


def _rows(event: Event, checked: Checked, file: str, box: Box | None) -> list[Row]:
    desk = house().desk
    asked = (str(desk.settings.database), event.slug, looks.seq(desk, event.slug), lang(), file)
    return _looked(asked, box, checked)


@st.cache_resource(max_entries=2, ttl=900, show_spinner=False)
def _looked(
    asked: tuple[str, str, int, str, str], box: Box | None, _checked: Checked
) -> list[Row]:  # fmt: skip
    return area_import.look(house().desk, asked[1], _checked, asked[3])


def _bring(event: Event, chosen: Sequence[Row], by: str) -> None:
    if not chosen:
        paper.notes(here("mapfile.nothing"))
        return
    st.button(
        here("mapfile.bring", n=len(chosen)),
        key="mapfile_bring",
        type="primary",
        on_click=_store,
        args=(event, tuple(chosen), by),
    )


def _store(event: Event, chosen: Sequence[Row], by: str) -> None:
    doer = Doer(event.slug, Actor(event.slug, 0, Role.ORGANIZER, by))
    try:
        brought = area_import.bring(house().desk, doer, chosen).result()
    except (NotFound, NotAllowed):
        answers.closed()
        return
    st.session_state[_done(event)] = brought


def _told(event: Event, done: Brought, by: str) -> None:
    """Say what a file brought, with the way to take all of it back."""
    told = [here("mapfile.brought", n=len(done.stored) + len(done.again))]
    for names, word in ((done.groups, "made_groups"), (done.boundaries, "made_boundaries")):
        told += [here(f"mapfile.{word}", names=", ".join(names))] if names else []
    told += [here("mapfile.left", n=done.known)] if done.known else []
    paper.strong(" ".join(told))
    if done.seq:
        label = here("mapfile.undo")
        st.button(label, key="mapfile_undo", on_click=_undo, args=(event, done.seq, by))
        paper.hint(here("mapfile.undo_note"))


def _undo(event: Event, seq: int, by: str) -> None:
    try:
        corrections.undo(house().desk, seq, by=by, event=event.slug).result()
    except (NotFound, NotAllowed):
        answers.closed()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    else:
        st.session_state.pop(_done(event), None)
        st.toast(here("mapfile.undone"))


def _done(event: Event) -> str:
    return f"mapfile_done-{event.slug}"
